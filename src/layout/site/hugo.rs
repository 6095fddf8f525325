//! `hugo.*`, `config.*` and the files in `config/_default`: `defaultContentLanguage` and `languages`.
//!
//! A language has its folder by `contentDir`, or its files by a suffix. Zola writes `default_language` and has the
//! same table.

use serde_json::Value;

use super::{Site, data};
use crate::layout::tree::{file_name, parent, resolve};
use crate::model::Generator;

pub(super) fn read(file: &str, text: &str) -> Option<Site> {
    let config = data(file, text)?;
    let name = file_name(file);
    let in_folder = file_name(parent(file)) == "_default";
    let table = match name.starts_with("languages.") {
        true if in_folder => Some(&config),
        true => return None,
        false => config.get("languages"),
    };
    let default = ["defaultContentLanguage", "default_language", "languageCode"]
        .iter()
        .find_map(|key| config.get(key).and_then(Value::as_str));
    let zola = config.get("default_language").is_some();
    let is_hugo = name.starts_with("hugo.")
        || in_folder
        || default.is_some()
        || table.is_some_and(Value::is_object);
    if !is_hugo {
        return None;
    }
    let mut site = Site::new((!zola).then_some(Generator::Hugo), file);
    if in_folder {
        // `config/_default/hugo.toml` is about the folder that holds `config`.
        site.folder = parent(parent(&site.folder)).to_owned();
    }
    for (name, language) in table.and_then(Value::as_object).into_iter().flatten() {
        site.add_name(name, language["languageCode"].as_str());
        add_folder(&mut site, name, language);
    }
    site.set_source(default);
    if site.source.is_none() && !site.names.is_empty() {
        // Hugo's own default.
        site.set_source(Some("en"));
    }
    Some(site)
}

fn add_folder(site: &mut Site, name: &str, language: &Value) {
    let folder = language["contentDir"]
        .as_str()
        .or_else(|| language["contentdir"].as_str());
    let folder = folder.and_then(|path| resolve(&site.folder, path));
    let lower = name.to_lowercase();
    let locale = site
        .names
        .iter()
        .find(|n| n.0 == lower)
        .map(|n| n.1.clone());
    site.roots.extend(locale.zip(folder));
}
