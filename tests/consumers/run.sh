#!/usr/bin/env bash
# Proves that real programs read what diglot writes: exports the sample corpus, a hostile one, and the corpora given
# as arguments, and lets each program read the files.
#
#   tests/consumers/run.sh [CORPUS…]
#
# DIGLOT names the program (default: the newest of target/release/diglot and target/debug/diglot). A program that is
# not installed makes its test SKIPPED, loudly; with CONSUMERS_REQUIRED=1, as in CI, it makes it fail. install.sh
# installs them.
set -euo pipefail
cd "$(dirname "$0")/../.."
export CONSUMERS_HOME="${CONSUMERS_HOME:-$PWD/target/consumers}"
python="$CONSUMERS_HOME/venv/bin/python"
[ -x "$python" ] || python=python3
diglot="${DIGLOT:-$(ls -t target/release/diglot target/debug/diglot 2>/dev/null | head -n 1 || true)}"
[ -n "$diglot" ] || { echo "no diglot: run cargo build first, or set DIGLOT" >&2; exit 2; }
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

"$python" tests/consumers/hostile.py "$work/hostile-corpus"
corpora=("corpus" "$work/hostile-corpus" "$@")
passed=0 failed=0 skipped=0
for corpus in "${corpora[@]}"; do
  out="$work/out"
  rm -rf "$out"
  write() { "$diglot" export --quiet --corpus "$corpus" --out "$out/$1" "${@:2}" || [ $? = 1 ]; }
  write plain --format jsonl,csv,tmx,moses,po,xliff,tsv,hf --licence cc-by-4.0
  write tags --format jsonl,tmx,xliff --inline tags --markup
  write strip --format jsonl,tmx,xliff --inline strip
  for inline in text tags strip; do write "multilingual-$inline" --format tmx --multilingual --inline "$inline"; done
  write primary --format tmx,xliff,po --lang-style primary
  write short --format jsonl,tmx --max-chars 40
  write excel --format csv --excel
  write unaligned --format jsonl,csv,tsv,moses,hf --unaligned --markup
  write xliff12 --format jsonl,xliff12
  write xliff12-tags --format jsonl,xliff12 --inline tags --markup
  write training --format jsonl,hf,documents,opus --unaligned --split 60,20,20 --rows-per-file 50
  write omegat --for omegat --format jsonl,tmx
  write zstd --format jsonl,csv,tsv,moses --compress zstd
  write gzip --format jsonl,csv,tsv,moses --compress gzip
  check() { "$diglot" check --quiet --corpus "$corpus" "$@" || { local code=$?; [ $code = 1 ] || [ $code = 4 ]; }; }
  for format in json sarif; do check --format $format --output "$out/check/findings.$format"; done
  check --format junit --output "$out/check/findings.xml"
  check --write-baseline "$out/check/baseline.json" > /dev/null
  for format in json sarif; do check --baseline "$out/check/baseline.json" --format $format --output "$out/check/with-baseline.$format"; done
  check --baseline "$out/check/baseline.json" --format junit --output "$out/check/with-baseline.xml"
  for test in tests/consumers/check_*.py; do
    name="$(basename "$test" .py) on $(basename "$corpus")"
    status=0
    "$python" "$test" "$out" "$corpus" || status=$?
    case $status in
      0) passed=$((passed + 1)); echo "ok $name" ;;
      77)
        if [ "${CONSUMERS_REQUIRED:-0}" = 1 ]; then
          failed=$((failed + 1)); echo "FAILED $name: a program is missing"
        else
          skipped=$((skipped + 1)); echo "SKIPPED $name: run tests/consumers/install.sh"
        fi ;;
      *) failed=$((failed + 1)); echo "FAILED $name" ;;
    esac
  done
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
