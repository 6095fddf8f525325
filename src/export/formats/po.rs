//! gettext's portable object: what translators of software know, machine translations as fuzzy.
//!
//! Equal texts are told apart by `msgctxt`, which holds the document and the id. Tools that extract texts without a
//! context find nothing then; for them there is one entry for each source text. NUL ends a text for gettext, and EOT a
//! context: both are left out and counted. Other control characters stay as they are, since readers differ in which
//! escapes they know.

use std::fmt::Write as _;

use crate::export::settings::LangStyle;
use crate::export::{Deferred, Exporter, FileKey, RenderBuffer, Settings};
use crate::model::{Pair, TranslationType};

/// Writes one PO a locale pair.
pub(super) struct Po {
    style: LangStyle,
    contexts: bool,
    entry: String,
}

impl Po {
    pub fn new(settings: &Settings) -> Self {
        Self {
            style: settings.lang_style,
            contexts: settings.po_contexts,
            entry: String::new(),
        }
    }
}

impl Exporter for Po {
    fn header(&self, file: &FileKey, out: &mut Vec<u8>) {
        let Some((source, target)) = &file.pair else {
            return;
        };
        let language = self.style.tags(source, target).1.replace('-', "_");
        let header = format!(
            "Project-Id-Version: diglot {}\nPO-Revision-Date: \nLast-Translator: \n\
             Language-Team: \nLanguage: {language}\nMIME-Version: 1.0\n\
             Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\nX-Source-Language: {}\n",
            env!("CARGO_PKG_VERSION"),
            self.style.tags(source, target).0,
        );
        let mut entry = String::from("msgid \"\"\n");
        keyword("msgstr", &header, &mut entry);
        out.extend_from_slice(entry.as_bytes());
    }

    fn pair(&mut self, record: &Pair, out: &mut RenderBuffer) {
        let entry = &mut self.entry;
        entry.clear();
        let (source, target) = (&record.source, &record.target);
        // Line ends at one side only are an error for gettext; no text begins or ends with one but code.
        let [msgid, msgstr] = [&source.text, &target.text].map(|t| t.trim_matches('\n'));
        let _ = write!(entry, "\n#. {}", record.kind.as_str());
        for heading in record.context.iter() {
            entry.push_str(" > ");
            comment(heading, entry);
        }
        let bytes = out.pair(&source.locale, &target.locale, ".po");
        bytes.extend_from_slice(entry.as_bytes());
        entry.clear();
        entry.push_str("\n#: ");
        // gettext marks names with spaces by isolates.
        let spaced = record.document.contains(char::is_whitespace);
        let (open, close) = if spaced {
            ("\u{2068}", "\u{2069}")
        } else {
            ("", "")
        };
        entry.push_str(open);
        comment(&record.document, entry);
        let _ = writeln!(entry, "{close}:{}", source.line);
        if record.translation_type == TranslationType::Machine {
            entry.push_str("#, fuzzy\n");
        }
        if self.contexts {
            let context = format!("{}#{}", record.document, record.id);
            keyword("msgctxt", &context, entry);
        }
        keyword("msgid", msgid, entry);
        keyword("msgstr", msgstr, entry);
        let forbidden = |text: &str| text.bytes().filter(|b| matches!(b, 0 | 4)).count() as u64;
        out.stripped += forbidden(msgid) + forbidden(msgstr);
        out.defer().extend_from_slice(entry.as_bytes());
    }

    fn retain(&self, deferred: &Deferred<'_>) -> bool {
        self.contexts || deferred.speaks_for_source
    }

    fn write_deferred(&self, _file: &FileKey, deferred: &Deferred<'_>, out: &mut Vec<u8>) {
        if !deferred.flags.is_empty() {
            out.extend_from_slice(format!("\n#. flags: {}", deferred.flags).as_bytes());
        }
        if let Some(id) = deferred.duplicate_of {
            out.extend_from_slice(format!("\n#. duplicate of: {id}").as_bytes());
        }
    }
}

fn comment(text: &str, into: &mut String) {
    into.extend(text.chars().map(|c| if c.is_control() { ' ' } else { c }));
}

/// A keyword and its string, a line of source for each line of text. NUL and EOT are left out.
pub(crate) fn keyword(name: &str, text: &str, into: &mut String) {
    into.push_str(name);
    into.push(' ');
    if text.trim_end_matches('\n').contains('\n') {
        into.push_str("\"\"\n");
    }
    if text.is_empty() {
        into.push_str("\"\"\n");
    }
    for line in text.split_inclusive('\n') {
        into.push('"');
        line.chars().for_each(|c| escape(c, into));
        into.push_str("\"\n");
    }
}

fn escape(c: char, into: &mut String) {
    match c {
        '\0' | '\x04' => {}
        '\n' => into.push_str("\\n"),
        '\t' => into.push_str("\\t"),
        '\r' => into.push_str("\\r"),
        '"' => into.push_str("\\\""),
        '\\' => into.push_str("\\\\"),
        _ => into.push(c),
    }
}
