//! One TMX with all locales: a `tu` a source unit, a `tuv` a locale.
//!
//! Pairs come locale pair by locale pair, and are gathered by what stands on their sides until the article is over.
//! A pair joins the group that holds one of its sides, if the other side's locale is not in it yet with another
//! text; else it begins a group of its own. So no pair is lost, and no `tu` has two texts in one locale.

use rustc_hash::FxHashMap;

use super::columns::{join, rounded};
use super::tmx::place;
use super::tmx_document::{self, Header, MACHINE, source_document, timestamp, variant};
use crate::export::markup::inline_codes::Fragment;
use crate::export::markup::texts;
use crate::export::markup::tmx_segment;
use crate::export::settings::{Inline, LangStyle};
use crate::export::xml::Xml;
use crate::export::{Exporter, FileKey, RenderBuffer, Settings};
use crate::model::{Date, Locale, Pair, PairSide, TranslationType};

const NAME: &str = "multilingual.tmx";

/// Writes one TMX with all locales.
pub(super) struct MultilingualTmx {
    source: Locale,
    inline: Inline,
    style: LangStyle,
    sentences: bool,
    groups: Vec<Group>,
    /// The group of each side: its locale and bytes in the file.
    member: FxHashMap<(Locale, u32, u32), usize>,
}

/// The texts of one unit in all locales.
struct Group {
    /// Identity, source language and the properties of the first pair, rendered.
    id: String,
    document: String,
    locale: Locale,
    props: Vec<u8>,
    machine: bool,
    date: Option<Date>,
    texts: Vec<Text>,
}

/// The text in one locale.
struct Text {
    locale: Locale,
    start: u32,
    end: u32,
    /// Rendered.
    segment: Vec<u8>,
    translation_type: &'static str,
    hash: String,
    /// Score and flags of the pair that brought it.
    found: [String; 2],
}

impl MultilingualTmx {
    pub fn new(settings: &Settings) -> Self {
        Self {
            sentences: settings.sentences,
            source: settings.source.clone(),
            inline: settings.inline,
            style: settings.lang_style,
            groups: Vec::new(),
            member: FxHashMap::default(),
        }
    }

    fn begin(&mut self, record: &Pair, stripped: &mut u64) -> usize {
        let mut props = Vec::new();
        let mut xml = Xml::new(&mut props);
        let mut context = String::new();
        join(&record.context, &mut context);
        place(&mut xml, record, &context);
        *stripped += xml.stripped;
        self.groups.push(Group {
            id: record.id.clone(),
            document: record.document.clone(),
            locale: record.source.locale.clone(),
            props,
            machine: false,
            date: None,
            texts: Vec::new(),
        });
        self.groups.len() - 1
    }

    /// Puts a side into a group, if it is not there yet.
    fn put(
        &mut self,
        group: usize,
        side: &PairSide,
        text: &[Fragment<'_>],
        found: [String; 2],
        out: &mut RenderBuffer,
    ) {
        let texts = &mut self.groups[group].texts;
        if texts.iter().any(|t| t.locale == side.locale) {
            return;
        }
        texts.push(Text {
            locale: side.locale.clone(),
            start: side.span.start,
            end: side.span.end,
            segment: render(text, out),
            translation_type: side.translation_type.map_or("", TranslationType::as_str),
            hash: side.hash.clone().unwrap_or_default(),
            found,
        });
        self.member.entry(key(side)).or_insert(group);
    }
}

/// A locale's tag. Two locales of one language keep apart only when written in full.
fn tag(style: LangStyle, locale: &Locale) -> &str {
    match style {
        LangStyle::Full => locale.as_str(),
        LangStyle::Primary => locale.language(),
    }
}

fn render(text: &[Fragment<'_>], out: &mut RenderBuffer) -> Vec<u8> {
    let mut segment = Vec::new();
    let mut xml = Xml::new(&mut segment);
    tmx_segment::write(&mut xml, text);
    out.stripped += xml.stripped;
    segment
}

fn key(side: &PairSide) -> (Locale, u32, u32) {
    (side.locale.clone(), side.span.start, side.span.end)
}

impl Group {
    /// Whether a side may be in the group: it is, or its locale is not.
    fn takes(&self, side: &PairSide) -> bool {
        self.texts
            .iter()
            .find(|t| t.locale == side.locale)
            .is_none_or(|t| (t.start, t.end) == (side.span.start, side.span.end))
    }

    fn write(&self, header: &Locale, style: LangStyle, out: &mut RenderBuffer) {
        let mut xml = Xml::new(out.whole(NAME));
        let date = self.date.map(timestamp);
        let mut attributes = vec![("tuid", &*self.id)];
        if let Some(date) = &date {
            attributes.push(("creationdate", date));
        }
        if self.machine {
            attributes.push(("creationid", MACHINE));
        }
        if self.locale != *header {
            attributes.push(("srclang", tag(style, &self.locale)));
        }
        xml.open("tu", &attributes);
        xml.line();
        xml.raw(&self.props);
        for text in &self.texts {
            let document = source_document(&text.locale, &self.document);
            let props = [
                ("source-document", &*document),
                ("x-translation-type", text.translation_type),
                ("x-hash", &*text.hash),
                ("x-score", &*text.found[0]),
                ("x-flags", &*text.found[1]),
            ];
            variant(&mut xml, tag(style, &text.locale), &props, |xml| {
                xml.raw(&text.segment)
            });
        }
        xml.close("tu");
        xml.line();
        let stripped = xml.stripped;
        out.stripped += stripped;
    }
}

impl Exporter for MultilingualTmx {
    fn is_by_pair(&self) -> bool {
        false
    }

    fn header(&self, _file: &FileKey, out: &mut Vec<u8>) {
        let header = Header {
            source: tag(self.style, &self.source),
            sentences: self.sentences,
            original_format: "markdown",
        };
        header.write(out);
    }

    fn footer(&self, _file: &FileKey, out: &mut Vec<u8>) {
        tmx_document::footer(out);
    }

    fn pair(&mut self, record: &Pair, out: &mut RenderBuffer) {
        let Some(texts) = texts(record, self.inline) else {
            out.empty += 1;
            return;
        };
        let (source, target) = (&record.source, &record.target);
        let fits =
            |group: &usize| self.groups[*group].takes(source) && self.groups[*group].takes(target);
        let held = [source, target].map(|side| self.member.get(&key(side)).copied());
        let found = held.into_iter().flatten().find(fits);
        let group = found.unwrap_or_else(|| self.begin(record, &mut out.stripped));
        let found = [rounded(record.score).to_string(), record.flags.to_string()];
        self.put(group, source, &texts.source, Default::default(), out);
        self.put(group, target, &texts.target, found, out);
        let group = &mut self.groups[group];
        group.machine |= record.translation_type == TranslationType::Machine;
        group.date = group.date.max(target.handoff);
    }

    fn end(&mut self, out: &mut RenderBuffer) {
        for group in self.groups.drain(..) {
            group.write(&self.source, self.style, out);
        }
        self.member.clear();
    }
}
