//! Writes the pages.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use minijinja::{Environment, context};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::article::{ReviewArticle, Row};
use crate::atomic_file;
use crate::decisions::Decision;
use crate::model::{Flags, Locale};
use crate::quality::{DedupSettings, Keys, judge};

const SCRIPT: &str = include_str!("../../review/dist/review.js");
const STYLE: &str = include_str!("../../review/dist/review.css");

/// Rows of the largest page.
const LARGEST: usize = 25_000;

/// What is shown.
#[derive(Debug)]
pub struct Page {
    pub title: String,
    pub articles: Vec<ReviewArticle>,
    /// Decisions that were made before.
    pub decisions: Vec<Decision>,
    /// Whether the pairs are a sample.
    pub is_sample: bool,
}

/// The content of a page, as its program reads it.
#[derive(Serialize)]
struct Data<'a> {
    title: &'a str,
    version: &'static str,
    sample: bool,
    articles: &'a [ReviewArticle],
    decisions: &'a [Decision],
}

/// What was written.
#[derive(Debug, Default)]
pub struct PageFiles {
    /// The files with their sizes in bytes, the index first if there is one.
    pub files: Vec<(PathBuf, u64)>,
    /// Number of pairs on all pages.
    pub pairs: usize,
}

/// Writes nothing if there are no pairs, one page, or an index and a page for each pair of locales if one page would be too large.
///
/// # Errors
/// If a file cannot be written. An earlier file of this name is then as it was.
pub fn write_pages(mut page: Page, out: &Path) -> io::Result<PageFiles> {
    mark_duplicates(&mut page.articles);
    let rows = page.articles.iter().map(|a| a.rows.len()).sum::<usize>();
    let pairs = page
        .articles
        .iter()
        .flat_map(|a| &a.rows)
        .filter(|r| r.is_pair());
    let mut written = PageFiles {
        pairs: pairs.count(),
        ..PageFiles::default()
    };
    if written.pairs == 0 {
        return Ok(written);
    }
    if rows <= LARGEST {
        let bytes = write_page(&page, out)?;
        written.files.push((out.to_owned(), bytes));
        return Ok(written);
    }
    let folder = out.with_extension("");
    let folder = if folder == out {
        out.with_extension("pages")
    } else {
        folder
    };
    let mut links = Vec::new();
    for (locales, articles) in by_locales(std::mem::take(&mut page.articles)) {
        for (number, articles) in (1..).zip(parts(articles)) {
            let (source, target) = &locales;
            let part = if number > 1 {
                format!(".{number}")
            } else {
                String::new()
            };
            let name = format!("{source}_{target}{part}.html");
            let path = folder.join(&name);
            let of_part = Page {
                title: format!("{} · {source} → {target}{part}", page.title),
                articles,
                decisions: page.decisions.clone(),
                is_sample: page.is_sample,
            };
            let bytes = write_page(&of_part, &path)?;
            written.files.push((path, bytes));
            let rows = of_part.articles.iter().flat_map(|a| &a.rows);
            let folder = folder.file_name().unwrap_or_default().to_string_lossy();
            links.push(context! {
                href => format!("{}/{}", address(&folder), address(&name)),
                name,
                source => source.as_str(),
                target => target.as_str(),
                articles => of_part.articles.len(),
                pairs => rows.filter(|row| row.is_pair()).count(),
            });
        }
    }
    let html = render(
        "index.html",
        include_str!("templates/index.html"),
        context! { title => page.title, style => STYLE, style_hash => hash(STYLE), pages => links },
    )?;
    atomic_file::write(out, |to| to.write_all(html.as_bytes()))?;
    written.files.insert(0, (out.to_owned(), html.len() as u64));
    Ok(written)
}

/// A name in an address.
fn address(name: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    name.bytes().map(byte).collect()
}

fn write_page(page: &Page, path: &Path) -> io::Result<u64> {
    let data = Data {
        title: &page.title,
        version: env!("CARGO_PKG_VERSION"),
        sample: page.is_sample,
        articles: &page.articles,
        decisions: &page.decisions,
    };
    let data = in_script(&serde_json::to_string(&data)?);
    let html = render(
        "review.html",
        include_str!("templates/review.html"),
        context! {
            title => page.title,
            script => SCRIPT,
            script_hash => hash(SCRIPT),
            style => STYLE,
            style_hash => hash(STYLE),
            data,
        },
    )?;
    atomic_file::write(path, |to| to.write_all(html.as_bytes()))?;
    Ok(html.len() as u64)
}

fn render(name: &str, template: &str, values: minijinja::Value) -> io::Result<String> {
    // The name ends in `.html`, so values are escaped.
    let environment = Environment::new();
    environment
        .render_named_str(name, template, values)
        .map_err(io::Error::other)
}

/// JSON that cannot end the element that it is in.
fn in_script(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

/// What a content security policy names a script or a style by.
fn hash(content: &str) -> String {
    format!(
        "sha256-{}",
        STANDARD.encode(Sha256::digest(content.as_bytes()))
    )
}

/// The articles with the rows of each pair of locales.
fn by_locales(articles: Vec<ReviewArticle>) -> BTreeMap<(Locale, Locale), Vec<ReviewArticle>> {
    let mut all: BTreeMap<(Locale, Locale), Vec<ReviewArticle>> = BTreeMap::new();
    for article in articles {
        let mut rows: BTreeMap<(Locale, Locale), Vec<Row>> = BTreeMap::new();
        for row in article.rows {
            rows.entry(row.locales.clone()).or_default().push(row);
        }
        for (locales, rows) in rows {
            all.entry(locales).or_default().push(ReviewArticle {
                document: article.document.clone(),
                rows,
            });
        }
    }
    all
}

/// Articles in parts that fit on a page. An article is never divided.
fn parts(articles: Vec<ReviewArticle>) -> Vec<Vec<ReviewArticle>> {
    let mut parts: Vec<Vec<ReviewArticle>> = vec![Vec::new()];
    let mut rows = 0;
    for article in articles {
        let count = article.rows.len();
        match parts.last_mut() {
            Some(last) if last.is_empty() || rows + count <= LARGEST => {
                last.push(article);
                rows += count;
            }
            _ => {
                parts.push(vec![article]);
                rows = count;
            }
        }
    }
    parts
}

/// Adds what is known when all pairs of two locales are compared.
fn mark_duplicates(articles: &mut [ReviewArticle]) {
    let mut rows: BTreeMap<(Locale, Locale), Vec<&mut Row>> = BTreeMap::new();
    for row in articles.iter_mut().flat_map(|article| &mut article.rows) {
        if row.keys.is_some() {
            rows.entry(row.locales.clone()).or_default().push(row);
        }
    }
    for mut rows in rows.into_values() {
        let keys: Vec<Keys> = rows.iter().filter_map(|row| row.keys).collect();
        let read = || Ok::<_, Infallible>(keys.iter().copied().map(Ok));
        let Ok((verdicts, _)) = judge(keys.len(), read, DedupSettings::default());
        let texts: BTreeMap<u32, (String, String)> = verdicts
            .iter()
            .map(|verdict| (verdict.first, texts(rows[verdict.first as usize])))
            .collect();
        for (row, verdict) in rows.iter_mut().zip(&verdicts) {
            let own = texts_of(row);
            let known: Flags = row
                .flags
                .split_terminator(';')
                .filter_map(|f| f.parse().ok())
                .collect();
            row.flags = known.union(verdict.flags).to_string();
            let first = texts.get(&verdict.first);
            row.near = first.filter(|first| **first != own).cloned();
        }
    }
}

fn texts(row: &Row) -> (String, String) {
    let join = |texts: &[super::article::Text]| {
        let texts: Vec<&str> = texts.iter().map(|text| text.text.as_str()).collect();
        texts.join(" ")
    };
    (join(&row.source), join(&row.target))
}

fn texts_of(row: &&mut Row) -> (String, String) {
    texts(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_cannot_end_its_element() {
        let json = serde_json::to_string("</script><!--\u{2028}").unwrap();
        let data = in_script(&json);
        assert!(!data.contains('<') && !data.contains('\u{2028}'));
        assert_eq!(
            serde_json::from_str::<String>(&data).unwrap(),
            "</script><!--\u{2028}"
        );
    }

    #[test]
    fn names_are_safe_in_addresses() {
        assert_eq!(address("en-US_fr.html"), "en-US_fr.html");
        assert_eq!(address("a b\"<"), "a%20b%22%3C");
    }
}
