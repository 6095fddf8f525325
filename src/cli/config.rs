//! The configuration file: a key for every option of the command line.

use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use serde::Deserialize;

use super::values::{
    self, FailOn, FlagChoice, Include, Pairs, Percent, ProvenanceKey, Root, RuleLevel, Score,
    Segment, SourceVersion, StatsFormat, SummaryFormat, TranslationType,
};
use crate::export::{Compression, Duplicates, Format, Inline, LangStyle, Prefer, SplitShares};
use crate::layout::Pattern;
use crate::lint;
use crate::lint::Rule;
use crate::matching::Matching;
use crate::model::Locale;
use crate::pairs::TextForm;
use crate::quality::Preset;
use crate::regular_file;
use crate::segment::Dialect;

/// Name of the file that is looked for in the current folder.
pub const NAME: &str = "diglot.toml";

/// What the file says; nothing where there is none. Keys are named like the options.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Config {
    pub jobs: Option<u16>,
    pub quiet: Option<bool>,
    pub verbose: Option<bool>,
    pub corpus: Option<PathBuf>,
    #[serde(deserialize_with = "values::list")]
    pub root: Option<Vec<Root>>,
    #[serde(deserialize_with = "values::list")]
    pub layout: Option<Vec<Pattern>>,
    pub only: Option<Vec<String>>,
    pub skip: Option<Vec<String>>,
    pub follow_links: Option<bool>,
    pub source: Option<Locale>,
    #[serde(rename = "match", deserialize_with = "values::one")]
    pub matching: Option<Matching>,
    pub locales: Option<Vec<Locale>>,
    pub decisions: Option<PathBuf>,
    pub source_repo: Option<Vec<PathBuf>>,
    pub source_path: Option<Vec<String>>,
    pub source_version: Option<SourceVersion>,
    pub fail_above: Option<Percent>,
    pub history: Option<bool>,
    pub publisher_pairs: Option<bool>,
    pub front_matter_keys: Option<Vec<String>>,
    #[serde(deserialize_with = "values::one")]
    pub dialect: Option<Dialect>,
    pub text_attributes: Option<Vec<String>>,
    #[serde(deserialize_with = "values::list")]
    pub provenance_key: Option<Vec<ProvenanceKey>>,
    pub include: Option<Vec<Include>>,
    pub max_file_size: Option<u32>,
    pub pairs: Option<Pairs>,
    pub min_score: Option<Score>,
    pub translation_type: Option<Vec<TranslationType>>,
    #[serde(rename = "for", deserialize_with = "values::one")]
    pub purpose: Option<Preset>,
    #[serde(deserialize_with = "values::list")]
    pub drop: Option<Vec<FlagChoice>>,
    #[serde(deserialize_with = "values::list")]
    pub keep: Option<Vec<FlagChoice>>,
    pub checks: Option<bool>,
    pub learned: Option<PathBuf>,
    #[cfg(feature = "embeddings")]
    pub embeddings: Option<PathBuf>,
    #[serde(deserialize_with = "values::list")]
    pub format: Option<Vec<Format>>,
    pub out: Option<PathBuf>,
    pub clean: Option<bool>,
    pub summary: Option<SummaryFormat>,
    pub segment: Option<Segment>,
    pub srx: Option<PathBuf>,
    pub excel: Option<bool>,
    pub multilingual: Option<bool>,
    pub inline: Option<Inline>,
    #[serde(deserialize_with = "values::one")]
    pub text: Option<TextForm>,
    pub po_contexts: Option<bool>,
    pub markup: Option<bool>,
    pub reasons: Option<bool>,
    pub lang_style: Option<LangStyle>,
    pub max_chars: Option<usize>,
    pub compress: Option<Compression>,
    pub unaligned: Option<bool>,
    pub duplicates: Option<Duplicates>,
    pub prefer: Option<Prefer>,
    pub most_compared: Option<usize>,
    pub split: Option<SplitShares>,
    pub exclude_texts: Option<PathBuf>,
    pub rows_per_file: Option<u64>,
    pub licence: Option<String>,
    pub check: CheckConfig,
    pub stats: StatsConfig,
}

/// What the file says of `stats` alone, in its table `[stats]`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct StatsConfig {
    pub format: Option<StatsFormat>,
}

/// What the file says of `check` alone, in its table `[check]`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct CheckConfig {
    pub format: Option<lint::Format>,
    pub output: Option<PathBuf>,
    #[serde(deserialize_with = "values::list")]
    pub rules: Option<Vec<Rule>>,
    #[serde(deserialize_with = "values::list")]
    pub ignore: Option<Vec<Rule>>,
    #[serde(deserialize_with = "values::list")]
    pub level: Option<Vec<RuleLevel>>,
    pub fail_on: Option<FailOn>,
    pub baseline: Option<PathBuf>,
    pub glossary: Option<PathBuf>,
}

impl Config {
    /// Reads the file named, which has to exist, or the one in the current folder, which need not.
    pub fn load(named: Option<&Path>) -> anyhow::Result<Self> {
        let path = match named {
            Some(path) => path,
            None if Path::new(NAME).exists() => Path::new(NAME),
            None => return Ok(Self::default()),
        };
        let text = regular_file::read_to_string(path, regular_file::CONFIGURATION)
            .with_context(|| format!("cannot read the configuration file {}", path.display()))?;
        let mut config = Self::parse(&text, &path.display().to_string())?;
        config.relative_to(path.parent().unwrap_or(Path::new("")));
        Ok(config)
    }

    fn parse(text: &str, name: &str) -> anyhow::Result<Self> {
        toml::from_str(text).map_err(|error| {
            let before = error.span().map_or("", |s| &text[..s.start]);
            let line = before.matches('\n').count() + 1;
            anyhow!("{name}:{line}: {}", error.message())
        })
    }

    /// Folders are meant from the one the file lies in.
    fn relative_to(&mut self, folder: &Path) {
        let learned = Some(&mut self.learned).filter(|l| l.as_deref() != Some(Path::new("off")));
        let own = [
            Some(&mut self.corpus),
            Some(&mut self.out),
            Some(&mut self.srx),
            Some(&mut self.exclude_texts),
            Some(&mut self.decisions),
            Some(&mut self.check.output),
            Some(&mut self.check.baseline),
            Some(&mut self.check.glossary),
            #[cfg(feature = "embeddings")]
            Some(&mut self.embeddings),
            learned,
        ];
        let own = own.into_iter().flatten().flatten();
        let roots = self.root.iter_mut().flatten().map(|r| &mut r.folder);
        let repositories = self.source_repo.iter_mut().flatten();
        for path in own.chain(roots).chain(repositories) {
            *path = folder.join(&path);
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::args::Arguments;

    fn error(text: &str) -> String {
        Config::parse(text, "d.toml").unwrap_err().to_string()
    }

    #[test]
    fn every_option_has_its_key() {
        let known = error("no-such-key = 1");
        let program = Arguments::command();
        let commands = program.get_subcommands();
        let mut options: Vec<_> = commands
            .filter(|c| c.get_name() == "export")
            .chain([&program])
            .flat_map(clap::Command::get_arguments)
            .filter_map(|a| a.get_long())
            // Each process of a run has a shard of its own.
            .filter(|o| !matches!(*o, "help" | "version" | "config" | "shard"))
            .collect();
        options.sort_unstable();
        assert!(options.len() > 15, "{options:?}");
        for option in options {
            assert!(
                known.contains(&format!("`{option}`")),
                "{option} has no key: {known}"
            );
        }
    }

    #[test]
    fn every_option_of_check_has_its_key() {
        let keys = [error("no-such-key = 1"), error("[check]\nno-such-key = 1")].concat();
        let program = Arguments::command();
        let check = program.find_subcommand("check").unwrap();
        let options = check.get_arguments().filter_map(|a| a.get_long());
        // Writing a baseline is done once, not with every run.
        let options = options.filter(|o| !matches!(*o, "help" | "write-baseline"));
        for option in options {
            assert!(keys.contains(&format!("`{option}`")), "{option} has no key");
        }
    }

    #[test]
    fn keys_and_values_that_are_wrong_are_named_with_their_line() {
        assert!(
            error("source = \"en\"\n\nfromat = [\"tmx\"]")
                .starts_with("d.toml:3: unknown field `fromat`")
        );
        assert!(error("min-score = 1.5").contains("`1.5` is not a number from 0 to 1"));
        assert!(error("format = [\"docx\"]").contains("docx"));
        assert!(error("source = \"english\"").contains("not a locale"));
        assert!(error("\nroot = [\"fr\"]").starts_with("d.toml:2: `fr` is not LOCALE=DIR"));
    }

    #[test]
    fn folders_are_meant_from_the_files_own() {
        let text = "corpus = \"c\"\nroot = [\"fr=f\"]\nout = \"/o\"\nmin-score = 1";
        let mut config = Config::parse(text, "d.toml").unwrap();
        config.relative_to(Path::new("/x"));
        assert_eq!(config.corpus, Some("/x/c".into()));
        assert_eq!(config.root.unwrap()[0].folder, Path::new("/x/f"));
        assert_eq!(config.out, Some("/o".into()));
        assert_eq!(config.min_score, Some(Score(1.0)));
    }
}
