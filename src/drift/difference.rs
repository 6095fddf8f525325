//! The status of a translation, and the differences that lead to it.

use serde::Serialize;

use crate::model::named_enum;

named_enum! {
    /// How a translation relates to its source.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    Status {
        /// Nothing differs that a translator has to change.
        UpToDate = "up_to_date",
        /// Content was added, removed or changed.
        CandidateOutdated = "candidate_outdated",
        /// Only details differ, such as the name of a heading or a link.
        OutdatedLowSeverity = "outdated_low_severity",
        /// There is no translation, or its text is still that of the source.
        NotTranslated = "not_translated",
        /// There is no source file.
        NoEnglishVersion = "no_english_version",
    }
}

named_enum! {
    /// How much a difference matters. The order is from least to most.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    Severity {
        /// A detail.
        Low = "low",
        /// A change of content.
        High = "high",
    }
}

/// A difference between a source file and its translation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// How much it matters.
    pub severity: Severity,
    /// Line in the source file, counted from 1.
    pub source_line: Option<u32>,
    /// Line in the translation, counted from 1.
    pub translation_line: Option<u32>,
    /// What differs.
    pub message: String,
}
