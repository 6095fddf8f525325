//! Two versions of an article whose units are paired.

use crate::article::LoadedArticle;
use crate::model::{Aligner, ArticleVersion, Locale, TranslationType, VersionId};

/// Two versions of an article whose units are paired.
#[derive(Clone, Copy)]
pub(super) struct VersionPair<'a> {
    pub document: &'a str,
    pub source: &'a ArticleVersion,
    pub target: &'a ArticleVersion,
    pub source_type: Option<TranslationType>,
    pub same_version: bool,
    pub aligner: Aligner,
}

impl<'a> VersionPair<'a> {
    /// Two versions of an article that the aligner matched.
    pub fn aligned(article: &'a LoadedArticle, source: VersionId, target: VersionId) -> Self {
        let (source, target) = (article.version(source), article.version(target));
        Self {
            document: &article.document,
            source,
            target,
            source_type: source.translation_type(),
            same_version: source.same_revision(target),
            aligner: Aligner::Diglot,
        }
    }

    /// Two versions that the publisher wrote into one file.
    pub fn published(
        document: &'a str,
        source: &'a ArticleVersion,
        target: &'a ArticleVersion,
    ) -> Self {
        Self {
            document,
            source,
            target,
            source_type: None,
            same_version: true,
            aligner: Aligner::Publisher,
        }
    }

    pub fn locales(&self) -> (&'a Locale, &'a Locale) {
        (&self.source.locale, &self.target.locale)
    }

    pub fn translation_type(&self) -> TranslationType {
        TranslationType::of_pair(self.source_type, self.target.translation_type())
    }
}
