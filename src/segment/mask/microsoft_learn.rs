//! Microsoft Learn: alerts, includes, videos, code snippets, div markers, and `:::` directives.

use std::ops::Range;

use memchr::memmem;

use crate::model::UnitKind;

use super::super::{neutral_key, normalize::is_blank};
use super::colons;
use super::mark::MarkKind;
use super::masker::{Line, Masker};

impl Masker<'_> {
    /// `[!`: an alert's marker or a directive in brackets.
    pub(super) fn bracket(&mut self, at: usize, line: &Line) {
        let word = self.bracket_word(at, line.range.end);
        let lower = word.to_ascii_lowercase();
        let Some(end) = self.balanced(at, line.range.end) else {
            return;
        };
        if matches!(&*lower, "include" | "video" | "div" | "channel9")
            || lower == "code"
            || lower.starts_with("code-")
        {
            self.bracket_directive(at..end, &lower, line);
        } else if end == at + 3 + word.len() && !word.is_empty() {
            self.alert(at..end, at + 2..end - 1, line);
        }
    }

    /// The name after `[!`.
    pub(super) fn bracket_word(&self, at: usize, limit: usize) -> &str {
        let rest = &self.body[at + 2..limit.max(at + 2)];
        let end = rest
            .char_indices()
            .take(40)
            .find(|(_, c)| !(c.is_alphanumeric() || matches!(c, '-' | '_' | ' ') || !c.is_ascii()))
            .map_or(0, |(index, _)| index);
        let word = &rest[..end];
        match word.split_once(' ') {
            Some((name, _)) if name.is_ascii() && rest.as_bytes().get(end) != Some(&b']') => name,
            Some((name, _))
                if matches!(&*name.to_ascii_lowercase(), "video" | "div" | "include") =>
            {
                name
            }
            _ => word,
        }
    }

    fn bracket_directive(&mut self, span: Range<usize>, name: &str, line: &Line) {
        let inner = &self.body[span.start + 2 + name.len()..span.end - 1];
        let base = span.start + 2 + name.len();
        let (mut title, mut path) = (span.end..span.end, inner.trim());
        if let Some(open) = inner.find('[')
            && let Some(close) = inner[open..].find("](").map(|n| open + n)
        {
            title = base + open + 1..base + close;
            path = inner[close + 2..]
                .split_once(')')
                .map_or(&inner[close + 2..], |(path, _)| path);
        }
        let path = path.split(" \"").next().unwrap_or(path);
        let key = neutral_key::hash_address(
            if name == "include" {
                "include"
            } else {
                "directive"
            },
            path,
        );
        let text = if name == "div" || name == "video" {
            span.end..span.end
        } else {
            title
        };
        self.take(
            span,
            line,
            MarkKind::Landmark { key },
            MarkKind::Inline { text, key },
        );
    }

    /// `:::`: a directive of Learn, an admonition of Docusaurus, or the end of either.
    pub(super) fn colons(&mut self, at: usize, line: &Line) {
        let colons = self.bytes[at..line.range.end]
            .iter()
            .take_while(|b| **b == b':')
            .count();
        let name_at = at
            + colons
            + self.bytes[at + colons..line.range.end]
                .iter()
                .take_while(|b| **b == b' ')
                .count();
        let name = self.body[name_at..line.range.end]
            .split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
            .next()
            .unwrap_or("");
        let leads = at == line.content;
        self.done = at + colons;
        if name.is_empty() {
            self.nameless_colons(at, colons, name_at, line);
            return;
        }
        let after = name_at + name.len();
        if leads && self.is_container(after, name, line) {
            self.container(at, name_at..line.range.end, colons, line);
            return;
        }
        let Some((close, end)) = self.colons_end(after, line) else {
            if leads {
                self.open_directive(at, name_at..after, line);
            }
            return;
        };
        let args = after..close;
        let span = at..end;
        let line = self.line_through(line, end);
        let landmark = neutral_key::hash("directive", self.identity(name, &args).as_bytes());
        let alone = self.is_alone(&span, &line);
        let readable = self
            .attribute("text", &args)
            .or_else(|| self.attribute("alt-text", &args));
        if let Some(opens) = match name {
            "column" => Some(true),
            "column-end" => Some(false),
            _ => None,
        } {
            self.mark(span.clone(), MarkKind::Column { opens });
        }
        let inside = match readable {
            Some(text) if name != "image" => text,
            _ => end..end,
        };
        let inside = MarkKind::Inline {
            text: inside,
            key: landmark,
        };
        if name == "no-loc" {
            self.fill(span.clone());
            self.mark(span.clone(), inside);
        } else {
            self.take(
                span.clone(),
                &line,
                MarkKind::Landmark { key: landmark },
                inside,
            );
            if alone || name == "image" {
                self.texts(&self.body[name_at..after], &args);
            }
        }
        self.done = span.end;
    }

    /// Whether braces with a name, a class or an id are at a byte.
    fn names_container(&self, at: usize) -> bool {
        let inner = self.bytes[at..]
            .strip_prefix(b"{")
            .map(<[u8]>::trim_ascii_start);
        let first = inner.and_then(|inner| inner.first());
        first.is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'.' | b'#'))
    }

    /// Whether colons and a name open a container: the name is not one of Learn's, and the line is not a directive with
    /// attributes that ends on it.
    fn is_container(&self, after: usize, name: &str, line: &Line) -> bool {
        let rest = self.body[after..line.range.end].trim_end();
        let whole = rest.ends_with(":::") && rest.contains("=\"");
        !colons::is_learn(name) && (!whole || rest.starts_with(['{', '[']))
    }

    /// Colons without a name: the end of a container, or one that is named in braces.
    fn nameless_colons(&mut self, at: usize, colons: usize, after: usize, line: &Line) {
        let leads = at == line.content;
        let ends = is_blank(&self.bytes[at + colons..line.range.end]);
        if leads && self.names_container(after) {
            self.container(at, after..line.range.end, colons, line);
        } else if leads && ends {
            let span = at..line.range.end;
            self.blank(span.clone());
            self.done = span.end;
            let colons = self.container_end(colons);
            self.mark(span, MarkKind::NoteClose { colons });
        } else if ends && !self.containers.is_empty() {
            let span = at..at + colons;
            self.hide(span.clone());
            let colons = self.container_end(colons);
            self.mark(span.end..span.end, MarkKind::NoteClose { colons });
        }
    }

    /// The position of the closing `:::` of a directive: on the same line, or further down when its attributes are
    /// spread over lines.
    fn colons_end(&self, from: usize, line: &Line) -> Option<(usize, usize)> {
        let mut limit = line.range.end;
        loop {
            if let Some(close) = memmem::find(&self.bytes[from..limit], b":::") {
                let close = from + close;
                let end = close
                    + self.bytes[close..limit]
                        .iter()
                        .take_while(|b| **b == b':')
                        .count();
                return Some((close, end));
            }
            let next = limit + self.bytes[limit..].iter().position(|b| *b == b'\n')? + 1;
            let next = self.line(next.min(self.bytes.len()));
            let text = &self.body[next.range.clone()];
            let name = text
                .trim_start()
                .trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == '-');
            let attributes = name.len() < text.trim_start().len() && name.starts_with("=\"")
                || text.trim() == ":::";
            if !attributes || next.range.start - from > 4096 {
                return None;
            }
            limit = next.range.end;
        }
    }

    /// A line stretched to the end of the line that holds a byte.
    pub(super) fn line_through(&self, line: &Line, end: usize) -> Line {
        let mut line = line.clone();
        if end > line.range.end {
            line.range.end = self.line(end).range.end;
        }
        line
    }

    /// A directive without closing colons: `::: zone pivot="x"`, `:::note Title`.
    fn open_directive(&mut self, at: usize, name: Range<usize>, line: &Line) {
        let args = name.end..line.range.end;
        let word = &self.body[name.clone()];
        let span = at..line.range.end;
        let key = neutral_key::hash("directive", self.identity(word, &args).as_bytes());
        let rest = self.body[args.clone()].trim();
        let is_text = !rest.contains('=')
            && !rest.starts_with(['{', '"'])
            && rest.chars().any(char::is_alphanumeric);
        self.blank(span.clone());
        self.done = span.end;
        self.mark(span, MarkKind::Landmark { key });
        if is_text {
            self.title(word, args);
        } else {
            self.texts(word, &args);
        }
    }

    /// The free text after a directive's name.
    pub(super) fn title(&mut self, name: &str, args: Range<usize>) {
        let kind = Some(UnitKind::Directive);
        let label = Some(name.to_ascii_lowercase().into());
        self.mark(
            args.clone(),
            MarkKind::Text {
                kind,
                label,
                text: args,
            },
        );
    }

    /// The texts in a directive's attributes.
    pub(super) fn texts(&mut self, name: &str, args: &Range<usize>) {
        for attribute in ["alt-text", "alt", "title", "caption", "summary"] {
            if let Some(text) = self.attribute(attribute, args) {
                let alt = attribute.starts_with("alt");
                let kind = Some(if alt {
                    UnitKind::ImageAlt
                } else {
                    UnitKind::Directive
                });
                let label = if alt {
                    self.attribute("source", args)
                        .or_else(|| self.attribute("src", args))
                        .map(|path| neutral_key::without_locale(&self.body[path]).into())
                } else {
                    Some(name.to_ascii_lowercase().into())
                };
                self.mark(text.clone(), MarkKind::Text { kind, label, text });
            }
        }
    }

    /// The value of an attribute, quotes left out.
    pub(super) fn attribute(&self, name: &str, args: &Range<usize>) -> Option<Range<usize>> {
        let text = &self.body[args.clone()];
        let mut from = 0;
        while let Some(found) = text[from..].find(name) {
            let at = from + found;
            from = at + name.len();
            let starts = at == 0
                || matches!(
                    text.as_bytes()[at - 1],
                    b' ' | b'\t' | b'\n' | b'{' | b'"' | b'\''
                );
            let Some(value) = text[from..]
                .trim_start()
                .strip_prefix('=')
                .map(str::trim_start)
            else {
                continue;
            };
            let quote = value.bytes().next();
            if starts && let Some(quote @ (b'"' | b'\'')) = quote {
                let start = text.len() - value.len() + 1;
                let length = text[start..].find(quote as char)?;
                return Some(args.start + start..args.start + start + length);
            }
        }
        None
    }

    /// What a directive is, without what translators change.
    fn identity(&self, name: &str, args: &Range<usize>) -> String {
        let source = ["source", "range", "id", "pivot", "target"]
            .iter()
            .filter_map(|name| self.attribute(name, args))
            .map(|range| neutral_key::without_locale(&self.body[range]));
        let mut identity = name.to_ascii_lowercase();
        let mut known = false;
        for value in source {
            identity.push(' ');
            identity.push_str(&value);
            known = true;
        }
        if !known && !self.body[args.clone()].contains("text") {
            identity.extend(self.body[args.clone()].split_whitespace());
        }
        identity
    }
}
