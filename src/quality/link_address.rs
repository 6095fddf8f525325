//! Where links lead: the address a file has, and the page it names whatever the site.

use super::segment_view::SegmentView;
use crate::model::{Inline, InlineKind};

/// Where a link leads, as the file has it; for a reference the label.
pub(super) fn address<'a>(view: &SegmentView<'a>, open: &Inline) -> &'a str {
    let raw = view.raw(open);
    if raw.starts_with("<a") || raw.starts_with("<A") {
        let at = raw.find("href").map_or("", |at| &raw[at + 4..]);
        let value = at.trim_start_matches([' ', '=', '"', '\'']);
        return &value[..value.find(['"', '\'', '>']).unwrap_or(value.len())];
    }
    let mut after = view.runs_after(open);
    let close = after.find(|run| run.kind == InlineKind::LinkClose && run.key == open.key);
    let raw = close.map_or("", |close| view.raw(close));
    match raw.strip_prefix("](") {
        Some(target) => {
            let target = target.trim_start_matches([' ', '<', '\n', '\r']);
            &target[..target
                .find([' ', ')', '>', '\n', '\r'])
                .unwrap_or(target.len())]
        }
        // An autolink is its own text.
        None if raw == ">" => {
            let text =
                open.span.end as usize..close.map_or(open.span.end, |c| c.span.start) as usize;
            view.side.file.get(text).unwrap_or_default()
        }
        None => raw.trim_matches(['[', ']']),
    }
}

/// What names the page of an address: its last part that is no locale, without anchor, query and ending. Sites are
/// rebuilt and localized under other hosts and folders; the name of a page stays.
pub(super) fn page(address: &str) -> String {
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
}
