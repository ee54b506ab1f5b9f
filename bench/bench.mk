# SPDX-License-Identifier: EUPL-1.2
# The programs of the benchmark, with the flags of the engine: make -f bench/bench.mk build/release/bench/stages
include Makefile

$(BUILD)/bench/%: bench/%.c $(BUILD)/libkansenkompas.a
	@mkdir -p $(@D)
	@echo "  CC      $@"
	@$(CC) $(CFLAGS) $(CPPFLAGS) -o $@ $^ $(LDLIBS)
