#!/bin/sh
# Fuzzes every law of the parsers, or those named: so many executions of each.
#   sh tests/fuzz/run.sh 1000000 [law…]
# Needs a C++ compiler, besides what a build needs. Samples and findings are kept under target/fuzz.
set -eu

runs=${1:?how many executions of each law}
shift
cd "$(dirname "$0")/../.."
root=$PWD/target/fuzz
mkdir -p "$root/found"

# What libFuzzer needs to see branches; the same as cargo-fuzz asks for, without its nightly compiler.
coverage="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4"
coverage="$coverage -Cllvm-args=-sanitizer-coverage-inline-8bit-counters"
coverage="$coverage -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares"
coverage="$coverage -Ccodegen-units=1"
host=$(rustc -vV | sed -n 's/^host: //p')
RUSTFLAGS="$coverage" cargo build --quiet --release --target "$host" \
    --manifest-path tests/fuzz/Cargo.toml --target-dir "$root"
fuzzer=$root/$host/release/fuzz

# Samples: what the tests of the same laws read.
QUORATE_SAMPLES=$root/samples cargo test --quiet --no-default-features --test audit -- \
    --exact hostile::every_sample_is_read_as_it_stands_and_every_law_but_six_has_one >/dev/null

laws=${*:-$(sed -n 's/^    ("\([a-z_]*\)", .*/\1/p' tests/audit/parsers.rs)}
for law in $laws; do
    mkdir -p "$root/corpus/$law"
    QUORATE_FUZZ=$law "$fuzzer" -runs="$runs" -max_len=65536 -timeout=10 -rss_limit_mb=2048 -verbosity=0 \
        -print_final_stats=1 -artifact_prefix="$root/found/$law-" "$root/corpus/$law" "$root/samples" 2>&1 |
        grep -E 'number_of_executed_units|new_units_added|SUMMARY|panicked|ERROR' | sed "s/^/$law: /"
done
if [ -n "$(ls "$root/found")" ]; then echo "found: $(ls "$root/found")"; exit 1; fi
