//! Planted faults: tests stop the program at each step that changes files, as if it were killed there.
//!
//! Builds without debug assertions, such as releases, contain none of this.

/// The variable that names the step at which the program aborts, counted from 1.
#[cfg(debug_assertions)]
const VARIABLE: &str = "DIGLOT_TEST_ABORT_AT";

/// One step that changes files.
#[cfg(debug_assertions)]
pub(super) fn step() {
    use std::sync::atomic::{AtomicU64, Ordering};
    static STEPS: AtomicU64 = AtomicU64::new(0);
    let number = STEPS.fetch_add(1, Ordering::Relaxed) + 1;
    let wanted = std::env::var(VARIABLE).ok();
    if wanted.and_then(|text| text.parse().ok()) == Some(number) {
        std::process::abort();
    }
}

/// One step that changes files.
#[cfg(not(debug_assertions))]
pub(super) fn step() {}
