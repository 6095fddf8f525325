//! Components: tags of JSX and Vue, and the texts in the attributes of any tag, `<TabItem label="Linux">`.

use std::ops::Range;

use crate::model::UnitKind;

use super::containers::Place;
use super::diagnostics::Diagnostic;
use super::html::{self, Sort};
use super::inlines::apart;
use super::jsx_scan::{self, JsxAttribute, Value};
use super::segmenter::Segmenter;
use super::{attribute_texts, neutral_key};

/// Whether a name is that of a component: HTML's own begin in lower case in all that writes JSX.
pub(super) fn is_component(name: &[u8]) -> bool {
    name.first().is_some_and(u8::is_ascii_uppercase) && name.iter().any(u8::is_ascii_lowercase)
}

/// A text in an attribute.
struct AttributeText {
    range: Range<usize>,
    place: Place,
}

impl Segmenter<'_> {
    /// A component's beginning: a landmark, and a unit for each text of its attributes.
    pub fn component(&mut self, tag: Range<usize>) {
        let name = String::from_utf8_lossy(html::name(self.file[tag.clone()].as_bytes()));
        let key = neutral_key::hash("component", name.as_bytes());
        self.block(tag.start);
        self.units.landmark(key, tag.start as u32..tag.end as u32);
        self.block_texts(tag);
    }

    /// The texts of a tag inside a unit: units of their own, after that unit.
    pub fn texts_of_tag(&mut self, tag: &Range<usize>) {
        if self.image.is_some() {
            return;
        }
        for text in self.attribute_texts(tag) {
            self.alt.begin(text.range.start);
            html::raw(self.file, text.range.clone(), &mut self.alt);
            if let Some(written) = self.alt.finish() {
                self.leaf(tag.start).images.push(apart(written, text.place));
            }
        }
    }

    /// A tag that fills lines in MDX, or one around Markdown.
    pub fn flow_tag(&mut self, span: Range<usize>) {
        self.close();
        let tag = &self.file[span.clone()];
        let name = html::name(tag.as_bytes());
        let (closes, empty) = (tag.starts_with("</"), tag.ends_with("/>"));
        let sort = html::sort(name);
        if is_component(name) || matches!(sort, Sort::Inline | Sort::Span | Sort::Anchor) {
            if !closes {
                self.component(span);
            }
            return;
        }
        match sort {
            Sort::Image => {
                self.leaf(span.start);
                self.inline_html(span);
                self.close();
            }
            Sort::Break | Sort::Pre | Sort::Skip => {}
            _ => {
                self.tag(sort, !closes, span.clone());
                if empty {
                    self.tag(sort, false, span);
                }
            }
        }
    }

    /// The texts in the attributes of a tag that is a block.
    pub fn block_texts(&mut self, tag: Range<usize>) {
        let texts = self.attribute_texts(&tag);
        if texts.is_empty() {
            return;
        }
        self.block(tag.start);
        for text in texts {
            self.open(text.range.clone(), text.place, 0);
            self.raw_text(text.range);
            self.close();
        }
    }

    /// A tag inside a paragraph of MDX.
    pub fn tag_in_text(&mut self, span: Range<usize>, splits: bool) {
        let name = html::name(self.file[span.clone()].as_bytes());
        let block = !matches!(
            html::sort(name),
            Sort::Break
                | Sort::Image
                | Sort::Anchor
                | Sort::Span
                | Sort::Inline
                | Sort::Pre
                | Sort::Skip
        );
        let in_unit = self.image.is_some() || !self.links.is_empty();
        if (splits || block) && !in_unit {
            self.flow_tag(span);
        } else {
            self.inline_html(span);
        }
    }

    /// An element of JSX whose content is not text.
    pub fn whole_element(&mut self, span: Range<usize>) {
        let file = self.file;
        let element = &file[span.clone()];
        if html::sort(html::name(element.as_bytes())) != Sort::Pre {
            return;
        }
        let open = element.find('>').map_or(0, |at| at + 1);
        let close = element.rfind("</").unwrap_or(element.len()).max(open);
        let content = span.start + open..span.start + close;
        self.code_block(&file[content.clone()], "", content, span);
    }

    /// The texts in the attributes of a tag, in their order.
    fn attribute_texts(&mut self, tag: &Range<usize>) -> Vec<AttributeText> {
        let file = self.file;
        let text = &file[tag.clone()];
        let name = html::name(text.as_bytes());
        let own = !is_component(name) && !name.contains(&b'-');
        let label: Box<str> = String::from_utf8_lossy(name).to_ascii_lowercase().into();
        let mut texts = Vec::new();
        let has = |name: &[u8]| memchr::memmem::find(text.as_bytes(), name).is_some();
        if own && !has(b"title") && !has(b"description") {
            return texts;
        }
        let image = own && matches!(html::sort(name), Sort::Image);
        for attribute in &attributes_of(text) {
            let key = text[attribute.name.clone()].to_ascii_lowercase();
            let known = match own {
                true => key == "title" || image && key == "description",
                false => self.is_text_attribute(&key),
            };
            if own && !known && matches!(attribute.value, Value::Text(_)) {
                continue;
            }
            let (found, unread) = self.texts_of_value(text, &attribute.value, &key, known);
            if let Some(unread) = unread {
                let at = tag.start + attribute.name.start;
                self.diagnostics.push((at, unread));
            }
            if found.is_empty() {
                continue;
            }
            let place = Place {
                kind: match &*key {
                    "alt" => UnitKind::ImageAlt,
                    _ => UnitKind::Directive,
                },
                label: Some(if own { "title".into() } else { label.clone() }),
                cell: None,
                ..self.containers.place()
            };
            let is_blank = |range: &Range<usize>| text[range.clone()].trim().is_empty();
            let found = found.into_iter().filter(|range| !is_blank(range));
            texts.extend(found.map(|range| AttributeText {
                range: range.start + tag.start..range.end + tag.start,
                place: place.clone(),
            }));
        }
        texts
    }

    /// The texts in the value of an attribute, and what is to be said of text that is not read.
    fn texts_of_value(
        &self,
        tag: &str,
        value: &Value,
        key: &str,
        known: bool,
    ) -> (Vec<Range<usize>>, Option<Diagnostic>) {
        match value {
            Value::Text(range) if known => (vec![range.clone()], None),
            Value::Text(range) if attribute_texts::is_prose(key, &tag[range.clone()]) => {
                (Vec::new(), Some(Diagnostic::UnreadAttribute))
            }
            Value::Expression(range) => {
                let is_text = |name: &str| self.is_text_attribute(name);
                let found = attribute_texts::in_expression(tag, range.clone(), key, known, is_text);
                let holds_text = attribute_texts::holds_text(&tag[range.clone()]);
                (found, holds_text.then_some(Diagnostic::TextInExpression))
            }
            _ => (Vec::new(), None),
        }
    }

    fn is_text_attribute(&self, name: &str) -> bool {
        self.text_attributes
            .iter()
            .any(|known| known.eq_ignore_ascii_case(name))
    }

    /// A text of a directive: Markdown in a line, save for alternative texts.
    pub fn directive_text(&mut self, text: Range<usize>, place: Place) {
        if place.kind == UnitKind::ImageAlt {
            self.open(text.clone(), place, 0);
            self.raw_text(text);
            self.close();
            return;
        }
        self.open(text.clone(), place, 0);
        self.marked_text(text);
        self.close();
    }
}

/// The attributes of a tag, also of HTML that JSX does not know.
fn attributes_of(tag: &str) -> Vec<JsxAttribute> {
    let mut attributes: Vec<JsxAttribute> = Vec::new();
    let each = |attribute| attributes.push(attribute);
    if jsx_scan::tag(tag.as_bytes(), 0, tag.len(), each).is_ok() {
        return attributes;
    }
    let titles = html::attributes(tag)
        .into_iter()
        .filter(|a| a.name == b"title");
    let titles = titles.filter(|a| a.range.start < a.range.end && a.range.end <= tag.len());
    titles
        .filter_map(|a| {
            let name = memchr::memmem::find(&tag.as_bytes()[..a.range.start], b"title")?;
            Some(JsxAttribute {
                name: name..name + 5,
                value: Value::Text(a.range),
            })
        })
        .collect()
}
