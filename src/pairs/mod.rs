//! From an aligned article to pairs: texts, context, ids, scores and flags.
//!
//! The pairs of an article come from three places: its spine, the publisher's own pairs, and the earlier versions of
//! its translations. Each pair is checked, and kept or dropped, in the same way.

mod build_pairs;
mod history_pairs;
mod matched_units;
mod pair_counts;
mod pair_id;
mod pair_index;
mod pair_qa;
pub(crate) mod pair_side;
mod publisher_pairs;
mod sentence_pairs;
mod settings;
mod sink;
mod text_form;
mod text_paragraphs;
mod unaligned;
mod version_pair;

use std::collections::BTreeMap;

pub use pair_counts::PairCounts;
pub use settings::{Cut, PairSettings, SentenceSettings, TextForm};
pub use sink::PairSink;

use crate::align::{AlignSettings, Lexicon, Match, Prepared, Spine, TextVectors};
use crate::article::{ArticleSettings, LoadedArticle, source_diff};
use crate::model::{ArticleVersion, Locale, Pair, VersionId};
use crate::quality::LocalePairProfiles;
use build_pairs::{PairBuilder, PairTools};
use pair_index::PairIndex;
use text_paragraphs::TextParagraphs;
use version_pair::VersionPair;

/// What helps to align articles and to check pairs: what was learned from the training sample, and a model of the user's.
#[derive(Debug, Clone, Copy, Default)]
pub struct Trained<'a> {
    /// Word links for the aligner.
    pub lexicon: Option<&'a Lexicon>,
    /// What the checks expect of a locale pair.
    pub profiles: Option<&'a LocalePairProfiles>,
    /// A model of embeddings for the aligner.
    pub vectors: Option<&'a dyn TextVectors>,
}

impl<'a> Trained<'a> {
    /// What the aligner may use of it.
    #[must_use]
    pub fn align(self) -> AlignSettings<'a> {
        AlignSettings::of(self.lexicon).with_vectors(self.vectors)
    }
}

/// What is counted of the pairs of one article.
#[derive(Debug, Default)]
pub struct ArticlePairCounts {
    /// By source and target locale.
    pub pairs: BTreeMap<(Locale, Locale), PairCounts>,
    /// Pairs that the publisher made; they are counted with their locales too.
    pub published: u64,
}

impl ArticlePairCounts {
    fn add(&mut self, source: &Locale, target: &Locale, counts: &PairCounts) {
        let pair = (source.clone(), target.clone());
        self.pairs.entry(pair).or_default().add(counts);
    }
}

/// Makes the pairs of one article.
pub(crate) struct PairMaker<'a> {
    pub article: &'a LoadedArticle,
    pub article_settings: &'a ArticleSettings,
    pub settings: &'a PairSettings,
    pub trained: Trained<'a>,
    index: PairIndex<'a>,
    counts: ArticlePairCounts,
}

impl<'a> PairMaker<'a> {
    pub fn new(
        article: &'a LoadedArticle,
        article_settings: &'a ArticleSettings,
        settings: &'a PairSettings,
        trained: Trained<'a>,
    ) -> Self {
        Self {
            article,
            article_settings,
            settings,
            trained,
            index: PairIndex::default(),
            counts: ArticlePairCounts::default(),
        }
    }

    /// Makes all pairs, hands over those that are kept if there is a sink, and counts them. The article is aligned
    /// here unless it was prepared before.
    pub fn run(
        mut self,
        prepared: Option<&Prepared<'_>>,
        mut sink: Option<&mut dyn PairSink>,
    ) -> ArticlePairCounts {
        self.add_aligned(prepared, reborrow(&mut sink));
        if self.settings.publisher_pairs {
            self.add_published(reborrow(&mut sink));
        }
        if self.article_settings.history.is_some() {
            self.add_history(reborrow(&mut sink));
        }
        self.counts
    }

    /// Adds the pairs of the article's spine.
    fn add_aligned(
        &mut self,
        prepared: Option<&Prepared<'_>>,
        mut sink: Option<&mut dyn PairSink>,
    ) {
        let pairs = self.article.pairs(self.article_settings);
        if pairs.is_empty() {
            return;
        }
        let settings = self.trained.align().deciding(&self.article.decided);
        let spine = match prepared {
            Some(prepared) => prepared.align(settings),
            None => self.article.prepare_for(&pairs).align(settings),
        };
        for (source, target) in pairs {
            let matches = self.matches(&spine, source, target);
            self.add_pair_of_versions(source, target, &matches, reborrow(&mut sink));
        }
    }

    /// The matches of two versions. If the translation was made from an earlier original, units of that original
    /// that moved into another kind of block are followed.
    fn matches(&self, spine: &Spine, source: VersionId, target: VersionId) -> Vec<Match> {
        let certainty = self.certainty(source) * self.certainty(target);
        let pairs = |a: VersionId, b: VersionId| spine.pairs(a.index(), b.index());
        let mut matches = pairs(source, target);
        let made_from = self.article.version(target).made_from;
        let earlier = made_from.filter(|&earlier| earlier != source);
        if let Some(earlier) = earlier.filter(|_| self.article.version(source).is_original()) {
            let documents = [source, earlier].map(|v| &self.article.version(v).document);
            let moved = source_diff::diff(pairs(source, earlier), documents).moved;
            source_diff::add_moved(&mut matches, &moved, &pairs(earlier, target));
            spine.follow_decisions(source.index(), target.index(), &mut matches);
        }
        for found in matches.iter_mut().filter(|found| !found.is_reviewed) {
            found.score *= certainty;
        }
        matches
    }

    /// How likely it is that a version belongs to the article.
    fn certainty(&self, version: VersionId) -> f32 {
        let matched = self.article.version(version).matched.as_ref();
        matched.map_or(1.0, |matched| matched.probability)
    }

    fn tools(&self) -> PairTools<'a> {
        PairTools {
            settings: self.settings,
            profiles: self.trained.profiles,
        }
    }

    fn add_pair_of_versions(
        &mut self,
        source: VersionId,
        target: VersionId,
        matches: &[Match],
        sink: Option<&mut dyn PairSink>,
    ) {
        let article = self.article;
        let versions = VersionPair::aligned(article, source, target);
        let (from, to) = (article.version(source), article.version(target));
        let (counts, next) = match sink {
            Some(sink) if matches!(self.settings.cut, Cut::TextParagraphs) => {
                self.add_text_paragraphs(versions, (from, to), matches, sink)
            }
            sink => PairBuilder::new(versions, self.tools(), matches, 0, sink).build_all(matches),
        };
        self.counts.add(&from.locale, &to.locale, &counts);
        if from.is_original() {
            self.index.set_next(&to.locale, next);
            if self.article_settings.history.is_some() {
                self.index.note(from, to, matches);
            }
        }
    }

    /// Adds the pairs of text paragraphs, which are made of pairs of units and of sentences. Returns the counts of the units,
    /// and the next index.
    fn add_text_paragraphs(
        &self,
        versions: VersionPair<'a>,
        sides: (&ArticleVersion, &ArticleVersion),
        matches: &[Match],
        sink: &mut dyn PairSink,
    ) -> (PairCounts, u32) {
        let build = |settings: &PairSettings, pairs: &mut Vec<Pair>| {
            let tools = PairTools {
                settings,
                ..self.tools()
            };
            PairBuilder::new(versions, tools, matches, 0, Some(pairs)).build_all(matches)
        };
        let (mut units, mut sentences) = (Vec::new(), Vec::new());
        let built = build(self.settings, &mut units);
        let by_sentence = PairSettings {
            cut: Cut::Sentences(SentenceSettings::default()),
            ..self.settings.clone()
        };
        build(&by_sentence, &mut sentences);
        let paragraphs = TextParagraphs::new(&self.article.document, sides, sink);
        paragraphs.make(units, sentences);
        built
    }
}

/// A sink that can be handed over again afterwards.
fn reborrow<'s>(sink: &'s mut Option<&mut dyn PairSink>) -> Option<&'s mut dyn PairSink> {
    match sink {
        Some(sink) => Some(&mut **sink),
        None => None,
    }
}
