//! The texts of a pair in each of the ways to treat inline markup.

pub(super) mod inline_codes;
pub(super) mod match_codes;
pub(super) mod tmx_segment;

use std::borrow::Cow;

use self::inline_codes::Fragment;
use self::match_codes::{MatchedTexts, match_codes};
use crate::export::settings::Inline;
use crate::model::{InlineKind, Pair, PairSide};

/// The texts of a pair as asked for; `None` when nothing is left of one of them.
pub(super) fn texts<'a>(record: &'a Pair, inline: Inline) -> Option<MatchedTexts<'a>> {
    let plain = |source: Cow<'a, str>, target: Cow<'a, str>| MatchedTexts {
        source: vec![Fragment::Text(source)],
        target: vec![Fragment::Text(target)],
    };
    let texts = match inline {
        Inline::Text => plain((&*record.source.text).into(), (&*record.target.text).into()),
        Inline::Strip => plain(language(&record.source), language(&record.target)),
        Inline::Tags => match_codes(record),
    };
    let is_empty = |side: &[Fragment<'_>]| {
        side.iter()
            .all(|p| matches!(p, Fragment::Text(t) if t.is_empty()))
    };
    (!is_empty(&texts.source) && !is_empty(&texts.target)).then_some(texts)
}

/// Only what is language: the texts of a side without code, images, tags and directives.
fn language<'a>(side: &'a PairSide) -> Cow<'a, str> {
    use InlineKind::{Break, Code, Directive, FootnoteRef, Html, Image};
    let is_gone = |kind| matches!(kind, Code | Image | Html | Directive | FootnoteRef);
    let mut runs = side.runs.iter().flatten();
    if !runs.any(|run| is_gone(run.kind)) {
        return Cow::Borrowed(&side.text);
    }
    let mut text = String::new();
    let mut push = |part: &str| {
        for c in part.chars() {
            if c != ' ' || !(text.is_empty() || text.ends_with(' ')) {
                text.push(c);
            }
        }
    };
    for (i, unit) in side.runs.iter().enumerate() {
        if i > 0 {
            push(" ");
        }
        for run in unit {
            match run.kind {
                Break => push(" "),
                kind if is_gone(kind) => {}
                _ => push(side.text_of(run)),
            }
        }
    }
    text.truncate(text.trim_end().len());
    Cow::Owned(text)
}
