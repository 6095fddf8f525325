//! The columns of a pair: the one list from which JSONL, CSV, Parquet and the dataset card are made.
//!
//! A format that wants a table asks [`Columns`] for the columns of this run and each column for its cell. A column
//! that is added here therefore appears in all of them, in the same order.

use std::borrow::Cow;

use crate::export::Settings;
use crate::export::settings::LangStyle;
use crate::model::{
    Aligner, Bead, Matched, Pair, PairSide, Span, TranslationType, UnalignedUnit, UnitKind,
};

/// The value of one column in one row.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::export) enum Cell<'a> {
    /// There is none, such as the target's line of a unit without partner.
    Missing,
    Text(Cow<'a, str>),
    Integer(u32),
    Real(f64),
    Truth(bool),
    /// Bytes in a file: start and end.
    Span(u32, u32),
}

/// The type of a column's cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::export) enum CellType {
    Text,
    Integer,
    Real,
    Truth,
    Span,
}

/// When a column is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Always,
    Aligner,
    /// There are decisions of reviewers.
    Reviewed,
    /// Files were found by what they contain.
    Matched,
    /// Pairs are sentences and name the pair of units that they come from.
    Parent,
    /// The source was read from git.
    SourceBlob,
    /// The target may have been read from git.
    TargetBlob,
    Markup,
    Reasons,
}

/// One column.
#[derive(Debug, Clone, Copy)]
pub(in crate::export) struct Column {
    pub name: &'static str,
    pub cell_type: CellType,
    group: Group,
    cell: for<'r> fn(&'r Row<'r>) -> Cell<'r>,
}

impl Column {
    /// The value of this column in a row.
    pub fn cell<'r>(&self, row: &'r Row<'r>) -> Cell<'r> {
        (self.cell)(row)
    }
}

/// The columns that are known only after the last pair. They come last in every row.
pub(in crate::export) const DEFERRED: [(&str, CellType); 2] =
    [("flags", CellType::Text), ("duplicate_of", CellType::Text)];

const fn column(
    name: &'static str,
    cell_type: CellType,
    cell: for<'r> fn(&'r Row<'r>) -> Cell<'r>,
) -> Column {
    optional(Group::Always, name, cell_type, cell)
}

const fn optional(
    group: Group,
    name: &'static str,
    cell_type: CellType,
    cell: for<'r> fn(&'r Row<'r>) -> Cell<'r>,
) -> Column {
    Column {
        name,
        cell_type,
        group,
        cell,
    }
}

/// All columns, in the order in which they are written; [`DEFERRED`] follows.
const ALL: &[Column] = {
    use CellType::{Integer, Real, Span, Text, Truth};
    &[
        column("id", Text, |r| text(r.id)),
        column("document", Text, |r| text(r.document)),
        column("index", Integer, |r| Cell::Integer(r.index)),
        column("kind", Text, |r| text(r.kind.as_str())),
        column("context", Text, |r| text(r.context)),
        column("source_locale", Text, |r| text(r.source_locale)),
        column("target_locale", Text, |r| text(r.target_locale)),
        column("source", Text, |r| some(r.source, |s| text(&s.text))),
        column("target", Text, |r| some(r.target, |s| text(&s.text))),
        column("source_span", Span, |r| some(r.source, span)),
        column("target_span", Span, |r| some(r.target, span)),
        column("source_line", Integer, |r| some(r.source, line)),
        column("target_line", Integer, |r| some(r.target, line)),
        column("translation_type", Text, |r| {
            text(r.translation_type.as_str())
        }),
        column("source_translation_type", Text, |r| {
            some(r.source, translation_type)
        }),
        column("target_translation_type", Text, |r| {
            some(r.target, translation_type)
        }),
        column("source_hash", Text, |r| some(r.source, hash)),
        column("target_hash", Text, |r| some(r.target, hash)),
        column("same_version", Truth, |r| some(r.same_version, Cell::Truth)),
        column("bead", Text, |r| Cell::Text(r.bead.to_string().into())),
        column("score", Real, |r| some(r.score, Cell::Real)),
        optional(Group::Aligner, "aligner", Text, |r| {
            text(r.aligner.as_str())
        }),
        optional(Group::Reviewed, "reviewed", Truth, |r| {
            Cell::Truth(r.reviewed)
        }),
        optional(Group::Parent, "parent", Text, |r| text(r.parent)),
        optional(Group::SourceBlob, "source_commit", Text, |r| {
            some(r.source, commit)
        }),
        optional(Group::SourceBlob, "source_path", Text, |r| {
            some(r.source, path)
        }),
        optional(Group::TargetBlob, "target_commit", Text, |r| {
            some(r.target, commit)
        }),
        optional(Group::TargetBlob, "target_path", Text, |r| {
            some(r.target, path)
        }),
        optional(Group::Matched, "match_score", Real, |r| {
            Cell::Real(
                r.matched
                    .map_or(1.0, |matched| rounded(matched.probability)),
            )
        }),
        optional(Group::Matched, "matched_path", Text, |r| {
            some(r.matched, |matched| text(&matched.path))
        }),
        optional(Group::Markup, "source_markup", Text, |r| {
            some(r.source, markup)
        }),
        optional(Group::Markup, "target_markup", Text, |r| {
            some(r.target, markup)
        }),
        optional(Group::Reasons, "reasons", Text, |r| text(&r.reasons)),
    ]
};

/// The columns of one run, and how they are written.
#[derive(Debug, Clone)]
pub(in crate::export) struct Columns {
    /// In the order in which they are written; [`DEFERRED`] follows.
    pub list: Vec<Column>,
    pub style: LangStyle,
}

impl Columns {
    pub fn new(settings: &Settings) -> Self {
        let is_wanted = |column: &&Column| match column.group {
            Group::Always => true,
            Group::Aligner => settings.aligner,
            Group::Reviewed => settings.reviewed,
            Group::Matched => settings.matched,
            Group::Parent => settings.sentences,
            Group::SourceBlob => settings.origins,
            Group::TargetBlob => settings.past,
            Group::Markup => settings.markup,
            Group::Reasons => settings.reasons,
        };
        Self {
            list: ALL.iter().filter(is_wanted).copied().collect(),
            style: settings.lang_style,
        }
    }
}

/// A pair, or a unit without partner, from which the columns take their cells.
pub(in crate::export) struct Row<'a> {
    id: &'a str,
    document: &'a str,
    index: u32,
    kind: UnitKind,
    context: &'a str,
    source_locale: &'a str,
    target_locale: &'a str,
    source: Option<&'a PairSide>,
    target: Option<&'a PairSide>,
    translation_type: TranslationType,
    same_version: Option<bool>,
    bead: Bead,
    score: Option<f64>,
    aligner: Aligner,
    reviewed: bool,
    matched: Option<&'a Matched>,
    parent: &'a str,
    reasons: String,
}

impl<'a> Row<'a> {
    /// The row of a pair; `context` is a buffer for the headings above.
    pub fn pair(record: &'a Pair, style: LangStyle, context: &'a mut String) -> Self {
        join(&record.context, context);
        let (source, target) = (&record.source, &record.target);
        let (source_locale, target_locale) = style.tags(&source.locale, &target.locale);
        Self {
            id: &record.id,
            document: &record.document,
            index: record.index,
            kind: record.kind,
            context,
            source_locale,
            target_locale,
            source: Some(source),
            target: Some(target),
            translation_type: record.translation_type,
            same_version: Some(record.same_version),
            bead: record.bead,
            score: Some(rounded(record.score)),
            aligner: record.aligner,
            reviewed: record.reviewed,
            matched: record.matched.as_ref(),
            parent: record.parent.as_deref().unwrap_or_default(),
            reasons: record.reasons_line(),
        }
    }

    /// The row of a unit without partner. What belongs to the other side is missing.
    pub fn unaligned(unit: &'a UnalignedUnit, style: LangStyle, context: &'a mut String) -> Self {
        join(&unit.context, context);
        let (source, target) = unit.locales();
        let (source_locale, target_locale) = style.tags(source, target);
        let side = &unit.side;
        Self {
            id: &unit.id,
            document: &unit.document,
            index: unit.index,
            kind: unit.kind,
            context,
            source_locale,
            target_locale,
            source: unit.is_source.then_some(side),
            target: (!unit.is_source).then_some(side),
            translation_type: side.translation_type.unwrap_or_default(),
            same_version: None,
            bead: Bead(unit.is_source.into(), (!unit.is_source).into()),
            score: None,
            aligner: Aligner::Diglot,
            reviewed: false,
            matched: None,
            parent: "",
            reasons: String::new(),
        }
    }
}

fn text(text: &str) -> Cell<'_> {
    Cell::Text(Cow::Borrowed(text))
}

fn some<'r, T>(value: Option<T>, cell: impl FnOnce(T) -> Cell<'r>) -> Cell<'r> {
    value.map_or(Cell::Missing, cell)
}

fn span(side: &PairSide) -> Cell<'_> {
    let Span { start, end } = side.span;
    Cell::Span(start, end)
}

fn line(side: &PairSide) -> Cell<'_> {
    Cell::Integer(side.line)
}

fn translation_type(side: &PairSide) -> Cell<'_> {
    some(side.translation_type, |t| text(t.as_str()))
}

fn hash(side: &PairSide) -> Cell<'_> {
    some(side.hash.as_deref(), text)
}

fn commit(side: &PairSide) -> Cell<'_> {
    some(side.blob.as_ref(), |blob| text(&blob.commit))
}

fn path(side: &PairSide) -> Cell<'_> {
    some(side.blob.as_ref(), |blob| text(&blob.path))
}

/// The side's bytes in its file.
fn markup(side: &PairSide) -> Cell<'_> {
    text(side.markdown())
}

/// A score rounded to four digits after the point, which is more than it can mean.
pub(in crate::export) fn rounded(score: f32) -> f64 {
    (f64::from(score) * 1e4).round() / 1e4
}

/// Joins the headings above into the buffer.
pub(in crate::export) fn join(context: &[String], into: &mut String) {
    into.clear();
    for (i, heading) in context.iter().enumerate() {
        if i > 0 {
            into.push_str(" > ");
        }
        into.push_str(heading);
    }
}
