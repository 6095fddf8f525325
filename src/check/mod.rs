//! Says what speaks against a pair, and decides which pairs are good enough to be written.
//!
//! Each check says one thing about a pair and nothing about its fate: [`inspect()`] reports flags with their reasons.
//! What is dropped is decided once, by the user's [`CheckSettings`], so that every pair that is missing has a reason
//! that can be counted. `docs/checks/` has a page for each family of checks.

pub mod article;
mod bags;
mod beginnings;
mod brackets;
mod damage;
mod duplicates;
mod encoding;
mod fault;
mod fold;
mod groups;
mod hidden;
mod ignore;
mod inspect;
mod keys;
mod language;
mod length;
mod links;
mod marks;
mod markup;
mod mixed;
mod norms;
mod numbers;
mod pair;
mod personal;
mod placeholders;
mod preset;
mod rule;
mod rules;
mod script;
mod secret;
mod settings;
mod small_words;
mod text;
mod view;
mod words;

pub use crate::model::{Flag, Flags};
pub use duplicates::{JudgeSettings, Repeats, Verdict, judge};
pub use fault::Fault;
pub use ignore::Ignores;
pub use inspect::inspect;
pub use keys::{Keyer, Keys};
pub use norms::{NormLearner, NormTable, Norms};
pub use pair::{Pair, Report};
pub use preset::{Preset, PresetError};
pub use rule::{Level, Rule, UnknownRule};
pub use rules::Rules;
pub use settings::{CheckSettings, Findings, Reason};
