//! Sentences: splitting text into them, and aligning those of two texts.

pub mod align;
mod align_text;
pub mod srx;
mod tmx;

pub use align_text::{AlignedText, BeadFormat, sentences};
