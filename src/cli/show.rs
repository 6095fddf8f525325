//! `diglot show`: an article's locales side by side.

use std::io::Write;

use anyhow::{anyhow, bail};
use unicode_width::UnicodeWidthStr;

use super::Exit;
use super::args::ShowArgs;
use super::console::Console;
use super::settings::Resolver;
use super::table::{printable, terminal_width};
use super::wrap::wrap;
use crate::align::AlignSettings;
use crate::article::{LoadedArticle, Row, RowCell, rows};
use crate::model::Corpus;
use crate::pipeline;

/// Columns where there is no terminal to ask.
const WIDTH: usize = 100;
/// A locale's least share of the width; below that the locales stand one under the other.
const LEAST: usize = 24;
/// Between two locales.
const RULE: &str = " │ ";

/// Prints the article.
pub fn run(args: &ShowArgs, resolver: &Resolver, mut console: Console) -> anyhow::Result<Exit> {
    let found = resolver.corpus(&args.input, &args.align.pairs())?;
    let corpus = &found.layout.corpus;
    found.tell(&mut console);
    let settings = resolver.pipeline(&args.input, &args.align.pairs(), found.source()?)?;
    let found = corpus
        .articles
        .binary_search_by(|a| (*a.document).cmp(&args.document));
    let Ok(index) = found else {
        return Err(missing(corpus, &args.document));
    };
    let (loaded, warnings) =
        LoadedArticle::read(corpus, &corpus.articles[index], &settings.article);
    warnings.iter().for_each(|w| console.warn(w));
    if loaded.versions.is_empty() {
        bail!("no version of {} could be read", args.document);
    }
    // What an export would have learned, so that the scores are those of the export.
    let learned = pipeline::learned(corpus, &settings);
    let align = AlignSettings::of(Some(&learned.lexicon))
        .with_vectors(settings.embeddings.as_deref())
        .deciding(&loaded.decided);
    let spine = loaded.prepare().align(align);
    let rows = rows(&loaded, &spine, settings.pairs.check.min_score);
    let width = args.width.map(usize::from).or_else(terminal_width);
    let text = render(&loaded, &rows, width.unwrap_or(WIDTH));
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(Exit::after(console.left_out()))
}

/// An error that names articles the user may have meant.
fn missing(corpus: &Corpus, document: &str) -> anyhow::Error {
    let name = document.rsplit('/').next().unwrap_or(document);
    let documents = corpus.articles.iter().map(|a| &*a.document);
    let near: Vec<&str> = documents.filter(|d| d.contains(name)).take(5).collect();
    if near.is_empty() {
        return anyhow!(
            "there is no article {document} among {}",
            corpus.articles.len()
        );
    }
    anyhow!(
        "there is no article {document}; there is {}",
        near.join(", ")
    )
}

fn render(loaded: &LoadedArticle, rows: &[Row], width: usize) -> String {
    let count = loaded.versions.len();
    let column = width.saturating_sub(RULE.width() * (count - 1)) / count;
    let titles: Vec<String> = (0..count).map(|v| title(loaded, v)).collect();
    let mut out = format!("{}\n", printable(&loaded.document));
    if column < LEAST {
        for row in rows {
            for cell in cells(loaded, row).into_iter().zip(&titles) {
                if let (Some((head, text)), title) = cell {
                    out.push_str(&format!("{title}  {head}\n"));
                    for line in wrap(&text, width.saturating_sub(4)) {
                        out.push_str(&format!("    {line}\n"));
                    }
                }
            }
            out.push('\n');
        }
        return out;
    }
    beside(
        &mut out,
        &titles.iter().map(|t| vec![t.clone()]).collect::<Vec<_>>(),
        column,
    );
    for row in rows {
        let cells = cells(loaded, row).into_iter().map(|cell| {
            let (head, text) = cell?;
            Some(
                wrap(&head, column)
                    .into_iter()
                    .chain(wrap(&text, column))
                    .collect(),
            )
        });
        out.push_str(&"─".repeat(width.min(column * count + RULE.width() * (count - 1))));
        out.push('\n');
        beside(
            &mut out,
            &cells.map(Option::unwrap_or_default).collect::<Vec<_>>(),
            column,
        );
    }
    out
}

/// Blocks of lines set side by side.
fn beside(out: &mut String, blocks: &[Vec<String>], width: usize) {
    let height = blocks.iter().map(Vec::len).max().unwrap_or(0);
    for at in 0..height {
        let mut line = String::new();
        for (column, block) in blocks.iter().enumerate() {
            if column > 0 {
                line.push_str(RULE);
            }
            let text = block.get(at).map_or("", String::as_str);
            line.push_str(text);
            line.push_str(&" ".repeat(width.saturating_sub(text.width())));
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
}

fn title(loaded: &LoadedArticle, version: usize) -> String {
    let locale = &loaded.versions[version].locale;
    let blob = loaded.versions[version].source.blob.as_ref();
    match (loaded.versions[version].translation_type(), blob) {
        (None, Some(blob)) => format!("{locale} {:.9}", blob.commit),
        (None, None) => format!("{locale} original"),
        (Some(of), _) => format!("{locale} {}", of.as_str()),
    }
}

/// For each version the head and the text of its units in a row.
fn cells(loaded: &LoadedArticle, row: &Row) -> Vec<Option<(String, String)>> {
    let alone = row.cells.iter().flatten().count() == 1;
    let cell = |(version, cell): (usize, &Option<RowCell>)| {
        let cell = cell.as_ref()?;
        let document = &loaded.versions[version].document;
        let units: Vec<_> = cell.units.iter().map(|&u| document.unit(u)).collect();
        let first = units.first()?;
        let texts: Vec<&str> = units.iter().map(|u| document.text(u)).collect();
        let mark = match cell.score {
            _ if alone => "  × unaligned".to_owned(),
            Some(score) => format!("  {score:.2}"),
            None => String::new(),
        };
        let head = format!("{}:{}{mark}", first.kind.as_str(), first.line);
        Some((head, printable(&texts.join(" ¶ "))))
    };
    row.cells.iter().enumerate().map(cell).collect()
}
