//! Any text is segmented without a panic, and the runs of each unit tile its bytes and its text:
//! `cargo +nightly fuzz run segment`.

#![no_main]

use std::path::PathBuf;

use diglot::internals::read::{self, ReadSettings};
use diglot::internals::segment::{SegmentSettings, segment};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (source, _) = read::parse(
        PathBuf::from("fuzz.md"),
        text.to_owned(),
        &ReadSettings::default(),
    );
    let settings = SegmentSettings {
        include_code: true,
        ..SegmentSettings::default()
    };
    let (document, _) = segment(&source, &settings);
    assert!(document.units.is_sorted_by_key(|unit| unit.span.start));
    for unit in &document.units {
        assert!(!document.text(unit).is_empty());
        let (mut byte, mut plain) = (unit.span.start, unit.text.start);
        for run in document.runs(unit) {
            assert_eq!((run.span.start, run.text.start), (byte, plain));
            assert!(source.text.is_char_boundary(run.span.end as usize));
            (byte, plain) = (run.span.end, run.text.end);
        }
        assert_eq!((byte, plain), (unit.span.end, unit.text.end));
    }
});
