//! Where the corpus is, and what becomes a unit.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::named;
use crate::cli::values::{Include, ProvenanceKey, Root, SourceVersion};
use crate::layout::Pattern;
use crate::matching::Matching;
use crate::model::Locale;
use crate::segment::Dialect;

/// Arguments of all commands that read a corpus.
#[derive(Debug, Default, Args)]
pub struct InputArgs {
    /// Folder of the corpus; its layout is detected [default: `corpus` if it exists, or the current folder]
    #[arg(value_name = "PATH", conflicts_with_all = ["corpus", "root"], value_hint = ValueHint::DirPath)]
    pub folder: Option<PathBuf>,
    /// Where the corpus is.
    #[command(flatten)]
    pub corpus: CorpusArgs,
    /// What becomes a unit.
    #[command(flatten)]
    pub text: TextArgs,
}

impl InputArgs {
    /// The arguments of a command that takes the folder of the corpus in another way.
    pub fn new(folder: Option<PathBuf>, corpus: &CorpusArgs, text: &TextArgs) -> Self {
        Self {
            folder,
            corpus: corpus.clone(),
            text: text.clone(),
        }
    }
}

/// Where the corpus is.
#[derive(Debug, Default, Clone, Args)]
#[command(next_help_heading = "Corpus")]
pub struct CorpusArgs {
    /// Folder of the corpus, the same as PATH
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub corpus: Option<PathBuf>,
    /// Folder of one locale; can be repeated. If all locales have the same number of folders, the first ones belong
    /// together, then the second ones, and so on; otherwise the folders of one locale are read as one folder
    #[arg(long, value_name = "LOCALE=DIR", conflicts_with = "corpus")]
    pub root: Option<Vec<Root>>,
    /// Where the files are, if the layout is not detected, such as 'docs/{locale}/docs/{path}' or
    /// '{path}.{locale}.md'; can be repeated. * matches a part of a name, ** matches folders
    #[arg(long, value_name = "PATTERN", conflicts_with = "root", value_parser = pattern)]
    pub layout: Option<Vec<Pattern>>,
    /// How the files of an article find each other: path needs equal paths; content also joins files without a
    /// counterpart at their path by what they contain, such as renamed or moved ones [default: path]
    #[arg(long = "match", value_name = "HOW", ignore_case = true, value_parser = named(Matching::ALL, Matching::as_str))]
    pub matching: Option<Matching>,
    /// Read only files and folders that match this pattern, as in a .gitignore file; can be repeated
    #[arg(long, value_name = "GLOB")]
    pub only: Option<Vec<String>>,
    /// Skip files and folders that match this pattern, as in a .gitignore file; can be repeated
    #[arg(long, value_name = "GLOB")]
    pub skip: Option<Vec<String>>,
    /// Also follow symbolic links that leave the corpus
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL", hide_possible_values = true)]
    pub follow_links: Option<bool>,
    /// Locale of the originals [default: detected, usually en-US or en]
    #[arg(long, value_name = "LOCALE")]
    pub source: Option<Locale>,
    /// Read only these locales, in this order; the source is always read [default: all, the source first, the others
    /// by name]
    #[arg(long, value_name = "LOCALE,…", value_delimiter = ',')]
    pub locales: Option<Vec<Locale>>,
    /// File with decisions of reviewers, which `diglot review` makes: accepted pairs are kept, rejected pairs never come
    /// back
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub decisions: Option<PathBuf>,
    /// Clone of the git repository that has the originals; can be bare, shallow or partial, and can be repeated. Each
    /// translation is paired with the version that it was made from, which its front matter names
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub source_repo: Option<Vec<PathBuf>>,
    /// Folder in the source repository that has the paths of the locale folder, if it is not the root; can be repeated
    #[arg(long, value_name = "PREFIX")]
    pub source_path: Option<Vec<String>>,
    /// Which version of the original pairs use, if there is a source repository [default: exact]
    #[arg(long, value_name = "VERSION")]
    pub source_version: Option<SourceVersion>,
}

/// What becomes a unit.
#[derive(Debug, Default, Clone, Args)]
#[command(next_help_heading = "Text")]
pub struct TextArgs {
    /// Front-matter keys whose values are translated; a dot leads into maps and lists of maps [default:
    /// title, description, keywords and those that docs/segmenting.md lists]
    #[arg(long, value_name = "KEY,…", value_delimiter = ',')]
    pub front_matter_keys: Option<Vec<String>>,
    /// Dialect of all files, with all its extensions, such as mdx, hugo or mkdocs [default: by the site's
    /// configuration or the file]
    #[arg(long, value_name = "DIALECT")]
    pub dialect: Option<Dialect>,
    /// Attributes of components whose values are units, in place of the default ones (title, label, description, …)
    #[arg(long, value_name = "NAME,…", value_delimiter = ',')]
    pub text_attributes: Option<Vec<String>>,
    /// Additional front-matter key with provenance; FIELD is translation-type, source-hash, source-commit, handoff or
    /// locale
    #[arg(long, value_name = "KEY=FIELD")]
    pub provenance_key: Option<Vec<ProvenanceKey>>,
    /// Also read these as units
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    pub include: Option<Vec<Include>>,
    /// Largest file that is read, in MB, at most 1024; larger ones are skipped with a warning [default: 64]
    #[arg(long, value_name = "MB", value_parser = clap::value_parser!(u32).range(1..=1024))]
    pub max_file_size: Option<u32>,
}

fn pattern(text: &str) -> Result<Pattern, String> {
    Pattern::new(text).map_err(|error| error.to_string())
}
