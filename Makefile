# The two commands of the project; both install what they need on Debian 12 (as root) and build first.
.PHONY: demo test build packages findings lint clean

BUILD := build/release
JOBS := $(shell nproc)

demo: build
	@scripts/demo.sh $(BUILD)/src/budian demo

test: packages-test
	@cmake --preset release -DBUDIAN_TESTS=ON >$(BUILD).log 2>&1 || (cat $(BUILD).log; false)
	@cmake --build $(BUILD) -j $(JOBS)
	@cmake --preset fuzz >build/fuzz.log 2>&1 || (cat build/fuzz.log; false)
	@cmake --build build/fuzz -j $(JOBS)
	@cd $(BUILD) && ctest --output-on-failure -j $(JOBS)

build: packages
	@mkdir -p build
	@if [ ! -f $(BUILD)/build.ninja ]; then \
	  cmake --preset release -DBUDIAN_TESTS=OFF >$(BUILD).log 2>&1 || (cat $(BUILD).log; false); fi
	@cmake --build $(BUILD) -j $(JOBS) --target budian

packages:
	@scripts/packages.sh build

packages-test:
	@mkdir -p build
	@scripts/packages.sh build test

# The reference of all findings, from the message table.
findings: build
	@$(BUILD)/src/budian check --codes > gis/FINDINGS.md

lint: packages-test
	@scripts/packages.sh lint
	@scripts/lint.sh

clean:
	rm -rf build demo
