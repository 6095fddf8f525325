//! Diglot turns localized documentation into translation memories and parallel corpora.
//!
//! Open a corpus, a folder with one folder per locale, and ask for its pairs:
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let corpus = diglot::Corpus::open("corpus")?;
//! for pair in corpus.pairs().take(3) {
//!     let (source, target) = (&pair.source, &pair.target);
//!     println!("{} {}: {}", pair.score, source.locale, source.text);
//!     println!("     {}: {}", target.locale, target.text);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! - [`Corpus::builder`] sets locales, repositories, sentences, a minimum score and more.
//! - [`Corpus::pairs`] yields every [`Pair`] with its texts, context, provenance, score and flags.
//! - [`Corpus::export`] writes files in the formats that the program writes.
//! - [`Corpus::check`] finds what is wrong in the translations, [`Corpus::stale`] how far they lag behind.
//! - [`Filler`] fills the files of translation tools with the pairs of a corpus.
//! - [`segment`] and [`align_texts`] work on texts in memory.
//!
//! `examples/` has five small programs. `docs/architecture.md` shows the way of an article through the code.
//!
//! Everything else is private, so that the compiler finds dead code. The program, the tests and the benchmarks use
//! `internals`, which can change in any version.

#![cfg_attr(
    not(feature = "cli"),
    allow(
        dead_code,
        unused_imports,
        reason = "some functions are for the command line alone"
    )
)]

mod align;
mod article;
mod atomic_file;
#[cfg(feature = "cli")]
mod cli;
mod corpus;
mod decisions;
mod drift;
#[cfg(feature = "embeddings")]
mod embeddings;
mod evaluate;
mod export;
mod fill;
#[doc(hidden)]
pub mod internals;
mod layout;
mod lint;
mod matching;
mod model;
mod pairs;
mod pipeline;
mod quality;
mod read;
mod regular_file;
#[cfg(feature = "cli")]
mod review;
mod scratch;
mod segment;
mod sentence;
mod staleness;
mod terms;

pub use article::{PairPolicy, SourceVersion};
pub use corpus::{
    ArticleFiles, ArticleText, CheckResult, Corpus, CorpusBuilder, CorpusLayout, NoRepository,
    OpenError, Pairs, StaleTranslation, StaleUnit, TextAligner, VersionFile, Written, align_texts,
    segment,
};
#[cfg(feature = "arrow")]
pub use corpus::{RecordBatches, record_batch};
pub use decisions::{Decision, Decisions, DecisionsError, UnitKey, Verdict};
#[cfg(feature = "embeddings")]
pub use embeddings::EmbeddingsError;
#[cfg(feature = "arrow")]
pub use export::arrow::TableError;
pub use export::{Duplicates, ExportError, Format, Prefer, Settings as ExportSettings};
pub use fill::{FillError, Filler, Memory, Report as FillReport, Translations};
pub use layout::{LayoutError, Pattern};
pub use lint::{Beside, Finding, Level, Place, Rule, RuleSet, UnknownRule};
pub use matching::Matching;
pub use model::{
    Aligner, Bead, Document, Flag, Flags, Inline, InlineKind, Locale, LocaleError, Matched, Pair,
    PairSide, TranslationType, Unit, UnitId, UnitKind, Warning, WarningKind,
};
pub use pairs::{Cut, PairSettings, SentenceSettings, TextForm};
pub use pipeline::{LearnedError, Shard, ShardError};
pub use quality::{AcceptPolicy, Preset};
pub use read::ReadSettings;
pub use segment::{Dialect, SegmentSettings};
pub use sentence::srx::{Splitter, Srx};
pub use terms::{Glossary, GlossaryError};
