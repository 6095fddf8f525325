//! What went wrong with one file while the rest went on.

use std::fmt;
use std::path::PathBuf;

/// Something a user should know about one file. Shown as `path:line: message`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The file.
    pub path: PathBuf,
    /// Line, counted from 1; 0 where the whole file is meant.
    pub line: u32,
    /// What sort of thing, for counting.
    pub kind: WarningKind,
    /// What is wrong and what was done about it.
    pub message: String,
}

/// Sorts of warnings. Those that leave the file out make the exit code 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum WarningKind {
    /// The file was left out.
    LeftOut,
    /// Folders that are laid out in a way that may not be meant, such as two of one locale.
    Layout,
    /// Front matter that could not be read in full; the article was kept.
    FrontMatter,
    /// Markup that is broken in a way that may cost text or a pair.
    Markup,
    /// A table that broke into a paragraph.
    BrokenTable,
    /// Rows with more cells than their table's header, which readers of the page do not see.
    ExtraCells,
    /// Text that reads as the definition of a link, so that readers of the page do not see it.
    SwallowedText,
    /// Provenance that does not fit: a hash that matches nothing, a locale that is not the folder's.
    Provenance,
    /// A decision of a reviewer that could not be followed.
    Decision,
    /// Text that an output format cannot hold as it is.
    Output,
}

impl Warning {
    /// Where it is: `path:line`, or the path where the whole file is meant.
    #[must_use]
    pub fn place(&self) -> String {
        let path = self.path.display();
        match self.line {
            0 => path.to_string(),
            line => format!("{path}:{line}"),
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place(), self.message)
    }
}
