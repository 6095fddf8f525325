//! Checks on a pair of texts: what speaks against it, and which pairs are good enough to be exported.
//!
//! A check reports one fact about a pair as a [`Flag`] and never decides what happens to the pair. [`AcceptPolicy`]
//! makes that decision in one place, so that every missing pair has one [`DropReason`] that can be counted.
//! `checks/` has one file per flag, named after the flag. The documentation of a flag is the module documentation of
//! its file; `docs/checks/` is a copy of it. `dedup/` finds flags that need all pairs of a corpus.

mod accept_policy;
mod byte_classes;
mod checks;
pub mod dedup;
mod expected_language;
mod inspect;
mod length_ratio;
mod link_address;
mod locale_pair_profile;
mod markup;
mod multiset;
mod near_languages;
mod paired_marks;
mod preset;
mod repeatable_words;
mod script;
mod segment_view;
mod stopwords;
mod text_pair;
mod word_prefixes;
mod words;

pub use crate::model::{Flag, Flags};
pub use accept_policy::{AcceptPolicy, DropReason, PairScore};
pub(crate) use checks::position_only;
pub use dedup::{DedupSettings, Keyer, Keys, Repeats, Verdict, judge};
pub use inspect::inspect;
pub(crate) use length_ratio::normalized_length;
pub(crate) use link_address::{LinkDefinitions, link_address, page};
pub use locale_pair_profile::{LocalePairProfile, LocalePairProfiles, ProfileLearner};
pub use preset::Preset;
pub use text_pair::{FlagSink, TextPair};
