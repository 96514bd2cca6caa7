#!/bin/sh
# Installs the Debian packages of the named groups (packages.txt) that are missing. Usage: packages.sh build [test]
set -eu
list="$(dirname "$0")/packages.txt"

missing=""
for group in "$@"; do
  for package in $(sed -n "s/^$group //p" "$list"); do
    # Node and npm may have come another way; what counts is that they run.
    case "$package" in
      nodejs) command -v node >/dev/null 2>&1 && continue ;;
      npm) command -v npm >/dev/null 2>&1 && continue ;;
    esac
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing="$missing $package"
  done
done
[ -n "$missing" ] || exit 0

echo "Installing:$missing"
if [ "$(id -u)" != 0 ]; then
  echo "These packages are missing and only root can install them:"
  echo "  apt-get install --no-install-recommends$missing"
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086
apt-get install -y -qq --no-install-recommends $missing >/dev/null
