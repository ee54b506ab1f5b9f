# SPDX-License-Identifier: EUPL-1.2
# `make run` and `make test` install what is missing (packages.txt, tests/packages.txt), build, and do their job. See `make help`.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j2
endif
.DELETE_ON_ERROR:

# A debug, sanitizer or coverage build goes to its own folder: make VARIANT=asan …
VARIANT ?= release
BUILD   := build/$(VARIANT)

CC       ?= cc
ifeq ($(origin CC),default)
CC       := gcc
endif
PKGS     := gdal proj geos libpq libcyaml yaml-0.1 gsl libcrypto expat libdeflate cairo cairo-pdf cairo-svg pangocairo sqlite3 libqpdf xlsxwriter minizip
WARNINGS := -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wvla -Werror
# Deferred: pkg-config is there only after the packages are.
PKG_CFLAGS = $(eval PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) | sed 's/-I/-isystem /g') -isystem /usr/include/suitesparse)$(PKG_CFLAGS)
# Without a file of pkg-config.
LIBS     := -lcholmod -lglpk -lgeos_c -lm
PKG_LIBS   = $(eval PKG_LIBS := $(shell pkg-config --libs $(PKGS)) $(LIBS))$(PKG_LIBS)

# No folder of this machine in it: the same program wherever it is built.
VARIANT_release  := -O2 -g -fdebug-prefix-map=$(CURDIR)=.
VARIANT_asan     := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
VARIANT_coverage := -O0 -g --coverage
comma := ,
VERSION := 0.1.0
VERSION_DATE := 2026-11-23
# No contraction: what a browser computes again of a run (viewer/kernels) is the same to the last bit, on machines with FMA too.
CFLAGS  := -std=c17 -ffp-contract=off -D_GNU_SOURCE -pthread -fopenmp $(WARNINGS) $(VARIANT_$(VARIANT))
CPPFLAGS = -Iinclude -Isrc -I$(BUILD)/gen -DKK_VERSION='"$(VERSION)"' -DKK_VERSION_DATE='"$(VERSION_DATE)"' $(PKG_CFLAGS)
LDLIBS   = $(PKG_LIBS)

SOURCES  := $(wildcard src/*/*.c)
ENGINE   := $(patsubst src/%.c,$(BUILD)/obj/%.o,$(filter-out src/cli/main.c,$(SOURCES)))
EMBEDDED := $(wildcard sql/*.sql) $(wildcard data/catalogue/*.yaml) $(wildcard data/codes/*.csv) $(wildcard data/starter/*)
UNIT     := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/*/test_*.c))
GENERATOR := $(wildcard data/generator/*.c)
VIEWER_SOURCES := $(wildcard viewer/src/*.ts viewer/src/*.css viewer/src/*/*.ts viewer/src/*/*.css viewer/public/*) \
    viewer/vite.config.ts viewer/tsconfig.json
EXAMPLE := data/example
# What of it is not made by the generator.
EXAMPLE_OWN := $(addprefix $(EXAMPLE)/,project.yaml verhalen.csv doelwijken-nu.csv)

.PHONY: help run viewer test bench build unit lint coverage fuzz install install-engine uninstall deb install-packages clean

help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

install-packages: .packages .packages-test

# A machine that cannot have npm packages does without the viewer; its tests are then skipped.
VIEWER_OR_NOT = @$(MAKE) --no-print-directory viewer || echo "make: the viewer could not be built (it needs npm and its packages); going on without"

run: build $(EXAMPLE)/wijkenbuurten.gpkg ## the example municipality: maps, viewer, report and tables in data/example/out
	$(VIEWER_OR_NOT)
	@build/release/kansenkompas run $(EXAMPLE)/project.yaml

test: .packages-test build build/kk-generate unit build/viewer-kernels/kernels.wasm build/viewer-kernels/native ## everything that is checked: lint, unit, database, command-line and real-data tests
	$(VIEWER_OR_NOT)
	@$(MAKE) --no-print-directory VARIANT=asan build unit
	@sh tests/run.sh

unit: $(UNIT)

bench: build build/kk-generate $(patsubst bench/%.c,$(BUILD)/bench/%,$(wildcard bench/*.c)) | .packages-test ## this engine against its peers on the same data, in one run: prints ratios
	@sh bench/run.sh

lint: | .packages-test ## layers, headers that compile alone, formatting
	@sh tests/lint/layers.sh && sh tests/lint/headers.sh && sh tests/lint/format.sh

coverage: | .packages-test ## line coverage of the unit and command-line tests
	@sh tests/coverage.sh

fuzz: build | .packages-test ## the fuzzers of the parsers, SECONDS (60) each
	@sh tests/fuzz/run.sh $(or $(SECONDS),60)

PREFIX ?= /usr/local
VIEWER ?= build/viewer
BUILT  := BUILD=build/release VERSION=$(VERSION) VERSION_DATE=$(VERSION_DATE) VIEWER='$(VIEWER)'
INSTALL = $(BUILT) DESTDIR='$(DESTDIR)' PREFIX='$(PREFIX)' PKGS='$(PKGS)' LIBS='$(LIBS)' sh src/install-files.sh

install: build ## program, manual pages, viewer, library and headers to DESTDIR/PREFIX (/usr/local)
	@$(INSTALL) install

install-engine: build ## the same without library and headers
	@$(INSTALL) install-engine

uninstall: ## removes what was installed
	@$(INSTALL) uninstall

deb: build $(if $(wildcard viewer/package.json),viewer) ## the Debian package build/kansenkompas_VERSION_ARCHITECTURE.deb
	@$(BUILT) sh src/make-deb.sh

# ---- packages --------------------------------------------------------------------------------------------------
.packages: packages.txt src/install-packages.sh
	@sh src/install-packages.sh packages.txt
	@touch $@

.packages-test: tests/packages.txt src/install-packages.sh | .packages
	@sh src/install-packages.sh tests/packages.txt
	@touch $@

# ---- build -----------------------------------------------------------------------------------------------------
build: $(BUILD)/kansenkompas ## the engine: build/release/kansenkompas

$(BUILD)/gen/embedded.h $(BUILD)/gen/embedded.S &: src/embed.sh $(EMBEDDED) | .packages
	@mkdir -p $(@D)
	@sh src/embed.sh $(BUILD)/gen $(EMBEDDED)

$(BUILD)/obj/embedded.o: $(BUILD)/gen/embedded.S $(EMBEDDED)
	@mkdir -p $(@D)
	@$(CC) -c -o $@ $<

$(BUILD)/obj/%.o: src/%.c $(BUILD)/gen/embedded.h | .packages
	@mkdir -p $(@D)
	@echo "  CC      $<"
	@$(CC) $(CFLAGS) $(CPPFLAGS) -MMD -MP -c -o $@ $<

# Vectors of √ and ÷ need these two; no result changes.
$(BUILD)/obj/indicators/%.o: CFLAGS += -fno-math-errno -fno-trapping-math
$(BUILD)/obj/protection/tableau.o: CFLAGS += -fno-math-errno -fno-trapping-math

$(BUILD)/libkansenkompas.a: $(ENGINE) $(BUILD)/obj/embedded.o
	@rm -f $@ && ar rcs $@ $^

# A build id would tell patches of headers apart that change nothing in the program.
$(BUILD)/kansenkompas: $(BUILD)/obj/cli/main.o $(BUILD)/libkansenkompas.a
	@echo "  LINK    $@"
	@$(CC) $(CFLAGS) -Wl,--build-id=none -o $@ $^ $(LDLIBS)

build/kk-generate: $(GENERATOR) $(wildcard data/generator/*.h) | .packages
	@mkdir -p $(@D)
	@echo "  CC      $@"
	@$(CC) $(CFLAGS) -Idata/generator $(PKG_CFLAGS) -o $@ $(GENERATOR) $(PKG_LIBS)

$(EXAMPLE)/wijkenbuurten.gpkg: build/kk-generate
	@build/kk-generate example $(EXAMPLE)
	@touch $@

$(BUILD)/unit/%: tests/unit/%.c $(BUILD)/libkansenkompas.a | .packages-test
	@mkdir -p $(@D)
	@echo "  CC      $<"
	@$(CC) $(CFLAGS) $(CPPFLAGS) -Itests -MMD -MP -o $@ $< $(BUILD)/libkansenkompas.a $(LDLIBS) -lcmocka

$(BUILD)/bench/%: bench/%.c $(BUILD)/libkansenkompas.a
	@mkdir -p $(@D)
	@echo "  CC      $<"
	@$(CC) $(CFLAGS) $(CPPFLAGS) -o $@ $^ $(LDLIBS)

# ---- the viewer ------------------------------------------------------------------------------------------------
viewer: build/viewer/viewer.js ## the web page that every run puts beside its maps: build/viewer

viewer/node_modules/.package-lock.json: viewer/package-lock.json | .packages
	@echo "  NPM     viewer"
	@cd viewer && npm ci --silent --no-audit --no-fund && touch node_modules/.package-lock.json

build/viewer/viewer.js: $(VIEWER_SOURCES) viewer/src/scenario/kernels.generated.ts viewer/node_modules/.package-lock.json
	@echo "  VITE    $@"
	@cd viewer && npm run --silent build -- --logLevel error

# ---- the kernels of the viewer's scenario panel, by clang alone: they need no libc (docs/viewer-scenario.md) ------
KERNELS := need need_scale sort guide_ridit elementary \
           allocate allocate_round allocate_shares allocate_solve allocate_task allocate_welfare
KERNEL_SOURCES := viewer/kernels/shim.c $(patsubst %,src/guide/%.c,$(KERNELS))
KERNEL_HEADERS := $(wildcard viewer/kernels/*.h include/kk/*.h src/guide/*.h)
KERNEL_EXPORTS := kernel_reset kernel_list kernel_index kernel_divide
KERNEL_FLAGS := --target=wasm32 -O2 -std=c17 -ffreestanding -ffp-contract=off -mbulk-memory -nostdlib -Iinclude -Isrc \
                $(filter-out -Wmissing-prototypes,$(WARNINGS)) -Wl,--no-entry -Wl,--stack-first -Wl,--strip-all

build/viewer-kernels/kernels.wasm: $(KERNEL_SOURCES) $(KERNEL_HEADERS) | .packages
	@mkdir -p $(@D)
	@echo "  WASM    $@"
	@clang-14 $(KERNEL_FLAGS) $(patsubst %,-Wl$(comma)--export=%,$(KERNEL_EXPORTS)) -o $@ $(KERNEL_SOURCES)

# As the page takes it: browsers read no file beside a page on disk.
viewer/src/scenario/kernels.generated.ts: build/viewer-kernels/kernels.wasm
	@{ echo '// SPDX-License-Identifier: EUPL-1.2'; printf "export const kernels = '"; base64 -w0 $<; echo "';"; } >$@

# The same shim on the engine's own objects, for tests.
build/viewer-kernels/native: viewer/tests/kernels_native.c viewer/kernels/shim.c $(BUILD)/libkansenkompas.a
	@mkdir -p $(@D)
	@echo "  CC      $@"
	@$(CC) $(CFLAGS) -Iinclude -Isrc -Iviewer/kernels -o $@ $^ $(LDLIBS)

-include $(shell find build $(BUILD) -name '*.d' 2>/dev/null)

clean: ## removes what was built (not the outputs, not the private database)
	rm -rf build .packages .packages-test viewer/src/scenario/kernels.generated.ts $(filter-out $(EXAMPLE_OWN),$(wildcard $(EXAMPLE)/*))
