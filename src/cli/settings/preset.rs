//! What a preset chooses of an export: the form of the texts, and of the file.

use crate::cli::values::Segment;
use crate::export::{Format, Inline, LangStyle};
use crate::pairs::TextForm;
use crate::quality::Preset;

/// What is chosen unless an option says otherwise.
#[derive(Debug, Clone, Copy)]
pub(super) struct FormChoices {
    pub format: Format,
    pub segment: Segment,
    pub text: TextForm,
    pub inline: Inline,
    pub po_contexts: bool,
    pub lang_style: LangStyle,
    /// Columns for people who look at pairs.
    pub review: bool,
}

impl FormChoices {
    /// The choices of a preset, or those without one.
    pub fn of(preset: Option<Preset>) -> Self {
        let plain = Self {
            format: Format::Tmx,
            segment: Segment::Block,
            text: TextForm::Plain,
            inline: Inline::Text,
            po_contexts: true,
            lang_style: LangStyle::Full,
            review: false,
        };
        let Some(preset) = preset else { return plain };
        match preset {
            Preset::Tm => plain,
            Preset::Training => Self {
                format: Format::Jsonl,
                ..plain
            },
            Preset::Review => Self {
                format: Format::Csv,
                review: true,
                ..plain
            },
            Preset::Omegat => Self {
                segment: Segment::TextParagraph,
                ..plain
            },
            Preset::Md2po | Preset::Po4a | Preset::Mdbook => Self {
                format: Format::Po,
                text: TextForm::Markdown,
                po_contexts: false,
                ..plain
            },
            Preset::Weblate => Self {
                text: TextForm::Markdown,
                lang_style: LangStyle::Primary,
                ..plain
            },
            Preset::Okapi | Preset::Trados | Preset::Memoq => Self {
                inline: Inline::Tags,
                ..plain
            },
        }
    }
}
