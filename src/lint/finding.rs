//! A finding: a rule, a place, a message, and the texts of both sides.

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::rule::{Level, Rule};
use crate::model::Locale;

/// Maximum number of characters of a text in a finding.
const LONGEST: usize = 160;

/// A problem in a localized file, as reports show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The rule that found it.
    pub rule: Rule,
    /// How much it matters.
    pub level: Level,
    /// The path of the file, relative to the current folder if the file is below it, with `/` on every platform.
    pub path: String,
    /// Its locale.
    pub locale: Locale,
    /// Path of the article below the locale folder.
    pub document: String,
    /// Where in the file; `None` for the file as a whole.
    #[serde(flatten)]
    pub place: Option<Place>,
    /// What is wrong.
    pub message: String,
    /// The text at the place, on one line.
    pub text: String,
    /// The source text that it is compared with.
    pub source: Option<Beside>,
    /// Identifies it among all findings of a run, independent of its line: 16 hexadecimal digits.
    pub fingerprint: String,
    /// Whether the baseline has it; `None` without a baseline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known: Option<bool>,
}

impl Finding {
    /// Whether it is not in the baseline.
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

/// A place in a file. Lines and columns count from 1; columns are code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The line it begins on.
    pub line: u32,
    /// The column it begins at.
    pub column: u32,
    /// The line it ends on.
    pub end_line: u32,
    /// The column after its last character.
    pub end_column: u32,
}

/// The source text that a finding is compared with.
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

/// Sorts findings by file, place and rule.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let key = |f: &'_ Finding| (f.place, f.rule);
        (a.path.cmp(&b.path))
            .then_with(|| key(a).cmp(&key(b)))
            .then_with(|| a.message.cmp(&b.message))
    });
}

/// The fingerprint of a finding: a hash of rule, locale, document and text, so that it stays the same when lines move.
#[must_use]
pub fn fingerprint(rule: Rule, locale: &Locale, document: &str, text: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in [rule.as_str(), locale.as_str(), document, text] {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex()[..16].to_owned()
}

/// Gives sorted findings with the same fingerprint different ones, by their order.
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

/// A text on one line, cut if it is long.
#[must_use]
pub fn line_of(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", &line[..cut]),
        None => line,
    }
}
