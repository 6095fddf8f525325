//! XLIFF 1.2 and 2. What a file has besides sources and targets stays as it is: notes, extensions, alternatives.

use super::entry::{Edit, Entry, Found, Reference, Slot};
use super::error::FillError;
use super::xml::{Token, TokenKind, with_attribute};
use crate::export::xml::escaped;

/// Inline elements whose content is markup rather than text.
const OPAQUE: [&str; 5] = ["ph", "bpt", "ept", "it", "cp"];
/// States of a target that is no translation yet.
const UNTRANSLATED: [&str; 3] = ["new", "needs-translation", "initial"];

/// The entries of a file, which is given with its tokens.
pub(super) fn entries(xml: &str, tokens: &[Token]) -> Result<Vec<Entry>, FillError> {
    let version = version(tokens)?;
    let mut entries = Vec::new();
    let mut file = None;
    let mut open: Option<(usize, bool)> = None;
    let mut is_kept = true;
    for (number, token) in tokens.iter().enumerate() {
        let container = if version == 1 {
            "trans-unit"
        } else {
            "segment"
        };
        match &token.kind {
            TokenKind::Open { name, attributes } if name == "file" => {
                file = attribute(attributes, "original").map(str::to_owned);
            }
            TokenKind::Open { name, attributes } if name == "unit" => {
                is_kept = attribute(attributes, "translate") != Some("no");
            }
            TokenKind::Open { name, attributes } if name == container => {
                let is_translated = attribute(attributes, "translate") != Some("no");
                open = Some((number, is_kept && is_translated));
            }
            TokenKind::Close { name } if name == container => {
                if let Some((start, true)) = open.take() {
                    let mut entry = entry(xml, &tokens[start..number], version);
                    let place = file.clone().map(|path| Reference { path, line: None });
                    entry.places.extend(place);
                    entries.extend(Some(entry).filter(|entry| !entry.text.trim().is_empty()));
                }
            }
            _ => {}
        }
    }
    Ok(entries)
}

fn version(tokens: &[Token]) -> Result<u8, FillError> {
    let root = tokens.iter().find_map(|token| match &token.kind {
        TokenKind::Open { name, attributes } if name == "xliff" => Some(attributes),
        _ => None,
    });
    let version = attribute(root.ok_or(FillError::Unknown)?, "version").unwrap_or_default();
    match version.split('.').next() {
        Some("1") => Ok(1),
        Some("2") => Ok(2),
        _ => Err(FillError::Version(version.to_owned())),
    }
}

fn attribute<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let found = attributes.iter().find(|(key, _)| key == name);
    found.map(|(_, value)| value.as_str())
}

/// The entry of a `trans-unit` or `segment`, given by its tokens, the start tag first.
fn entry(xml: &str, tokens: &[Token], version: u8) -> Entry {
    let mut entry = Entry::default();
    entry.slot.xliff = version;
    let state_of = |tag: &Token| match &tag.kind {
        TokenKind::Open { attributes, .. } | TokenKind::Empty { attributes, .. } => {
            attribute(attributes, "state").map(str::to_owned)
        }
        _ => None,
    };
    let mut state = state_of(&tokens[0]);
    let mut target = None;
    let mut insert_at = tokens[0].range.end;
    for (name, found) in children(tokens) {
        match name {
            "source" => {
                (entry.text, entry.codes) = content(xml, found);
                insert_at = found[found.len() - 1].range.end;
            }
            "seg-source" => insert_at = found[found.len() - 1].range.end,
            "target" => {
                if version == 1 {
                    state = state_of(&found[0]);
                }
                target = Some(found);
            }
            _ => {}
        }
    }
    if version == 2 {
        entry.slot.state = tokens[0].range.clone();
    }
    let (tag, range) = match target {
        Some(found) => (
            open_tag(&xml[found[0].range.clone()]),
            found[0].range.start..found[found.len() - 1].range.end,
        ),
        None => ("<target>".to_owned(), insert_at..insert_at),
    };
    let name = tag
        .trim_start_matches('<')
        .split([' ', '>', '\n', '\t'])
        .next();
    entry.slot.around = [tag.clone(), format!("</{}>", name.unwrap_or("target"))];
    let text = target.map_or_else(String::new, |found| content(xml, found).0);
    let is_copy = text == entry.text && state.as_deref().is_none_or(|s| UNTRANSLATED.contains(&s));
    let is_new = version == 1 && state.is_some_and(|s| UNTRANSLATED.contains(&s.as_str()));
    entry.is_empty = text.trim().is_empty() || is_copy || is_new;
    entry.slot.target = range;
    entry
}

/// A start tag, also of an element that was without content.
fn open_tag(tag: &str) -> String {
    match tag.strip_suffix("/>") {
        Some(inside) => format!("{}>", inside.trim_end()),
        None => tag.to_owned(),
    }
}

/// The child elements of an element, each by its name with its tokens.
fn children(tokens: &[Token]) -> Vec<(&str, &[Token])> {
    let (mut found, mut depth, mut start) = (Vec::new(), 0, 0);
    for (number, token) in tokens.iter().enumerate().skip(1) {
        match &token.kind {
            TokenKind::Empty { name, .. } if depth == 0 => {
                found.push((name.as_str(), &tokens[number..=number]));
            }
            TokenKind::Open { .. } => {
                if depth == 0 {
                    start = number;
                }
                depth += 1;
            }
            TokenKind::Close { name } => {
                depth -= 1;
                if depth == 0 {
                    found.push((name.as_str(), &tokens[start..=number]));
                }
            }
            _ => {}
        }
    }
    found
}

/// The text of an element, and its inline codes with their places in the text.
fn content(xml: &str, tokens: &[Token]) -> (String, Vec<(usize, String)>) {
    let (mut text, mut codes) = (String::new(), Vec::new());
    let mut opaque: Option<(usize, u32)> = None;
    let inside = tokens
        .get(1..tokens.len().saturating_sub(1))
        .unwrap_or_default();
    for token in inside {
        let raw = || xml[token.range.clone()].to_owned();
        if let Some((start, depth)) = &mut opaque {
            match token.kind {
                TokenKind::Open { .. } => *depth += 1,
                TokenKind::Close { .. } => *depth -= 1,
                _ => {}
            }
            if *depth == 0 {
                codes.push((text.len(), xml[*start..token.range.end].to_owned()));
                opaque = None;
            }
            continue;
        }
        match &token.kind {
            TokenKind::Text(part) => text.push_str(part),
            TokenKind::Open { name, .. } if OPAQUE.contains(&name.as_str()) => {
                opaque = Some((token.range.start, 1));
            }
            TokenKind::Open { .. } | TokenKind::Empty { .. } | TokenKind::Close { .. } => {
                codes.push((text.len(), raw()));
            }
            TokenKind::Other => {}
        }
    }
    (text, codes)
}

/// Writes a translation into its entry.
pub(super) fn edits(entry: &Entry, found: &Found, xml: &str) -> Vec<Edit> {
    let Slot {
        target,
        state,
        around: [open, close],
        xliff,
    } = &entry.slot;
    let mut text = String::new();
    let mut at = 0;
    for (place, code) in &found.codes {
        text.push_str(&escaped(&found.text[at..*place]));
        text.push_str(code);
        at = *place;
    }
    text.push_str(&escaped(&found.text[at..]));
    let mut edits = Vec::new();
    let open = match xliff {
        1 => {
            let state = match found.is_doubtful {
                true => "needs-review-translation",
                false => "translated",
            };
            with_attribute(open, "state", state)
        }
        _ => {
            let tag = &xml[state.clone()];
            let text = match found.is_doubtful {
                true => {
                    let tag = with_attribute(tag, "state", "initial");
                    with_attribute(&tag, "subState", "diglot:needs-review")
                }
                false => with_attribute(tag, "state", "translated"),
            };
            edits.push(Edit {
                range: state.clone(),
                text,
            });
            open.clone()
        }
    };
    edits.push(Edit {
        range: target.clone(),
        text: format!("{open}{text}{close}"),
    });
    edits
}

/// The target language, in the elements that must name it and do not.
pub(super) fn language(xml: &str, tokens: &[Token], locale: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    for token in tokens {
        let TokenKind::Open { name, attributes } = &token.kind else {
            continue;
        };
        let is_second = attribute(attributes, "version").is_some_and(|v| v.starts_with('2'));
        let wanted = match name.as_str() {
            "file" if attribute(attributes, "source-language").is_some() => "target-language",
            "xliff" if is_second => "trgLang",
            _ => continue,
        };
        if attribute(attributes, wanted).is_none() {
            edits.push(Edit {
                text: with_attribute(&xml[token.range.clone()], wanted, locale),
                range: token.range.clone(),
            });
        }
    }
    edits
}
