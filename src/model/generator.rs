//! The programs that make documentation sites out of Markdown.

use std::fmt;

/// A program that makes a site. It decides which dialect of Markdown the files are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Generator {
    /// Docsify.
    Docsify,
    /// Docusaurus.
    Docusaurus,
    /// Fumadocs.
    Fumadocs,
    /// GitBook and HonKit.
    GitBook,
    /// Hexo.
    Hexo,
    /// Hugo.
    Hugo,
    /// Jekyll.
    Jekyll,
    /// mdBook.
    MdBook,
    /// DocFX, as Microsoft Learn uses it.
    MicrosoftLearn,
    /// Mintlify.
    Mintlify,
    /// MkDocs.
    MkDocs,
    /// Nextra.
    Nextra,
    /// Rspress.
    Rspress,
    /// Sphinx with MyST.
    Sphinx,
    /// Starlight of Astro.
    Starlight,
    /// VitePress.
    VitePress,
    /// VuePress.
    VuePress,
}

impl Generator {
    /// Its name as its developers write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Docsify => "Docsify",
            Self::Docusaurus => "Docusaurus",
            Self::Fumadocs => "Fumadocs",
            Self::GitBook => "GitBook",
            Self::Hexo => "Hexo",
            Self::Hugo => "Hugo",
            Self::Jekyll => "Jekyll",
            Self::MdBook => "mdBook",
            Self::MicrosoftLearn => "Microsoft Learn",
            Self::Mintlify => "Mintlify",
            Self::MkDocs => "MkDocs",
            Self::Nextra => "Nextra",
            Self::Rspress => "Rspress",
            Self::Sphinx => "Sphinx",
            Self::Starlight => "Starlight",
            Self::VitePress => "VitePress",
            Self::VuePress => "VuePress",
        }
    }
}

impl fmt::Display for Generator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
