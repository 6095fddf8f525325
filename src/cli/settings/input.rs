//! Where the corpus is, and what becomes a unit.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{bail, ensure};

use super::Resolver;
use crate::article::{ArticleSettings, FileHistories, GitSettings};
use crate::cli::args::{CorpusArgs, InputArgs, PairArgs, TextArgs};
use crate::cli::layout::FoundCorpus;
use crate::cli::values::{Include, ProvenanceKey, Root};
use crate::decisions::Decisions;
use crate::layout::{self, Layout, LayoutSettings, Place, Selection};
use crate::matching::{self, ContentMatch, MatchSettings, Matching};
use crate::model::{Corpus, Locale, Warning};
use crate::read::ReadSettings;
use crate::read::git::SourceRepositories;
use crate::segment::SegmentSettings;

impl Resolver {
    /// The locale of the originals, as the user says.
    fn given_source(&self, args: &CorpusArgs) -> Option<Locale> {
        args.source
            .as_ref()
            .or(self.config.source.as_ref())
            .cloned()
    }

    /// Finds the files of the corpus, whether there is something to pair or not.
    /// `publisher_pairs` are in the translations, so that nothing else is needed.
    pub fn layout(&self, args: &InputArgs, publisher_pairs: bool) -> anyhow::Result<FoundCorpus> {
        let corpus = &args.corpus;
        let place = self.place(args)?;
        let repositories = corpus
            .source_repo
            .as_ref()
            .or(self.config.source_repo.as_ref());
        let source_elsewhere = publisher_pairs || repositories.is_some_and(|r| !r.is_empty());
        let settings = LayoutSettings {
            source: self.given_source(corpus),
            source_elsewhere,
            locales: self.locales(args),
            patterns: corpus
                .layout
                .as_ref()
                .or(self.config.layout.as_ref())
                .cloned()
                .unwrap_or_default(),
            selection: self.selection(corpus)?,
            exclude: vec![self.config.out.clone().unwrap_or_else(|| "exports".into())],
            follow_links: corpus
                .follow_links
                .or(self.config.follow_links)
                .unwrap_or(false),
        };
        let (mut layout, mut warnings) = layout::find(&place, &settings)?;
        let matched = self.match_by_content(args, &mut layout, &mut warnings);
        if let Some(decisions) = self.decisions(corpus)? {
            warnings.extend(decisions.unknown(&layout.corpus));
        }
        Ok(FoundCorpus {
            place,
            layout,
            warnings,
            source_elsewhere,
            matched,
        })
    }

    /// Joins files without a counterpart by what they contain, if that is asked for.
    fn match_by_content(
        &self,
        args: &InputArgs,
        layout: &mut Layout,
        warnings: &mut Vec<Warning>,
    ) -> Vec<ContentMatch> {
        let matching = args.corpus.matching.or(self.config.matching);
        let Some(source) = &layout.source else {
            return Vec::new();
        };
        if matching != Some(Matching::Content) {
            return Vec::new();
        }
        let (read, segment) = self.text(&args.text);
        let settings = MatchSettings {
            source,
            read: &read,
            segment: &segment,
        };
        warnings.extend(matching::missing_originals(&layout.corpus, source));
        matching::match_by_content(&mut layout.corpus, settings)
    }

    /// The decisions of reviewers.
    pub fn decisions(&self, args: &CorpusArgs) -> anyhow::Result<Option<Arc<Decisions>>> {
        if let Some(known) = self.decisions.get() {
            return Ok(known.clone());
        }
        let file = args.decisions.as_ref().or(self.config.decisions.as_ref());
        let read = file.map(|file| Decisions::load(file)).transpose()?;
        Ok(self.decisions.get_or_init(|| read.map(Arc::new)).clone())
    }

    /// Finds the files of a corpus that has something to pair.
    pub fn corpus(&self, args: &InputArgs, pairs: &PairArgs) -> anyhow::Result<FoundCorpus> {
        let publisher_pairs = pairs.which.publisher_pairs.or(self.config.publisher_pairs);
        let found = self.layout(args, publisher_pairs.unwrap_or(false))?;
        found.ensure_pairs()?;
        Ok(found)
    }

    /// The folder of the corpus where neither options nor configuration name one.
    pub fn default_folder(&self, args: &CorpusArgs) -> Option<PathBuf> {
        let config = &self.config;
        let typed = args.corpus.is_some() || args.root.is_some();
        let configured = config.corpus.is_some() || config.root.is_some();
        (!typed && !configured).then(default_folder)
    }

    /// The locales that were asked for; `None` for all.
    pub fn locales(&self, args: &InputArgs) -> Option<Vec<Locale>> {
        let given = args.corpus.locales.as_ref();
        given.or(self.config.locales.as_ref()).cloned()
    }

    fn selection(&self, args: &CorpusArgs) -> anyhow::Result<Selection> {
        let config = &self.config;
        let only = args.only.as_ref().or(config.only.as_ref()).cloned();
        let skip = args.skip.as_ref().or(config.skip.as_ref()).cloned();
        Ok(Selection::new(
            &only.unwrap_or_default(),
            &skip.unwrap_or_default(),
        )?)
    }

    fn place(&self, args: &InputArgs) -> anyhow::Result<Place> {
        let config = &self.config;
        let typed = (
            args.folder.as_ref().or(args.corpus.corpus.as_ref()),
            args.corpus.root.as_ref(),
        );
        Ok(match (typed, (&config.corpus, &config.root)) {
            ((Some(folder), _), _) => Place::Folder(folder.clone()),
            ((None, Some(roots)), _) => roots_of(roots),
            ((None, None), (Some(_), Some(_))) => {
                bail!("the configuration file has both `corpus` and `root`: keep one")
            }
            ((None, None), (Some(folder), None)) => Place::Folder(folder.clone()),
            ((None, None), (None, Some(roots))) => roots_of(roots),
            ((None, None), (None, None)) => Place::Folder(default_folder()),
        })
    }

    /// What to look for in front matter, and what becomes a unit.
    pub fn text(&self, args: &TextArgs) -> (ReadSettings, SegmentSettings) {
        let config = &self.config;
        let keys = args
            .front_matter_keys
            .as_ref()
            .or(config.front_matter_keys.as_ref());
        let provenance = args
            .provenance_key
            .as_ref()
            .or(config.provenance_key.as_ref());
        let include = args.include.as_ref().or(config.include.as_ref());
        let mut read = ReadSettings::default();
        if let Some(megabytes) = args.max_file_size.or(config.max_file_size) {
            read.max_bytes = u64::from(megabytes) << 20;
        }
        if let Some(keys) = keys {
            // `--front-matter-keys=` alone means none.
            read.keys = keys.iter().filter(|k| !k.is_empty()).cloned().collect();
        }
        if let Some(keys) = provenance {
            let pair = |k: &ProvenanceKey| (k.key.clone(), k.field);
            read.provenance = keys.iter().map(pair).collect();
        }
        let dialect = args.dialect.or(config.dialect);
        let attributes = args
            .text_attributes
            .as_ref()
            .or(config.text_attributes.as_ref());
        let defaults = SegmentSettings::default();
        let segment = SegmentSettings {
            dialect,
            text_attributes: attributes.cloned().unwrap_or(defaults.text_attributes),
            front_matter_keys: read.keys.clone(),
            include_code: include.is_some_and(|i| i.contains(&Include::Code)),
        };
        (read, segment)
    }

    /// The clones that hold the originals.
    pub fn git(&self, args: &CorpusArgs) -> anyhow::Result<Option<GitSettings>> {
        let config = &self.config;
        let folders = args.source_repo.as_ref().or(config.source_repo.as_ref());
        let prefixes = args.source_path.as_ref().or(config.source_path.as_ref());
        let version = args.source_version.or(config.source_version);
        let Some(folders) = folders.filter(|f| !f.is_empty()) else {
            // Typed without a repository, they would be dropped in silence.
            ensure!(
                args.source_path.is_none() && args.source_version.is_none(),
                "--source-path and --source-version need --source-repo"
            );
            return Ok(None);
        };
        let prefixes = prefixes.map_or(&[][..], Vec::as_slice);
        Ok(Some(GitSettings {
            repositories: SourceRepositories::open(folders, prefixes)?.into(),
            version: version.map(Into::into).unwrap_or_default(),
        }))
    }

    /// The histories of a corpus' files, where they are asked for.
    pub fn history(
        &self,
        args: &PairArgs,
        corpus: &Corpus,
        settings: &ArticleSettings,
    ) -> anyhow::Result<Option<FileHistories>> {
        if !args.which.history.or(self.config.history).unwrap_or(false) {
            return Ok(None);
        }
        ensure!(
            settings.git.is_some(),
            "--history needs --source-repo, where the versions that were translated are found"
        );
        let histories = FileHistories::of(corpus);
        ensure!(
            !histories.is_empty(),
            "--history needs locale folders that lie in a git work tree"
        );
        Ok(Some(histories))
    }
}

/// The folder `corpus`, if it is there, else the current one.
fn default_folder() -> PathBuf {
    let corpus = PathBuf::from("corpus");
    if corpus.is_dir() {
        corpus
    } else {
        PathBuf::from(".")
    }
}

fn roots_of(roots: &[Root]) -> Place {
    let pair = |root: &Root| (root.locale.clone(), root.folder.clone());
    Place::Roots(roots.iter().map(pair).collect())
}
