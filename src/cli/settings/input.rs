//! Where the corpus is, and what becomes a unit.

use anyhow::{Context, bail, ensure};

use super::Resolver;
use crate::article::{ArticleSettings, FileHistories, GitSettings};
use crate::cli::args::{CorpusArgs, InputArgs, PairArgs, TextArgs};
use crate::cli::values::{Include, ProvenanceKey, Root};
use crate::discover::{DiscoverSettings, Layout, discover};
use crate::model::{Corpus, Locale, Warning};
use crate::read::ReadSettings;
use crate::read::git::SourceRepositories;
use crate::segment::SegmentSettings;

impl Resolver {
    /// The locale of the originals.
    pub fn source(&self, args: &CorpusArgs) -> anyhow::Result<Locale> {
        match args.source.as_ref().or(self.config.source.as_ref()) {
            Some(locale) => Ok(locale.clone()),
            None => Locale::parse("en-US").context("the default source locale"),
        }
    }

    /// Lists the corpus.
    pub fn corpus(&self, args: &InputArgs) -> anyhow::Result<(Corpus, Vec<Warning>)> {
        self.corpus_of(args, self.locales(args))
    }

    /// Lists the corpus with the originals, even where other locales alone are named.
    pub fn corpus_with_originals(
        &self,
        args: &InputArgs,
    ) -> anyhow::Result<(Corpus, Vec<Warning>)> {
        let source = self.source(&args.corpus)?;
        let mut locales = self.locales(args);
        if locales.as_ref().is_some_and(|l| !l.contains(&source)) {
            let (all, warnings) = self.corpus_of(args, None)?;
            // Where there are no originals on disk, git may have them.
            if !all.locales.contains(&source) {
                return self.corpus_of(args, locales);
            }
            drop(warnings);
            locales = locales.map(|l| [vec![source], l].concat());
        }
        self.corpus_of(args, locales)
    }

    fn locales(&self, args: &InputArgs) -> Option<Vec<Locale>> {
        let typed = args.corpus.locales.as_ref();
        typed.or(self.config.locales.as_ref()).cloned()
    }

    fn corpus_of(
        &self,
        InputArgs {
            folder,
            corpus: args,
            ..
        }: &InputArgs,
        locales: Option<Vec<Locale>>,
    ) -> anyhow::Result<(Corpus, Vec<Warning>)> {
        let config = &self.config;
        let typed = (folder.as_ref().or(args.corpus.as_ref()), args.root.as_ref());
        let layout = match (typed, (&config.corpus, &config.root)) {
            ((Some(folder), _), _) => Layout::Folder(folder.clone()),
            ((None, Some(roots)), _) => roots_of(roots),
            ((None, None), (Some(_), Some(_))) => {
                bail!("the configuration file has both `corpus` and `root`: keep one")
            }
            ((None, None), (Some(folder), None)) => Layout::Folder(folder.clone()),
            ((None, None), (None, Some(roots))) => roots_of(roots),
            ((None, None), (None, None)) => Layout::Folder("corpus".into()),
        };
        let settings = DiscoverSettings {
            source: self.source(args)?,
            locales,
        };
        Ok(discover(&layout, &settings)?)
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
        if let Some(keys) = keys {
            // `--front-matter-keys=` alone means none.
            read.keys = keys.iter().filter(|k| !k.is_empty()).cloned().collect();
        }
        if let Some(keys) = provenance {
            let pair = |k: &ProvenanceKey| (k.key.clone(), k.field);
            read.provenance = keys.iter().map(pair).collect();
        }
        let segment = SegmentSettings {
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
        if !args.history.or(self.config.history).unwrap_or(false) {
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

fn roots_of(roots: &[Root]) -> Layout {
    let pair = |root: &Root| (root.locale.clone(), root.folder.clone());
    Layout::Roots(roots.iter().map(pair).collect())
}
