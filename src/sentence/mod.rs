//! Sentences: splitting text into them, and aligning those of two texts.

pub mod align;
mod align_text;
mod cut;
mod pair;
pub mod srx;

pub use align_text::{AlignedText, sentences};
pub use cut::{Piece, cut, protected};
pub use pair::{SentenceAligner, SentencePair, SentenceSide, UnitSide};
