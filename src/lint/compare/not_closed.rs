//! Containers, fences, comments and tags that a translation never closes, unless its source leaves them open too.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lint::fault::LintFault;
use crate::lint::rule::Rule;
use crate::model::{ArticleVersion, InlineKind, Span, UnitKind};

/// HTML elements whose end tag is required.
const ELEMENTS: [&str; 38] = [
    "a",
    "abbr",
    "article",
    "aside",
    "audio",
    "b",
    "button",
    "center",
    "code",
    "del",
    "details",
    "div",
    "dl",
    "em",
    "figcaption",
    "figure",
    "font",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "i",
    "iframe",
    "kbd",
    "ol",
    "pre",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "u",
    "ul",
    "video",
];

/// Something that is opened and not closed.
struct Open {
    /// What it is, in words that a message can use; both versions use the same.
    name: String,
    span: Span,
}

/// What the translation leaves open more often than its source.
pub fn not_closed(source: Option<&ArticleVersion>, target: &ArticleVersion) -> Vec<LintFault> {
    let paired = source.map(paired_names).unwrap_or_default();
    let mut open = left_open(target, &paired);
    if open.is_empty() {
        return Vec::new();
    }
    let mut allowed: FxHashMap<String, usize> = FxHashMap::default();
    for open in source.map(|s| left_open(s, &paired)).unwrap_or_default() {
        *allowed.entry(open.name).or_default() += 1;
    }
    open.retain(|one| match allowed.get_mut(&one.name) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        _ => true,
    });
    let fault = |open: Open| {
        let message = format!("{} is never closed", open.name);
        LintFault::of(Rule::NotClosed, Some(open.span), message)
    };
    open.into_iter().map(fault).collect()
}

/// Names of components and shortcodes that a version closes somewhere, so that their end is required.
fn paired_names(version: &ArticleVersion) -> FxHashSet<String> {
    let mut scanner = Scanner::new(version);
    scanner.run();
    scanner.closed
}

fn left_open(version: &ArticleVersion, paired: &FxHashSet<String>) -> Vec<Open> {
    let mut scanner = Scanner::new(version);
    scanner.run();
    let mut open: Vec<Open> = scanner.containers.into_iter().map(|c| c.1).collect();
    open.extend(scanner.fence.map(|f| f.1));
    open.extend(scanner.comment);
    let tags = scanner
        .tags
        .into_iter()
        .filter(|(name, _)| ELEMENTS.contains(&name.as_str()) || paired.contains(name));
    open.extend(tags.flat_map(|(_, open)| open));
    open.sort_by_key(|one| one.span.start);
    open
}

/// Reads a file line by line and keeps what is open.
struct Scanner<'a> {
    version: &'a ArticleVersion,
    /// The bytes of code, in order; tags in them do not count.
    code: Vec<Span>,
    /// Open containers, with their number of colons.
    containers: Vec<(usize, Open)>,
    /// The open fence, with its character and length.
    fence: Option<((u8, usize), Open)>,
    comment: Option<Open>,
    /// Open tags and shortcodes by name, the last one opened last.
    tags: FxHashMap<String, Vec<Open>>,
    /// Names that were closed.
    closed: FxHashSet<String>,
}

impl<'a> Scanner<'a> {
    fn new(version: &'a ArticleVersion) -> Self {
        Self {
            version,
            code: code(version),
            containers: Vec::new(),
            fence: None,
            comment: None,
            tags: FxHashMap::default(),
            closed: FxHashSet::default(),
        }
    }

    fn run(&mut self) {
        let text = &self.version.source.text;
        let body = self.version.source.body as usize;
        let mut start = body;
        for line in text.get(body..).unwrap_or_default().split_inclusive('\n') {
            self.line(start, line);
            start += line.len();
        }
    }

    fn line(&mut self, start: usize, line: &str) {
        let content = line.trim_start_matches([' ', '\t', '>']);
        let at = start + line.len() - content.len();
        let content = content.trim_end();
        if self.comment.is_none() && self.is_fence(at, content) || self.fence.is_some() {
            return;
        }
        if self.comment.is_none() && content.starts_with(":::") {
            self.container(at, content);
        }
        self.marks(start, line);
    }

    /// Opens or closes a fence. Returns whether the line is one.
    fn is_fence(&mut self, at: usize, content: &str) -> bool {
        let Some(&mark) = content
            .as_bytes()
            .first()
            .filter(|b| matches!(b, b'`' | b'~'))
        else {
            return false;
        };
        let length = content.bytes().take_while(|b| *b == mark).count();
        let info = &content[length..];
        if length < 3 || mark == b'`' && info.contains('`') {
            return false;
        }
        match &self.fence {
            Some(((open, least), _)) if *open == mark && length >= *least && info.is_empty() => {
                self.fence = None;
            }
            Some(_) => {}
            None => {
                let open = open("the code fence".to_owned(), at, content);
                self.fence = Some(((mark, length), open));
            }
        }
        true
    }

    /// Opens or closes a container such as `:::tip`. Microsoft Learn closes `:::image …:::` on its line and ends others with
    /// `:::zone-end`.
    fn container(&mut self, at: usize, content: &str) {
        let colons = content.bytes().take_while(|b| *b == b':').count();
        let rest = content[colons..].trim();
        let name: String = rest
            .chars()
            .take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
            .collect();
        if rest.is_empty() {
            self.containers.pop_if(|(open, _)| *open <= colons);
        } else if let Some(begin) = name.strip_suffix("-end") {
            let wanted = format!("the container `:::{begin}`");
            let found = self
                .containers
                .iter()
                .rposition(|(_, open)| open.name == wanted);
            found.map(|index| self.containers.remove(index));
        } else if !rest.ends_with(":::") {
            let open = open(format!("the container `:::{name}`"), at, content);
            self.containers.push((colons, open));
        }
    }

    /// Reads comments, tags and shortcodes of a line.
    fn marks(&mut self, start: usize, line: &str) {
        let mut from = 0;
        if self.comment.is_some() {
            let Some(end) = line.find("-->") else { return };
            self.comment = None;
            from = end + 3;
        }
        while let Some(found) = line[from..].find(['<', '{']) {
            let at = from + found;
            let rest = &line[at..];
            from = at + 1;
            if is_inside(&self.code, (start + at) as u32) {
                continue;
            }
            if let Some(comment) = rest.strip_prefix("<!--") {
                match comment.find("-->") {
                    Some(end) => from = at + 4 + end + 3,
                    None => {
                        self.comment = Some(open("the comment `<!--`".into(), start + at, rest));
                        return;
                    }
                }
            } else if let Some(inside) = rest.strip_prefix("{{<").or(rest.strip_prefix("{{%")) {
                self.shortcode(start + at, rest, inside);
            } else if rest.starts_with('<') {
                self.tag(start + at, rest);
            }
        }
    }

    fn shortcode(&mut self, at: usize, rest: &str, inside: &str) {
        let inside = inside.trim_start();
        if inside.starts_with("/*") {
            return;
        }
        let is_end = inside.starts_with('/');
        let name = name(inside.trim_start_matches('/').trim_start());
        if name.is_empty() || inside.contains("/>}}") || inside.contains("/ %}}") {
            return;
        }
        let key = format!("{{{{< {name} >}}}}");
        self.open_or_close(
            key.clone(),
            is_end,
            at,
            rest,
            format!("the shortcode `{key}`"),
        );
    }

    fn tag(&mut self, at: usize, rest: &str) {
        let inside = &rest[1..];
        let is_end = inside.starts_with('/');
        let name = name(inside.trim_start_matches('/'));
        let tag = rest.find('>').map_or(rest, |end| &rest[..=end]);
        if name.is_empty() || tag.ends_with("/>") {
            return;
        }
        let is_component = name.starts_with(|c: char| c.is_ascii_uppercase());
        let key = if is_component {
            name.to_owned()
        } else {
            name.to_ascii_lowercase()
        };
        let words = format!("the tag `<{key}>`");
        self.open_or_close(key, is_end, at, rest, words);
    }

    fn open_or_close(&mut self, key: String, is_end: bool, at: usize, rest: &str, words: String) {
        if is_end {
            self.tags.entry(key.clone()).or_default().pop();
            self.closed.insert(key);
        } else {
            self.tags
                .entry(key)
                .or_default()
                .push(open(words, at, rest));
        }
    }
}

fn open(name: String, at: usize, rest: &str) -> Open {
    let length = rest.trim_end().len().max(1);
    Open {
        name,
        span: at as u32..(at + length) as u32,
    }
}

/// The name at the beginning of a tag or shortcode.
fn name(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')));
    let name = &text[..end.unwrap_or(text.len())];
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        name
    } else {
        ""
    }
}

/// The bytes of code spans and code blocks, in order.
fn code(version: &ArticleVersion) -> Vec<Span> {
    let document = &version.document;
    let blocks = document.units.iter();
    let blocks = blocks.filter(|unit| unit.kind == UnitKind::Code);
    let spans = document.inlines.iter();
    let spans = spans.filter(|run| run.kind == InlineKind::Code && !run.span.is_empty());
    let mut code: Vec<Span> = blocks.map(|unit| unit.span.clone()).collect();
    code.extend(spans.map(|run| run.span.clone()));
    code.sort_by_key(|span| span.start);
    code
}

fn is_inside(spans: &[Span], at: u32) -> bool {
    let after = spans.partition_point(|span| span.start <= at);
    spans[..after].last().is_some_and(|span| at < span.end)
}
