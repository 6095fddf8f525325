//! gettext's portable objects and templates: PO and POT.

use std::ops::Range;

use super::entry::{Edit, Entry, Found, Reference, Slot};
use super::error::FillError;
use crate::export::formats::po::keyword;

/// A line of a file: where it begins (bytes), and its text without the line end.
type Line<'t> = (usize, &'t str);

/// The entries of a file. Plural forms and obsolete entries are left out.
pub(super) fn entries(text: &str) -> Result<Vec<Entry>, FillError> {
    if !text.lines().any(|line| line.starts_with("msgid")) {
        return Err(FillError::Unknown);
    }
    let mut entries = Vec::new();
    let mut block: Vec<(u32, Line<'_>)> = Vec::new();
    let mut has_message = false;
    let mut at = 0;
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        let content = line.trim_end_matches(['\n', '\r']);
        let begins = content.starts_with('#') && !content.starts_with("#~");
        // Entries may follow each other without a blank line.
        if content.trim().is_empty() || begins && has_message {
            entries.extend(entry(&block)?);
            block.clear();
            has_message = false;
        }
        if !content.trim().is_empty() && !content.starts_with("#~") {
            has_message |= content.starts_with("msgstr");
            block.push((number, (at, content)));
        }
        at += line.len();
    }
    entries.extend(entry(&block)?);
    Ok(entries)
}

/// The entry of some lines; `None` for a header, an entry with plural forms, and comments alone.
fn entry(block: &[(u32, Line<'_>)]) -> Result<Option<Entry>, FillError> {
    let mut entry = Entry {
        is_empty: true,
        ..Entry::default()
    };
    let (mut id, mut translation) = (None::<String>, None::<String>);
    let mut keyword = "";
    let mut first = None;
    for &(number, (at, line)) in block {
        let end = at + line.len();
        if let Some(comment) = line.strip_prefix('#') {
            match comment.strip_prefix(':') {
                Some(places) => entry.places.extend(references(places)),
                None if comment.starts_with(',') => entry.slot.state = at..end,
                None => entry.key = entry.key.take().or_else(|| front_matter_key(comment)),
            }
            continue;
        }
        let rest = match line.find('"') {
            Some(quote) if quote > 0 => {
                keyword = line[..quote].trim_end();
                first.get_or_insert((at, number));
                &line[quote..]
            }
            Some(_) => line,
            None => return Err(broken(number, "a string in quotes is missing")),
        };
        let string = unescape(rest).ok_or_else(|| broken(number, "the string does not end"))?;
        match keyword {
            "msgctxt" => {}
            "msgid" => id.get_or_insert_default().push_str(&string),
            "msgstr" => {
                if translation.is_none() {
                    entry.slot.target = at..end;
                }
                entry.slot.target.end = end;
                translation.get_or_insert_default().push_str(&string);
            }
            "msgid_plural" => return Ok(None),
            _ if keyword.starts_with("msgstr[") => return Ok(None),
            _ => return Err(broken(number, &format!("`{keyword}` is not known"))),
        }
    }
    let (Some(id), Some((start, line))) = (id, first) else {
        return Ok(None);
    };
    let Some(translation) = translation else {
        return Err(broken(line, "the entry has no `msgstr`"));
    };
    if id.is_empty() {
        return Ok(None);
    }
    if entry.slot.state.is_empty() {
        entry.slot.state = start..start;
    }
    entry.is_empty = translation.is_empty();
    entry.text = id;
    Ok(Some(entry))
}

/// The key in the comment that po4a writes for a value of front matter.
fn front_matter_key(comment: &str) -> Option<String> {
    let key = comment.strip_prefix(". type: Yaml Front Matter Hash Value: ")?;
    Some(key.trim().to_owned())
}

fn broken(line: u32, message: &str) -> FillError {
    FillError::Broken {
        line,
        message: message.to_owned(),
    }
}

/// The references of a comment: `a.md:12 b.md`, or `a.md:block 3 (header)` as md2po writes. Isolates are around names
/// with spaces.
fn references(comment: &str) -> Vec<Reference> {
    let comment = comment.trim();
    if let Some((path, _)) = comment.split_once(":block ") {
        let path = path.to_owned();
        return vec![Reference { path, line: None }];
    }
    let mut found = Vec::new();
    let mut rest = comment;
    while !rest.is_empty() {
        let (name, after) = match rest
            .strip_prefix('\u{2068}')
            .and_then(|r| r.split_once('\u{2069}'))
        {
            Some((name, after)) => (name.to_owned(), after),
            None => {
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                (rest[..end].to_owned(), &rest[end..])
            }
        };
        let line_after = after.strip_prefix(':').map(|after| {
            let end = after.find(char::is_whitespace).unwrap_or(after.len());
            (after[..end].parse().ok(), &after[end..])
        });
        let (path, line) = match (line_after, name.rsplit_once(':')) {
            (Some((line, _)), _) => (name, line),
            (None, Some((path, line))) if line.bytes().all(|b| b.is_ascii_digit()) => {
                (path.to_owned(), line.parse().ok())
            }
            _ => (name, None),
        };
        found.push(Reference { path, line });
        rest = line_after.map_or(after, |(_, after)| after).trim_start();
    }
    found
}

/// A string in quotes, decoded; `None` if it does not end.
fn unescape(quoted: &str) -> Option<String> {
    let inside = quoted.trim_end().strip_prefix('"')?.strip_suffix('"')?;
    let mut out = String::with_capacity(inside.len());
    let mut chars = inside.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => return None,
            '\\' => out.push(match chars.next()? {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                other => other,
            }),
            c => out.push(c),
        }
    }
    Some(out)
}

/// Writes a translation into its entry.
pub(super) fn edits(template: &str, entry: &Entry, found: &Found) -> Vec<Edit> {
    let Slot { target, state, .. } = &entry.slot;
    let newline = newline(template);
    let mut edits = vec![Edit {
        range: target.clone(),
        text: message(&like(&found.text, &entry.text), newline),
    }];
    if found.is_doubtful {
        let (at, text) = match state.is_empty() {
            true => (state.start, format!("#, fuzzy{newline}")),
            false => (state.start + 2, " fuzzy,".to_owned()),
        };
        let range: Range<usize> = at..at;
        edits.push(Edit { range, text });
    }
    edits
}

/// A translation that begins and ends with a line end where the original does, as gettext demands.
fn like(text: &str, original: &str) -> String {
    let inner = text.trim_matches('\n');
    let start = if original.starts_with('\n') { "\n" } else { "" };
    let end = if original.ends_with('\n') { "\n" } else { "" };
    format!("{start}{inner}{end}")
}

/// `msgstr` and its string, without the last line end.
fn message(text: &str, newline: &str) -> String {
    let mut out = String::new();
    keyword("msgstr", text, &mut out);
    out.trim_end().replace('\n', newline)
}

/// What the header must say so that gettext takes the file: the encoding, and the language. A tool that knows neither
/// leaves them open, or writes no header fields at all.
pub(super) fn header(template: &str, locale: &str) -> Vec<Edit> {
    let newline = newline(template);
    let language = locale.replace('-', "_");
    let empty = format!("msgid \"\"{newline}msgstr \"\"{newline}");
    if let Some(at) = template.find(&empty)
        && template[at + empty.len()..]
            .trim_start_matches(' ')
            .starts_with(['\r', '\n'])
    {
        let fields = [
            format!("Language: {language}"),
            "MIME-Version: 1.0".to_owned(),
            "Content-Type: text/plain; charset=UTF-8".to_owned(),
            "Content-Transfer-Encoding: 8bit".to_owned(),
        ];
        let end = at + empty.len();
        let lines = fields.map(|field| format!("\"{field}\\n\"{newline}"));
        return vec![Edit {
            range: end..end,
            text: lines.concat(),
        }];
    }
    let language = format!("\"Language: {language}\\n\"");
    let fields = [
        ("charset=CHARSET", "charset=UTF-8"),
        ("\"Language: \\n\"", language.as_str()),
    ];
    let edits = fields.into_iter().filter_map(|(open, text)| {
        let at = template.find(open)?;
        Some(Edit {
            range: at..at + open.len(),
            text: text.to_owned(),
        })
    });
    edits.collect()
}

fn newline(template: &str) -> &'static str {
    match template.contains("\r\n") {
        true => "\r\n",
        false => "\n",
    }
}
