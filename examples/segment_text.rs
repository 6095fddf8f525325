//! Cuts a Markdown text into units: `cargo run --example segment_text`.

#![allow(clippy::print_stdout, reason = "it prints what it found")]

use diglot::{SegmentSettings, segment};

const TEXT: &str = "\
# Brew tea

Boil **2 l** of water, then:

- warm the pot,
- add the leaves.

| Tea   | Minutes |
|-------|---------|
| green | 2       |
";

fn main() {
    let document = segment(TEXT, &SegmentSettings::default());
    for unit in &document.units {
        let context = document.context(unit).join(" > ");
        let (line, kind) = (unit.line, unit.kind.as_str());
        println!("{line:2} {kind:12} [{context}] {}", document.text(unit));
    }
}
