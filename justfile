# Short commands for developers: `just --list`. Each is one cargo command, so nothing here needs `just`.

# Everything that a change has to pass, as in CI.
ci:
    bash .ci/run

# Formatter and clippy, with warnings as errors.
lint:
    cargo fmt --check
    cargo clippy --locked --all-targets -- -D warnings

# The tests of one stage or subject: `just test segment`. Without a name, all tests.
test NAME="":
    cargo test --locked --lib {{NAME}}
    cargo test --locked --test integration {{NAME}}
    cargo test --locked --test specs {{NAME}}

# Rewrites what specs and the committed exports expect. Read the difference before you commit it.
bless:
    DIGLOT_BLESS=1 cargo test --locked --test specs
    INSTA_UPDATE=always cargo test --locked --lib
    cargo run --locked -- export --format tmx,csv,jsonl

# One benchmark: `just bench growth`. Without a name, all of them.
bench NAME="":
    cargo bench --locked {{ if NAME == "" { "" } else { "--bench " + NAME } }}

# Fuzzes one stage for some seconds: `just fuzz segment 60`. Needs a nightly compiler and cargo-fuzz.
fuzz TARGET SECONDS="60":
    cargo +nightly fuzz run {{TARGET}} -- -max_total_time={{SECONDS}}
