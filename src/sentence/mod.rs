//! Sentences: splitting text into them, and aligning those of two texts.

pub mod align;
pub mod srx;
