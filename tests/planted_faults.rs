//! The checks find the faults that were planted in the pairs of the sample corpus, and say little of the others.
//! `cargo bench --bench faults` prints the table of `docs/checks/`.

use std::path::Path;

use crate::planted;

#[test]
fn planted_faults_are_found_and_good_pairs_left_alone() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let report = planted::run(&[&corpus]);
    assert!(
        report.locales >= 6 && report.pairs > 400,
        "{}",
        report.pairs
    );
    for outcome in &report.outcomes {
        assert_eq!(outcome.planted, planted::EACH, "{}", outcome.name);
        // A wrong text may look right in all that can be counted.
        let least = if outcome.flags.is_empty() {
            planted::EACH / 2
        } else {
            planted::EACH * 85 / 100
        };
        assert!(
            outcome.found >= least,
            "{}: {} of {} found; missed are {:#?}",
            outcome.name,
            outcome.found,
            outcome.planted,
            outcome.missed
        );
    }
    for (flag, count, texts) in &report.alarms {
        assert!(count * 100 <= report.pairs * 2, "{flag}: {texts:#?}");
    }
}
