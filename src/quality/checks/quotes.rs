//! # `quotes`: A quotation mark in the target has no partner.
//!
//! ## What it does
//!
//! Counts the quotation marks of the target. Corner quotes (`「」`) and guillemets (`«»`) must be opened and closed. The
//! number of all other quotation marks must be even, because `“` opens a quotation in English and closes one in
//! German. Nothing is reported if the source has the same problem. Apostrophes do not count, nor does the sign for
//! inches after a number.
//!
//! ## Why is this bad?
//!
//! Readers do not see where a quotation ends. In a button or a command, the missing mark can change the meaning.
//!
//! ## Example
//!
//! | source | target |
//! |---|---|
//! | Press “Start”. | Drücken Sie auf „Start. |

use crate::model::Flag;
use crate::quality::paired_marks::PairedMarks;
use crate::quality::text_pair::FlagSink;

/// Reports quotation marks of the target without a partner.
pub fn check(marks: &PairedMarks, sink: &mut impl FlagSink) {
    for fault in marks.quotes() {
        sink.flag(Flag::Quotes, || fault);
    }
}
