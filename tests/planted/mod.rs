//! Faults planted in known-good pairs: how many of them the checks find, and what they say of pairs without fault.
//!
//! A pair is two pieces of Markdown. A fault changes one of them; both are then segmented anew and inspected, as an
//! export does. Nothing is left to chance: the same pairs give the same faults.

#![allow(dead_code, reason = "the test and the program each use their part")]

pub mod pairs;
pub mod plant;

use std::path::Path;

use diglot::internals::model::{Document, Locale, Side, Source, Unit, UnitKind};
use diglot::internals::quality::{
    Flag, FlagSink, Flags, LocalePairProfiles, ProfileLearner, TextPair, inspect,
};
use diglot::internals::read::{self, ReadSettings};
use diglot::internals::segment::{self, SegmentSettings};

use pairs::Good;
use plant::{FAULTS, Random};

/// Faults planted of each kind.
pub const EACH: usize = 200;

/// What became of the faults of a kind.
pub struct Outcome {
    pub name: &'static str,
    /// The flags that tell of it; any of them will do.
    pub flags: &'static [Flag],
    pub planted: usize,
    pub found: usize,
    /// Texts of a few that were not found.
    pub missed: Vec<String>,
}

/// What the checks found.
pub struct Report {
    pub pairs: usize,
    pub locales: usize,
    pub outcomes: Vec<Outcome>,
    /// By flag, pairs without fault that have it, with the texts of a few.
    pub alarms: Vec<(Flag, usize, Vec<String>)>,
}

/// A text in memory, segmented.
struct Text {
    source: Source,
    document: Document,
}

impl Text {
    fn of(markdown: &str) -> Self {
        let settings = ReadSettings::default();
        let (source, _) = read::parse("pair.md".into(), markdown.to_owned(), &settings);
        let (document, _) = segment::segment(&source, &SegmentSettings::default());
        Self { source, document }
    }

    /// The whole text as a side; `None` where nothing of it is text.
    fn side<'a>(&'a self, locale: &'a Locale) -> Option<Side<'a>> {
        let units: Vec<&Unit> = self.document.units.iter().collect();
        (!units.is_empty()).then(|| Side::of(locale, &self.source, &self.document, &units))
    }
}

/// What the checks say of two pieces of Markdown.
pub fn flags(profiles: &LocalePairProfiles, good: &Good, texts: [&str; 2]) -> Flags {
    let mut flags = Flags::NONE;
    report(profiles, good.kind, &good.locales, texts, &mut flags);
    flags
}

/// Tells what the checks find on two pieces of Markdown.
pub fn report(
    profiles: &LocalePairProfiles,
    kind: UnitKind,
    locales: &[Locale; 2],
    texts: [&str; 2],
    to: &mut impl FlagSink,
) {
    let [source, target] = texts.map(Text::of);
    let sides = (source.side(&locales[0]), target.side(&locales[1]));
    if let (Some(source), Some(target)) = sides {
        let pair = TextPair {
            kind,
            source: &source,
            target: &target,
        };
        inspect(&pair, &profiles.of(&locales[0], &locales[1]), to);
    }
}

/// Plants every kind of fault in the known-good pairs of some corpora.
pub fn run(corpora: &[&Path]) -> Report {
    let all = pairs::read(corpora);
    let mut learner = ProfileLearner::default();
    for good in &all {
        let locales = [&good.locales[0], &good.locales[1]];
        learner.observe(locales, [[&*good.texts[0], &*good.texts[1]]]);
    }
    let profiles = learner.finish();
    let mut alarms: Vec<_> = Flag::ALL.iter().map(|&f| (f, 0, Vec::new())).collect();
    let mut clean: Vec<&Good> = Vec::new();
    for good in &all {
        let found = flags(&profiles, good, good.markdown());
        for (_, count, texts) in alarms.iter_mut().filter(|a| found.contains(a.0)) {
            *count += 1;
            texts.push(good.markdown().join("  =>  "));
        }
        if found.is_empty() {
            clean.push(good);
        }
    }
    let locales = pairs::by_target(&clean);
    let mut outcomes = Vec::new();
    for fault in FAULTS {
        let mut outcome = Outcome {
            name: fault.name,
            flags: fault.flags,
            planted: 0,
            found: 0,
            missed: Vec::new(),
        };
        let mut random = Random::of(fault.name);
        for turn in 0..EACH * 1000 {
            if outcome.planted == EACH {
                break;
            }
            // Each locale in turn, so that all have their part.
            let of_locale = &locales[turn % locales.len()];
            let good = of_locale[random.below(of_locale.len())];
            let other = random.of_list(&all);
            let Some(texts) = (fault.plant)(&mut random, good, other) else {
                continue;
            };
            outcome.planted += 1;
            let found = flags(&profiles, good, [&texts[0], &texts[1]]);
            if fault.flags.is_empty() && !found.is_empty()
                || fault.flags.iter().any(|&f| found.contains(f))
            {
                outcome.found += 1;
            } else {
                outcome.missed.push(texts.join("  =>  "));
            }
        }
        outcomes.push(outcome);
    }
    Report {
        pairs: all.len(),
        locales: locales.len(),
        outcomes,
        alarms,
    }
}
