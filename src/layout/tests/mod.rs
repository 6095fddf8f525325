//! Trees of files, and the articles that are found in them.

mod configuration;
mod families;
#[cfg(unix)]
mod links;
mod no_wrong_guess;
mod roots;
mod source_and_locales;
mod what_is_read;

use std::fs;
use std::path::Path;

use super::{Layout, LayoutError, LayoutSettings, Pattern, Place, Selection, find};
use crate::model::{Generator, Locale, Warning, WarningKind};

fn locale(tag: &str) -> Locale {
    Locale::parse(tag).unwrap()
}

/// A tree with a file for each path; a path may be followed by ` = ` and its text.
fn tree(files: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in files {
        let (path, text) = file.split_once(" = ").unwrap_or((file, "text"));
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn run_with(folder: &Path, settings: &LayoutSettings) -> (Layout, Vec<Warning>) {
    find(&Place::Folder(folder.to_owned()), settings).unwrap()
}

fn run(folder: &Path) -> (Layout, Vec<Warning>) {
    run_with(folder, &LayoutSettings::default())
}

/// Each article as `document: locale=path …`, with paths below the folder.
fn articles(folder: &Path, layout: &Layout) -> Vec<String> {
    let corpus = &layout.corpus;
    let of = |article: &crate::model::Article| {
        let mut line = format!("{}:", article.document);
        for &(locale, _) in &article.versions {
            let path = corpus.path(article, usize::from(locale));
            let path = path
                .strip_prefix(folder)
                .unwrap_or(&path)
                .display()
                .to_string();
            line.push_str(&format!(" {}={path}", corpus.locales[usize::from(locale)]));
        }
        line
    };
    corpus.articles.iter().map(of).collect()
}

/// What a tree is read as: its source, then its articles.
fn read(files: &[&str]) -> (Option<String>, Vec<String>) {
    let folder = tree(files);
    let (layout, _) = run(folder.path());
    let source = layout.source.as_ref().map(Locale::to_string);
    (source, articles(folder.path(), &layout))
}

/// The articles of a tree that are there in two locales.
fn paired(files: &[&str]) -> Vec<String> {
    let (_, mut articles) = read(files);
    articles.retain(|a| a.matches('=').count() > 1);
    articles
}

fn source(files: &[&str]) -> Option<String> {
    read(files).0
}

fn tags(layout: &Layout) -> Vec<&str> {
    layout.corpus.locales.iter().map(Locale::as_str).collect()
}
