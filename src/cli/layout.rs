//! `diglot layout`: which files would be read, and why; and what the other commands say of it.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};
use serde::Serialize;

use super::Exit;
use super::args::LayoutArgs;
use super::console::Console;
use super::settings::Resolver;
use super::table::{Table, number, printable};
use crate::layout::{Group, Layout, Place, Skipped};
use crate::matching::ContentMatch;
use crate::model::{Article, Generator, Locale, Warning};

/// What was found where a corpus was said to be.
pub struct FoundCorpus {
    /// Where it was looked for.
    pub place: Place,
    /// The articles, and how they were found.
    pub layout: Layout,
    /// What a user has to know of them.
    pub warnings: Vec<Warning>,
    /// The originals are also in a repository.
    pub source_elsewhere: bool,
    /// The files that were joined by what they contain.
    pub matched: Vec<ContentMatch>,
}

impl FoundCorpus {
    /// The locale of the originals; where there are none, one that no file is in.
    pub fn source(&self) -> anyhow::Result<Locale> {
        let unknown = || Locale::parse("en-US").map_err(|e| anyhow!(e));
        self.layout.source.clone().map_or_else(unknown, Ok)
    }

    /// Tells of the layout in one line, and prints the warnings about it.
    pub fn tell(&self, console: &mut Console) {
        console.say(&self.line());
        if self.layout.corpus.is_matched_by_content {
            console.say(&self.matched_line());
        }
        for found in &self.matched {
            console.detail(|| {
                let (source, target) = (found.source.display(), found.target.display());
                format!(
                    "{target}: joined with {source} by content, probability {:.2}",
                    found.probability
                )
            });
        }
        self.warnings.iter().for_each(|w| console.warn(w));
    }

    /// How many files were joined by what they contain, and how many have no counterpart.
    fn matched_line(&self) -> String {
        let corpus = &self.layout.corpus;
        let source = corpus
            .locales
            .iter()
            .position(|l| Some(l) == self.layout.source.as_ref());
        let has_original =
            |article: &&Article| source.is_some_and(|source| article.has_locale(source));
        let without = corpus.articles.iter().filter(|a| !has_original(a));
        let alone: usize = without.map(|article| article.versions.len()).sum();
        format!(
            "{} joined by content; {alone} without an original",
            plural(self.matched.len(), "file")
        )
    }

    fn line(&self) -> String {
        let layout = &self.layout;
        let locales = layout.corpus.locales.len();
        let source = match &layout.source {
            Some(source) if layout.corpus.locales.contains(source) => format!("Source {source}"),
            Some(source) => format!("Source {source} in the source repository"),
            None => "No source".to_owned(),
        };
        let patterns = match &layout.groups[..] {
            [] => String::new(),
            [only] => format!(" (layout {})", printable(&only.pattern)),
            [first, more @ ..] => format!(
                " (layout {} and {} more)",
                printable(&first.pattern),
                more.len()
            ),
        };
        let articles = match self.layout.paired() {
            0 => layout.corpus.articles.len(),
            paired => paired,
        };
        format!(
            "{source}, {}, {}{patterns}",
            plural(locales, "locale"),
            plural(articles, "article")
        )
    }

    /// Refuses a corpus that has nothing to pair.
    pub fn ensure_pairs(&self) -> anyhow::Result<()> {
        let layout = &self.layout;
        let in_repository = self.source_elsewhere && !layout.corpus.articles.is_empty();
        if layout.paired() > 0 || in_repository {
            return Ok(());
        }
        bail!("nothing to pair in {}: {}", self.name(), self.reason())
    }

    /// A short name of the corpus for titles: the last part of its folder.
    pub fn short_name(&self) -> String {
        let Place::Folder(folder) = &self.place else {
            return self.name();
        };
        let real = folder.canonicalize().unwrap_or_else(|_| folder.clone());
        let name = real.file_name().map(|n| n.to_string_lossy().into_owned());
        name.unwrap_or_else(|| self.name())
    }

    /// The folder of the corpus, or those of its locales.
    fn name(&self) -> String {
        match &self.place {
            Place::Folder(folder) => folder.display().to_string(),
            Place::Roots(roots) => {
                let names = roots
                    .iter()
                    .map(|(locale, folder)| format!("{locale}={}", folder.display()));
                names.collect::<Vec<_>>().join(", ")
            }
        }
    }

    fn reason(&self) -> String {
        let layout = &self.layout;
        if layout.markdown == 0 {
            return "there is no Markdown file (.md, .mdx, .markdown, .mdown, .mkd, .qmd, .Rmd)"
                .to_owned();
        }
        let files = plural(layout.markdown, "Markdown file");
        match &layout.corpus.locales[..] {
            [] => format!("{files}, but no locale found{}", self.suggestion()),
            [only] => format!("only one locale found, {only}{}", self.suggestion()),
            several => {
                let several: Vec<_> = several.iter().map(Locale::to_string).collect();
                let several = several.join(", ");
                let how = match layout.corpus.is_matched_by_content {
                    true => "",
                    false => "; --match content compares what the files contain",
                };
                format!(
                    "{files} in {several}, but no article is there in two locales{how}{}",
                    self.suggestion()
                )
            }
        }
    }

    fn suggestion(&self) -> String {
        const HOW: &str = "; `diglot layout` shows what was found, --layout 'docs/{locale}/{path}' or --root LOCALE=DIR \
            says where the files are";
        let Place::Folder(folder) = &self.place else {
            return String::new();
        };
        let real = folder.canonicalize().unwrap_or_else(|_| folder.clone());
        let name = |path: &Path| path.file_name().map(|n| n.to_string_lossy().into_owned());
        let is_locale = real
            .ancestors()
            .take(3)
            .filter_map(name)
            .any(|n| Locale::parse(&n).is_ok());
        if is_locale {
            return "; did you mean the folder above?".to_owned();
        }
        HOW.to_owned()
    }
}

fn plural(count: usize, what: &str) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{} {what}{s}", number(count as u64))
}

/// Shows the layout of a corpus.
pub fn run(args: &LayoutArgs, resolver: &Resolver, mut console: Console) -> anyhow::Result<Exit> {
    let found = resolver.layout(&args.input, false)?;
    found.warnings.iter().for_each(|w| console.warn(w));
    let mut out = std::io::stdout().lock();
    if args.json {
        serde_json::to_writer_pretty(&mut out, &Json::new(&found))?;
        writeln!(out)?;
        return Ok(Exit::after(console.left_out()));
    }
    found.ensure_pairs()?;
    out.write_all(text(&found).as_bytes())?;
    Ok(Exit::after(console.left_out()))
}

/// The layout for programs.
#[derive(Serialize)]
struct Json<'a> {
    source: Option<&'a Locale>,
    locales: BTreeMap<&'a Locale, usize>,
    articles: usize,
    layouts: &'a [Group],
    generators: Vec<Generator>,
    documents: Vec<Document<'a>>,
    skipped: &'a [Skipped],
}

#[derive(Serialize)]
struct Document<'a> {
    document: &'a str,
    files: BTreeMap<&'a Locale, String>,
}

impl<'a> Json<'a> {
    fn new(found: &'a FoundCorpus) -> Self {
        let layout = &found.layout;
        let corpus = &layout.corpus;
        let documents = corpus.articles.iter().map(|article| {
            let path = |locale: u16| found.below(corpus.path(article, usize::from(locale)));
            let files = article
                .versions
                .iter()
                .map(|v| (&corpus.locales[usize::from(v.0)], path(v.0)));
            Document {
                document: &article.document,
                files: files.collect(),
            }
        });
        Self {
            source: layout
                .source
                .as_ref()
                .filter(|s| corpus.locales.contains(s) || found.source_elsewhere),
            locales: corpus.locales.iter().zip(layout.files()).collect(),
            articles: layout.paired(),
            layouts: &layout.groups,
            generators: generators(layout),
            documents: documents.collect(),
            skipped: &layout.skipped,
        }
    }
}

impl FoundCorpus {
    /// A path from the folder that was given on.
    fn below(&self, path: PathBuf) -> String {
        let path = match &self.place {
            Place::Folder(folder) => path
                .strip_prefix(folder)
                .map(Path::to_owned)
                .unwrap_or(path),
            Place::Roots(_) => path,
        };
        path.display().to_string().replace('\\', "/")
    }
}

/// The generators of all roots, each once.
fn generators(layout: &Layout) -> Vec<Generator> {
    let mut found: Vec<Generator> = layout
        .corpus
        .generators
        .iter()
        .flatten()
        .flatten()
        .copied()
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The layout for people.
fn text(found: &FoundCorpus) -> String {
    let layout = &found.layout;
    let mut out = format!("{}\n\n", found.line());
    let mut table = Table::new(&["locale", ">files", "folder"]);
    for ((locale, files), roots) in layout
        .corpus
        .locales
        .iter()
        .zip(layout.files())
        .zip(&layout.corpus.roots)
    {
        let first = roots
            .first()
            .map_or_else(String::new, |r| found.below(r.clone()));
        let more = if roots.len() > 1 {
            format!(" and {} more", roots.len() - 1)
        } else {
            String::new()
        };
        table.row([
            locale.to_string(),
            number(files as u64),
            format!("{}{more}", printable(&first)),
        ]);
    }
    out.push_str(&table.render(None));
    let mut table = Table::new(&["layout", ">files", ">articles", "without a name"]);
    for group in &layout.groups {
        let unmarked = group
            .unmarked
            .as_ref()
            .map_or_else(String::new, Locale::to_string);
        table.row([
            printable(&group.pattern),
            number(group.files as u64),
            number(group.articles as u64),
            unmarked,
        ]);
    }
    out.push_str(&format!("\n{}", table.render(None)));
    let generators: Vec<&str> = generators(layout)
        .into_iter()
        .map(Generator::as_str)
        .collect();
    if !generators.is_empty() {
        out.push_str(&format!("\nmade by {}\n", generators.join(", ")));
    }
    if !layout.skipped.is_empty() {
        let mut table = Table::new(&["not read", ">files", "why"]);
        for skipped in &layout.skipped {
            let files = skipped.files.map_or_else(String::new, |n| number(n as u64));
            table.row([printable(&skipped.path), files, printable(&skipped.reason)]);
        }
        out.push_str(&format!("\n{}", table.render(None)));
    }
    out
}
