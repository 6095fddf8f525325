//! Settings of a corpus, given once and validated when it is opened.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Corpus, CorpusLayout, OpenError};
use crate::article::{FileHistories, GitSettings, PairPolicy, SourceVersion};
use crate::decisions::{Decisions, DecisionsError};
#[cfg(feature = "embeddings")]
use crate::embeddings::{EmbeddingsError, StaticModel};
use crate::layout::{self, LayoutSettings, Pattern, Place, Selection};
use crate::matching::{self, MatchSettings, Matching};
use crate::model::{Flags, Locale, TranslationType};
use crate::pairs::{Cut, SentenceSettings};
use crate::pipeline::{LearnedError, Learning, Settings, Shard};
use crate::quality::AcceptPolicy;
use crate::read::ReadSettings;
use crate::read::git::SourceRepositories;
use crate::segment::SegmentSettings;

/// Settings of a corpus. Every setting has a default; [`CorpusBuilder::open`] opens the corpus.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use diglot::{Corpus, Locale};
///
/// let corpus = Corpus::builder("corpus")
///     .locales([Locale::parse("en-US")?, Locale::parse("fr-FR")?])
///     .sentences(true)
///     .min_score(0.9)
///     .open()?;
/// assert!(corpus.pairs().all(|pair| pair.target.locale.as_str() == "fr-FR"));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct CorpusBuilder {
    place: Place,
    layout: LayoutSettings,
    repositories: Vec<PathBuf>,
    repository_folders: Vec<String>,
    source_version: SourceVersion,
    history: bool,
    matching: Matching,
    settings: Settings,
}

impl CorpusBuilder {
    pub(super) fn new(folder: &Path) -> Self {
        Self {
            place: Place::Folder(folder.to_owned()),
            layout: LayoutSettings::default(),
            repositories: Vec::new(),
            repository_folders: Vec::new(),
            source_version: SourceVersion::default(),
            history: false,
            matching: Matching::default(),
            settings: Settings::new(Locale::english()),
        }
    }

    /// The locale that the originals are written in. It is found out by default.
    #[must_use]
    pub fn source(mut self, source: Locale) -> Self {
        self.layout.source = Some(source);
        self
    }

    /// Reads only these locales, in this order. The default is all of them, the source locale first.
    #[must_use]
    pub fn locales(mut self, locales: impl IntoIterator<Item = Locale>) -> Self {
        self.layout.locales = Some(locales.into_iter().collect());
        self
    }

    /// Takes the folder of each locale from this list and not from the folder of the corpus.
    #[must_use]
    pub fn roots(mut self, roots: impl IntoIterator<Item = (Locale, PathBuf)>) -> Self {
        self.place = Place::Roots(roots.into_iter().collect());
        self
    }

    /// Takes the files that match one of these patterns, such as `docs/{locale}/{path}`, and does not detect the layout.
    #[must_use]
    pub fn layout(mut self, patterns: impl IntoIterator<Item = Pattern>) -> Self {
        self.layout.patterns = patterns.into_iter().collect();
        self
    }

    /// How the files of an article find each other. The default is by their paths. By content, files without a
    /// counterpart at their path are read and compared when the corpus is opened.
    #[must_use]
    pub fn matching(mut self, matching: Matching) -> Self {
        self.matching = matching;
        self
    }

    /// Reads only files that match one of the first patterns, and none that match one of the second, as in a
    /// `.gitignore` file.
    ///
    /// # Errors
    /// If a pattern is not valid.
    pub fn select(mut self, only: &[String], skip: &[String]) -> Result<Self, OpenError> {
        self.layout.selection = Selection::new(only, skip)?;
        Ok(self)
    }

    /// Adds a clone of the git repository that holds the originals. Each translation is then paired with the version
    /// that its front matter names.
    #[must_use]
    pub fn repository(mut self, clone: impl Into<PathBuf>) -> Self {
        self.repositories.push(clone.into());
        self
    }

    /// Adds a folder of the repository in which the paths of the articles begin, if it is not the root.
    #[must_use]
    pub fn repository_folder(mut self, folder: impl Into<String>) -> Self {
        self.repository_folders.push(folder.into());
        self
    }

    /// The version of the original that pairs use, if there is a repository.
    #[must_use]
    pub fn source_version(mut self, version: SourceVersion) -> Self {
        self.source_version = version;
        self
    }

    /// Whether pairs of earlier versions of the translations are made too. Needs a repository of the originals, and
    /// locale folders that are in a git work tree.
    #[must_use]
    pub fn history(mut self, history: bool) -> Self {
        self.history = history;
        self
    }

    /// Which locales of an article are paired.
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

    /// Whether pairs are split into sentences.
    #[must_use]
    pub fn sentences(mut self, sentences: bool) -> Self {
        self.settings.pairs.cut = match sentences {
            true => Cut::Sentences(SentenceSettings::default()),
            false => Cut::Units,
        };
        self
    }

    /// How much text a pair has. Replaces what [`CorpusBuilder::sentences`] has set.
    #[must_use]
    pub fn cut(mut self, cut: Cut) -> Self {
        self.settings.pairs.cut = cut;
        self
    }

    /// Whether pairs that the publisher wrote into the files are read too.
    #[must_use]
    pub fn publisher_pairs(mut self, publisher_pairs: bool) -> Self {
        self.settings.pairs.publisher_pairs = publisher_pairs;
        self
    }

    /// Which pairs are kept. Replaces what the methods below have set.
    #[must_use]
    pub fn accept(mut self, policy: AcceptPolicy) -> Self {
        self.settings.pairs.check = policy;
        self
    }

    /// Drops pairs below a score in [0, 1]. The default is 0.75.
    #[must_use]
    pub fn min_score(mut self, score: f32) -> Self {
        self.settings.pairs.check.min_score = score;
        self
    }

    /// Drops pairs with one of these flags.
    #[must_use]
    pub fn drop(mut self, flags: Flags) -> Self {
        self.settings.pairs.check.drop = flags;
        self
    }

    /// Keeps only pairs of these translation types.
    #[must_use]
    pub fn translation_types(mut self, types: impl IntoIterator<Item = TranslationType>) -> Self {
        self.settings.pairs.check.translation_types = Some(types.into_iter().collect());
        self
    }

    /// Whether a pair has the reason for each of its flags. The default is `false`, because reasons take time.
    #[must_use]
    pub fn reasons(mut self, reasons: bool) -> Self {
        self.settings.pairs.check.reasons = reasons;
        self
    }

    /// Follows the decisions of reviewers in a file: accepted pairs are kept, rejected pairs never come back.
    ///
    /// # Errors
    /// If the file cannot be read, or a line is not a decision.
    pub fn decisions(mut self, file: impl AsRef<Path>) -> Result<Self, DecisionsError> {
        let decisions = Decisions::load(file.as_ref())?;
        self.settings.article.decisions = Some(Arc::new(decisions));
        Ok(self)
    }

    /// Works on one part of the articles only. Pairs, exports and checks are then of this part; what is learned is still
    /// learned from the first articles of the whole corpus.
    #[must_use]
    pub fn shard(mut self, shard: Shard) -> Self {
        self.settings.shard = Some(shard);
        self
    }

    /// Takes what [`Corpus::learn`] or `diglot learn` wrote to a file, and learns nothing from the corpus.
    ///
    /// # Errors
    /// If the file cannot be read, or if another version of Diglot wrote it.
    pub fn learned(mut self, file: impl AsRef<Path>) -> Result<Self, LearnedError> {
        self.settings.learning = Learning::load(file.as_ref())?;
        Ok(self)
    }

    /// Lets a static model of embeddings decide where structure and lexicon do not. The folder holds a model in the
    /// format of model2vec: `config.json`, `tokenizer.json` and `model.safetensors`. It needs the feature `embeddings`.
    ///
    /// # Errors
    /// If a file of the model is missing, too large or not what the format asks for.
    #[cfg(feature = "embeddings")]
    pub fn embeddings(mut self, folder: impl AsRef<Path>) -> Result<Self, EmbeddingsError> {
        self.settings.embeddings = Some(Arc::new(StaticModel::load(folder.as_ref())?));
        Ok(self)
    }

    /// Opens the corpus.
    ///
    /// # Errors
    /// If its files cannot be found, if no article has two locales, if a repository cannot be read, or if history is asked for and there is none.
    pub fn open(mut self) -> Result<Corpus, OpenError> {
        let publisher_pairs = self.settings.pairs.publisher_pairs;
        self.layout.source_elsewhere = publisher_pairs || !self.repositories.is_empty();
        let (mut found, mut warnings) = layout::find(&self.place, &self.layout)?;
        if let (Matching::Content, Some(source)) = (self.matching, &found.source) {
            let settings = MatchSettings {
                source,
                read: &self.settings.article.read,
                segment: &self.settings.article.segment,
            };
            matching::match_by_content(&mut found.corpus, settings);
            warnings.extend(matching::missing_originals(&found.corpus, source));
        }
        let has_articles = self.layout.source_elsewhere && !found.corpus.articles.is_empty();
        if found.paired() == 0 && !has_articles {
            return Err(OpenError::NothingToPair {
                folder: self.folder(),
            });
        }
        if let Some(source) = &found.source {
            self.settings.article.source = source.clone();
        }
        self.add_repositories(&found.corpus)?;
        if let Some(decisions) = &self.settings.article.decisions {
            warnings.extend(decisions.unknown(&found.corpus));
        }
        let layout = CorpusLayout::of(&found);
        let mut corpus = Corpus::new(found.corpus, self.settings, warnings);
        corpus.layout = Arc::new(layout);
        Ok(corpus)
    }

    /// The folder that error messages name.
    fn folder(&self) -> PathBuf {
        match &self.place {
            Place::Folder(folder) => folder.clone(),
            Place::Roots(roots) => roots.first().map_or_else(PathBuf::new, |r| r.1.clone()),
        }
    }

    /// Opens the repositories of the originals and of the localized files.
    fn add_repositories(&mut self, files: &crate::model::Corpus) -> Result<(), OpenError> {
        if !self.repositories.is_empty() {
            let clones = SourceRepositories::open(&self.repositories, &self.repository_folders)?;
            self.settings.article.git = Some(GitSettings {
                repositories: clones.into(),
                version: self.source_version,
            });
        }
        if self.history {
            if self.settings.article.git.is_none() {
                return Err(OpenError::HistoryWithoutRepository);
            }
            let histories = FileHistories::of(files);
            if histories.is_empty() {
                return Err(OpenError::NoHistory);
            }
            self.settings.article.history = Some(histories);
        }
        Ok(())
    }
}
