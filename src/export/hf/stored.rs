//! A row as it waits on disk, and the columns that are made of it.

use serde::{Deserialize, Deserializer};

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
pub(super) const AFTER: &[(&str, Values)] = &[
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

/// The columns that there are with markup only.
pub(super) const MARKUP: &[(&str, Values)] = &[
    ("source_markup", Text(|r| r.source_markup.as_deref())),
    ("target_markup", Text(|r| r.target_markup.as_deref())),
];

/// The columns that are known last.
pub(super) const LATE: &[(&str, Values)] = &[
    ("flags", Text(|r| Some(&r.flags))),
    ("duplicate_of", Text(|r| r.duplicate_of.as_deref())),
];

/// The columns after the texts, those of markup if asked for.
pub(super) fn after(markup: bool) -> impl Iterator<Item = &'static (&'static str, Values)> {
    let markup = if markup { MARKUP } else { &[] };
    AFTER.iter().chain(markup).chain(LATE)
}
