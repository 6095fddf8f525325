//! Duplicates: flags that can only be decided when all pairs of two locales are known.
//!
//! A later pair may decide what happens to an earlier one: by its count, as a human translation of the same source, or
//! as another translation. So each pair leaves hashes of its texts ([`Keys`]), and [`judge`] compares the hashes of all
//! pairs at the end, in memory of a known size. `docs/checks/duplicates.md` explains the options.

mod group_by_key;
mod judge;
mod keys;
mod normalize;

pub use judge::{DedupSettings, Repeats, Verdict, judge};
pub use keys::{Keyer, Keys};

#[cfg(test)]
mod tests;
