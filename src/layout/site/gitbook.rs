//! `LANGS.md` of GitBook (and HonKit), and `book.toml` of mdBook.

use super::{Site, data};
use crate::model::Generator;

/// A list of links: `* [English](en/)`. The first is the language of the originals.
pub(super) fn read(file: &str, text: &str) -> Option<Site> {
    let mut site = Site::new(Some(Generator::GitBook), file);
    for line in text.lines() {
        let target = line
            .rsplit_once("](")
            .and_then(|(_, rest)| rest.split([')', ' ']).next());
        let name = target.map(|t| t.trim_start_matches("./").split('/').next().unwrap_or(t));
        if let Some(name) =
            name.filter(|n| !n.is_empty() && line.trim_start().starts_with(['*', '-', '+']))
        {
            site.add_name(name, None);
        }
    }
    site.source = site.names.first().map(|n| n.1.clone());
    (!site.names.is_empty()).then_some(site)
}

/// The language of a book. It is often that of the book it was copied from, so a folder that is named like a locale
/// goes before it.
pub(super) fn mdbook(file: &str, text: &str) -> Option<Site> {
    let config = data(file, text)?;
    let mut site = Site::new(Some(Generator::MdBook), file);
    site.set_source(config["book"]["language"].as_str());
    for (name, _) in config["language"].as_object().into_iter().flatten() {
        site.add_name(name, None);
    }
    Some(site)
}
