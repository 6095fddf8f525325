//! Diglot turns localized documentation into translation memories and parallel corpora.
//!
//! Data flows one way, a folder a stage: `layout` -> `read` -> `segment` -> `align` -> `quality` -> `export`; each
//! stage knows only the ones before it and [`model`]. `docs/architecture.md` tells the invariants.

pub mod align;
pub mod article;
mod atomic_file;
#[cfg(feature = "cli")]
pub mod cli;
pub mod corpus;
pub mod evaluate;
pub mod export;
pub mod layout;
pub mod lint;
pub mod model;
pub mod pairs;
pub mod pipeline;
pub mod quality;
pub mod read;
mod scratch;
pub mod segment;
pub mod sentence;

pub use article::{PairPolicy, SourceVersion};
pub use corpus::{
    ArticleFiles, CheckResult, Corpus, CorpusBuilder, OpenError, Pairs, VersionFile, Written,
    align_texts, segment,
};
pub use export::{ExportError, Format, Settings as ExportSettings};
pub use lint::{Finding, Level, Rule, RuleSet};
pub use model::{
    Aligner, Bead, Document, Flag, Flags, Inline, InlineKind, Locale, LocaleError, Pair, PairSide,
    TranslationType, Unit, UnitKind, Warning, WarningKind,
};
pub use pairs::PairSettings;
pub use quality::{AcceptPolicy, Preset};
pub use read::ReadSettings;
pub use segment::SegmentSettings;
