//! Comments in a localized file that say what is meant to be as it is.
//!
//! `<!-- diglot-ignore RULE… -->` on a line of its own is for the block that follows, on a line with text for the texts
//! of that line; `diglot-ignore-start` and `diglot-ignore-end` are for what stands between, `diglot-ignore-file` for
//! the whole file. MDX has no HTML comments, so `{/* … */}` does as well. What follows a colon is the reason.

use std::ops::Range;

use memchr::memmem;

use super::fault::LintFault;
use super::rule::Rule;
use crate::model::{Document, InlineKind, Unit, UnitKind};

const NAME: &str = "diglot-ignore";

/// What the comments of one file ask to ignore, and whether there was anything to.
#[derive(Debug, Default)]
pub struct Ignores {
    entries: Vec<Entry>,
    problems: Vec<LintFault>,
}

#[derive(Debug)]
struct Entry {
    comment: Range<usize>,
    /// Bytes of the file it is for; `None` for the whole file.
    range: Option<Range<usize>>,
    /// One rule and whether it was found, or all rules.
    rule: Option<Rule>,
    used: bool,
}

/// A comment that names us.
struct Comment<'t> {
    span: Range<usize>,
    /// `""`, `-start`, `-end` or `-file`.
    verb: &'t str,
    rules: &'t str,
}

impl Ignores {
    /// Reads the comments of a file, given its text and the document it was cut into, code included.
    #[must_use]
    pub fn read(text: &str, document: &Document) -> Self {
        let mut ignores = Self::default();
        let mut open: Vec<(usize, Vec<Option<Rule>>, Range<usize>)> = Vec::new();
        for comment in comments(text) {
            if in_code(document, comment.span.start) {
                continue;
            }
            let rules = ignores.rules(&comment);
            let span = comment.span.clone();
            match comment.verb {
                "" => {
                    let range = near(text, document, &span);
                    ignores.add(&span, Some(range), rules);
                }
                "-file" => ignores.add(&span, None, rules),
                "-start" => open.push((span.end, rules, span)),
                "-end" => match open.pop() {
                    Some((from, rules, opening)) => {
                        ignores.add(&opening, Some(from..span.start), rules);
                    }
                    None => ignores.problem(&span, "ends what no diglot-ignore-start began"),
                },
                other => {
                    let message = format!("`{NAME}{other}` is not known");
                    ignores.problem(&span, &message);
                }
            }
        }
        for (from, rules, opening) in open {
            ignores.problem(
                &opening,
                "is never ended by diglot-ignore-end: taken up to the end of the file",
            );
            ignores.add(&opening, Some(from..text.len()), rules);
        }
        ignores.entries.sort_by_key(|e| e.comment.start);
        ignores
    }

    /// Whether a fault is to be ignored; what has no place in the file is for the whole file's comments only.
    pub fn cover(&mut self, fault: &LintFault) -> bool {
        let mut covered = false;
        for entry in &mut self.entries {
            let rule = entry.rule.is_none_or(|rule| rule == fault.rule);
            let place = match (&entry.range, &fault.at) {
                (None, _) => true,
                (Some(range), Some(at)) => range.contains(&(at.start as usize)),
                (Some(_), None) => false,
            };
            if rule && place {
                (entry.used, covered) = (true, true);
            }
        }
        covered
    }

    /// The comments that could not be obeyed, and those that ignored nothing though their rule was looked for.
    #[must_use]
    pub fn rest(self, looked_for: impl Fn(Rule) -> bool) -> Vec<LintFault> {
        let unused = self.entries.iter().filter(|entry| {
            let all = || Rule::all().all(&looked_for);
            !entry.used && entry.rule.map_or_else(all, &looked_for)
        });
        let unused = unused.map(|entry| {
            let what = entry.rule.map_or("anything", Rule::as_str);
            let message = format!("there is no {what} to ignore here");
            LintFault::at(Rule::UnusedIgnore, &entry.comment, message)
        });
        let unused: Vec<LintFault> = unused.collect();
        self.problems.into_iter().chain(unused).collect()
    }

    /// The rules a comment names, `None` for all of them.
    fn rules(&mut self, comment: &Comment<'_>) -> Vec<Option<Rule>> {
        let names = comment.rules.split(|c: char| c.is_whitespace() || c == ',');
        let mut rules = Vec::new();
        let mut named = false;
        for name in names.filter(|n| !n.is_empty()) {
            named = true;
            match name.parse() {
                Ok(rule) => rules.push(Some(rule)),
                Err(_) => self.problem(&comment.span, &format!("`{name}` is not a rule")),
            }
        }
        if !named {
            rules.push(None);
        }
        rules
    }

    fn add(
        &mut self,
        comment: &Range<usize>,
        range: Option<Range<usize>>,
        rules: Vec<Option<Rule>>,
    ) {
        self.entries.extend(rules.into_iter().map(|rule| Entry {
            comment: comment.clone(),
            range: range.clone(),
            rule,
            used: false,
        }));
    }

    fn problem(&mut self, comment: &Range<usize>, message: &str) {
        let fault = LintFault::at(Rule::IgnoreComment, comment, message.to_owned());
        self.problems.push(fault);
    }
}

/// The comments of a text that name us, in order.
fn comments(text: &str) -> impl Iterator<Item = Comment<'_>> {
    memmem::find_iter(text.as_bytes(), NAME).filter_map(|at| {
        let before = text[..at].trim_end();
        let (open, close) = [("<!--", "-->"), ("{/*", "*/}")]
            .into_iter()
            .find(|(open, _)| before.ends_with(open))?;
        let rest = &text[at + NAME.len()..];
        let end = rest.find(close)?;
        let content = &rest[..end];
        let verb = content.find(|c: char| c != '-' && !c.is_ascii_alphabetic());
        let (verb, rules) = content.split_at(verb.unwrap_or(content.len()));
        Some(Comment {
            span: before.len() - open.len()..at + NAME.len() + end + close.len(),
            verb,
            rules: rules.split(':').next().unwrap_or(rules),
        })
    })
}

/// Whether a byte stands in code.
fn in_code(document: &Document, at: usize) -> bool {
    let at = at as u32;
    let before = document.units.partition_point(|u| u.span.start <= at);
    let Some(unit) = document.units[..before].last() else {
        return false;
    };
    unit.span.contains(&at)
        && (unit.kind == UnitKind::Code
            || document
                .runs(unit)
                .iter()
                .any(|run| run.kind == InlineKind::Code && run.span.contains(&at)))
}

/// The bytes that a comment without start and end is for.
fn near(text: &str, document: &Document, comment: &Range<usize>) -> Range<usize> {
    let line = text[..comment.start].rfind('\n').map_or(0, |n| n + 1);
    let line_end = end_of_line(text, comment.end);
    let blank = |part: &str| part.chars().all(|c| c.is_whitespace() || c == '>');
    let alone =
        blank(&text[line..comment.start]) && blank(without_comments(&text[comment.end..line_end]));
    if alone {
        return comment.end..end_of_line(text, next_block(document, comment.end));
    }
    let units = document.units.iter();
    let on_line = units
        .filter(|u| (u.span.start as usize) < line_end && u.span.end as usize > line)
        .map(|u| u.span.start as usize);
    on_line.min().map_or(line, |start| start.min(line))..line_end
}

/// What follows a comment without the comments in it, where nothing else follows: several may share a line.
fn without_comments(mut rest: &str) -> &str {
    while let Some(inner) = rest.trim_start().strip_prefix("<!--") {
        match inner.find("-->") {
            Some(end) => rest = &inner[end + 3..],
            None => break,
        }
    }
    rest
}

/// Where the block behind a byte ends: a unit, a whole table, a code block, an include.
fn next_block(document: &Document, from: usize) -> usize {
    let behind = |start: u32| start as usize >= from;
    let unit = document.units.iter().position(|u| behind(u.span.start));
    let landmark = document.landmarks.iter().find(|l| behind(l.span.start));
    let unit = unit.map(|index| (&document.units[index], &document.units[index..]));
    match (unit, landmark) {
        (Some((unit, _)), Some(landmark)) if landmark.span.start <= unit.span.start => {
            landmark.span.end as usize
        }
        (Some((unit, rest)), _) => {
            let table = |u: &&Unit| u.cell.map(|c| c.table) == unit.cell.map(|c| c.table);
            let last = unit.cell.and_then(|_| rest.iter().take_while(table).last());
            last.unwrap_or(unit).span.end as usize
        }
        (None, Some(landmark)) => landmark.span.end as usize,
        (None, None) => from,
    }
}

fn end_of_line(text: &str, at: usize) -> usize {
    let rest = &text.as_bytes()[at..];
    memchr::memchr(b'\n', rest).map_or(text.len(), |n| at + n)
}

#[cfg(test)]
mod tests;
