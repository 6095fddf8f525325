//! Any two plain texts are split and aligned without a panic, and the beads cover all sentences once and in order:
//! `cargo +nightly fuzz run sentence`.

#![no_main]

use diglot::internals::sentence::srx::{Splitter, Srx};
use diglot::internals::sentence::{AlignedText, sentences};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: (bool, &str, &str)| {
    let (split, source, target) = data;
    let sentences_of = |text, language| {
        let mut splitter = Splitter::new(Srx::own().rules(language));
        sentences(text, split.then_some(&mut splitter))
    };
    let text = AlignedText::new(sentences_of(source, "en"), sentences_of(target, "ja"));
    let (mut source_end, mut target_end) = (0, 0);
    for bead in &text.beads {
        assert_eq!((bead.source.start, bead.target.start), (source_end, target_end));
        assert!((0.0..=1.0).contains(&bead.score));
        (source_end, target_end) = (bead.source.end, bead.target.end);
    }
    assert_eq!((source_end, target_end), (text.source.len(), text.target.len()));
});
