//! Any rule file and any text: reading, compiling and splitting never panic, and breaks lie inside the text.
//!
//! Run with `cargo +nightly fuzz run srx`.
#![no_main]

use diglot::internals::sentence::srx::{Splitter, Srx};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: (&str, &str, &str)| {
    let (before, after, text) = data;
    let escape = |pattern: &str| pattern.replace('&', "&amp;").replace('<', "&lt;");
    let xml = format!(
        "<srx><body><languagerules><languagerule languagerulename='x'><rule><beforebreak>{}</beforebreak>\
         <afterbreak>{}</afterbreak></rule></languagerule></languagerules>\
         <maprules><languagemap languagepattern='.*' languagerulename='x'/></maprules></body></srx>",
        escape(before),
        escape(after),
    );
    for xml in [before, &xml] {
        if let Ok(srx) = Srx::parse(xml) {
            let breaks = Splitter::new(srx.rules("en")).breaks(text, &[]);
            assert!(breaks.is_sorted_by(|a, b| a < b));
            assert!(
                breaks
                    .iter()
                    .all(|b| text.is_char_boundary(*b) && (1..text.len()).contains(b))
            );
        }
    }
});
