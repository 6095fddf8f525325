//! The flags that the checks on pairs find in an article.

use super::compared_article::ComparedArticle;
use super::fault::LintFault;
use super::rule::Rule;
use crate::model::{ArticleVersion, Flag, Side, Unit, UnitId};
use crate::quality::{LocalePairProfile, LocalePairProfiles, TextPair, inspect, position_only};

/// A flag of a pair of units.
pub(crate) struct PairFlag {
    /// The index of the pair among the matches of the article.
    pub pair: usize,
    pub flag: Flag,
    pub reason: String,
}

impl PairFlag {
    /// The fault at the place of the pair.
    pub fn fault(self, article: &ComparedArticle<'_>) -> LintFault {
        let (source, target) = article.spans(&article.matches[self.pair]);
        LintFault::of(Rule::Pair(self.flag), Some(target), self.reason).beside(source)
    }
}

/// The flags of all pairs of an article, in order.
pub(crate) fn flags_of_pairs(
    article: &ComparedArticle<'_>,
    profiles: Option<&LocalePairProfiles>,
) -> Vec<PairFlag> {
    let (from, to) = (&article.source.locale, &article.target.locale);
    let profile = match profiles {
        Some(profiles) => profiles.of(from, to),
        None => LocalePairProfile::new(from, to),
    };
    let (mut flags, mut found) = (Vec::new(), Vec::new());
    for (pair, matched) in article.matches.iter().enumerate() {
        let source = side(article.source, &matched.source);
        let target = side(article.target, &matched.target);
        let Some(&first) = matched.source.first() else {
            continue;
        };
        let text_pair = TextPair {
            kind: article.source_unit(first).kind,
            source: &source,
            target: &target,
        };
        inspect(&text_pair, &profile, &mut found);
        let of_files = found.drain(..).filter(|(flag, _)| Rule::is_of_files(*flag));
        flags.extend(of_files.map(|(flag, reason)| PairFlag { pair, flag, reason }));
    }
    // One finding says that most pairs of the file rest on position.
    let count = article
        .matches
        .iter()
        .filter(|found| !found.is_supported)
        .count();
    let first = article.matches.iter().position(|found| !found.is_supported);
    if let Some(pair) = first.filter(|_| 2 * count > article.matches.len()) {
        let (flag, reason) = (Flag::PositionOnly, position_only::REASON.to_owned());
        flags.push(PairFlag { pair, flag, reason });
        flags.sort_by_key(|flag| flag.pair);
    }
    flags
}

/// Flags that need no source text.
const WITHOUT_SOURCE: [Flag; 4] = [
    Flag::Residue,
    Flag::Encoding,
    Flag::ControlCharacters,
    Flag::Secret,
];

/// The faults of a unit whose source text is unknown.
pub(super) fn flags_of_unit(version: &ArticleVersion, unit: UnitId) -> Vec<LintFault> {
    let profile = LocalePairProfile::new(&version.locale, &version.locale);
    let target = side(version, &[unit]);
    let nothing = Side {
        text: "".into(),
        runs: Vec::new(),
        ..target.clone()
    };
    let unit = version.document.unit(unit);
    let pair = TextPair {
        kind: unit.kind,
        source: &nothing,
        target: &target,
    };
    let mut found: Vec<(Flag, String)> = Vec::new();
    inspect(&pair, &profile, &mut found);
    let found = found.into_iter();
    let found = found.filter(|(flag, _)| WITHOUT_SOURCE.contains(flag));
    let fault = |(flag, reason)| LintFault::of(Rule::Pair(flag), Some(unit.span.clone()), reason);
    found.map(fault).collect()
}

fn side<'a>(version: &'a ArticleVersion, units: &[UnitId]) -> Side<'a> {
    let units = units.iter().map(|&unit| version.document.unit(unit));
    let units: Vec<&Unit> = units.collect();
    Side::of(&version.locale, &version.source, &version.document, &units)
}
