//! The plain data every stage speaks in: no I/O, no parsing of Markdown, no decisions.
//!
//! Data flows one way: `layout` makes [`Article`]s, `read` makes [`Source`]s, `segment` turns a source into a
//! [`Document`] of [`Unit`]s, `align` joins the units of an article's versions, `pairs` makes [`Pair`]s of them, `export` writes these.

mod article;
mod article_version;
mod document;
mod flag;
mod generator;
mod index_type;
mod inline;
mod lines;
mod locale;
mod markdown_line;
mod named_enum;
mod pair;
mod provenance;
mod side;
mod source;
pub mod text;
mod unit;
mod warning;

pub use article::{Article, Corpus};
pub use article_version::{ArticleVersion, Matched, Origin, Role, VersionId};
pub use document::{Document, Landmark, Section};
pub use flag::{Flag, Flags};
pub use generator::Generator;
pub(crate) use index_type::index_type;
pub use inline::{Inline, InlineKind};
pub use lines::Lines;
pub use locale::{Locale, LocaleError};
pub use named_enum::UnknownName;
pub(crate) use named_enum::named_enum;
pub use pair::{Aligner, Bead, Pair, UnalignedUnit};
pub use provenance::{Date, Provenance, TranslationType, TypeCounts};
pub use side::{PairSide, Side};
pub use source::{Blob, FrontMatter, FrontMatterEntry, Source};
pub use unit::{Cell, Unit, UnitId, UnitKind};
pub use warning::{Warning, WarningKind};

/// A half-open range `[start, end)` of bytes in a file as it is on disk, or of bytes in an arena.
///
/// Four bytes a bound: files above 1 GiB are refused when read.
pub type Span = std::ops::Range<u32>;
