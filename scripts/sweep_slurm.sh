#!/bin/sh
# A sweep as a job array of Slurm: task i of n computes every n-th run.
#   COUNTY=county/county.toml SWEEP=county/sweep.toml OUT=sweep sbatch --array=1-8 scripts/sweep_slurm.sh
# All tasks may write into one folder. A task that was stopped is submitted again and goes on where it stood. Then:
#   budian sweep gather "$OUT"
#SBATCH --job-name=budian-sweep
#SBATCH --cpus-per-task=1
set -eu
: "${COUNTY:?county.toml}" "${SWEEP:?sweep.toml}" "${OUT:?folder of the results}"
[ "${SLURM_ARRAY_TASK_MIN:?a job array: sbatch --array=1-N}" = 1 ] || { echo "The array must begin at 1."; exit 1; }
exec "${BUDIAN:-budian}" sweep "$COUNTY" "$SWEEP" -o "$OUT" \
  --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_MAX" --threads "${SLURM_CPUS_PER_TASK:-1}"
