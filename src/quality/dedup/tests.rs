use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use proptest::prelude::*;

use super::*;
use crate::model::TranslationType::{Human, Machine, Unknown};
use crate::model::{Flag, Flags, TranslationType};

/// A pair of texts that are numbers; those of one ten are near to each other.
fn pair(source: u8, target: u8, context: u8, of: TranslationType) -> Keys {
    Keys {
        source: source.into(),
        target: target.into(),
        near_source: (source / 10).into(),
        near_target: (target / 10).into(),
        context: context.into(),
        translation_type: of,
    }
}

fn judged(pairs: &[Keys], settings: DedupSettings) -> (Vec<Verdict>, Repeats) {
    let records = || Ok(pairs.iter().map(|p| Ok::<_, Infallible>(*p)));
    let Ok(found) = judge(pairs.len(), records, settings);
    found
}

fn flags(verdicts: &[Verdict]) -> Vec<String> {
    verdicts.iter().map(|v| v.flags.to_string()).collect()
}

#[test]
fn a_repeated_pair_names_the_first_and_contexts_are_counted_apart() {
    let pairs = [
        pair(10, 20, 1, Human),
        pair(30, 40, 1, Human),
        pair(10, 20, 1, Human),
        pair(10, 20, 2, Human),
        pair(10, 20, 1, Machine),
    ];
    let (verdicts, found) = judged(&pairs, DedupSettings::default());
    assert_eq!(
        flags(&verdicts),
        ["", "", "duplicate", "duplicate", "duplicate"]
    );
    let firsts: Vec<_> = verdicts.iter().map(|v| v.first).collect();
    assert_eq!(firsts, [0, 1, 0, 0, 0]);
    let counts: Vec<_> = verdicts.iter().map(|v| v.count).collect();
    assert_eq!(counts, [2, 1, 0, 1, 1]);
    assert_eq!(found.same_unit, 1);
    assert_eq!((found.pairs, found.duplicates), (5, 3));
    assert_eq!((found.same_source, found.same_target), (3, 3));
    assert_eq!(found.inconsistent, 0);
}

#[test]
fn an_equal_pair_is_named_rather_than_a_near_one() {
    let pairs = [
        pair(10, 20, 1, Human),
        pair(11, 21, 1, Human),
        pair(11, 21, 1, Human),
        pair(10, 20, 1, Human),
    ];
    let (verdicts, found) = judged(&pairs, DedupSettings::default());
    let said = [
        "",
        "near_duplicate",
        "duplicate;near_duplicate",
        "duplicate",
    ];
    assert_eq!(flags(&verdicts), said);
    let firsts: Vec<_> = verdicts.iter().map(|v| v.first).collect();
    assert_eq!(firsts, [0, 0, 1, 0]);
    assert_eq!((found.duplicates, found.near_duplicates), (2, 2));

    let drop = Flags::of(&[Flag::NearDuplicate]);
    let settings = DedupSettings {
        drop,
        ..DedupSettings::default()
    };
    let (verdicts, found) = judged(&pairs, settings);
    let dropped: Vec<_> = verdicts.iter().map(|v| v.dropped).collect();
    assert_eq!(dropped, [false, true, true, false]);
    assert_eq!(found.dropped[&Flag::NearDuplicate].human, 2);
}

#[test]
fn a_source_with_several_translations_is_inconsistent_everywhere() {
    let pairs = [
        pair(10, 20, 1, Human),
        pair(10, 30, 1, Human),
        pair(11, 50, 1, Human),
        pair(12, 60, 1, Human),
        // Only case or punctuation differ: no other translation.
        pair(12, 61, 1, Human),
    ];
    let (verdicts, found) = judged(&pairs, DedupSettings::default());
    let said = ["inconsistent", "inconsistent", "", "", "near_duplicate"];
    assert_eq!(flags(&verdicts), said);
    assert_eq!((found.inconsistent_sources, found.inconsistent), (1, 2));
    assert!(verdicts.iter().all(|v| !v.dropped));
}

#[test]
fn human_translations_drive_out_machine_ones_wherever_they_stand() {
    let pairs = [
        pair(10, 20, 1, Machine),
        pair(10, 30, 1, Machine),
        pair(40, 50, 1, Machine),
        pair(10, 20, 1, Human),
        pair(10, 60, 1, Unknown),
        pair(10, 20, 1, Machine),
    ];
    let settings = DedupSettings {
        prefer_human: true,
        ..DedupSettings::default()
    };
    let (verdicts, found) = judged(&pairs, settings);
    let dropped: Vec<_> = verdicts.iter().map(|v| v.dropped).collect();
    assert_eq!(dropped, [true, true, false, false, false, true]);
    assert_eq!((found.superseded, found.pairs), (3, 3));
    // What is gone is no first, and no other translation.
    let kept: Vec<_> = [2, 3, 4].map(|n: usize| verdicts[n].first).to_vec();
    assert_eq!(kept, [2, 3, 4]);
    assert_eq!(found.inconsistent, 2, "human and unknown differ");
}

#[test]
fn of_equal_pairs_a_human_one_stays() {
    let pairs = [
        pair(10, 20, 1, Machine),
        pair(10, 20, 1, Human),
        pair(10, 20, 1, Human),
        pair(30, 40, 1, Machine),
        pair(30, 40, 1, Unknown),
    ];
    let drop = Flags::of(&[Flag::Duplicate]);
    let settings = DedupSettings {
        drop,
        ..DedupSettings::default()
    };
    let (verdicts, found) = judged(&pairs, settings);
    let dropped: Vec<_> = verdicts.iter().map(|v| v.dropped).collect();
    assert_eq!(dropped, [true, false, true, false, true]);
    assert_eq!(found.dropped[&Flag::Duplicate].total(), 3);
    // Where all stay, the first is the one that is repeated.
    let (verdicts, _) = judged(&pairs, DedupSettings::default());
    let firsts: Vec<_> = verdicts.iter().map(|v| v.first).collect();
    assert_eq!(firsts, [0, 0, 0, 3, 3]);
}

#[test]
fn pairs_behind_the_most_are_kept_and_counted() {
    let pairs = [pair(10, 20, 1, Human); 5];
    let settings = DedupSettings {
        most: 3,
        ..DedupSettings::default()
    };
    let (verdicts, found) = judged(&pairs, settings);
    assert_eq!(verdicts.len(), 3);
    assert_eq!((found.pairs, found.duplicates, found.unjudged), (3, 2, 2));
}

#[test]
fn an_error_while_reading_ends_it() {
    let records = || Ok([Err::<Keys, _>("torn")].into_iter());
    assert_eq!(judge(1, records, DedupSettings::default()), Err("torn"));
}

fn pairs() -> impl Strategy<Value = Vec<Keys>> {
    let types = prop_oneof![Just(Human), Just(Machine), Just(Unknown)];
    let keys = (0_u8..30, 0_u8..30, 0_u8..2, types);
    prop::collection::vec(keys.prop_map(|(s, t, c, of)| pair(s, t, c, of)), 0..60)
}

proptest! {
    #[test]
    fn one_of_each_is_kept_whatever_is_dropped(
        pairs in pairs(), prefer_human: bool, near: bool, most in 0_usize..80,
    ) {
        let drop = [Some(Flag::Duplicate), near.then_some(Flag::NearDuplicate)];
        let settings = DedupSettings { prefer_human, drop: drop.into_iter().flatten().collect(), most };
        let (verdicts, found) = judged(&pairs, settings);
        prop_assert_eq!(verdicts.len(), pairs.len().min(most));
        let pairs = &pairs[..verdicts.len()];
        let kept: Vec<_> = pairs.iter().zip(&verdicts).filter(|p| !p.1.dropped).collect();
        let dropped = (verdicts.len() - kept.len()) as u64;
        prop_assert_eq!(dropped, found.superseded + found.dropped.values().map(|d| d.total()).sum::<u64>());

        let sources = |all: &mut dyn Iterator<Item = &Keys>| all.map(|p| p.source).collect::<BTreeSet<_>>();
        if near {
            let near = |all: &mut dyn Iterator<Item = &Keys>| all.map(|p| p.near_source).collect::<BTreeSet<_>>();
            prop_assert_eq!(near(&mut pairs.iter()), near(&mut kept.iter().map(|p| p.0)));
        } else {
            prop_assert_eq!(sources(&mut pairs.iter()), sources(&mut kept.iter().map(|p| p.0)));
        }
        let texts: Vec<_> = kept.iter().map(|p| (p.0.source, p.0.target)).collect();
        prop_assert_eq!(texts.iter().collect::<BTreeSet<_>>().len(), texts.len());
    }

    #[test]
    fn verdicts_are_those_of_comparing_each_with_each(pairs in pairs()) {
        let (verdicts, found) = judged(&pairs, DedupSettings::default());
        let mut counts = BTreeMap::new();
        for (number, (pair, verdict)) in pairs.iter().zip(&verdicts).enumerate() {
            let first = |same: &dyn Fn(&Keys) -> bool| pairs.iter().position(same).unwrap();
            let equal = first(&|p| (p.source, p.target) == (pair.source, pair.target));
            let near = first(&|p| (p.near_source, p.near_target) == (pair.near_source, pair.near_target));
            let is_near = (pairs[near].source, pairs[near].target) != (pair.source, pair.target);
            let differs = pairs.iter().any(|p| p.source == pair.source && p.near_target != pair.near_target);
            prop_assert_eq!(verdict.flags.contains(Flag::Duplicate), equal < number);
            prop_assert_eq!(verdict.flags.contains(Flag::NearDuplicate), is_near);
            prop_assert_eq!(verdict.flags.contains(Flag::Inconsistent), differs);
            let expected = if equal < number { equal } else { near };
            prop_assert_eq!(verdict.first as usize, expected);
            *counts.entry(pair.unit()).or_insert(0) += u64::from(verdict.count);
        }
        for (unit, count) in counts {
            prop_assert_eq!(count, pairs.iter().filter(|p| p.unit() == unit).count() as u64);
        }
        let sources: BTreeSet<_> = pairs.iter().map(|p| p.source).collect();
        prop_assert_eq!(found.same_source, (pairs.len() - sources.len()) as u64);
    }
}
