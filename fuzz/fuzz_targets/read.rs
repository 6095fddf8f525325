//! Any bytes: front matter is read without a panic, and what is read of it lies in the text:
//! `cargo +nightly fuzz run read`.

#![no_main]

use std::path::PathBuf;

use diglot::internals::read::{self, ReadSettings};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (source, warnings) = read::parse(
        PathBuf::from("fuzz.md"),
        text.to_owned(),
        &ReadSettings::default(),
    );
    assert!(source.body as usize <= source.text.len());
    assert!(source.text.is_char_boundary(source.body as usize));
    // A lone CR ends a line too.
    let text = source.text.replace("\r\n", "\n").replace('\r', "\n");
    let lines = text.lines().count() as u32 + 1;
    assert!(warnings.iter().all(|warning| warning.line <= lines));
});
