//! The address of a link, and the page that it names on any site.

use rustc_hash::FxHashMap;

use super::segment_view::SegmentView;
use crate::model::{Inline, InlineKind};

/// The address of a link in a text that is checked.
pub(super) fn address<'a>(view: &SegmentView<'a>, open: &Inline) -> &'a str {
    let file = view.side.file;
    let found = link_address(file, open, view.runs_after(open));
    found.unwrap_or_else(|label| definition(file, label).unwrap_or(label))
}

/// The address of a label. Searches for its definition as it is written and in lower case, and does not read all
/// definitions: a file can have many pairs with such links.
fn definition<'t>(file: &'t str, label: &str) -> Option<&'t str> {
    [label.to_owned(), label.to_lowercase()]
        .iter()
        .find_map(|label| {
            let start = format!("[{label}]:");
            let at = memchr::memmem::find(file.as_bytes(), start.as_bytes())?;
            defined_at(file, at + start.len() - 2).map(|(_, address)| address)
        })
}

/// The label and the address of the definition whose `]:` is at a byte.
fn defined_at(file: &str, colon: usize) -> Option<(&str, &str)> {
    let start = file[..colon].rfind('\n').map_or(0, |end| end + 1);
    let label = file[start..colon].trim_start_matches([' ', '>']);
    let label = label.strip_prefix('[').filter(|l| !l.contains(']'))?;
    let address = file[colon + 2..].trim_start().trim_start_matches('<');
    let end = address.find(|c: char| c.is_whitespace() || c == '>');
    Some((label, &address[..end.unwrap_or(address.len())]))
}

/// The address of a link that begins with `open`, given the runs after it. A reference link has a label instead, which is
/// the error.
pub(crate) fn link_address<'a, 'r>(
    file: &'a str,
    open: &Inline,
    mut after: impl Iterator<Item = &'r Inline>,
) -> Result<&'a str, &'a str> {
    let bytes = |from: u32, to: u32| file.get(from as usize..to as usize).unwrap_or_default();
    let raw = bytes(open.span.start, open.span.end);
    if raw.starts_with("<a") || raw.starts_with("<A") {
        return Ok(href(raw));
    }
    let close = after.find(|run| run.kind == InlineKind::LinkClose && run.key == open.key);
    let Some(close) = close else {
        return Ok("");
    };
    let text = bytes(open.span.end, close.span.start);
    let raw = bytes(close.span.start, close.span.end);
    if let Some(target) = raw.strip_prefix("](") {
        let target = target.trim_start_matches([' ', '<', '\n', '\r']);
        let end = target.find([' ', ')', '>', '\n', '\r']);
        return Ok(&target[..end.unwrap_or(target.len())]);
    }
    // An autolink is its own text.
    if raw == ">" {
        return Ok(text);
    }
    let label = raw.trim_matches(['[', ']']);
    // `[label]` and `[label][]` have no other label than their text.
    Err(if label.is_empty() { text } else { label })
}

fn href(tag: &str) -> &str {
    let value = tag.find("href").map_or("", |at| &tag[at + 4..]);
    let value = value.trim_start_matches([' ', '=', '"', '\'']);
    &value[..value.find(['"', '\'', '>']).unwrap_or(value.len())]
}

/// The link definitions of a file, such as `[label]: address`.
pub(crate) struct LinkDefinitions<'t>(FxHashMap<String, &'t str>);

impl<'t> LinkDefinitions<'t> {
    /// Reads the definitions of a file. The first one of a label counts.
    pub fn of(file: &'t str) -> Self {
        let mut definitions = FxHashMap::default();
        for colon in memchr::memmem::find_iter(file.as_bytes(), "]:") {
            if let Some((label, address)) = defined_at(file, colon) {
                definitions.entry(normalized(label)).or_insert(address);
            }
        }
        Self(definitions)
    }

    /// The address of a label.
    pub fn get(&self, label: &str) -> Option<&'t str> {
        self.0.get(&normalized(label)).copied()
    }
}

/// A label without case and with single spaces, as CommonMark compares labels.
fn normalized(label: &str) -> String {
    let words: Vec<&str> = label.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// The name of the page of an address: its last part that is not a locale, without anchor, query and file extension.
/// Sites are moved to other hosts and folders, and the name of a page stays.
pub(crate) fn page(address: &str) -> String {
    let whole = address.split(['#', '?']).next().unwrap_or(address);
    if whole.is_empty() {
        return "#".to_owned();
    }
    let whole = whole.trim_end_matches('/').to_ascii_lowercase();
    let path = whole.split_once("://").map_or(&*whole, |(_, rest)| rest);
    let is_host = path.len() < whole.len() && !path.contains('/');
    if is_host {
        // The language of a site may lead its host: en.example.org, fr.example.org.
        let (first, rest) = path.split_once('.').unwrap_or((path, ""));
        return if first.len() == 2 { rest } else { path }.to_owned();
    }
    let last = path.rsplit('/').find(|part| !is_locale(part));
    let last = last.unwrap_or(path);
    let ends = [".md", ".mdx", ".html", ".htm", ".yml", ".aspx"];
    ends.iter()
        .find_map(|end| last.strip_suffix(end))
        .unwrap_or(last)
        .to_owned()
}

fn is_locale(part: &str) -> bool {
    let (language, region) = part.split_once('-').unwrap_or((part, "xx"));
    let letters = |t: &str| t.bytes().all(|b| b.is_ascii_alphabetic());
    language.len() == 2 && letters(language) && matches!(region.len(), 2 | 4) && letters(region)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_known_under_all_its_addresses() {
        let same = [
            "../setup/install.md",
            "/fr-fr/setup/install",
            "https://docs.example.org/fr/install.html#first-steps",
            "Install?view=2",
        ];
        for address in same {
            assert_eq!(page(address), "install", "{address}");
        }
        assert_eq!(page("#anything"), page("#autre-chose"));
        assert_eq!(
            page("https://en.example.org/"),
            page("https://fr.example.org")
        );
        assert_ne!(page("install.md"), page("remove.md"));
    }

    #[test]
    fn labels_lead_to_their_definitions() {
        let file =
            "See [Tool].\n\n[tool]: <https://a.example/tool> \"T\"\n> [B  c]: b.md\n[^1]: note\n";
        let definitions = LinkDefinitions::of(file);
        assert_eq!(definitions.get("TOOL"), Some("https://a.example/tool"));
        assert_eq!(definitions.get("b c"), Some("b.md"));
        assert_eq!(definitions.get("other"), None);
    }
}
