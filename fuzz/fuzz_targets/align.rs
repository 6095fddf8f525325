//! Any two texts are aligned without a panic: no unit is in two pairs, scores are probabilities:
//! `cargo +nightly fuzz run align`.

#![no_main]

mod common;

use diglot::internals::align::{AlignSettings, Input, align};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: (u8, bool, &str, &str)| {
    let (choice, same, source, target) = data;
    let texts = common::texts(choice, [source, target]);
    let input = |index: usize| Input {
        document: &texts[index].document,
        locale: &texts[index].locale,
        source_hash: same.then_some("h"),
        original: index == 0,
    };
    let spine = align(&[input(0), input(1)], AlignSettings::default());
    let mut seen = [vec![], vec![]];
    for found in spine.pairs(0, 1) {
        assert!((0.0..=1.0).contains(&found.score));
        let sides = [&found.source, &found.target];
        for (side, units) in sides.into_iter().enumerate() {
            seen[side].extend(units.iter().copied());
        }
    }
    for mut units in seen {
        units.sort_unstable();
        let count = units.len();
        units.dedup();
        assert_eq!(units.len(), count);
    }
});
