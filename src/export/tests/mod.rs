//! Each format from records made by hand.

mod duplicates;
mod earlier_export;
mod golden;
mod inline_codes;
mod large_article;
mod options;
mod sample;
