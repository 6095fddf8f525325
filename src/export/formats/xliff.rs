//! XLIFF 2.1, one file a locale pair, one `file` element an article.
//!
//! Where tags are asked for, openings and closings are `sc` and `ec` rather than `pc`, since they may overlap, and
//! their Markdown is the unit's original data. What XML forbids is written as `cp`.

use super::columns::{join, rounded};
use crate::export::markup::inline_codes::{Code, CodeShape, Fragment};
use crate::export::markup::match_codes::MatchedTexts;
use crate::export::markup::texts;
use crate::export::settings::{Inline, LangStyle};
use crate::export::xml::Xml;
use crate::export::{Deferred, Exporter, FileKey, RenderBuffer, Settings};
use crate::model::{Locale, Pair, TranslationType};

const SUFFIX: &str = ".xlf";

/// Writes one XLIFF a locale pair.
pub(super) struct Xliff {
    inline: Inline,
    style: LangStyle,
    context: String,
    /// The locale pair whose `file` element is open.
    open: Option<(Locale, Locale)>,
}

impl Xliff {
    pub fn new(settings: &Settings) -> Self {
        let (inline, style) = (settings.inline, settings.lang_style);
        Self {
            inline,
            style,
            context: String::new(),
            open: None,
        }
    }
}

impl Exporter for Xliff {
    fn header(&self, file: &FileKey, out: &mut Vec<u8>) {
        let Some((source, target)) = &file.pair else {
            return;
        };
        let (source, target) = self.style.tags(source, target);
        let mut xml = Xml::new(out);
        xml.declaration();
        let attributes = [
            ("xmlns", "urn:oasis:names:tc:xliff:document:2.0"),
            ("xmlns:mda", "urn:oasis:names:tc:xliff:metadata:2.0"),
            ("version", "2.1"),
            ("srcLang", source),
            ("trgLang", target),
        ];
        xml.open("xliff", &attributes);
        xml.line();
    }

    fn footer(&self, _file: &FileKey, out: &mut Vec<u8>) {
        let mut xml = Xml::new(out);
        xml.close("xliff");
        xml.line();
    }

    fn pair(&mut self, record: &Pair, out: &mut RenderBuffer) {
        let Some(texts) = texts(record, self.inline) else {
            out.empty += 1;
            return;
        };
        let locales = (record.source.locale.clone(), record.target.locale.clone());
        if self.open.as_ref() != Some(&locales) {
            self.end(out);
            let id = blake3::hash(record.document.as_bytes()).to_hex();
            let mut xml = Xml::new(out.pair(&locales.0, &locales.1, SUFFIX));
            xml.open(
                "file",
                &[
                    ("id", &format!("f{}", &id[..16])),
                    ("original", &record.document),
                ],
            );
            xml.line();
            out.open();
            self.open = Some(locales);
        }
        join(&record.context, &mut self.context);
        let mut xml = Xml::new(out.pair(&record.source.locale, &record.target.locale, SUFFIX));
        xml.open("unit", &[("id", &record.id)]);
        xml.line();
        metadata(&mut xml, record, &self.context);
        let stripped = xml.stripped;
        let mut xml = Xml::new(out.defer());
        xml.close("mda:metaGroup");
        xml.close("mda:metadata");
        xml.line();
        segment(&mut xml, &texts, record.translation_type);
        xml.close("unit");
        xml.line();
        let stripped = stripped + xml.stripped;
        out.stripped += stripped;
    }

    fn write_deferred(&self, _file: &FileKey, deferred: &Deferred<'_>, out: &mut Vec<u8>) {
        let mut xml = Xml::new(out);
        meta(&mut xml, "flags", &deferred.flags.to_string());
        meta(
            &mut xml,
            "duplicate-of",
            deferred.duplicate_of.unwrap_or_default(),
        );
    }

    fn end(&mut self, out: &mut RenderBuffer) -> bool {
        if let Some((source, target)) = self.open.take() {
            let mut xml = Xml::new(out.pair(&source, &target, SUFFIX));
            xml.close("file");
            xml.line();
            out.close();
        }
        false
    }
}

/// What is known of the pair, by the metadata module, up to what is said of it late.
fn metadata(xml: &mut Xml<'_>, record: &Pair, context: &str) {
    xml.open("mda:metadata", &[]);
    xml.open("mda:metaGroup", &[("category", "diglot")]);
    xml.line();
    let known = [
        ("kind", record.kind.as_str()),
        ("context", context),
        ("translation-type", record.translation_type.as_str()),
        (
            "source-hash",
            record.source.hash.as_deref().unwrap_or_default(),
        ),
        (
            "target-hash",
            record.target.hash.as_deref().unwrap_or_default(),
        ),
        (
            "same-version",
            if record.same_version { "true" } else { "false" },
        ),
        ("score", &rounded(record.score).to_string()),
    ];
    for (name, value) in known {
        meta(xml, name, value);
    }
}

/// A property, unless it is empty.
fn meta(xml: &mut Xml<'_>, name: &str, value: &str) {
    if !value.is_empty() {
        xml.element("mda:meta", &[("type", name)], value);
        xml.line();
    }
}

/// The texts, after the original data that their tags point to.
fn segment(xml: &mut Xml<'_>, texts: &MatchedTexts<'_>, translation_type: TranslationType) {
    let sides = [("s", &texts.source), ("t", &texts.target)];
    if sides
        .iter()
        .any(|side| side.1.iter().any(|p| matches!(p, Fragment::Code(_))))
    {
        xml.open("originalData", &[]);
        for (side, fragments) in sides {
            for (index, fragment) in fragments.iter().enumerate() {
                if let Fragment::Code(tag) = fragment {
                    xml.open("data", &[("id", &format!("{side}{index}"))]);
                    xml.coded(tag.raw);
                    xml.close("data");
                }
            }
        }
        xml.close("originalData");
        xml.line();
    }
    let state = match translation_type {
        TranslationType::Human => "diglot:HT",
        TranslationType::Machine => "diglot:MT",
        TranslationType::Unknown => "diglot:unknown",
    };
    xml.open("segment", &[("state", "translated"), ("subState", state)]);
    for (name, (side, fragments)) in ["source", "target"].into_iter().zip(sides) {
        xml.open(name, &[("xml:space", "preserve")]);
        for (index, fragment) in fragments.iter().enumerate() {
            match fragment {
                Fragment::Text(text) => xml.coded(text),
                Fragment::Code(tag) => write_code(xml, tag, index, &format!("{side}{index}")),
            }
        }
        xml.close(name);
    }
    xml.close("segment");
    xml.line();
}

/// A tag. Partners have one id; what has no number has its place as id, behind a letter that no number has.
fn write_code(xml: &mut Xml<'_>, tag: &Code<'_>, index: usize, data: &str) {
    let id = if tag.number > 0 {
        tag.number.to_string()
    } else {
        format!("h{index}")
    };
    let (id, data) = (&*id, ("dataRef", data));
    match tag.shape {
        CodeShape::Open(_) => xml.empty("sc", &[("id", id), data]),
        CodeShape::Close(_) => xml.empty("ec", &[("startRef", id), data]),
        CodeShape::LoneOpen => xml.empty("sc", &[("id", id), ("isolated", "yes"), data]),
        CodeShape::LoneClose => xml.empty("ec", &[("id", id), ("isolated", "yes"), data]),
        CodeShape::Alone => xml.empty("ph", &[("id", id), data]),
    }
}
