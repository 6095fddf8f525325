//! Finds the units that decisions of reviewers are about.

use super::loaded_article::LoadedArticle;
use super::settings::ArticleSettings;
use crate::align::Decided;
use crate::decisions::{Decision, Decisions, UnitKey, Verdict, unit_keys};
use crate::model::{UnitId, VersionId, Warning};

impl LoadedArticle {
    /// Finds what is decided about this article. Decisions whose texts have changed, or which contradict an earlier one, are
    /// skipped with a warning.
    pub(super) fn find_decided(&mut self, settings: &ArticleSettings) -> Vec<Warning> {
        let Some(decisions) = &settings.decisions else {
            return Vec::new();
        };
        if decisions.of(&self.document).next().is_none() {
            return Vec::new();
        }
        let mut finder = Finder {
            pairs: self.pairs(settings),
            keys: vec![None; self.versions.len()],
            article: self,
            decided: Vec::new(),
        };
        let warnings = finder.find(decisions);
        self.decided = finder.decided;
        warnings
    }
}

struct Finder<'a> {
    article: &'a LoadedArticle,
    /// The versions that are paired.
    pairs: Vec<(VersionId, VersionId)>,
    /// The keys of the units of each version, once they were needed.
    keys: Vec<Option<Vec<UnitKey>>>,
    decided: Vec<Decided>,
}

impl Finder<'_> {
    fn find(&mut self, decisions: &Decisions) -> Vec<Warning> {
        let mut warnings = Vec::new();
        for (line, decision) in decisions.of(&self.article.document) {
            let found = self.decided(decision).and_then(|found| self.check(found));
            match found {
                Ok(found) => self.decided.push(found),
                Err(why) => warnings.push(decisions.skipped(*line, why)),
            }
        }
        warnings
    }

    fn decided(&mut self, decision: &Decision) -> Result<Decided, &'static str> {
        let locale = |id: VersionId| &self.article.version(id).locale;
        let wanted = (&decision.source_locale, &decision.target_locale);
        let mut pairs = self.pairs.iter();
        let pair = pairs.find(|pair| (locale(pair.0), locale(pair.1)) == wanted);
        let &(source, target) = pair.ok_or("these locales of the article are not paired")?;
        let changed = "a text has changed since";
        let units = (
            self.units(source, &decision.source).ok_or(changed)?,
            self.units(target, &decision.target).ok_or(changed)?,
        );
        Ok(Decided {
            versions: (source.index(), target.index()),
            units,
            is_pair: decision.verdict != Verdict::Rejected,
        })
    }

    /// The units of a version with these keys.
    fn units(&mut self, version: VersionId, keys: &[UnitKey]) -> Option<Vec<UnitId>> {
        let known = &mut self.keys[version.index()];
        let all = known.get_or_insert_with(|| unit_keys(&self.article.version(version).document));
        let unit = |key: &UnitKey| all.iter().position(|k| k == key).map(UnitId::new);
        let mut units: Vec<UnitId> = keys.iter().map(unit).collect::<Option<_>>()?;
        units.sort_unstable();
        units.dedup();
        Some(units)
    }

    /// Refuses what contradicts an earlier decision.
    fn check(&self, found: Decided) -> Result<Decided, &'static str> {
        let same_versions = self.decided.iter().filter(|d| d.versions == found.versions);
        for earlier in same_versions {
            let shares = |a: &[UnitId], b: &[UnitId]| a.iter().any(|unit| b.contains(unit));
            let both_pairs = earlier.is_pair && found.is_pair;
            if earlier.units == found.units {
                return Err(match earlier.is_pair == found.is_pair {
                    true => "an earlier line decides the same",
                    false => "it contradicts an earlier line",
                });
            }
            if both_pairs
                && (shares(&earlier.units.0, &found.units.0)
                    || shares(&earlier.units.1, &found.units.1))
            {
                return Err("an earlier line pairs a unit with another one");
            }
        }
        Ok(found)
    }
}
