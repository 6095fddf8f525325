//! Settings for making pairs of an aligned article.

use std::sync::Arc;

use crate::model::named_enum;
use crate::quality::AcceptPolicy;
use crate::sentence::srx::Srx;

/// Settings for making pairs of an aligned article.
#[derive(Debug, Clone, Default)]
pub struct PairSettings {
    /// Which pairs are kept.
    pub check: AcceptPolicy,
    /// How much text a pair has.
    pub cut: Cut,
    /// What the texts of a pair are.
    pub text: TextForm,
    /// Whether pairs that the publisher wrote into the files are read too.
    pub publisher_pairs: bool,
    /// Whether words and characters are counted, which takes time.
    pub measure: bool,
}

named_enum! {
    /// What the texts of a pair are.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    TextForm {
        /// Plain text: what a reader sees.
        #[default]
        Plain = "plain",
        /// Markdown without line ends, as tools keep it that extract blocks of CommonMark: the marker of an alert, such
        /// as `[!NOTE]`, belongs to its first paragraph.
        Markdown = "markdown",
    }
}

/// How much text a pair has.
#[derive(Debug, Clone, Default)]
pub enum Cut {
    /// A unit, such as a paragraph or a cell.
    #[default]
    Units,
    /// A sentence, where the sentences of two units can be split and aligned.
    Sentences(SentenceSettings),
    /// A text paragraph: what stands between two empty lines of the source file, with all its markup. Its target has
    /// the target's Markdown in place of each unit.
    TextParagraphs,
}

impl Cut {
    /// How pairs are split into sentences, if they are.
    #[must_use]
    pub fn sentences(&self) -> Option<&SentenceSettings> {
        match self {
            Self::Sentences(settings) => Some(settings),
            Self::Units | Self::TextParagraphs => None,
        }
    }
}

/// How pairs of units are split into sentences.
#[derive(Debug, Clone, Default)]
pub struct SentenceSettings {
    /// The user's rules; the built-in rules if there are none.
    pub rules: Option<Arc<Srx>>,
}
