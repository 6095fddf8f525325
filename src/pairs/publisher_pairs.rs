//! Pairs that the publisher wrote into a file, kept apart from those of the aligner.

use super::build_pairs::PairBuilder;
use super::version_pair::VersionPair;
use super::{PairMaker, PairSink, reborrow};
use crate::align::Match;
use crate::model::{ArticleVersion, Provenance, Role, Source, UnitId};
use crate::segment;

impl<'a> PairMaker<'a> {
    /// Adds the publisher's pairs of the article's translations.
    pub(super) fn add_published(&mut self, mut sink: Option<&mut dyn PairSink>) {
        let article = self.article;
        for (_, version) in article.translations() {
            self.add_published_of(version, reborrow(&mut sink));
        }
    }

    fn add_published_of(&mut self, version: &'a ArticleVersion, sink: Option<&mut dyn PairSink>) {
        let (source, settings) = (&version.source, &self.article_settings.segment);
        let pairs = segment::published(source, &version.document, settings);
        if pairs.source.units.is_empty() {
            return;
        }
        let units = pairs.source.iter_units();
        let matches: Vec<Match> = units.map(|(unit, _)| same_unit(unit)).collect();
        let original = original_of(version);
        let locale = self.article_settings.source.clone();
        let original = ArticleVersion::new(locale, original, pairs.source, Role::Original);
        let translation = ArticleVersion::new(
            version.locale.clone(),
            source.clone(),
            pairs.target,
            version.role,
        );
        let document = &self.article.document;
        let versions = VersionPair::published(document, &original, &translation);
        let index = self.index.next(&version.locale);
        let builder = PairBuilder::new(versions, self.tools(), &matches, index, sink);
        let (counts, next) = builder.build_matched(&matches);
        self.index.set_next(&version.locale, next);
        self.counts.published += counts.pairs.total();
        self.counts.add(&original.locale, &version.locale, &counts);
    }
}

fn same_unit(unit: UnitId) -> Match {
    Match {
        source: vec![unit],
        target: vec![unit],
        score: 1.0,
        is_supported: true,
        is_reviewed: false,
    }
}

/// The original that the publisher wrote into a translation's file.
fn original_of(translation: &ArticleVersion) -> Source {
    let source = &translation.source;
    Source {
        text: source.text.clone(),
        provenance: Provenance::default(),
        own_hash: source.provenance.source_hash.clone(),
        ..Source::default()
    }
}
