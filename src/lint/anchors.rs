//! Anchors of files, and links to anchors that do not exist.
//!
//! Site generators derive anchors from headings in different ways. So anchors are compared by their letters and digits, as
//! they are and reduced to ASCII: a link is reported only if no usual rule leads to its anchor. A link to another article
//! can be checked only when all articles were read, so [`AnchorIndex`] collects anchors and links on the way.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use unicode_normalization::UnicodeNormalization;

use super::article_to_check::LintSettings;
use super::finding::Finding;
use super::rule::Rule;
use crate::model::{ArticleVersion, InlineKind, Locale, Span, UnitKind};
use crate::quality::{LinkDefinitions, link_address};

/// The anchors of all files, and the links to anchors of other articles.
#[derive(Debug, Default)]
pub struct AnchorIndex {
    /// By locale and document.
    files: FxHashMap<(Locale, String), FxHashSet<u64>>,
    links: Vec<PendingLink>,
}

/// A link to an anchor of another article.
#[derive(Debug)]
pub(super) struct PendingLink {
    /// The finding that it is if the anchor does not exist.
    pub finding: Finding,
    /// The document that it leads to, as [`document_key`] names it.
    pub document: String,
    /// The anchor.
    pub anchor: u64,
    /// The anchor to which the same link in the source leads.
    pub in_source: u64,
}

impl AnchorIndex {
    /// Adds the anchors of a file.
    pub(super) fn add_file(
        &mut self,
        document: &str,
        version: &ArticleVersion,
        settings: &LintSettings,
    ) {
        if settings.rules.level(Rule::BrokenAnchor).is_some() {
            let key = (version.locale.clone(), document_key(document));
            self.files.insert(key, anchors(version));
        }
    }

    /// Adds links to anchors of other articles.
    pub(super) fn add_links(&mut self, links: Vec<PendingLink>) {
        self.links.extend(links);
    }

    /// Adds what was collected of other articles.
    pub fn merge(&mut self, other: Self) {
        self.files.extend(other.files);
        self.links.extend(other.links);
    }

    /// The links whose anchor exists in the source of the other article, and not in its translation.
    #[must_use]
    pub fn broken(self, source: &Locale) -> Vec<Finding> {
        let has = |locale: &Locale, document: &str, anchor: u64| {
            let file = self.files.get(&(locale.clone(), document.to_owned()));
            file.map(|anchors| anchors.contains(&anchor))
        };
        let is_broken = |link: &PendingLink| {
            has(&link.finding.locale, &link.document, link.anchor) == Some(false)
                && has(source, &link.document, link.in_source) == Some(true)
        };
        let broken: Vec<bool> = self.links.iter().map(is_broken).collect();
        let links = self.links.into_iter().zip(broken);
        links
            .filter(|l| l.1)
            .map(|(link, _)| link.finding)
            .collect()
    }
}

/// A link with an anchor.
pub(super) struct AnchorLink<'t> {
    /// The bytes of the link.
    pub span: Span,
    /// The address without the anchor; empty for the file itself.
    pub path: &'t str,
    /// The anchor, as the file has it.
    pub anchor: &'t str,
}

/// The links of a file that lead to an anchor, in order.
pub(super) fn anchor_links(version: &ArticleVersion) -> Vec<AnchorLink<'_>> {
    let (text, document) = (version.source.text.as_str(), &version.document);
    let mut definitions = None;
    let mut links = Vec::new();
    for unit in document.units.iter().filter(|u| u.kind != UnitKind::Code) {
        let runs = document.runs(unit);
        for (index, open) in runs.iter().enumerate() {
            if open.kind != InlineKind::LinkOpen || open.span.is_empty() {
                continue;
            }
            let found = link_address(text, open, runs[index + 1..].iter());
            let address = found.or_else(|label| {
                let definitions = definitions.get_or_insert_with(|| LinkDefinitions::of(text));
                definitions.get(label).ok_or(())
            });
            let parts = address.ok().and_then(|address| address.split_once('#'));
            if let Some((path, anchor)) = parts.filter(|(_, anchor)| is_anchor(anchor)) {
                let close = runs[index..]
                    .iter()
                    .find(|run| run.kind == InlineKind::LinkClose);
                let end = close.map_or(open.span.end, |close| close.span.end);
                let span = open.span.start..end;
                links.push(AnchorLink { span, path, anchor });
            }
        }
    }
    links
}

/// Whether the part after `#` names an anchor. Tabs (`#tab/…`), routes of web applications and text fragments do not.
fn is_anchor(fragment: &str) -> bool {
    let is_special = fragment.contains(['/', '=', ':', '{', '<', '!', '?']);
    !fragment.is_empty() && !is_special && !fragment.eq_ignore_ascii_case("top")
}

/// The keys of all anchors of a file: stated ids and names, and those that generators derive from headings.
pub(super) fn anchors(version: &ArticleVersion) -> FxHashSet<u64> {
    let (text, document) = (version.source.text.as_str(), &version.document);
    let mut anchors = FxHashSet::default();
    for unit in document.units.iter().filter(|unit| unit.level > 0) {
        if let Some(label) = &unit.label {
            anchors.extend(keys(label));
        }
        let rest = text.get(unit.span.end as usize..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default();
        if unit.label.is_none() || !line.contains("{#") {
            anchors.extend(keys(document.text(unit)));
        }
    }
    for start in ["id=", "name=", "{#", "{: #"] {
        for at in memchr::memmem::find_iter(text.as_bytes(), start) {
            anchors.extend(keys(stated(&text[at + start.len()..])));
        }
    }
    anchors
}

/// The value of an attribute, or an id in braces.
fn stated(text: &str) -> &str {
    let text = text.trim_start_matches(['"', '\'']);
    let end = text.find(|c: char| c.is_whitespace() || "\"'>}".contains(c));
    &text[..end.unwrap_or(text.len())]
}

/// Whether a file has an anchor. Generators number repeated headings: `name-1` may be the second `name`.
pub(super) fn has_anchor(anchors: &FxHashSet<u64>, anchor: &str) -> bool {
    let name = anchor.trim_end_matches(|c: char| c.is_ascii_digit());
    let numbered = name.strip_suffix(['-', '_']).filter(|_| name != anchor);
    let has = |anchor: &str| anchors.contains(&anchor_key(anchor));
    has(anchor) || numbered.is_some_and(has)
}

/// The key of an anchor in a link.
pub(super) fn anchor_key(anchor: &str) -> u64 {
    let decoded = percent_decoded(anchor);
    hash(letters(&decoded))
}

/// The keys that lead to a heading or a stated id: its letters and digits, and those of them that ASCII has.
fn keys(text: &str) -> [u64; 2] {
    let ascii = text.nfkd().filter(char::is_ascii).collect::<String>();
    [hash(letters(text)), hash(letters(&ascii))]
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase)
}

fn hash(letters: impl Iterator<Item = char>) -> u64 {
    let mut hasher = FxHasher::default();
    letters.for_each(|letter| letter.hash(&mut hasher));
    hasher.finish()
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let byte = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match byte.filter(|_| first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The document that a relative link leads to, given the document that contains it; `None` for links that leave the
/// corpus or depend on the site.
pub(super) fn linked_document(document: &str, path: &str) -> Option<String> {
    let path = path.split('?').next().unwrap_or(path);
    let is_elsewhere = path.starts_with('/') || path.contains([':', '{', '<']);
    if path.is_empty() || is_elsewhere {
        return None;
    }
    let mut parts: Vec<&str> = document.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(document_key(&parts.join("/")))
}

/// A document without file extension and without the name of an index page, so that `b`, `b.md` and `b/index.md` agree.
fn document_key(document: &str) -> String {
    let extensions = [".md", ".mdx", ".markdown", ".html"];
    let name = extensions.iter().find_map(|e| document.strip_suffix(e));
    let name = name.unwrap_or(document);
    let index = ["/index", "/_index", "/README"];
    let folder = index.iter().find_map(|i| name.strip_suffix(i));
    folder.unwrap_or(name).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leads(anchor: &str, heading: &str) -> bool {
        has_anchor(&keys(heading).into_iter().collect(), anchor)
    }

    #[test]
    fn anchors_of_all_generators_lead_to_their_heading() {
        assert!(leads("desired-vs-current", "Desired vs. current"));
        assert!(leads("%C3%BCbersicht-der-teile", "Übersicht der Teile"));
        assert!(leads("ubersicht-der-teile", "Übersicht der Teile"));
        assert!(leads("names-1", "Names"));
        assert!(leads("step_2", "Step 2"));
        assert!(leads("정의", "정의"));
        assert!(!leads("first-part", "Erster Teil"));
        assert!(!leads("%", "Erster Teil"));
    }

    #[test]
    fn links_lead_to_documents_below_the_locale_folder() {
        let linked = |path| linked_document("guide/a.md", path);
        assert_eq!(linked("b.md").as_deref(), Some("guide/b"));
        assert_eq!(linked("./b").as_deref(), Some("guide/b"));
        assert_eq!(linked("../b/index.md").as_deref(), Some("b"));
        assert_eq!(linked("../../b.md"), None);
        assert_eq!(linked("https://a.example/b"), None);
        assert_eq!(linked("/b.md"), None);
    }
}
