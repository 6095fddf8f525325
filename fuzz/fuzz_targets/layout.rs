//! Any layout that a user or a configuration file writes is read or refused without a panic, and what is read reads
//! the same again: `cargo +nightly fuzz run layout`.

#![no_main]

use diglot::internals::layout::Pattern;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(pattern) = Pattern::new(text) {
        let again = Pattern::new(pattern.as_str()).expect("it was read before");
        assert_eq!(again, pattern);
    }
});
