//! Terminology: term candidates from pairs, and a glossary that translations are checked against.

mod candidates;
mod glossary;
mod tbx;

pub use candidates::{Candidates, Term};
pub use glossary::{Glossary, GlossaryError};
pub use tbx::to_tbx;
