//! Translation Memory eXchange 1.4b, one file per locale pair and translation type.
//!
//! Readers differ in what they accept. All of them accept two `tuv` per `tu`, a real locale as `srclang`, and hyphens
//! in language tags. Human and machine translation go to separate files, because tools trust or penalize whole files.

use super::columns::{join, rounded};
use super::tmx_document::{self, Header, MACHINE, prop, source_document, timestamp, variant};
use crate::export::markup::match_codes::MatchedTexts;
use crate::export::markup::{texts, tmx_segment};
use crate::export::settings::{Inline, LangStyle};
use crate::export::xml::Xml;
use crate::export::{Deferred, Exporter, FileKey, RenderBuffer, Settings};
use crate::model::{Aligner, Pair, TranslationType};

/// Writes one TMX per locale pair and translation type.
pub(super) struct Tmx {
    inline: Inline,
    style: LangStyle,
    sentences: bool,
    by_translation_type: bool,
    /// Whether a pair that repeats an earlier one in the same context is left out.
    merges: bool,
    context: String,
}

impl Tmx {
    pub fn new(settings: &Settings) -> Self {
        Self {
            inline: settings.inline,
            style: settings.lang_style,
            sentences: settings.sentences,
            by_translation_type: settings.by_translation_type,
            merges: settings.merges(),
            context: String::new(),
        }
    }

    /// What the name of a file ends with.
    fn suffix(&self, translation_type: TranslationType) -> &'static str {
        match translation_type {
            TranslationType::Human if self.by_translation_type => ".HT.tmx",
            TranslationType::Machine if self.by_translation_type => ".MT.tmx",
            _ => ".tmx",
        }
    }

    /// Writes what follows the deferred properties: both texts.
    fn variants(&self, xml: &mut Xml<'_>, record: &Pair, texts: &MatchedTexts<'_>) {
        let (source, target) = self
            .style
            .tags(&record.source.locale, &record.target.locale);
        for (side, language, text) in [
            (&record.source, source, &texts.source),
            (&record.target, target, &texts.target),
        ] {
            let document = source_document(&side.locale, &record.document);
            let props = [("source-document", &*document)];
            variant(xml, language, &props, |xml| tmx_segment::write(xml, text));
        }
    }
}

impl Exporter for Tmx {
    fn header(&self, file: &FileKey, out: &mut Vec<u8>) {
        if let Some((source, target)) = &file.pair {
            let header = Header {
                source: self.style.tags(source, target).0,
                sentences: self.sentences,
                original_format: "markdown",
            };
            header.write(out);
        }
    }

    fn footer(&self, _file: &FileKey, out: &mut Vec<u8>) {
        tmx_document::footer(out);
    }

    fn retain(&self, deferred: &Deferred<'_>) -> bool {
        deferred.count > 0 || !self.merges
    }

    fn write_deferred(&self, _file: &FileKey, deferred: &Deferred<'_>, out: &mut Vec<u8>) {
        let mut xml = Xml::new(out);
        let duplicate_of = deferred.duplicate_of.unwrap_or_default();
        prop(&mut xml, "x-flags", &deferred.flags.to_string());
        prop(&mut xml, "x-duplicate-of", duplicate_of);
        if deferred.count > 1 {
            prop(&mut xml, "x-count", &deferred.count.to_string());
        }
    }

    fn pair(&mut self, record: &Pair, out: &mut RenderBuffer) {
        let Some(texts) = texts(record, self.inline) else {
            out.empty += 1;
            return;
        };
        let bytes = out.pair(
            &record.source.locale,
            &record.target.locale,
            self.suffix(record.translation_type),
        );
        let mut xml = Xml::new(bytes);
        open_unit(&mut xml, record);
        join(&record.context, &mut self.context);
        place(&mut xml, record, &self.context);
        provenance(&mut xml, record);
        let stripped = xml.stripped;
        let mut xml = Xml::new(out.defer());
        self.variants(&mut xml, record, &texts);
        xml.close("tu");
        xml.line();
        let stripped = stripped + xml.stripped;
        out.stripped += stripped;
    }
}

fn open_unit(xml: &mut Xml<'_>, record: &Pair) {
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
}

/// Writes the properties that say where a text is, under the names of the tools that match by them: OmegaT (`id`,
/// `prev`, `next`), memoQ (`x-context-pre`, `x-context-post`), translate-toolkit (`x-context`).
///
/// OmegaT's `file` is left out. With it, OmegaT uses a translation only in that file and next to the neighbours that
/// OmegaT itself finds there, and fills in nothing anywhere else. The path is in `x-document`.
pub(super) fn place(xml: &mut Xml<'_>, record: &Pair, context: &str) {
    let before = record.before.as_deref().unwrap_or_default();
    let after = record.after.as_deref().unwrap_or_default();
    prop(xml, "x-document", &record.document);
    prop(xml, "x-kind", record.kind.as_str());
    prop(xml, "id", &record.id);
    prop(xml, "prev", before);
    prop(xml, "next", after);
    prop(xml, "x-context-pre", before);
    prop(xml, "x-context-post", after);
    prop(xml, "x-context", context);
}

/// Writes the properties that say where a pair comes from and how sure it is.
fn provenance(xml: &mut Xml<'_>, record: &Pair) {
    let same_version = if record.same_version { "true" } else { "false" };
    let score = rounded(record.score).to_string();
    let props = [
        ("x-translation-type", record.translation_type.as_str()),
        (
            "x-source-hash",
            record.source.hash.as_deref().unwrap_or_default(),
        ),
        (
            "x-target-hash",
            record.target.hash.as_deref().unwrap_or_default(),
        ),
        ("x-same-version", same_version),
        ("x-parent", record.parent.as_deref().unwrap_or_default()),
        ("x-score", &score),
    ];
    for (name, value) in props {
        prop(xml, name, value);
    }
    if record.aligner == Aligner::Publisher {
        prop(xml, "x-aligner", record.aligner.as_str());
    }
    if record.reviewed {
        prop(xml, "x-reviewed", "true");
    }
    if let Some(matched) = &record.matched {
        prop(
            xml,
            "x-match-score",
            &rounded(matched.probability).to_string(),
        );
        prop(xml, "x-matched-path", &matched.path);
    }
}
