//! A finding: a rule, a place, a reason, and the texts that show it.

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::rule::{Level, Rule};
use crate::model::Locale;

/// Characters of a text that a finding shows.
const LONGEST: usize = 160;

/// Something that is wrong with a localized file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What sort of thing.
    pub rule: Rule,
    /// How much it matters.
    pub level: Level,
    /// The file, from the current folder where it lies below it; with `/` on every platform.
    pub path: String,
    /// Its locale.
    pub locale: Locale,
    /// Path of the article below the locale folder.
    pub document: String,
    /// Where in the file; `None` for the file as a whole.
    #[serde(flatten)]
    pub place: Option<Place>,
    /// What is wrong and why it is thought so.
    pub message: String,
    /// What stands at the place, on one line.
    pub text: String,
    /// The original of it.
    pub source: Option<Beside>,
    /// Tells it from all others of a run, whatever line it stands on: 16 hex digits.
    pub fingerprint: String,
    /// Whether a baseline has it; `None` where there is no baseline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known: Option<bool>,
}

impl Finding {
    /// Whether no baseline has it.
    #[must_use]
    pub fn is_new(&self) -> bool {
        self.known != Some(true)
    }

    /// The line, or 0 for the file as a whole.
    #[must_use]
    pub fn line(&self) -> u32 {
        self.place.map_or(0, |place| place.line)
    }
}

/// Where in a file something stands. Lines and columns count from 1, columns in characters (code points).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The line it begins on.
    pub line: u32,
    /// The column it begins at.
    pub column: u32,
    /// The line it ends on.
    pub end_line: u32,
    /// The column behind its last character.
    pub end_column: u32,
}

/// The original of what was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Beside {
    /// Its file, or `commit:path` for one that git has.
    pub path: String,
    /// Whether it is a file on disk.
    #[serde(skip)]
    pub on_disk: bool,
    /// The line it begins on.
    pub line: u32,
    /// Its text, on one line.
    pub text: String,
}

/// Sorts findings by file, line, rule.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let key = |f: &'_ Finding| (f.place, f.rule);
        (a.path.cmp(&b.path))
            .then_with(|| key(a).cmp(&key(b)))
            .then_with(|| a.message.cmp(&b.message))
    });
}

/// What tells a finding from others: a hash of rule, locale, document and the text it is about, so that it holds when
/// lines move.
#[must_use]
pub fn fingerprint(rule: Rule, locale: &Locale, document: &str, text: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in [rule.as_str(), locale.as_str(), document, text] {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex()[..16].to_owned()
}

/// Tells apart sorted findings of one fingerprint by how often it came before.
pub fn number(findings: &mut [Finding]) {
    let mut seen: FxHashMap<String, u32> = FxHashMap::default();
    for finding in findings {
        let before = seen.entry(finding.fingerprint.clone()).or_default();
        if *before > 0 {
            let again = format!("{}{before}", finding.fingerprint);
            finding.fingerprint = blake3::hash(again.as_bytes()).to_hex()[..16].to_owned();
        }
        *before += 1;
    }
}

/// A text on one line, cut where it is long.
#[must_use]
pub fn line_of(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", &line[..cut]),
        None => line,
    }
}
