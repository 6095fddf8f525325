//! One TMX with all locales: a `tu` a source unit, a `tuv` a locale.
//!
//! Pairs come locale pair by locale pair, and are gathered by what stands on their sides until the article is over.
//! A pair joins the group that holds one of its sides, if the other side's locale is not in it yet with another
//! text; else it begins a group of its own. So no pair is lost, and no `tu` has two texts in one locale. What is rendered
//! of the groups waits on disk once it is large.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use super::columns::{join, rounded};
use super::rendered_parts::{Part, RenderedParts};
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

/// Rendered bytes that one call of [`Exporter::end`] may write.
const PORTION: usize = 256 << 10;

/// Writes one TMX with all locales.
pub(super) struct MultilingualTmx {
    source: Locale,
    inline: Inline,
    style: LangStyle,
    sentences: bool,
    groups: VecDeque<Group>,
    /// The group of each side: its locale and bytes in the file.
    member: FxHashMap<(Locale, u32, u32), usize>,
    /// What was rendered of the groups.
    rendered: RenderedParts,
}

/// The texts of one unit in all locales.
struct Group {
    /// Identity, source language and the properties of the first pair.
    id: String,
    locale: Locale,
    props: Part,
    machine: bool,
    date: Option<Date>,
    texts: Vec<Text>,
}

/// The text in one locale.
struct Text {
    locale: Locale,
    start: u32,
    end: u32,
    /// The `tuv` element.
    element: Part,
}

impl MultilingualTmx {
    pub fn new(settings: &Settings) -> Self {
        Self {
            sentences: settings.sentences,
            source: settings.source.clone(),
            inline: settings.inline,
            style: settings.lang_style,
            groups: VecDeque::new(),
            member: FxHashMap::default(),
            rendered: RenderedParts::default(),
        }
    }

    fn begin(&mut self, record: &Pair, out: &mut RenderBuffer) -> usize {
        let mut props = Vec::new();
        let mut xml = Xml::new(&mut props);
        let mut context = String::new();
        join(&record.context, &mut context);
        place(&mut xml, record, &context);
        out.stripped += xml.stripped;
        self.groups.push_back(Group {
            id: record.id.clone(),
            locale: record.source.locale.clone(),
            props: out.check(self.rendered.add(&props)),
            machine: false,
            date: None,
            texts: Vec::new(),
        });
        self.groups.len() - 1
    }

    /// Puts a side of a pair into a group, if its locale is not there yet.
    fn put(
        &mut self,
        (group, document): (usize, &str),
        side: &PairSide,
        text: &[Fragment<'_>],
        [score, flags]: [&str; 2],
        out: &mut RenderBuffer,
    ) {
        let texts = &self.groups[group].texts;
        if texts.iter().any(|t| t.locale == side.locale) {
            return;
        }
        let mut element = Vec::new();
        let mut xml = Xml::new(&mut element);
        let document = source_document(&side.locale, document);
        let props = [
            ("source-document", &*document),
            (
                "x-translation-type",
                side.translation_type.map_or("", TranslationType::as_str),
            ),
            ("x-hash", side.hash.as_deref().unwrap_or_default()),
            ("x-score", score),
            ("x-flags", flags),
        ];
        variant(&mut xml, tag(self.style, &side.locale), &props, |xml| {
            tmx_segment::write(xml, text)
        });
        out.stripped += xml.stripped;
        self.groups[group].texts.push(Text {
            locale: side.locale.clone(),
            start: side.span.start,
            end: side.span.end,
            element: out.check(self.rendered.add(&element)),
        });
        self.member.entry(key(side)).or_insert(group);
    }

    /// Writes a group.
    fn write(&mut self, group: &Group, out: &mut RenderBuffer) {
        let mut bytes = Vec::new();
        let mut xml = Xml::new(&mut bytes);
        let date = group.date.map(timestamp);
        let mut attributes = vec![("tuid", &*group.id)];
        if let Some(date) = &date {
            attributes.push(("creationdate", date));
        }
        if group.machine {
            attributes.push(("creationid", MACHINE));
        }
        if group.locale != self.source {
            attributes.push(("srclang", tag(self.style, &group.locale)));
        }
        xml.open("tu", &attributes);
        xml.line();
        let stripped = xml.stripped;
        let parts = [&group.props].into_iter();
        for part in parts.chain(group.texts.iter().map(|text| &text.element)) {
            out.check(self.rendered.read(part, &mut bytes));
        }
        let mut xml = Xml::new(&mut bytes);
        xml.close("tu");
        xml.line();
        out.stripped += stripped;
        out.whole(NAME).extend_from_slice(&bytes);
    }
}

/// A locale's tag. Two locales of one language keep apart only when written in full.
fn tag(style: LangStyle, locale: &Locale) -> &str {
    match style {
        LangStyle::Full => locale.as_str(),
        LangStyle::Primary => locale.language(),
    }
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
        let group = found.unwrap_or_else(|| self.begin(record, out));
        let (score, flags) = (rounded(record.score).to_string(), record.flags.to_string());
        let place = (group, &*record.document);
        self.put(place, source, &texts.source, ["", ""], out);
        self.put(place, target, &texts.target, [&score, &flags], out);
        let group = &mut self.groups[group];
        group.machine |= record.translation_type == TranslationType::Machine;
        group.date = group.date.max(target.handoff);
    }

    fn end(&mut self, out: &mut RenderBuffer) -> bool {
        while let Some(group) = self.groups.pop_front() {
            self.write(&group, out);
            if out.len() > PORTION {
                return true;
            }
        }
        self.member.clear();
        self.rendered = RenderedParts::default();
        false
    }
}
