//! The checks, one file per flag.

pub(super) mod brackets;
pub(super) mod code;
pub(super) mod control_characters;
pub(super) mod empty_alt;
pub(super) mod encoding;
pub(super) mod language;
pub(super) mod length;
pub(super) mod links;
pub(super) mod markdown;
pub(super) mod mixed_language;
pub(super) mod nothing_to_translate;
pub(super) mod numbers;
pub(super) mod personal;
pub(super) mod placeholders;
pub(crate) mod position_only;
pub(super) mod quotes;
pub(super) mod repeated_words;
pub(super) mod residue;
pub(super) mod secret;
pub(super) mod tags;
pub(super) mod untranslated;
