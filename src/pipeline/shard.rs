//! A part of the articles, so that several processes can share the work.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use twox_hash::XxHash3_64;

use crate::model::Article;

/// One of `count` parts of the articles of a corpus. An article belongs to the part that its path hashes to, with all
/// its locales.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shard {
    /// Number of the part, from 1 to `count`.
    pub number: u32,
    /// Number of parts.
    pub count: u32,
}

/// A text that names no shard.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a shard I/N, such as 3/8, with I from 1 to N (0 stands for N)")]
pub struct ShardError(String);

impl Shard {
    /// Whether an article belongs to this part.
    pub(super) fn has(self, article: &Article) -> bool {
        let hash = XxHash3_64::oneshot(article.document.as_bytes());
        hash % u64::from(self.count) == u64::from(self.number - 1)
    }
}

impl FromStr for Shard {
    type Err = ShardError;

    fn from_str(given: &str) -> Result<Self, ShardError> {
        let error = || ShardError(given.to_owned());
        let (number, count) = given.split_once('/').ok_or_else(error)?;
        let parse = |text: &str| text.parse::<u32>().map_err(|_| error());
        let (number, count) = (parse(number)?, parse(count)?);
        if count == 0 || number > count {
            return Err(error());
        }
        // Job arrays that count from 0 have no last number, and a number 0 instead.
        let number = if number == 0 { count } else { number };
        Ok(Self { number, count })
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shards_are_counted_from_one_and_zero_is_the_last() {
        assert_eq!(
            "3/8".parse(),
            Ok(Shard {
                number: 3,
                count: 8
            })
        );
        assert_eq!("8/8".parse::<Shard>().unwrap().to_string(), "8/8");
        assert_eq!(
            "0/8".parse(),
            Ok(Shard {
                number: 8,
                count: 8
            })
        );
        for wrong in ["9/8", "0/0", "1/0", "1", "a/b", "-1/2", ""] {
            let error = wrong.parse::<Shard>().unwrap_err().to_string();
            assert!(error.contains("not a shard I/N"), "{error}");
        }
    }
}
