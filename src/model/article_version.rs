//! One version of an article: the text of one locale, read and segmented, and what is known about its origin.

use super::{Document, Locale, Source, TranslationType, index_type};

index_type! {
    /// Index of a version in the list of an article's versions.
    VersionId
}

/// Whether a version is an original or a translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The original: it is in the source locale and does not claim to be a translation.
    Original,
    /// A translation, with the type that it claims.
    Translation(TranslationType),
}

/// Where a version was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// It is a file on disk.
    Disk,
    /// It is an original that only git has: a translation on disk was made from it. `source.blob` names the commit.
    SourceOf,
    /// It is the original at the repository's HEAD, loaded because there is none on disk. It can also be the source
    /// of a translation.
    Head,
    /// It is an earlier version of a translation, or the original that only such an earlier version was made from.
    History,
}

/// One version of an article.
#[derive(Debug, Clone)]
pub struct ArticleVersion {
    /// The locale.
    pub locale: Locale,
    /// The file as read: bytes, front matter, provenance.
    pub source: Source,
    /// Its units.
    pub document: Document,
    /// Whether it is an original or a translation.
    pub role: Role,
    /// Where it was found.
    pub origin: Origin,
    /// Names the text of the original that this version was made from: two versions with the same name belong to one
    /// generation. An original names itself. `None` if nothing is known.
    pub source_revision: Option<String>,
    /// The version it was made from, if git has it.
    pub made_from: Option<VersionId>,
    /// How the file was found, if not by its path.
    pub matched: Option<Matched>,
}

/// A file that was found by what it contains, whatever its path.
#[derive(Debug, Clone, PartialEq)]
pub struct Matched {
    /// Its path below the folder of its locale, with `/`.
    pub path: String,
    /// Probability that it belongs to the article, in [0, 1].
    pub probability: f32,
}

impl ArticleVersion {
    /// A version on disk about whose origin nothing is known yet.
    #[must_use]
    pub fn new(locale: Locale, source: Source, document: Document, role: Role) -> Self {
        Self {
            locale,
            source,
            document,
            role,
            origin: Origin::Disk,
            source_revision: None,
            made_from: None,
            matched: None,
        }
    }

    /// Whether it is an original.
    #[must_use]
    pub fn is_original(&self) -> bool {
        self.role == Role::Original
    }

    /// Whether it is a file on disk.
    #[must_use]
    pub fn is_on_disk(&self) -> bool {
        self.origin == Origin::Disk
    }

    /// How it was translated; `None` for an original.
    #[must_use]
    pub fn translation_type(&self) -> Option<TranslationType> {
        match self.role {
            Role::Original => None,
            Role::Translation(translation_type) => Some(translation_type),
        }
    }

    /// Whether two versions are known to come from the same text of the original.
    #[must_use]
    pub fn same_revision(&self, other: &Self) -> bool {
        self.source_revision.is_some() && self.source_revision == other.source_revision
    }
}
