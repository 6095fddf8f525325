//! The target side of a pair with the template's inline codes.

use crate::model::{Inline, InlineKind, PairSide};

/// What a run with markup is known by: its kind, and the hash of its address, code or name.
pub(super) type CodeId = (InlineKind, u64);

/// The plain text of a side, and where its markup stands in it (bytes).
pub(super) fn text_and_codes(side: &PairSide) -> (String, Vec<(usize, CodeId)>) {
    let (mut text, mut codes) = (String::new(), Vec::new());
    for (number, runs) in side.runs.iter().enumerate() {
        if number > 0 {
            text.push(' ');
        }
        for run in runs {
            if is_code(run) {
                codes.push((text.len(), (run.kind, run.key)));
            }
            text.push_str(side.text_of(run));
        }
    }
    if side.runs.is_empty() {
        text.clone_from(&side.text);
    }
    (text, codes)
}

fn is_code(run: &Inline) -> bool {
    !matches!(
        run.kind,
        InlineKind::Text | InlineKind::Hidden | InlineKind::Escape
    )
}
