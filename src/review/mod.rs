//! A page on which reviewers look at pairs and decide about them.
//!
//! The page is one file that needs no network. Texts go into it as JSON, never as markup; its program and style come from
//! `review/` and are checked in as built.

mod article;
mod page;
mod sample;

pub use article::{ReviewArticle, RowSink, review_article};
pub use page::{Page, PageFiles, write_pages};
pub use sample::Sample;
