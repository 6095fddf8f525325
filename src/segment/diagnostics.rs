//! What to warn of: markup that is broken, and was read as it was meant.

use crate::model::{Source, Warning, WarningKind};

/// Markup that is broken in a way that costs text or a pair elsewhere, and how it was read here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Diagnostic {
    SwallowedText,
    BrokenTable,
    ExtraCells,
    UnclosedElement,
    UnopenedElement,
    UnclosedTag,
    UnclosedContainer,
    UnclosedStatement,
    UnclosedFence,
    UnclosedShortcode,
    UnclosedComment,
    TextInExpression,
    UnreadAttribute,
}

impl Diagnostic {
    fn kind(self) -> WarningKind {
        match self {
            Self::SwallowedText => WarningKind::SwallowedText,
            Self::BrokenTable => WarningKind::BrokenTable,
            Self::ExtraCells => WarningKind::ExtraCells,
            _ => WarningKind::Markup,
        }
    }

    fn message(self) -> &'static str {
        match self {
            Self::SwallowedText => {
                "this reads as the definition of a link, but its address is none: kept as text"
            }
            Self::BrokenTable => "a table that broke into a paragraph: read as cells",
            Self::UnclosedElement => "this element is never closed",
            Self::UnopenedElement => "this closing tag has no opening tag: left out",
            Self::UnclosedTag => "this looks like a tag, but it does not end: kept as text",
            Self::UnclosedContainer => {
                "this container is never closed: it is taken to end at the next heading"
            }
            Self::UnclosedStatement => {
                "this import or export does not end: left out up to the next blank line"
            }
            Self::UnclosedComment => "this comment is never closed: what follows is not shown",
            Self::UnclosedFence => "this block of code is never closed: what follows is code",
            Self::UnclosedShortcode => {
                "the end of this shortcode or tag was not found: what it should hold is read as it is"
            }
            Self::TextInExpression => "the text in this expression is not read",
            Self::UnreadAttribute => {
                "the value of this attribute reads like text, but is not read: --text-attributes adds its name"
            }
            Self::ExtraCells => "a row has more cells than its table's header: all are kept",
        }
    }
}

/// The diagnostics as warnings, in the order of the file.
pub(super) fn warnings(
    source: &Source,
    file: &str,
    mut diagnostics: Vec<(usize, Diagnostic)>,
) -> Vec<Warning> {
    diagnostics.sort_by_key(|(at, _)| *at);
    let (mut line, mut reached) = (1, 0);
    let warning = |(at, finding): (usize, Diagnostic)| {
        line += memchr::memchr_iter(b'\n', &file.as_bytes()[reached..at]).count() as u32;
        reached = at;
        let path = source.path.clone();
        Warning {
            path,
            line,
            kind: finding.kind(),
            message: finding.message().to_owned(),
        }
    };
    diagnostics.into_iter().map(warning).collect()
}
