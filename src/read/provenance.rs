//! The keys that tell where a text comes from, all in one table.

use crate::model::{Date, Locale, Provenance, TranslationType};

/// What a key tells of a text's origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// Human or machine: `HT`, `MT`, or an older spelling.
    TranslationType,
    /// Hash of the original file.
    SourceHash,
    /// Commit of the original's repository.
    SourceCommit,
    /// The day the translation was handed off.
    Handoff,
    /// The locale of the file.
    Locale,
}

/// Keys as publishers write them; a dot stands for nesting too.
const TABLE: [(&str, Field); 8] = [
    // Microsoft Learn, today's and the older spelling.
    ("ms.translationtype", Field::TranslationType),
    ("translationtype", Field::TranslationType),
    ("ms.openlocfilehash", Field::SourceHash),
    ("ms.sourcegitcommit", Field::SourceCommit),
    ("ms.lasthandoff", Field::Handoff),
    ("ms.contentlocale", Field::Locale),
    // MDN.
    ("l10n.sourceCommit", Field::SourceCommit),
    // OpenTelemetry.
    ("default_lang_commit", Field::SourceCommit),
];

/// What a key tells, and its usual spelling.
pub(super) fn field<'a>(key: &str, more: &'a [(String, Field)]) -> Option<(&'a str, Field)> {
    let more = more.iter().map(|(k, f)| (k.as_str(), *f));
    more.chain(TABLE).find(|(k, _)| k.eq_ignore_ascii_case(key))
}

/// All keys.
pub(super) fn keys(more: &[(String, Field)]) -> impl Iterator<Item = &str> {
    let more = more.iter().map(|(k, _)| k.as_str());
    more.chain(TABLE.iter().map(|(k, _)| *k))
}

impl Field {
    /// Sets what `value` says; the error says why it cannot be right.
    pub(super) fn set(self, provenance: &mut Provenance, value: &str) -> Result<(), String> {
        match self {
            Self::TranslationType => {
                let (kind, known) = translation_type(value);
                provenance.translation_type = Some(kind);
                if !known {
                    return Err(format!("`{value}` is neither HT nor MT"));
                }
            }
            Self::SourceHash => {
                if !matches!(value.len(), 40 | 64) || !is_hex(value) {
                    return Err(format!("`{value}` is not a SHA-1 or SHA-256 in hex"));
                }
                provenance.source_hash = Some(value.to_ascii_lowercase());
            }
            Self::SourceCommit => {
                if !(7..=64).contains(&value.len()) || !is_hex(value) {
                    return Err(format!("`{value}` is not a commit"));
                }
                provenance.source_commit = Some(value.to_ascii_lowercase());
            }
            Self::Handoff => {
                let date = date(value);
                provenance.handoff = Some(date.ok_or_else(|| {
                    format!("`{value}` is not a date as MM/DD/YYYY or YYYY-MM-DD")
                })?);
            }
            Self::Locale => {
                provenance.locale = Some(Locale::parse(value).map_err(|e| e.to_string())?);
            }
        }
        Ok(())
    }
}

/// Human or machine, and whether the spelling is known.
fn translation_type(value: &str) -> (TranslationType, bool) {
    let starts = |start: &str| {
        value
            .get(..start.len())
            .is_some_and(|s| s.eq_ignore_ascii_case(start))
    };
    // MTE95, MTE75: machine translation edited, with a quality mark.
    if starts("MT") || starts("Machine Translation") {
        (TranslationType::Machine, true)
    } else if value.eq_ignore_ascii_case("HT") || starts("Human Translation") {
        (TranslationType::Human, true)
    } else {
        (
            TranslationType::Unknown,
            value.eq_ignore_ascii_case("unknown"),
        )
    }
}

fn is_hex(value: &str) -> bool {
    value.bytes().all(|b| b.is_ascii_hexdigit())
}

/// A date as `MM/DD/YYYY` or ISO 8601, whose time is dropped.
fn date(value: &str) -> Option<Date> {
    let day = value.split(['T', ' ']).next()?;
    let mut parts = day.split(['/', '-']);
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    let (year, month, day) = if day.contains('/') {
        (c, a, b)
    } else {
        (a, b, c)
    };
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}
