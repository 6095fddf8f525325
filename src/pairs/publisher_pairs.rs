//! Pairs that the publisher wrote into a file, kept apart from those of the aligner.

use super::PairMaker;
use super::build_records::Sides;
use crate::align::Match;
use crate::export::Batch;
use crate::model::{ArticleVersion, Provenance, Role, Source};
use crate::segment;

impl<'a> PairMaker<'a> {
    /// Adds the publisher's pairs of the article's translations.
    pub(super) fn add_published(&mut self, mut batch: Option<&mut Batch>) {
        let article = self.article;
        for (_, version) in article.translations() {
            self.add_published_of(version, batch.as_deref_mut());
        }
    }

    fn add_published_of(&mut self, version: &'a ArticleVersion, batch: Option<&mut Batch>) {
        let (source, settings) = (&version.source, &self.article_settings.segment);
        let pairs = segment::published(source, &version.document, settings);
        if pairs.source.units.is_empty() {
            return;
        }
        let units = 0..pairs.source.units.len() as u32;
        let matches: Vec<Match> = units.map(same_unit).collect();
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
        let sides = Sides::published(document, &original, &translation);
        let start = self.index.advance(&version.locale, 0);
        let norms = self.trained.norms;
        let (counts, rows) = sides.more_records(&matches, self.settings, norms, start, batch);
        self.index.advance(&version.locale, rows);
        self.counts.published += counts.pairs.total();
        self.counts.add(&original.locale, &version.locale, &counts);
    }
}

fn same_unit(unit: u32) -> Match {
    Match {
        source: vec![unit],
        target: vec![unit],
        score: 1.0,
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
