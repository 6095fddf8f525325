//! Joins the files of all locales that have the same path into articles.

use std::path::PathBuf;

use crate::model::{Article, Warning, WarningKind};

/// A file: its path below its root, its locale, and which of the locale's roots it lies below.
pub(super) type File = (Box<str>, usize, usize);

/// Articles in byte order of their paths. Of one path in two roots of a locale, the first root's file wins.
pub(super) fn merge(
    mut files: Vec<File>,
    roots: &[Vec<PathBuf>],
    warnings: &mut Vec<Warning>,
) -> Vec<Article> {
    files.sort_unstable();
    let mut articles: Vec<Article> = Vec::new();
    for (document, locale, root) in files {
        // Their number was checked to fit when the locales were ordered.
        let version = (locale as u16, root as u16);
        match articles.last_mut() {
            Some(article) if article.document == document => {
                let &(last, winner) = article.versions.last().unwrap_or(&version);
                if last != version.0 {
                    article.versions.push(version);
                    continue;
                }
                let winner = roots[locale][usize::from(winner)].join(&*document);
                warnings.push(Warning {
                    path: roots[locale][root].join(&*document),
                    line: 0,
                    kind: WarningKind::LeftOut,
                    message: format!(
                        "left out: {} is the same article in the same locale",
                        winner.display()
                    ),
                });
            }
            _ => articles.push(Article {
                document,
                versions: vec![version],
            }),
        }
    }
    articles
}
