//! Arguments and configuration file to the validated settings of the stages: what is typed wins, then the file, then
//! the default.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};

use super::align_text::load_rules;
use super::args::{
    CheckArgs, CommonArgs, CorpusArgs, InputArgs, OutputArgs, PairArgs, StaleArgs, StatsArgs,
    TextArgs,
};
use super::config::Config;
use super::console::Console;
use super::values::{FlagChoice, Include, Root, RuleLevel, Segment, StatsFormat};
use crate::align::Lexicon;
use crate::check::{CheckSettings, Level, Preset, Rules};
use crate::discover::{DiscoverSettings, Layout, discover};
use crate::export::{self, Duplicates, Format};
use crate::model::{Corpus, Flag, Flags, Locale, Warning};
use crate::pipeline::{self, GitSettings, Histories, LexiconSource, SentenceSettings};
use crate::read::ReadSettings;
use crate::read::git::SourceRepositories;
use crate::report;
use crate::segment::SegmentSettings;

/// Joins what was typed with what the file says.
pub struct Resolver {
    common: CommonArgs,
    config: Config,
}

impl Resolver {
    /// Reads the configuration file.
    pub fn load(common: CommonArgs) -> anyhow::Result<Self> {
        let config = Config::load(common.config.as_deref())?;
        Ok(Self { common, config })
    }

    /// Whether only errors are printed; `--verbose` typed overrules a file that says quiet.
    pub fn quiet(&self) -> bool {
        let file = self
            .config
            .quiet
            .filter(|_| self.common.verbose != Some(true));
        self.common.quiet.or(file).unwrap_or(false)
    }

    /// Whether all warnings are printed.
    pub fn verbose(&self) -> bool {
        self.common.verbose.or(self.config.verbose).unwrap_or(false)
    }

    /// Number of threads, 0 for one a core.
    pub fn jobs(&self) -> usize {
        usize::from(self.common.jobs.or(self.config.jobs).unwrap_or(0))
    }

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
            let pair = |k: &super::values::ProvenanceKey| (k.key.clone(), k.field);
            read.provenance = keys.iter().map(pair).collect();
        }
        let segment = SegmentSettings {
            front_matter_keys: read.keys.clone(),
            include_code: include.is_some_and(|i| i.contains(&Include::Code)),
        };
        (read, segment)
    }

    /// The settings of all stages up to the pairs.
    pub fn pipeline(
        &self,
        input: &InputArgs,
        pairs: &PairArgs,
    ) -> anyhow::Result<pipeline::Settings> {
        let config = &self.config;
        let (read, segment) = self.text(&input.text);
        let mut check = self.what_is_kept(pairs);
        let types = pairs
            .translation_type
            .as_ref()
            .or(config.translation_type.as_ref());
        check.translation_types = types.map(|t| t.iter().map(|&t| t.into()).collect());
        let policy = pairs.pairs.or(config.pairs);
        Ok(pipeline::Settings {
            source: self.source(&input.corpus)?,
            read,
            segment,
            pairs: policy.map(Into::into).unwrap_or_default(),
            check,
            lexicon: self.lexicon(pairs)?,
            sentences: None,
            git: self.git(&input.corpus)?,
            history: None,
            publisher_pairs: pairs
                .publisher_pairs
                .or(config.publisher_pairs)
                .unwrap_or(false),
            measure: false,
        })
    }

    /// What the export is for.
    fn purpose(&self, pairs: &PairArgs) -> Option<Preset> {
        pairs.purpose.or(self.config.purpose)
    }

    /// What is checked, and what is dropped: what is typed or in the file, then the purpose, then the default.
    fn what_is_kept(&self, pairs: &PairArgs) -> CheckSettings {
        let config = &self.config;
        let mut check = CheckSettings::default();
        if let Some(purpose) = self.purpose(pairs) {
            check.min_score = purpose.min_score();
            check.drop = purpose.drop();
        }
        if let Some(score) = pairs.min_score.or(config.min_score) {
            check.min_score = score.0;
        }
        check.inspect = pairs.checks.or(config.checks).unwrap_or(true);
        // What is typed comes after the file: a flag that the file drops can be kept.
        for (drop, keep) in [(&config.drop, &config.keep), (&pairs.drop, &pairs.keep)] {
            let flags =
                |of: &Option<Vec<FlagChoice>>| FlagChoice::flags(of.as_deref().unwrap_or(&[]));
            check.drop = check.drop.and(flags(drop)).without(flags(keep));
        }
        check
    }

    /// Whether pairs are compared with each other, and what becomes of what is found then.
    fn what_is_compared(
        &self,
        args: &OutputArgs,
        pairs: &PairArgs,
        settings: &mut export::Settings,
    ) {
        let config = &self.config;
        let check = self.what_is_kept(pairs);
        let unless_said = match self.purpose(pairs) {
            _ if !check.inspect => Duplicates::Keep,
            Some(Preset::Review) => Duplicates::Mark,
            _ => Duplicates::Auto,
        };
        let duplicates = args.duplicates.or(config.duplicates);
        settings.duplicates = duplicates.unwrap_or(unless_said);
        settings.drop = check.drop;
        if !check.inspect {
            settings.drop = Flags::NONE;
        } else if settings.duplicates == Duplicates::Keep {
            let repeats = [Flag::Duplicate, Flag::NearDuplicate];
            settings.drop = settings.drop.without(Flags::of(&repeats));
        }
        settings.prefer = args.prefer.or(config.prefer).unwrap_or_default();
        if let Some(most) = args.most_compared.or(config.most_compared) {
            settings.most_compared = most;
        }
    }

    /// Where word links come from; a file that is not there yet stands for learning them and writing it.
    fn lexicon(&self, args: &PairArgs) -> anyhow::Result<LexiconSource> {
        match self.lexicon_file(args) {
            None if args.lexicon.is_some() || self.config.lexicon.is_some() => {
                Ok(LexiconSource::Off)
            }
            Some(file) if file.exists() => Ok(LexiconSource::Known(Lexicon::load(file)?)),
            _ => Ok(LexiconSource::Corpus),
        }
    }

    /// The file that keeps word links, where one is named.
    pub fn lexicon_file<'a>(&'a self, args: &'a PairArgs) -> Option<&'a Path> {
        let named = args.lexicon.as_deref().or(self.config.lexicon.as_deref());
        named.filter(|path| *path != Path::new("off"))
    }

    /// The share of units behind, from 0 to 1, that a run of `stale` allows.
    pub fn fail_above(&self, args: &StaleArgs) -> Option<f64> {
        args.fail_above.or(self.config.fail_above).map(|p| p.0)
    }

    /// What `stats` writes.
    pub fn stats_format(&self, args: &StatsArgs) -> StatsFormat {
        match args.json {
            true => StatsFormat::Json,
            false => args.format.or(self.config.stats.format).unwrap_or_default(),
        }
    }

    /// What a run of `check` looks for and does with it.
    pub fn check(&self, args: &CheckArgs) -> Check {
        let config = &self.config.check;
        let level = args.level.as_ref().or(config.level.as_ref());
        let level = level.into_iter().flatten().map(|l: &RuleLevel| (l.0, l.1));
        let only = args.rules.clone().or_else(|| config.rules.clone());
        let not = args.ignore.clone().or_else(|| config.ignore.clone());
        let fail_on = args.fail_on.or(config.fail_on);
        Check {
            rules: Rules::new(only, not.unwrap_or_default(), level.collect()),
            format: args.format.or(config.format).unwrap_or_default(),
            output: args.output.clone().or_else(|| config.output.clone()),
            fail_on: fail_on.map_or(Some(Level::Error), Into::into),
            baseline: args.baseline.clone().or_else(|| config.baseline.clone()),
        }
    }

    /// The histories of a corpus' files, where they are asked for.
    pub fn history(
        &self,
        args: &PairArgs,
        corpus: &Corpus,
        settings: &pipeline::Settings,
    ) -> anyhow::Result<Option<Histories>> {
        if !args.history.or(self.config.history).unwrap_or(false) {
            return Ok(None);
        }
        ensure!(
            settings.git.is_some(),
            "--history needs --source-repo, where the versions that were translated are found"
        );
        let histories = Histories::of(corpus);
        ensure!(
            !histories.is_empty(),
            "--history needs locale folders that lie in a git work tree"
        );
        Ok(Some(histories))
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

    /// Whether pairs are sentences, and the rules to split by.
    pub fn sentences(
        &self,
        args: &OutputArgs,
        console: &mut Console,
    ) -> anyhow::Result<Option<SentenceSettings>> {
        let segment = args.segment.or(self.config.segment);
        if segment != Some(Segment::Sentence) {
            ensure!(args.srx.is_none(), "--srx needs --segment sentence");
            return Ok(None);
        }
        let path = args.srx.as_deref().or(self.config.srx.as_deref());
        let rules = path.map(|path| load_rules(path, console)).transpose()?;
        let rules = rules.map(Into::into);
        Ok(Some(SentenceSettings { rules }))
    }

    /// What is written, and where.
    pub fn output(
        &self,
        args: &OutputArgs,
        pairs: &PairArgs,
        source: Locale,
    ) -> anyhow::Result<export::Settings> {
        let purpose = self.purpose(pairs);
        let review = purpose == Some(Preset::Review);
        let config = &self.config;
        let out = args.out.as_ref().or(config.out.as_ref());
        let out = out.cloned().unwrap_or_else(|| "exports".into());
        let mut settings = export::Settings::new(out, source);
        settings.formats = vec![match purpose {
            None | Some(Preset::Tm) => Format::Tmx,
            Some(Preset::Training) => Format::Jsonl,
            Some(Preset::Review) => Format::Csv,
        }];
        if let Some(formats) = args.format.as_ref().or(config.format.as_ref()) {
            ensure!(!formats.is_empty(), "`format` names no format");
            settings.formats.clear();
            for format in formats {
                if !settings.formats.contains(format) {
                    settings.formats.push(*format);
                }
            }
        }
        settings.excel = args.excel.or(config.excel).unwrap_or(false);
        settings.multilingual = args.multilingual.or(config.multilingual).unwrap_or(false);
        settings.inline = args.inline.or(config.inline).unwrap_or_default();
        settings.markup = args.markup.or(config.markup).unwrap_or(review);
        settings.reasons = args.reasons.or(config.reasons).unwrap_or(review);
        settings.lang_style = args.lang_style.or(config.lang_style).unwrap_or_default();
        settings.max_chars = args.max_chars.or(config.max_chars);
        settings.compress = args.compress.or(config.compress);
        settings.unaligned = args.unaligned.or(config.unaligned).unwrap_or(review);
        self.what_is_compared(args, pairs, &mut settings);
        settings.licence = args.licence.clone().or_else(|| config.licence.clone());
        let has = |format| settings.formats.contains(&format);
        // Typed for a format that is not written, it would be dropped in silence.
        ensure!(
            args.excel != Some(true) || has(Format::Csv),
            "--excel needs --format csv"
        );
        ensure!(
            args.multilingual != Some(true) || has(Format::Tmx),
            "--multilingual needs --format tmx"
        );
        let has_columns = [Format::Jsonl, Format::Csv, Format::Hf]
            .into_iter()
            .any(has);
        for (name, typed) in [("markup", args.markup), ("reasons", args.reasons)] {
            ensure!(
                typed != Some(true) || has_columns,
                "--{name} needs --format jsonl, csv or hf"
            );
        }
        // Its texts in all locales are one: there is no pair to leave out once all are written.
        ensure!(
            !(settings.multilingual && has(Format::Tmx) && settings.drops_late()),
            "--multilingual cannot go with --prefer, or with dropping duplicate, near_duplicate or inconsistent pairs"
        );
        Ok(settings)
    }
}

/// What a run of `check` looks for and does with it.
pub struct Check {
    /// What is looked for.
    pub rules: Rules,
    /// What findings are written as.
    pub format: report::Format,
    /// Where to; to standard output where it is `None`.
    pub output: Option<PathBuf>,
    /// The least level that makes the run fail.
    pub fail_on: Option<Level>,
    /// The findings that are known.
    pub baseline: Option<PathBuf>,
}

fn roots_of(roots: &[Root]) -> Layout {
    let pair = |root: &Root| (root.locale.clone(), root.folder.clone());
    Layout::Roots(roots.iter().map(pair).collect())
}
