//! Pairs that the publisher made himself: both languages stand in one file.
//!
//! Two ways are known. Microsoft's side-by-side markup puts the original of each sentence behind it, tied by an id;
//! Kubernetes puts the original of each block into a comment before it. Nothing is aligned here: what is not paired
//! beyond doubt, by its id or by kind and number, gives no pair.

use std::ops::Range;

use memchr::memmem;

use super::{SegmentSettings, segment};
use crate::model::{Document, Section, Source, Unit};

/// The pairs of a file: the units of both documents belong together one by one, and their spans are of that file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Published {
    /// The original's side.
    pub source: Document,
    /// The translation's side.
    pub target: Document,
}

/// Reads the pairs of a translation that was segmented before.
#[must_use]
pub fn published(source: &Source, document: &Document, settings: &SegmentSettings) -> Published {
    let mut reader = Reader {
        file: &source.text,
        document,
        settings,
        pairs: Published::default(),
        line: (0, 1),
    };
    reader.side_by_side();
    reader.comments(source.body as usize);
    let Published { source, target } = &mut reader.pairs;
    for side in [source, target] {
        if side.sections.is_empty() {
            side.sections.push(ROOT);
        }
    }
    reader.pairs
}

const ROOT: Section = Section {
    heading: None,
    level: 0,
    parent: None,
};

struct Reader<'a> {
    file: &'a str,
    document: &'a Document,
    settings: &'a SegmentSettings,
    pairs: Published,
    /// A byte of the file and its line.
    line: (usize, u32),
}

impl<'a> Reader<'a> {
    /// `<span data-ttu-id="X">target</span><span class="sxs-lookup"><span data-stu-id="X">source</span></span>`
    fn side_by_side(&mut self) {
        let mut done = 0;
        for at in memmem::find_iter(self.file.as_bytes(), b"data-ttu-id=\"") {
            if at < done {
                continue;
            }
            let Some((target, source, end)) = sentence(self.file, at) else {
                continue;
            };
            done = end;
            let Some(around) = self.unit_around(&target) else {
                continue;
            };
            let (mut left, mut right) = (self.fragment(&source), self.fragment(&target));
            if let ([one], [other]) = (&mut left.units[..], &mut right.units[..]) {
                for unit in [one, other] {
                    unit.kind = around.kind;
                    unit.level = around.level;
                    unit.depth = around.depth;
                    unit.cell = around.cell;
                    unit.label.clone_from(&around.label);
                }
                let (left_unit, right_unit) = (left.units[0].clone(), right.units[0].clone());
                append(&mut self.pairs.source, &left, &left_unit);
                append(&mut self.pairs.target, &right, &right_unit);
            }
        }
    }

    /// A comment on lines of its own, and the units up to the next one.
    fn comments(&mut self, body: usize) {
        let comments = comments(self.file, body);
        for (index, comment) in comments.iter().enumerate() {
            let inner = comment.start + 4..comment.end - 3;
            let is_code = |c: &Range<usize>| {
                let mut spans = self.document.landmarks.iter().map(|l| &l.span);
                spans.any(|s| (s.start as usize) < c.start && c.end < s.end as usize)
            };
            // A single word, such as `<!-- body -->`, marks a place.
            if !self.file[inner.clone()]
                .trim()
                .contains(char::is_whitespace)
                || is_code(comment)
            {
                continue;
            }
            let end = comments
                .get(index + 1)
                .map_or(self.file.len(), |next| next.start);
            let units = &self.document.units;
            let first = units.partition_point(|u| (u.span.start as usize) < comment.end);
            let last = units.partition_point(|u| (u.span.start as usize) < end);
            let (original, translated) = (self.fragment(&inner), &units[first..last.max(first)]);
            let alike = |(a, b): (&Unit, &Unit)| a.kind == b.kind && a.level == b.level;
            let pairs = || original.units.iter().zip(translated);
            if original.units.len() != translated.len() || !pairs().all(alike) {
                continue;
            }
            for (left, right) in pairs() {
                append(&mut self.pairs.source, &original, left);
                append(&mut self.pairs.target, self.document, right);
            }
        }
    }

    fn unit_around(&self, range: &Range<usize>) -> Option<&'a Unit> {
        let units = &self.document.units;
        let behind = units.partition_point(|u| u.span.start as usize <= range.start);
        let unit = units[..behind].last()?;
        (unit.span.end as usize >= range.start).then_some(unit)
    }

    /// The units of a part of the file; spans and lines are of the file.
    fn fragment(&mut self, range: &Range<usize>) -> Document {
        let text = &self.file[range.clone()];
        let part = Source {
            text: text.to_owned(),
            ..Source::default()
        };
        let (mut document, _) = segment(&part, self.settings);
        let (base, line) = (range.start as u32, self.line_of(range.start) - 1);
        for unit in &mut document.units {
            unit.span = unit.span.start + base..unit.span.end + base;
            unit.line += line;
        }
        for inline in &mut document.inlines {
            inline.span = inline.span.start + base..inline.span.end + base;
        }
        document
    }

    /// The line of a byte. Most are asked for in the order of the file.
    fn line_of(&mut self, at: usize) -> u32 {
        let (known, line) = if at < self.line.0 { (0, 1) } else { self.line };
        let between = &self.file.as_bytes()[known..at];
        let line = line + memchr::memchr_iter(b'\n', between).count() as u32;
        self.line = (at, line);
        line
    }
}

/// Adds a unit of one document to another, outside of any section.
fn append(to: &mut Document, from: &Document, unit: &Unit) {
    let (text, inlines) = (to.plain.len() as u32, to.inlines.len() as u32);
    to.plain.push_str(from.text(unit));
    for run in from.runs(unit) {
        let mut run = run.clone();
        let moved = |n: u32| n.saturating_sub(unit.text.start) + text;
        run.text = moved(run.text.start)..moved(run.text.end);
        to.inlines.push(run);
    }
    let mut unit = unit.clone();
    unit.section = 0;
    unit.text = text..to.plain.len() as u32;
    unit.inlines = inlines..to.inlines.len() as u32;
    to.units.push(unit);
}

/// Target and source of the sentence whose `data-ttu-id` stands at a byte, and where its markup ends.
fn sentence(file: &str, at: usize) -> Option<(Range<usize>, Range<usize>, usize)> {
    let (id, target) = open(file, at + "data-ttu-id=\"".len())?;
    let (target, end) = close(file, target)?;
    let rest = file[end..].trim_start();
    let lookup = rest.strip_prefix("<span class=\"sxs-lookup\">")?;
    let start = file.len() - lookup.len();
    const STU: &str = "<span data-stu-id=\"";
    let (same, source) = open(file, start + lookup.strip_prefix(STU).map(|_| STU.len())?)?;
    let (source, end) = close(file, source)?;
    let end = file[end..]
        .starts_with("</span>")
        .then_some(end + "</span>".len())?;
    (id == same).then_some((target, source, end))
}

/// The id that begins at a byte, and where its tag ends.
fn open(file: &str, at: usize) -> Option<(&str, usize)> {
    let rest = file.get(at..)?;
    let quote = rest.find('"')?;
    let tag = rest[quote..].find('>')? + quote + 1;
    Some((&rest[..quote], at + tag))
}

/// The content of a span that begins at a byte, and where its end tag ends.
fn close(file: &str, at: usize) -> Option<(Range<usize>, usize)> {
    let mut depth = 1;
    let mut from = at;
    loop {
        let tag = from + file[from..].find('<')?;
        let rest = &file[tag..];
        if rest.starts_with("</span>") {
            depth -= 1;
            if depth == 0 {
                return Some((at..tag, tag + "</span>".len()));
            }
        } else if rest.starts_with("<span") {
            depth += 1;
        }
        from = tag + 1;
    }
}

/// Comments that begin on a line of their own.
fn comments(file: &str, body: usize) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in memmem::find_iter(&file.as_bytes()[body..], b"<!--") {
        let at = at + body;
        let line = file[..at].rfind('\n').map_or(0, |n| n + 1);
        let inside = found.last().is_some_and(|c| at < c.end);
        if inside || !file[line..at].trim().is_empty() {
            continue;
        }
        if let Some(end) = file[at + 4..].find("-->") {
            found.push(at..at + 4 + end + 3);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::UnitKind;
    use crate::read::{ReadSettings, parse};

    /// Kind, original and translation of each pair; checks that spans hold the texts.
    fn pairs(text: &str) -> Vec<(UnitKind, String, String)> {
        let (source, _) = parse("a.md".into(), text.to_owned(), &ReadSettings::default());
        let settings = SegmentSettings::default();
        let (document, _) = segment(&source, &settings);
        let pairs = published(&source, &document, &settings);
        let text = |document: &Document, unit: &Unit| {
            let bytes = unit.span.start as usize..unit.span.end as usize;
            let text = document.text(unit).to_owned();
            let words = |s: &str| s.split_whitespace().next().unwrap().to_owned();
            assert!(source.text[bytes.clone()].contains(&words(&text)), "{text}");
            let line = source.text[..bytes.start].matches('\n').count() + 1;
            assert_eq!(unit.line as usize, line, "{text}");
            let runs = document.runs(unit);
            let plain: String = runs
                .iter()
                .map(|r| &document.plain[r.text.start as usize..r.text.end as usize])
                .collect();
            assert_eq!(plain, text);
            text
        };
        let units = pairs.source.units.iter().zip(&pairs.target.units);
        assert_eq!(pairs.source.units.len(), pairs.target.units.len());
        units
            .map(|(s, t)| (s.kind, text(&pairs.source, s), text(&pairs.target, t)))
            .collect()
    }

    fn sxs(id: u32, target: &str, source: &str) -> String {
        format!(
            "<span data-ttu-id=\"9f-{id}\">{target}</span><span class=\"sxs-lookup\">\
             <span data-stu-id=\"9f-{id}\">{source}</span></span>"
        )
    }

    #[test]
    fn sentences_side_by_side_are_pairs_of_the_kind_of_their_block() {
        let text = format!(
            "---\ntitle: Filtre\n---\n# {}\n\n{} {}\n\n| {} | B |\n|---|---|\n| {} | c |\n",
            sxs(1, "Nettoyer", "Clean"),
            sxs(2, "Coupez la **pompe**.", "Switch the **pump** off."),
            sxs(3, "Puis <span>attendez</span>.", "Then <span>wait</span>."),
            sxs(4, "Nom", "Name"),
            sxs(5, "`x` ou y", "`x` or y"),
        );
        let pair = |kind, source: &str, target: &str| (kind, source.to_owned(), target.to_owned());
        assert_eq!(
            pairs(&text),
            [
                pair(UnitKind::Heading, "Clean", "Nettoyer"),
                pair(
                    UnitKind::Paragraph,
                    "Switch the pump off.",
                    "Coupez la pompe."
                ),
                pair(UnitKind::Paragraph, "Then wait.", "Puis attendez."),
                pair(UnitKind::TableHeader, "Name", "Nom"),
                pair(UnitKind::TableCell, "x or y", "x ou y"),
            ]
        );
    }

    #[test]
    fn ids_that_differ_and_broken_markup_give_no_pair() {
        for text in [
            sxs(1, "Un", "One").replace("stu-id=\"9f-1", "stu-id=\"9f-2"),
            sxs(1, "Un", "One").replace("</span></span>", "</span>"),
            sxs(1, "Un", "One").replace("sxs-lookup", "other"),
            "<span data-ttu-id=\"".to_owned(),
            format!("```\n{}\n```\n", sxs(1, "Un", "One")),
        ] {
            assert_eq!(pairs(&text), [], "{text}");
        }
    }

    #[test]
    fn the_original_in_a_comment_is_paired_with_what_follows() {
        let text = "<!-- overview -->\n\n<!--\nA pump moves water.\n-->\n水泵输送水。\n\n<!--\n\
            ## Rinse the filter\n\n1. Open it.\n1. Rinse it.\n-->\n## 冲洗过滤器\n\n1. 打开。\n1. 冲洗。\n";
        let pair = |kind, source: &str, target: &str| (kind, source.to_owned(), target.to_owned());
        assert_eq!(
            pairs(text),
            [
                pair(UnitKind::Paragraph, "A pump moves water.", "水泵输送水。"),
                pair(UnitKind::Heading, "Rinse the filter", "冲洗过滤器"),
                pair(UnitKind::ListItem, "Open it.", "打开。"),
                pair(UnitKind::ListItem, "Rinse it.", "冲洗。"),
            ]
        );
    }

    #[test]
    fn a_comment_that_does_not_fit_what_follows_gives_no_pair() {
        for text in [
            "<!--\nOne two.\n\nThree four.\n-->\n一。\n",
            "<!--\n## One two\n-->\n一。\n",
            "<!-- not the end\n\n一。\n",
            "<!--\nA note of the translator.\n-->\n",
            "```html\n<!--\nOne two.\n-->\n```\n",
        ] {
            assert_eq!(pairs(text), [], "{text}");
        }
    }
}
