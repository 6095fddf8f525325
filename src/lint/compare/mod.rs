//! Rules that compare a translation with the source version that it was made from: one file for each subject.

mod code_block;
mod element;
mod lost_added;
mod stale_section;
mod table_shape;
#[cfg(test)]
mod tests;

pub use stale_section::{Evidence, stale_sections};

use super::compared_article::ComparedArticle;
use super::fault::LintFault;

/// Everything that differs from the source version, apart from the texts of pairs.
#[must_use]
pub fn faults(article: &ComparedArticle<'_>) -> Vec<LintFault> {
    let mut faults = lost_added::faults(article);
    faults.extend(table_shape::faults(article));
    faults.extend(code_block::faults(article));
    faults.extend(element::faults(article));
    faults
}
