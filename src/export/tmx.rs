//! Translation Memory eXchange 1.4b, one file a locale pair and translation type.
//!
//! Readers differ in what they take: two `tuv` a `tu`, a real locale as `srclang` and hyphens in tags are what all
//! of them do. Human and machine translation go to files of their own, because tools trust whole files.

use super::inline::texts;
use super::row::{join, rounded};
use super::segment;
use super::settings::{Inline, LangStyle};
use super::xml::Xml;
use super::{Chunks, Exporter, FileKey, Late, Settings};
use crate::model::{Aligner, Date, Locale, Record, TranslationType};

/// What marks a machine translation in a TMX.
pub(super) const MACHINE: &str = "MT!";

/// Writes one TMX a locale pair and translation type.
pub(super) struct Tmx {
    inline: Inline,
    style: LangStyle,
    segments: &'static str,
    /// Whether what repeats an earlier pair in the same context is left out.
    merges: bool,
    context: String,
}

impl Tmx {
    pub fn new(settings: &Settings) -> Self {
        Self {
            inline: settings.inline,
            style: settings.lang_style,
            segments: segment_type(settings),
            merges: settings.merges(),
            context: String::new(),
        }
    }
}

impl Exporter for Tmx {
    fn head(&self, file: &FileKey, out: &mut Vec<u8>) {
        if let Some((source, target)) = &file.pair {
            head(self.style.tags(source, target).0, self.segments, out);
        }
    }

    fn tail(&self, _file: &FileKey, out: &mut Vec<u8>) {
        tail(out);
    }

    fn keeps(&self, late: &Late<'_>) -> bool {
        late.count > 0 || !self.merges
    }

    fn late(&self, _file: &FileKey, late: &Late<'_>, out: &mut Vec<u8>) {
        let mut xml = Xml::new(out);
        prop(&mut xml, "x-flags", &late.flags.to_string());
        prop(
            &mut xml,
            "x-duplicate-of",
            late.duplicate_of.unwrap_or_default(),
        );
        if late.count > 1 {
            prop(&mut xml, "x-count", &late.count.to_string());
        }
    }

    fn pair(&mut self, record: &Record<'_>, out: &mut Chunks) {
        let Some(texts) = texts(record, self.inline) else {
            out.empty += 1;
            return;
        };
        let suffix = match record.translation_type {
            TranslationType::Human => ".HT.tmx",
            TranslationType::Machine => ".MT.tmx",
            TranslationType::Unknown => ".tmx",
        };
        let mut xml = Xml::new(out.pair(record.source.locale, record.target.locale, suffix));
        let date = record.target.handoff.map(timestamp);
        let mut attributes = vec![("tuid", &*record.id)];
        if let Some(date) = &date {
            attributes.push(("creationdate", date));
        }
        if record.translation_type == TranslationType::Machine {
            attributes.push(("creationid", MACHINE));
        }
        xml.open("tu", &attributes);
        xml.line();
        join(record.context, &mut self.context);
        place(&mut xml, record, &self.context);
        let known = [
            ("x-translation-type", record.translation_type.as_str()),
            ("x-source-hash", record.source.hash.unwrap_or_default()),
            ("x-target-hash", record.target.hash.unwrap_or_default()),
            (
                "x-same-version",
                if record.same_version { "true" } else { "false" },
            ),
            ("x-parent", record.parent.unwrap_or_default()),
            ("x-score", &rounded(record.score).to_string()),
        ];
        for (name, value) in known {
            prop(&mut xml, name, value);
        }
        if record.aligner == Aligner::Publisher {
            prop(&mut xml, "x-aligner", record.aligner.as_str());
        }
        let stripped = xml.stripped;
        let mut xml = Xml::new(out.late());
        let (source, target) = self.style.tags(record.source.locale, record.target.locale);
        for (side, language, text) in [
            (&record.source, source, &texts.source),
            (&record.target, target, &texts.target),
        ] {
            let origin = origin(side.locale, record.document);
            let props = [("source-document", &*origin)];
            variant(&mut xml, language, &props, |xml| segment::write(xml, text));
        }
        xml.close("tu");
        xml.line();
        let stripped = stripped + xml.stripped;
        out.stripped += stripped;
    }
}

/// The properties that say where a text stands, in the words of the tools that match by them: OmegaT (`id`, `prev`,
/// `next`), memoQ (`x-context-pre`, `x-context-post`), translate-toolkit (`x-context`).
///
/// OmegaT's `file` is left out: with it OmegaT takes a translation for that file and its own idea of `id`, `prev` and
/// `next` alone, and fills in nothing anywhere else. The path is in `x-document`.
pub(super) fn place(xml: &mut Xml<'_>, record: &Record<'_>, context: &str) {
    let before = record.before.unwrap_or_default();
    let after = record.after.unwrap_or_default();
    prop(xml, "x-document", record.document);
    prop(xml, "x-kind", record.kind.as_str());
    prop(xml, "id", &record.id);
    prop(xml, "prev", before);
    prop(xml, "next", after);
    prop(xml, "x-context-pre", before);
    prop(xml, "x-context-post", after);
    prop(xml, "x-context", context);
}

/// The file a text comes from, as the tools around Bitextor ask for it in `source-document`.
pub(super) fn origin(locale: &Locale, document: &str) -> String {
    format!("{locale}/{document}")
}

/// A property, unless it is empty.
pub(super) fn prop(xml: &mut Xml<'_>, name: &str, value: &str) {
    if !value.is_empty() {
        xml.element("prop", &[("type", name)], value);
        xml.line();
    }
}

/// A `tuv`: one language's text.
pub(super) fn variant(
    xml: &mut Xml<'_>,
    language: &str,
    props: &[(&str, &str)],
    text: impl FnOnce(&mut Xml<'_>),
) {
    xml.open("tuv", &[("xml:lang", language)]);
    if !props.is_empty() {
        xml.line();
    }
    for (name, value) in props {
        prop(xml, name, value);
    }
    xml.open("seg", &[]);
    text(xml);
    xml.close("seg");
    xml.close("tuv");
    xml.line();
}

/// What a `tu` holds, as the header says it.
pub(super) fn segment_type(settings: &Settings) -> &'static str {
    if settings.sentences {
        "sentence"
    } else {
        "paragraph"
    }
}

/// Everything before the first `tu`.
pub(super) fn head(source: &str, segments: &str, out: &mut Vec<u8>) {
    let mut xml = Xml::new(out);
    xml.declaration();
    xml.open("tmx", &[("version", "1.4")]);
    xml.line();
    let header = [
        ("creationtool", "diglot"),
        ("creationtoolversion", env!("CARGO_PKG_VERSION")),
        ("segtype", segments),
        ("o-tmf", "markdown"),
        ("adminlang", "en-US"),
        ("srclang", source),
        ("datatype", "plaintext"),
    ];
    xml.empty("header", &header);
    xml.line();
    xml.open("body", &[]);
    xml.line();
}

/// Everything after the last `tu`.
pub(super) fn tail(out: &mut Vec<u8>) {
    let mut xml = Xml::new(out);
    xml.close("body");
    xml.line();
    xml.close("tmx");
    xml.line();
}

/// A day as TMX writes a moment.
pub(super) fn timestamp(day: Date) -> String {
    format!(
        "{:04}{:02}{:02}T000000Z",
        day.year(),
        day.month(),
        day.day()
    )
}
