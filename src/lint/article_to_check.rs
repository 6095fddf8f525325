//! The input of a check: an article with everything that was read and aligned before, and the settings.

use super::rule_set::RuleSet;
use crate::align::Spine;
use crate::article::LoadedArticle;
use crate::model::{Article, Corpus, Locale, Warning};
use crate::quality::LocalePairProfiles;
use crate::staleness::Staleness;

/// The settings of `diglot check`.
#[derive(Debug, Clone)]
pub struct LintSettings {
    /// The rules to apply.
    pub rules: RuleSet,
    /// The locale of the source.
    pub source: Locale,
    /// Minimum score of a pair of units that is compared, in [0, 1].
    pub min_score: f32,
    /// Whether the corpus has a folder or a repository with sources, so that a missing source is remarkable.
    pub has_sources: bool,
}

/// An article, with everything that its check needs.
#[derive(Clone, Copy)]
pub struct ArticleToCheck<'a> {
    /// The corpus that it belongs to.
    pub corpus: &'a Corpus,
    /// Its files.
    pub article: &'a Article,
    /// Its versions. Code blocks must be units.
    pub loaded: &'a LoadedArticle,
    /// The warnings from reading the versions.
    pub warnings: &'a [Warning],
    /// The alignment of all versions.
    pub spine: &'a Spine,
    /// How far the translations are behind; empty if no repository was given.
    pub staleness: &'a [Staleness],
    /// What the checks expect of the locale pairs.
    pub profiles: Option<&'a LocalePairProfiles>,
}
