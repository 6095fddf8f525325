//! Rules that compare a translation with a source version: one file for each subject.

mod code_block;
mod element;
mod front_matter_keys;
mod heading_anchor;
mod lost_added;
mod not_closed;
mod reordered;
mod stale_section;
mod table_shape;
#[cfg(test)]
mod tests;

pub use code_block::changed_code;
pub use element::faults as element_faults;
pub use front_matter_keys::front_matter_keys;
pub use heading_anchor::heading_anchors;
pub use not_closed::not_closed;
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
