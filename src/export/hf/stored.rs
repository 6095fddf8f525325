//! A row as it waits on disk, and the columns that are made of it.

use serde::{Deserialize, Deserializer};

use crate::export::row::Columns;

/// A row of JSON, read back.
#[derive(Deserialize)]
pub(super) struct Stored {
    pub id: String,
    pub document: String,
    pub index: i64,
    pub kind: String,
    pub context: String,
    pub source: Option<String>,
    pub target: Option<String>,
    pub source_span: Option<[i64; 2]>,
    pub target_span: Option<[i64; 2]>,
    pub source_line: Option<i64>,
    pub target_line: Option<i64>,
    pub translation_type: String,
    pub source_translation_type: Option<String>,
    pub target_translation_type: Option<String>,
    pub source_hash: Option<String>,
    pub target_hash: Option<String>,
    pub same_version: Option<bool>,
    pub bead: String,
    pub score: Option<f64>,
    pub source_markup: Option<String>,
    pub target_markup: Option<String>,
    pub source_commit: Option<String>,
    pub source_path: Option<String>,
    pub target_commit: Option<String>,
    pub target_path: Option<String>,
    pub aligner: Option<String>,
    pub parent: Option<String>,
    pub reasons: Option<String>,
    /// Joined by `;`.
    #[serde(deserialize_with = "joined")]
    pub flags: String,
    pub duplicate_of: Option<String>,
}

fn joined<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    Ok(Vec::<String>::deserialize(from)?.join(";"))
}

/// What a column holds, by the row.
#[derive(Clone, Copy)]
pub(super) enum Values {
    Text(fn(&Stored) -> Option<&str>),
    Number(fn(&Stored) -> Option<i64>),
    Real(fn(&Stored) -> Option<f64>),
    Truth(fn(&Stored) -> Option<bool>),
}

impl Values {
    /// The type's name in the features of a dataset.
    pub fn dtype(self) -> &'static str {
        match self {
            Self::Text(_) => "string",
            Self::Number(_) => "int64",
            Self::Real(_) => "float64",
            Self::Truth(_) => "bool",
        }
    }
}

use Values::{Number, Real, Text, Truth};

/// The columns before the texts, which are the fields of `translation`.
pub(super) const BEFORE: &[(&str, Values)] = &[
    ("id", Text(|r| Some(&r.id))),
    ("document", Text(|r| Some(&r.document))),
    ("index", Number(|r| Some(r.index))),
    ("kind", Text(|r| Some(&r.kind))),
    ("context", Text(|r| Some(&r.context))),
];

/// The texts: source and target.
pub(super) const TEXTS: [Values; 2] =
    [Text(|r| r.source.as_deref()), Text(|r| r.target.as_deref())];

/// The columns after the texts.
const AFTER: &[(&str, Values)] = &[
    ("source_start", Number(|r| r.source_span.map(|s| s[0]))),
    ("source_end", Number(|r| r.source_span.map(|s| s[1]))),
    ("target_start", Number(|r| r.target_span.map(|s| s[0]))),
    ("target_end", Number(|r| r.target_span.map(|s| s[1]))),
    ("source_line", Number(|r| r.source_line)),
    ("target_line", Number(|r| r.target_line)),
    ("translation_type", Text(|r| Some(&r.translation_type))),
    (
        "source_translation_type",
        Text(|r| r.source_translation_type.as_deref()),
    ),
    (
        "target_translation_type",
        Text(|r| r.target_translation_type.as_deref()),
    ),
    ("source_hash", Text(|r| r.source_hash.as_deref())),
    ("target_hash", Text(|r| r.target_hash.as_deref())),
    ("same_version", Truth(|r| r.same_version)),
    ("bead", Text(|r| Some(&r.bead))),
    ("score", Real(|r| r.score)),
];

/// The columns that there are when they are asked for.
const MARKUP: &[(&str, Values)] = &[
    ("source_markup", Text(|r| r.source_markup.as_deref())),
    ("target_markup", Text(|r| r.target_markup.as_deref())),
];
const ORIGIN: &[(&str, Values)] = &[
    ("source_commit", Text(|r| r.source_commit.as_deref())),
    ("source_path", Text(|r| r.source_path.as_deref())),
];
const PAST: &[(&str, Values)] = &[
    ("target_commit", Text(|r| r.target_commit.as_deref())),
    ("target_path", Text(|r| r.target_path.as_deref())),
];
const ALIGNER: &[(&str, Values)] = &[("aligner", Text(|r| r.aligner.as_deref()))];
const REASONS: &[(&str, Values)] = &[("reasons", Text(|r| r.reasons.as_deref()))];
const PARENT: &[(&str, Values)] = &[("parent", Text(|r| r.parent.as_deref()))];

/// The columns that are known last.
const LATE: &[(&str, Values)] = &[
    ("flags", Text(|r| Some(&r.flags))),
    ("duplicate_of", Text(|r| r.duplicate_of.as_deref())),
];

/// The columns after the texts, with those that are asked for.
pub(super) fn after(columns: Columns) -> impl Iterator<Item = &'static (&'static str, Values)> {
    let groups = [
        (true, AFTER),
        (columns.aligner, ALIGNER),
        (columns.parents, PARENT),
        (columns.origins, ORIGIN),
        (columns.past, PAST),
        (columns.markup, MARKUP),
        (columns.reasons, REASONS),
        (true, LATE),
    ];
    let wanted = groups.into_iter().filter(|group| group.0);
    wanted.flat_map(|group| group.1)
}
