//! `mkdocs.yml`: the plugin i18n (mkdocs-static-i18n), the language of the theme, and the list of other languages.

use serde_json::Value;

use super::{Site, data, listed};
use crate::model::Generator;

pub(super) fn read(file: &str, text: &str) -> Option<Site> {
    let mut site = Site::new(Some(Generator::MkDocs), file);
    // A file that is not valid, such as one with tags of its own, still says whose it is.
    let Some(config) = data(file, text) else {
        return Some(site);
    };
    if let Some(plugin) = plugin(&config) {
        add_plugin(&mut site, plugin);
    }
    for other in config["extra"]["alternate"]
        .as_array()
        .into_iter()
        .flatten()
    {
        let name = other["lang"].as_str().or_else(|| other["link"].as_str());
        if let Some(name) = name
            .map(|n| n.trim_matches('/'))
            .filter(|n| !n.contains('/'))
        {
            site.add_name(name, None);
        }
    }
    if site.source.is_none() && !site.names.is_empty() {
        site.set_source(config["theme"]["language"].as_str());
    }
    Some(site)
}

/// Plugins are a list of names and of objects with one key, or an object.
fn plugin(config: &Value) -> Option<&Value> {
    let plugins = config.get("plugins")?;
    let listed = plugins.as_array().into_iter().flatten();
    listed
        .filter_map(|p| p.get("i18n"))
        .chain(plugins.get("i18n"))
        .next()
}

fn add_plugin(site: &mut Site, plugin: &Value) {
    let languages = &plugin["languages"];
    for name in listed(languages, &["locale"]) {
        site.add_name(name, None);
    }
    let default = languages
        .as_array()
        .into_iter()
        .flatten()
        .find(|l| l["default"] == true);
    site.set_source(default.and_then(|l| l["locale"].as_str()));
    site.set_source(plugin["default_language"].as_str());
}
