//! Tables that differ in shape between versions.

use crate::common::{Place, texts};

/// English that is newer than the translation: a column came in, and a row.
const EN: &str = "# Sensors\n\nWhat each model measures:\n\n\
|Model|Temperature|Humidity|Carbon dioxide|Battery|\n|---|---|---|---|---|\n\
|Leaf S1|Yes|No|No|2 × AA|\n|Leaf S2|Yes|Yes|No|CR123A|\n|Leaf S3|Yes|Yes|Yes|CR2032|\n";
const NL: &str = "---\nms.openlocfilehash: 0123456789012345678901234567890123456789\nms.translationtype: HT\n---\n\
# Sensoren\n\nWat elk model meet:\n\n\
|Model|Temperatuur|Luchtvochtigheid|Batterij|\n|---|---|---|---|\n\
|Leaf S1|Ja|Nee|2 × AA|\n|Leaf S2|Ja|Ja|CR123A|\n";

#[test]
fn cells_behind_a_new_column_are_not_paired_with_their_neighbours() {
    let place = Place::with(&[("en-US/a.md", EN), ("nl-NL/a.md", NL)]);
    let (code, pairs, errors) = place.export(&[]);
    assert_eq!(code, 0, "{errors}");
    let pairs = texts(&pairs);
    for right in [
        ("Model", "Model"),
        ("Leaf S1", "Leaf S1"),
        ("2 × AA", "2 × AA"),
        ("Leaf S2", "Leaf S2"),
        ("CR123A", "CR123A"),
    ] {
        assert!(pairs.contains(&right), "{right:?} is missing: {pairs:?}");
    }
    for (source, target) in pairs {
        let wrong = match source {
            "Carbon dioxide" => target == "Batterij",
            "No" => target == "Ja",
            _ => false,
        };
        assert!(!wrong, "{source} and {target}");
    }
}
