//! dumi: `<code src="./demo/basic.tsx">Title</code>`, one line for each demo, and each a unit.

use super::super::jsx_scan::{self, JsxAttribute, Value};
use super::super::neutral_key;
use super::mark::MarkKind;
use super::masker::{Line, Masker};

/// Attributes of a demo that readers see.
const TEXTS: [&str; 3] = ["title", "description", "tip"];

impl Masker<'_> {
    /// A demo that begins a line. Other `<code>` is HTML.
    pub(super) fn demo(&mut self, at: usize, line: &Line) {
        if at != line.content {
            return;
        }
        let mut attributes: Vec<JsxAttribute> = Vec::new();
        let each = |attribute| attributes.push(attribute);
        let Ok(tag) = jsx_scan::tag(self.bytes, at, line.range.end, each) else {
            return;
        };
        let named = |name: &str| {
            let attribute = attributes
                .iter()
                .find(|a| &self.body[a.name.clone()] == name);
            attribute.and_then(|a| match &a.value {
                Value::Text(text) => Some(text.clone()),
                _ => None,
            })
        };
        let Some(source) = named("src") else {
            return;
        };
        let title = self.body[tag.end..line.range.end].trim_end();
        let title = match (tag.form, title.strip_suffix("</code>")) {
            (jsx_scan::TagForm::Empty, _) if title.is_empty() => "",
            (_, Some(title)) => title.trim(),
            _ => return,
        };
        let texts: Vec<_> = TEXTS.iter().filter_map(|name| named(name)).collect();
        let key = neutral_key::hash_address("demo", &self.body[source]);
        let title = self.place(title);
        let span = at..line.range.end;
        self.blank(span.clone());
        self.done = span.end;
        self.mark(span, MarkKind::Landmark { key });
        if !title.is_empty() {
            let (kind, label) = (None, None);
            self.mark(
                title.clone(),
                MarkKind::Text {
                    kind,
                    label,
                    text: title,
                },
            );
        }
        for text in texts.into_iter().filter(|text| !text.is_empty()) {
            self.title("code", text);
        }
    }
}
