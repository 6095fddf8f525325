//! Comments in a localized file that suppress findings.
//!
//! `<!-- diglot-ignore RULE… -->` on its own line applies to the next block, and on a line with text to the texts of that
//! line. `diglot-ignore-start` and `diglot-ignore-end` enclose a range, and `diglot-ignore-file` applies to the whole file.
//! MDX has no HTML comments, so `{/* … */}` works too. The text after a colon is the reason.

use std::ops::Range;

use memchr::memmem;

use super::fault::LintFault;
use super::rule::Rule;
use crate::model::{Document, InlineKind, Unit, UnitKind};

const NAME: &str = "diglot-ignore";

/// What the comments of one file suppress, and whether they suppressed anything.
#[derive(Debug, Default)]
pub struct Ignores {
    entries: Vec<Entry>,
    problems: Vec<LintFault>,
}

#[derive(Debug)]
struct Entry {
    comment: Range<usize>,
    /// The bytes that it applies to; `None` for the whole file.
    range: Option<Range<usize>>,
    /// The rule that it applies to; `None` for all rules.
    rule: Option<Rule>,
    used: bool,
}

/// A comment for Diglot.
struct Comment<'t> {
    span: Range<usize>,
    /// `""`, `-start`, `-end` or `-file`.
    verb: &'t str,
    rules: &'t str,
}

impl Ignores {
    /// Reads the comments of a file. The document must contain code blocks as units.
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
                    None => ignores.problem(&span, "has no diglot-ignore-start"),
                },
                other => {
                    let message = format!("`{NAME}{other}` is not an ignore comment");
                    ignores.problem(&span, &message);
                }
            }
        }
        for (from, rules, opening) in open {
            ignores.problem(
                &opening,
                "has no diglot-ignore-end: it applies up to the end of the file",
            );
            ignores.add(&opening, Some(from..text.len()), rules);
        }
        ignores.entries.sort_by_key(|e| e.comment.start);
        ignores
    }

    /// Whether a fault is suppressed. A fault without a place can only be suppressed for the whole file.
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

    /// The comments that are not valid, and those that suppressed nothing although their rule was applied.
    #[must_use]
    pub fn rest(self, looked_for: impl Fn(Rule) -> bool) -> Vec<LintFault> {
        let unused = self.entries.iter().filter(|entry| {
            let all = || Rule::all().all(&looked_for);
            !entry.used && entry.rule.map_or_else(all, &looked_for)
        });
        let unused = unused.map(|entry| {
            let what = entry.rule.map_or("finding", Rule::as_str);
            let message = format!("there is no {what} to ignore here");
            LintFault::at(Rule::UnusedIgnore, &entry.comment, message)
        });
        let unused: Vec<LintFault> = unused.collect();
        self.problems.into_iter().chain(unused).collect()
    }

    /// The rules of a comment; `None` stands for all rules.
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

/// The comments for Diglot in a text, in order.
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

/// Whether a byte is in code.
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

/// The bytes that a comment without start and end applies to.
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

/// The text after a comment without further comments, because several may share a line.
fn without_comments(mut rest: &str) -> &str {
    while let Some(inner) = rest.trim_start().strip_prefix("<!--") {
        match inner.find("-->") {
            Some(end) => rest = &inner[end + 3..],
            None => break,
        }
    }
    rest
}

/// The end of the block after a byte: of a unit, a whole table, a code block or an include.
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
