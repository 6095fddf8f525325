//! The dialects of Markdown that documentation generators read, and how a file's dialect is found.
//!
//! Constructs that cannot be mistaken are read in every dialect. The dialect decides only where the same characters mean
//! different things: `<` and `{` in MDX, `==`, `~`, `$`, `[[…]]`, text after the marker of an alert.

use std::path::Path;
use std::str::FromStr;

use crate::model::{Generator, Source};

/// A dialect of Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
#[non_exhaustive]
pub enum Dialect {
    /// CommonMark and GFM, with what cannot be mistaken of all others.
    #[default]
    Markdown,
    /// Microsoft Learn.
    Learn,
    /// MDX: Docusaurus, Starlight, Nextra, Mintlify, Rspress.
    Mdx,
    /// Hugo.
    Hugo,
    /// Jekyll with kramdown and Liquid.
    Jekyll,
    /// GitBook.
    GitBook,
    /// MkDocs with Material and PyMdown.
    MkDocs,
    /// VitePress.
    VitePress,
    /// Docsify.
    Docsify,
    /// Obsidian.
    Obsidian,
    /// mdBook.
    MdBook,
    /// MyST, as Sphinx and Jupyter Book read it.
    Myst,
    /// Quarto.
    Quarto,
    /// dumi.
    Dumi,
    /// MDN Web Docs.
    Mdn,
}

/// What a dialect reads that other dialects read as something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Extensions {
    /// Tags and braces as in MDX.
    pub mdx: bool,
    /// `==marked==`
    pub marks: bool,
    /// `~sub~` and `^super^`
    pub scripts: bool,
    /// `++ctrl+c++`
    pub keys: bool,
    /// `$a_1$`
    pub math: bool,
    /// `[[Page|text]]`
    pub wiki_links: bool,
    /// `%% comment %%` and `^block`
    pub obsidian: bool,
    /// Text after `> [!NOTE]` on the same line goes on below; elsewhere it is the title.
    pub alert_text: bool,
    /// Any role before code, and `% comment`
    pub myst: bool,
    /// Any number of colons ends a container.
    pub any_colons: bool,
}

impl Dialect {
    /// All dialects.
    pub const ALL: [Self; 15] = [
        Self::Markdown,
        Self::Learn,
        Self::Mdx,
        Self::Hugo,
        Self::Jekyll,
        Self::GitBook,
        Self::MkDocs,
        Self::VitePress,
        Self::Docsify,
        Self::Obsidian,
        Self::MdBook,
        Self::Myst,
        Self::Quarto,
        Self::Dumi,
        Self::Mdn,
    ];

    /// The name on the command line and in output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Learn => "learn",
            Self::Mdx => "mdx",
            Self::Hugo => "hugo",
            Self::Jekyll => "jekyll",
            Self::GitBook => "gitbook",
            Self::MkDocs => "mkdocs",
            Self::VitePress => "vitepress",
            Self::Docsify => "docsify",
            Self::Obsidian => "obsidian",
            Self::MdBook => "mdbook",
            Self::Myst => "myst",
            Self::Quarto => "quarto",
            Self::Dumi => "dumi",
            Self::Mdn => "mdn",
        }
    }

    /// The dialect of a name; the names of generators that read MDX are known too.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        match &*name {
            "docusaurus" | "starlight" | "astro" | "nextra" | "mintlify" | "rspress" => {
                Some(Self::Mdx)
            }
            "gfm" | "commonmark" => Some(Self::Markdown),
            "kramdown" | "liquid" => Some(Self::Jekyll),
            "kubernetes" | "docsy" => Some(Self::Hugo),
            "material" => Some(Self::MkDocs),
            "sphinx" | "jupyter-book" => Some(Self::Myst),
            _ => Self::ALL
                .into_iter()
                .find(|dialect| dialect.as_str() == name),
        }
    }

    /// All extensions of the dialect.
    #[must_use]
    pub fn extensions(self) -> Extensions {
        let none = Extensions::default();
        match self {
            Self::Mdx => Extensions { mdx: true, ..none },
            Self::Learn => Extensions {
                alert_text: true,
                ..none
            },
            Self::Hugo | Self::Jekyll | Self::GitBook => Extensions { math: true, ..none },
            Self::MkDocs => Extensions {
                marks: true,
                scripts: true,
                keys: true,
                math: true,
                ..none
            },
            Self::VitePress => Extensions {
                math: true,
                marks: true,
                ..none
            },
            Self::Obsidian => Extensions {
                marks: true,
                math: true,
                wiki_links: true,
                obsidian: true,
                ..none
            },
            Self::Myst => Extensions {
                math: true,
                myst: true,
                ..none
            },
            Self::Quarto => Extensions {
                math: true,
                scripts: true,
                any_colons: true,
                ..none
            },
            Self::Markdown | Self::Docsify | Self::MdBook | Self::Dumi | Self::Mdn => none,
        }
    }

    /// What the dialect reads where nobody asked for it by name: marks that a site must turn on stay text. Dollars are
    /// formulas if the file has a formula between double dollars.
    #[must_use]
    pub fn default_extensions(self) -> Extensions {
        let all = self.extensions();
        match self {
            Self::Obsidian | Self::Quarto => all,
            _ => Extensions {
                marks: false,
                scripts: false,
                keys: false,
                math: false,
                ..all
            },
        }
    }

    /// The dialect of a file: by its name, then by the program that makes its site, then by its text.
    #[must_use]
    pub fn of_file(source: &Source) -> Self {
        let by_name = of_name(&source.path);
        if let Some(dialect) = by_name.or_else(|| of_generator(source.generator?)) {
            return dialect;
        }
        let (front, body) = source.text.split_at(source.body as usize);
        if front.contains("\njupytext:") {
            Self::Myst
        } else if front.contains("\nms.") {
            Self::Learn
        } else if shows_mdx(body) {
            Self::Mdx
        } else if shows_myst(body) {
            Self::Myst
        } else {
            Self::Markdown
        }
    }
}

impl FromStr for Dialect {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let names = || Self::ALL.map(Self::as_str).join(", ");
        Self::parse(name).ok_or_else(|| format!("`{name}` is not a dialect; known are {}", names()))
    }
}

fn of_name(path: &Path) -> Option<Dialect> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    match &*extension {
        "mdx" => Some(Dialect::Mdx),
        "qmd" | "rmd" => Some(Dialect::Quarto),
        _ => None,
    }
}

/// The dialect of all Markdown files of a site. `None` if their text decides: Astro and others read `.md` as Markdown,
/// and only `.mdx` as MDX.
fn of_generator(generator: Generator) -> Option<Dialect> {
    Some(match generator {
        Generator::Docusaurus | Generator::Mintlify => Dialect::Mdx,
        Generator::Docsify => Dialect::Docsify,
        Generator::GitBook => Dialect::GitBook,
        Generator::Hugo => Dialect::Hugo,
        Generator::Jekyll => Dialect::Jekyll,
        Generator::MdBook => Dialect::MdBook,
        Generator::MicrosoftLearn => Dialect::Learn,
        Generator::MkDocs => Dialect::MkDocs,
        Generator::Sphinx => Dialect::Myst,
        Generator::VitePress | Generator::VuePress => Dialect::VitePress,
        _ => return None,
    })
}

/// Whether a body uses what only MDX has: an import at its beginning, or one from a place that only MDX knows.
fn shows_mdx(body: &str) -> bool {
    if is_import(body.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n'])) {
        return true;
    }
    memchr::memmem::find_iter(body.as_bytes(), b"\nimport ").any(|at| {
        let line = body[at + 1..].lines().next().unwrap_or_default();
        let known = [
            "'@theme/",
            "'@site/",
            "\"@theme/",
            "\"@site/",
            ".mdx'",
            ".mdx\"",
        ];
        is_import(line) && known.iter().any(|from| line.contains(from))
    })
}

/// Whether a body has a directive of MyST, in a fence or between colons.
fn shows_myst(body: &str) -> bool {
    const NAMES: [&str; 12] = [
        "note}",
        "tip}",
        "warning}",
        "important}",
        "admonition}",
        "toctree}",
        "figure}",
        "tab-set}",
        "grid}",
        "code-block}",
        "code-cell}",
        "list-table}",
    ];
    let directives = ["```{", ":::{"].map(|open| memchr::memmem::find_iter(body.as_bytes(), open));
    directives.into_iter().flatten().any(|at| {
        let name = body.get(at + 4..).unwrap_or_default();
        NAMES.iter().any(|known| name.starts_with(known))
    })
}

/// `import X from 'y'`, `import './y'`
fn is_import(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    let Some(rest) = line.strip_prefix("import ") else {
        return false;
    };
    rest.starts_with(['\'', '"']) || rest.contains(" from '") || rest.contains(" from \"")
}
