//! `docs.json` and `mint.json` of Mintlify: `navigation.languages`, with a folder for each but the default.

use super::{Site, data, find_all};
use crate::model::Generator;

pub(super) fn read(file: &str, text: &str) -> Option<Site> {
    let config = data(file, text).filter(|c| c.get("navigation").is_some())?;
    let mut site = Site::new(Some(Generator::Mintlify), file);
    let mut first = None;
    for languages in find_all(&config["navigation"], "languages") {
        for language in languages.as_array().into_iter().flatten() {
            let Some(name) = language["language"].as_str() else {
                continue;
            };
            site.add_name(name, None);
            first = first.or(Some(name));
            if language["default"] == true {
                site.set_source(Some(name));
            }
        }
    }
    // `mint.json` has versions with a locale.
    for version in config["versions"].as_array().into_iter().flatten() {
        if let Some(name) = version["locale"].as_str() {
            site.add_name(name, None);
            first = first.or(Some(name));
        }
    }
    site.set_source(first);
    Some(site)
}
