//! JSON whose strings have no unprintable characters, not even escaped by the terminal.

use std::fmt::Write as _;
use std::io::{self, Write};

use serde::Serialize;

use crate::model::text::is_unprintable;

/// Writes a value as indented JSON. Characters such as U+202E, which JSON allows in strings, are written as escapes, because
/// people print JSON to terminals and build logs. The data stays the same.
pub(crate) fn write_json(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let json = serde_json::to_string_pretty(value)?;
    let mut escaped = String::with_capacity(json.len() + 1);
    for c in json.chars() {
        if c != '\n' && is_unprintable(c) {
            // All of them are below U+10000.
            let _ = write!(escaped, "\\u{:04x}", c as u32);
        } else {
            escaped.push(c);
        }
    }
    escaped.push('\n');
    out.write_all(escaped.as_bytes())
}
