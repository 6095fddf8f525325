//! # `brackets`: A bracket in the target has no partner.
//!
//! ## What it does
//!
//! Counts the round, square and curly brackets of the target, in ASCII and full-width forms. Reports a family whose
//! brackets are not opened or not closed, unless the source has the same problem. `a)` and `1)` at the beginning
//! number a list item, and `:)` is an emoticon.
//!
//! ## Why is this bad?
//!
//! Readers see a damaged sentence. Often the end of the text was cut off.
//!
//! ## Example
//!
//! | source | target |
//! |---|---|
//! | Open the lid (if any). | Ouvrez le couvercle (s’il y en a un. |

use crate::model::Flag;
use crate::quality::paired_marks::PairedMarks;
use crate::quality::text_pair::FlagSink;

/// Reports brackets of the target without a partner.
pub fn check(marks: &PairedMarks, sink: &mut impl FlagSink) {
    for fault in marks.brackets() {
        sink.flag(Flag::Brackets, || fault);
    }
}
