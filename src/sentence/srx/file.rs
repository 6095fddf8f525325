//! Reads an SRX file: which rules it holds, and which of them a language gets.

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use regex_automata::meta::Regex;

use super::dialect;
use super::error::{SrxError, SrxProblem};
use super::pattern::Form;

/// A rule as the file has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct RawRule {
    pub breaks: bool,
    pub before: String,
    pub after: String,
    /// Line of the file the rule begins on, counted from 1.
    pub line: u32,
}

/// A file's rules by name, and the map from languages to names.
#[derive(Debug, Default)]
pub(super) struct File {
    pub cascade: bool,
    /// Rules in the order of the file, by the name of their `languagerule`.
    pub groups: Vec<(String, Vec<RawRule>)>,
    /// A pattern that language tags match as a whole, the name of the rules they get, and the line.
    pub maps: Vec<(TagPattern, String, u32)>,
}

/// Characters that a `languagepattern` may have when its counted repetitions are written out.
const LARGEST: u64 = 1000;

/// A `languagepattern`, matched without regard to case and against the whole tag, as rule files expect.
#[derive(Debug)]
pub(super) struct TagPattern(Regex);

impl TagPattern {
    fn new(text: &str) -> Result<Self, String> {
        let node = dialect::parse(text)?;
        if node.expanded() > LARGEST {
            return Err("its repetitions are too large".to_owned());
        }
        let text = node.print(Form::Forward);
        Regex::new(&format!(r"(?i)\A(?:{text})\z"))
            .map(Self)
            .map_err(|_| "no valid pattern".to_owned())
    }

    fn matches(&self, tag: &str) -> bool {
        self.0.is_match(tag)
    }
}

impl File {
    /// Reads a file. What cannot be used is left out and named in `problems`.
    pub fn parse(xml: &str, problems: &mut Vec<SrxProblem>) -> Result<Self, SrxError> {
        let xml = xml.strip_prefix('\u{FEFF}').unwrap_or(xml);
        let mut reader = Reader::from_str(xml);
        reader.config_mut().expand_empty_elements = true;
        let mut parsed = Parsed::default();
        let mut lines = Lines::new(xml);
        loop {
            let start = reader.buffer_position() as usize;
            let event = reader.read_event().map_err(|e| SrxError::Xml {
                line: lines.at(start),
                message: e.to_string(),
            })?;
            if matches!(event, Event::Eof) {
                break;
            }
            parsed.event(event, lines.at(start), problems)?;
        }
        if !parsed.has_root {
            return Err(SrxError::NotSrx);
        }
        Ok(parsed.file)
    }

    fn map(&mut self, tag: &BytesStart<'_>, line: u32, problems: &mut Vec<SrxProblem>) {
        let pattern = attribute(tag, "languagepattern").unwrap_or_default();
        let name = attribute(tag, "languagerulename").unwrap_or_default();
        match TagPattern::new(&pattern) {
            Ok(pattern) => self.maps.push((pattern, name, line)),
            Err(message) => problems.push(SrxProblem {
                line,
                rules: name,
                message: format!("language pattern `{pattern}`: {message}"),
            }),
        }
    }

    /// The rules of a language, in order: those of every map that matches with cascading, of the first without.
    pub fn of_language(&self, tag: &str) -> Vec<(&str, &RawRule)> {
        let mut rules = Vec::new();
        let most = if self.cascade { usize::MAX } else { 1 };
        for (_, name, _) in self.maps.iter().filter(|m| m.0.matches(tag)).take(most) {
            if let Some((name, list)) = self.groups.iter().find(|g| g.0 == *name) {
                rules.extend(list.iter().map(|rule| (name.as_str(), rule)));
            }
        }
        rules
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok()??;
    let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
    Some(value.into_owned())
}

fn flag(tag: &BytesStart<'_>, name: &str, absent: bool) -> bool {
    match attribute(tag, name).as_deref().map(str::trim) {
        Some("yes" | "true" | "1") => true,
        Some(_) => false,
        None => absent,
    }
}

fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

/// Line numbers of ascending offsets.
struct Lines<'x> {
    xml: &'x str,
    seen: usize,
    line: u32,
}

impl<'x> Lines<'x> {
    fn new(xml: &'x str) -> Self {
        Self {
            xml,
            seen: 0,
            line: 1,
        }
    }

    fn at(&mut self, offset: usize) -> u32 {
        let between = self.xml.as_bytes().get(self.seen..offset).unwrap_or(&[]);
        self.line += memchr::memchr_iter(b'\n', between).count() as u32;
        self.seen = self.seen.max(offset);
        self.line
    }
}

/// What has been read of a file.
#[derive(Default)]
struct Parsed {
    file: File,
    has_root: bool,
    /// The rule that is open.
    rule: Option<RawRule>,
    /// The text of the pattern that is open.
    pattern: Option<String>,
}

impl Parsed {
    fn event(
        &mut self,
        event: Event<'_>,
        line: u32,
        problems: &mut Vec<SrxProblem>,
    ) -> Result<(), SrxError> {
        match event {
            Event::Start(tag) => self.start(&tag, line, problems),
            Event::End(tag) => self.end(tag.local_name().as_ref()),
            Event::Text(text) => self.text(&text.xml10_content()),
            Event::CData(text) => self.text(&text.xml10_content()),
            Event::GeneralRef(reference) if self.pattern.is_some() => {
                let c = match reference.resolve_char_ref() {
                    Ok(Some(c)) => Some(c),
                    _ => predefined(&reference),
                };
                let c = c.ok_or_else(|| SrxError::Xml {
                    line,
                    message: format!("unknown entity `&{};`", &*reference),
                })?;
                self.text(c.encode_utf8(&mut [0; 4]));
            }
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: &BytesStart<'_>, line: u32, problems: &mut Vec<SrxProblem>) {
        match tag.local_name().as_ref() {
            "srx" => {
                self.has_root = true;
                // Required by SRX 2.0, but OmegaT's own file lacks it, and OmegaT always cascades.
                let version = attribute(tag, "version");
                self.file.cascade = version.is_some_and(|v| v.trim() == "2.0");
            }
            "header" => self.file.cascade = flag(tag, "cascade", self.file.cascade),
            "languagerule" => {
                let name = attribute(tag, "languagerulename").unwrap_or_default();
                self.file.groups.push((name, Vec::new()));
            }
            "rule" => {
                self.rule = Some(RawRule {
                    breaks: flag(tag, "break", true),
                    line,
                    ..RawRule::default()
                });
            }
            "beforebreak" | "afterbreak" => self.pattern = Some(String::new()),
            "languagemap" => self.file.map(tag, line, problems),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "beforebreak" => {
                if let (Some(rule), Some(pattern)) = (&mut self.rule, self.pattern.take()) {
                    rule.before = pattern;
                }
            }
            "afterbreak" => {
                if let (Some(rule), Some(pattern)) = (&mut self.rule, self.pattern.take()) {
                    rule.after = pattern;
                }
            }
            "rule" => {
                if let (Some(rule), Some((_, rules))) =
                    (self.rule.take(), self.file.groups.last_mut())
                {
                    rules.push(rule);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(pattern) = &mut self.pattern {
            pattern.push_str(text);
        }
    }
}
