//! Texts in memory: segment one, or align those of an article, without a corpus on disk.

use std::path::Path;
#[cfg(feature = "embeddings")]
use std::sync::Arc;

use crate::article::{LoadedArticle, PairPolicy};
#[cfg(feature = "embeddings")]
use crate::embeddings::{EmbeddingsError, StaticModel};
use crate::model::{Document, Locale, Pair, Warning};
use crate::pairs::PairSettings;
use crate::pipeline::{self, LearnedError, Learning, Settings};
use crate::read::{self, ReadSettings};
use crate::segment::{self, SegmentSettings};

/// Cuts a Markdown text into units.
///
/// ```
/// let document = diglot::segment("# Tea\n\nBoil *water*.\n", &Default::default());
/// let texts: Vec<&str> = document.units.iter().map(|unit| document.text(unit)).collect();
/// assert_eq!(texts, ["Tea", "Boil water."]);
/// ```
#[must_use]
pub fn segment(text: &str, settings: &SegmentSettings) -> Document {
    let read = ReadSettings {
        keys: settings.front_matter_keys.clone(),
        ..ReadSettings::default()
    };
    let (source, _) = read::parse("text.md".into(), text.to_owned(), &read);
    segment::segment(&source, settings).0
}

/// A text of an article in one locale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleText {
    /// The locale.
    pub locale: Locale,
    /// The file's content.
    pub text: String,
    /// The version of the original that it was made from: a hash of the original's file, as front matter names it.
    /// Translations of one version are aligned together.
    pub source_version: Option<String>,
}

/// Aligns articles whose texts are in memory, one at a time.
#[derive(Debug, Clone)]
pub struct TextAligner {
    settings: Settings,
}

impl TextAligner {
    /// An aligner with default settings, for originals in a locale.
    #[must_use]
    pub fn new(source: Locale) -> Self {
        Self {
            settings: Settings::new(source),
        }
    }

    /// Takes what [`Corpus::learn`](super::Corpus::learn) wrote to a file. Without it nothing is learned: one article
    /// is too little.
    ///
    /// # Errors
    /// If the file cannot be read, or if another version of Diglot wrote it.
    pub fn learned(mut self, file: impl AsRef<Path>) -> Result<Self, LearnedError> {
        self.settings.learning = Learning::load(file.as_ref())?;
        Ok(self)
    }

    /// Lets a static model of embeddings decide where structure and lexicon do not, as
    /// [`CorpusBuilder::embeddings`](super::CorpusBuilder::embeddings) does.
    ///
    /// # Errors
    /// If a file of the model is missing, too large or not what the format asks for.
    #[cfg(feature = "embeddings")]
    pub fn embeddings(mut self, folder: impl AsRef<Path>) -> Result<Self, EmbeddingsError> {
        self.settings.embeddings = Some(Arc::new(StaticModel::load(folder.as_ref())?));
        Ok(self)
    }

    /// Which locales are paired.
    #[must_use]
    pub fn pair_policy(mut self, policy: PairPolicy) -> Self {
        self.settings.article.pair_policy = policy;
        self
    }

    /// How front matter is read.
    #[must_use]
    pub fn read(mut self, settings: ReadSettings) -> Self {
        self.settings.article.read = settings;
        self
    }

    /// What becomes a unit.
    #[must_use]
    pub fn segment(mut self, settings: SegmentSettings) -> Self {
        self.settings.article.segment = settings;
        self
    }

    /// How pairs are made, and which are kept.
    #[must_use]
    pub fn pairs(mut self, settings: PairSettings) -> Self {
        self.settings.pairs = settings;
        self
    }

    /// Aligns the texts of an article. `document` is its path below the locale folders; its extension tells the
    /// dialect, and ids of pairs depend on it. Pairs come as [`Corpus::pairs`](super::Corpus::pairs) gives them for an
    /// article with these files, if the texts are in the same order: the source locale first, the others by name.
    #[must_use]
    pub fn align(
        &self,
        document: &str,
        texts: impl IntoIterator<Item = ArticleText>,
    ) -> (Vec<Pair>, Vec<Warning>) {
        let texts = texts.into_iter().map(|text| {
            let path = Path::new(text.locale.as_str()).join(document);
            (path, text.locale, text.text, text.source_version)
        });
        let settings = &self.settings.article;
        let (article, warnings) = LoadedArticle::of_texts(document, texts, settings);
        (pipeline::pairs_of(&article, &self.settings), warnings)
    }
}

/// Aligns two Markdown texts, the second of which is a translation of the first. Pairs below a score of 0.75 are
/// dropped; give other settings to change this.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use diglot::{Locale, align_texts};
///
/// let (en, de) = (Locale::parse("en")?, Locale::parse("de")?);
/// let pairs = align_texts(&en, "# Tea\n\nBoil 2 l.\n", &de, "# Tee\n\n2 l kochen.\n", &Default::default());
/// assert_eq!(pairs[1].target.text, "2 l kochen.");
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn align_texts(
    source_locale: &Locale,
    source: &str,
    target_locale: &Locale,
    target: &str,
    settings: &PairSettings,
) -> Vec<Pair> {
    let texts = [(source_locale, source), (target_locale, target)];
    let texts = texts.map(|(locale, text)| ArticleText {
        locale: locale.clone(),
        text: text.to_owned(),
        source_version: None,
    });
    let aligner = TextAligner::new(source_locale.clone()).pairs(settings.clone());
    aligner.align("text.md", texts).0
}
