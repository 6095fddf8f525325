//! One article in memory: its versions with their role and origin, and the pairs of versions that are wanted.
//!
//! Other stages ask a version for its role and origin and do not depend on its place in the list.

mod aligned_rows;
mod decided;
mod file_histories;
mod history;
mod load;
mod loaded_article;
mod pair_policy;
mod settings;
pub(crate) mod source_diff;
mod source_version;
mod source_version_counts;

pub use aligned_rows::{Row, RowCell, rows};
pub use file_histories::FileHistories;
pub use loaded_article::LoadedArticle;
pub use pair_policy::PairPolicy;
pub use settings::{ArticleSettings, GitSettings, SourceVersion};
pub use source_version_counts::{NoCommitFound, SourceVersionCounts};

#[cfg(test)]
mod tests;
