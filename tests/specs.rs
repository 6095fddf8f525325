//! The executable specs: each case is a test with a name.
//!
//! `cargo test --test specs segment::lists` runs the cases of `tests/segment/lists.md`, `srx::de` those of
//! `tests/srx/de.txt`, and `checks::numbers` those of one table in `tests/checks.rs`. The standard test harness knows
//! only functions, so these tests have their own `main`.

mod checks;
mod planted;
mod segment_specs;
mod srx;

use std::path::PathBuf;
use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};

/// The folder `tests/NAME`.
fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(name)
}

/// Fails with both values, one below the other, unless they are equal.
fn expect_equal(expected: &str, got: &str) -> Result<(), Failed> {
    if expected == got {
        return Ok(());
    }
    Err(format!("expected:\n{expected}\ngot:\n{got}").into())
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    if std::env::var_os("DIGLOT_BLESS").is_some() {
        segment_specs::bless();
    }
    let subjects = [segment_specs::trials(), srx::trials(), checks::trials()];
    let trials: Vec<Trial> = subjects.into_iter().flatten().collect();
    libtest_mimic::run(&arguments, trials).exit_code()
}
