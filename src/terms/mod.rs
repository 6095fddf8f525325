//! Terminology: term candidates from pairs, and a glossary that translations are checked against.

mod candidates;
mod glossary;
mod glossary_error;
mod tbx;
#[cfg(test)]
mod tests;
mod words;

pub use candidates::{Candidates, Term};
pub use glossary::Glossary;
pub use glossary_error::GlossaryError;
pub use tbx::to_tbx;
