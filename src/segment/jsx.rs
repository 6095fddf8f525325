//! JSX components that are blocks: the texts in their attributes, `<TabItem label="Linux">`.

use std::ops::Range;

use crate::model::UnitKind;

use super::blocks::Segmenter;
use super::containers::Place;
use super::{html, neutral_key};

/// Attributes that readers see.
const TEXTS: [&[u8]; 5] = [b"label", b"title", b"summary", b"caption", b"description"];

/// Whether a name is that of a component: HTML's own begin in lower case in all that writes JSX.
pub(super) fn is_component(name: &[u8]) -> bool {
    name.first().is_some_and(u8::is_ascii_uppercase) && name.iter().any(u8::is_ascii_lowercase)
}

impl Segmenter<'_> {
    /// A component's beginning: a landmark, and a unit for each text of its attributes.
    pub fn component(&mut self, tag: Range<usize>) {
        let file = self.file;
        let attributes = html::attributes(&file[tag.clone()]);
        let name = String::from_utf8_lossy(html::name(file[tag.clone()].as_bytes()));
        self.block(tag.start);
        self.units.landmark(
            neutral_key::hash("component", name.as_bytes()),
            tag.start as u32..tag.end as u32,
        );
        for attribute in attributes.iter().filter(|a| TEXTS.contains(&&*a.name)) {
            let text = attribute.range.start + tag.start..attribute.range.end + tag.start;
            let is_text =
                text.start < text.end && text.end <= tag.end && !attribute.value.starts_with('{');
            if is_text && !attribute.value.trim().is_empty() {
                let place = Place {
                    kind: UnitKind::Directive,
                    label: Some(name.to_ascii_lowercase().into()),
                    cell: None,
                    ..self.containers.place()
                };
                self.open(text.clone(), place, 0);
                self.raw_text(text);
                self.close();
            }
        }
    }
}
