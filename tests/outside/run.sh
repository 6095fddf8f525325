#!/usr/bin/env bash
# Compares the pairs that a crate outside of the package gets with those that the program exports.
set -euo pipefail
cd "$(dirname "$0")/../.."
# The same versions of all crates, so that what is built already is used again.
cp Cargo.lock tests/outside/Cargo.lock
out=$(mktemp -d)
trap 'rm -rf "$out" tests/outside/Cargo.lock' EXIT
cargo run --locked --quiet --bin diglot -- export --quiet --corpus corpus --format jsonl --out "$out/pairs"
cargo run --quiet --target-dir target --manifest-path tests/outside/Cargo.toml -- corpus "$out/pairs"
