//! XLIFF 1.2, one file per locale pair, one `file` element per article.
//!
//! OmegaT, Trados, memoQ, Phrase, Pontoon and Weblate read this version; few tools read XLIFF 2. Human translations are
//! approved. Machine translations need review, and their state says where they come from.

use super::columns::{join, rounded};
use crate::export::markup::inline_codes::{Code, CodeShape, Fragment};
use crate::export::markup::match_codes::MatchedTexts;
use crate::export::markup::{texts, tmx_segment};
use crate::export::settings::{Inline, LangStyle};
use crate::export::xml::Xml;
use crate::export::{Deferred, Exporter, FileKey, RenderBuffer, Settings};
use crate::model::{Locale, Pair, TranslationType};

const SUFFIX: &str = ".xliff12.xlf";

/// Writes one XLIFF 1.2 per locale pair.
pub(super) struct Xliff12 {
    inline: Inline,
    style: LangStyle,
    context: String,
    /// The locale pair whose `file` element is open.
    open: Option<(Locale, Locale)>,
}

impl Xliff12 {
    pub fn new(settings: &Settings) -> Self {
        Self {
            inline: settings.inline,
            style: settings.lang_style,
            context: String::new(),
            open: None,
        }
    }

    /// Opens the `file` element of the pair's article, unless it is open.
    fn open_file(&mut self, pair: &Pair, out: &mut RenderBuffer) {
        let locales = (pair.source.locale.clone(), pair.target.locale.clone());
        if self.open.as_ref() == Some(&locales) {
            return;
        }
        self.end(out);
        let (source, target) = self.style.tags(&locales.0, &locales.1);
        let mut xml = Xml::new(out.pair(&locales.0, &locales.1, SUFFIX));
        let attributes = [
            ("original", pair.document.as_str()),
            ("source-language", source),
            ("target-language", target),
            ("datatype", "x-markdown"),
        ];
        xml.open("file", &attributes);
        xml.open("body", &[]);
        xml.line();
        out.open();
        self.open = Some(locales);
    }
}

impl Exporter for Xliff12 {
    fn header(&self, _file: &FileKey, out: &mut Vec<u8>) {
        let mut xml = Xml::new(out);
        xml.declaration();
        let attributes = [
            ("version", "1.2"),
            ("xmlns", "urn:oasis:names:tc:xliff:document:1.2"),
        ];
        xml.open("xliff", &attributes);
        xml.line();
    }

    fn footer(&self, _file: &FileKey, out: &mut Vec<u8>) {
        let mut xml = Xml::new(out);
        xml.close("xliff");
        xml.line();
    }

    fn pair(&mut self, pair: &Pair, out: &mut RenderBuffer) {
        let Some(texts) = texts(pair, self.inline) else {
            out.empty += 1;
            return;
        };
        self.open_file(pair, out);
        join(&pair.context, &mut self.context);
        let bytes = out.pair(&pair.source.locale, &pair.target.locale, SUFFIX);
        let mut xml = Xml::new(bytes);
        let approved = match pair.translation_type {
            TranslationType::Human => "yes",
            TranslationType::Machine | TranslationType::Unknown => "no",
        };
        xml.open(
            "trans-unit",
            &[
                ("id", &pair.id),
                ("approved", approved),
                ("xml:space", "preserve"),
            ],
        );
        xml.line();
        write_texts(&mut xml, &texts, pair.translation_type);
        write_context(&mut xml, pair, &self.context);
        let stripped = xml.stripped;
        let mut xml = Xml::new(out.defer());
        xml.close("context-group");
        xml.close("trans-unit");
        xml.line();
        out.stripped += stripped;
    }

    fn write_deferred(&self, _file: &FileKey, deferred: &Deferred<'_>, out: &mut Vec<u8>) {
        let mut xml = Xml::new(out);
        let duplicate_of = deferred.duplicate_of.unwrap_or_default();
        context(&mut xml, "x-flags", &deferred.flags.to_string());
        context(&mut xml, "x-duplicate-of", duplicate_of);
    }

    fn end(&mut self, out: &mut RenderBuffer) -> bool {
        if let Some((source, target)) = self.open.take() {
            let mut xml = Xml::new(out.pair(&source, &target, SUFFIX));
            xml.close("body");
            xml.close("file");
            xml.line();
            out.close();
        }
        false
    }
}

fn write_texts(xml: &mut Xml<'_>, texts: &MatchedTexts<'_>, translation_type: TranslationType) {
    xml.open("source", &[]);
    write_text(xml, &texts.source);
    xml.close("source");
    xml.line();
    let state: &[(&str, &str)] = match translation_type {
        TranslationType::Machine => &[
            ("state", "needs-review-translation"),
            ("state-qualifier", "mt-suggestion"),
        ],
        TranslationType::Human | TranslationType::Unknown => &[("state", "translated")],
    };
    xml.open("target", state);
    write_text(xml, &texts.target);
    xml.close("target");
    xml.line();
}

fn write_text(xml: &mut Xml<'_>, fragments: &[Fragment<'_>]) {
    for (index, fragment) in fragments.iter().enumerate() {
        match fragment {
            Fragment::Text(text) => xml.text(text),
            Fragment::Code(code) => write_code(xml, code, index),
        }
    }
}

/// Writes an inline code. Codes that belong together have the same id. A code without a number gets its place as its
/// id, after a letter that no number has.
fn write_code(xml: &mut Xml<'_>, code: &Code<'_>, index: usize) {
    let id = match code.number {
        0 => format!("h{index}"),
        number => number.to_string(),
    };
    let (id, kind) = (("id", &*id), code_type(tmx_segment::type_name(code.class)));
    let kind = ("ctype", &*kind);
    match code.shape {
        CodeShape::Open(_) => xml.element("bpt", &[id, kind], code.raw),
        CodeShape::Close(_) => xml.element("ept", &[id], code.raw),
        CodeShape::LoneOpen => xml.element("it", &[id, ("pos", "open"), kind], code.raw),
        CodeShape::LoneClose => xml.element("it", &[id, ("pos", "close"), kind], code.raw),
        CodeShape::Alone => xml.element("ph", &[id, kind], code.raw),
    }
}

/// The name of a sort of markup: one of XLIFF's, or our own.
fn code_type(name: &str) -> String {
    let is_known = matches!(name, "bold" | "italic" | "link" | "image" | "lb");
    if is_known || name.starts_with("x-") {
        name.to_owned()
    } else {
        format!("x-{name}")
    }
}

/// Opens the group of what is known about the pair.
fn write_context(xml: &mut Xml<'_>, pair: &Pair, headings: &str) {
    let attributes = [("name", "diglot"), ("purpose", "information")];
    xml.open("context-group", &attributes);
    xml.line();
    let same_version = if pair.same_version { "true" } else { "false" };
    let known = [
        ("sourcefile", pair.document.as_str()),
        ("linenumber", &pair.source.line.to_string()),
        ("x-kind", pair.kind.as_str()),
        ("x-context", headings),
        ("x-translation-type", pair.translation_type.as_str()),
        (
            "x-source-hash",
            pair.source.hash.as_deref().unwrap_or_default(),
        ),
        (
            "x-target-hash",
            pair.target.hash.as_deref().unwrap_or_default(),
        ),
        ("x-same-version", same_version),
        ("x-score", &rounded(pair.score).to_string()),
    ];
    for (name, value) in known {
        context(xml, name, value);
    }
}

/// Writes a context unless it is empty.
fn context(xml: &mut Xml<'_>, name: &str, value: &str) {
    if !value.is_empty() {
        xml.element("context", &[("context-type", name)], value);
        xml.line();
    }
}
