//! Text to units: blocks, tables, alerts, directives, inline markup as placeholders.
//!
//! pulldown-cmark reads CommonMark and GFM. What it would misread (the dialects of Microsoft Learn, Hugo, MDN and
//! Docusaurus, and damage done by machine translation) is masked in a copy of the same length first, so that its
//! offsets hold for the file as it is on disk; block HTML is read by html5gum into the same kinds of units.
//! Nothing is matched or judged here.

mod attribute_texts;
mod blocks;
mod broken_emphasis;
mod code;
mod containers;
mod diagnostics;
mod dialect;
mod elements;
mod heading;
mod html;
mod indented_containers;
mod inlines;
mod jsx;
mod jsx_scan;
mod leaf;
mod link_definitions;
mod markup;
mod mask;
mod masked_containers;
mod neutral_key;
mod normalize;
mod one_line_table;
mod published;
mod quote;
mod run_writer;
mod segmenter;
mod table;
mod table_place;
mod tag_attributes;
mod text;
mod titles;
mod units;
mod values;

pub use dialect::{Dialect, Extensions};
pub use published::published;

use crate::model::{Document, Source, Warning};

/// What becomes a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentSettings {
    /// Front-matter keys whose values are units; letter case makes no difference.
    pub front_matter_keys: Vec<String>,
    /// Whether code blocks are units too; they are landmarks in any case.
    pub include_code: bool,
    /// The dialect of all files, with all its extensions. Without one, each file's dialect follows from its name and
    /// text.
    pub dialect: Option<Dialect>,
    /// Attributes of components whose values are units.
    pub text_attributes: Vec<String>,
}

/// Attributes of components that readers see.
const TEXT_ATTRIBUTES: [&str; 21] = [
    "title",
    "label",
    "description",
    "summary",
    "caption",
    "alt",
    "body",
    "header",
    "heading",
    "subtitle",
    "tagline",
    "text",
    "content",
    "message",
    "question",
    "answer",
    "placeholder",
    "aria-label",
    "tip",
    "headline",
    "cta",
];

impl Default for SegmentSettings {
    fn default() -> Self {
        Self {
            front_matter_keys: crate::read::DEFAULT_KEYS.map(str::to_owned).to_vec(),
            include_code: false,
            dialect: None,
            text_attributes: TEXT_ATTRIBUTES.map(str::to_owned).to_vec(),
        }
    }
}

impl SegmentSettings {
    /// The dialect in which a file is read.
    #[must_use]
    pub fn dialect_of(&self, source: &Source) -> Dialect {
        self.dialect.unwrap_or_else(|| Dialect::of_file(source))
    }

    /// What is read in a file: all that its dialect knows if the settings name it.
    fn extensions_of(&self, source: &Source) -> Extensions {
        match self.dialect {
            Some(dialect) => dialect.extensions(),
            None => Dialect::of_file(source).default_extensions(),
        }
    }
}

/// Cuts a file into units. Never fails: what cannot be read as markup is text.
#[must_use]
pub fn segment(source: &Source, settings: &SegmentSettings) -> (Document, Vec<Warning>) {
    blocks::segment(source, settings)
}
