//! Any two texts are looked at without a panic, flags are the same whether reasons are told or not, and no reason is
//! empty: `cargo +nightly fuzz run check`.

#![no_main]

mod common;

use diglot::internals::quality::{Flag, Flags, LocalePairProfile, TextPair, inspect};
use diglot::internals::model::UnitKind;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: (u8, &str, &str)| {
    let (choice, source, target) = data;
    let texts = common::texts(choice, [source, target]);
    let units = texts
        .each_ref()
        .map(|text| text.document.iter_units().map(|(unit, _)| unit).collect::<Vec<_>>());
    if units.iter().any(Vec::is_empty) {
        return;
    }
    let (source, target) = (texts[0].side(&units[0]), texts[1].side(&units[1]));
    let pair = TextPair {
        kind: UnitKind::Paragraph,
        source: &source,
        target: &target,
    };
    let profile = LocalePairProfile::new(&texts[0].locale, &texts[1].locale);
    let (mut flags, mut reasons) = (Flags::NONE, Vec::<(Flag, String)>::new());
    inspect(&pair, &profile, &mut flags);
    inspect(&pair, &profile, &mut reasons);
    assert!(reasons.iter().all(|(_, reason)| !reason.is_empty()));
    let told: Flags = reasons.iter().map(|(flag, _)| *flag).collect();
    assert_eq!(told, flags);
});
