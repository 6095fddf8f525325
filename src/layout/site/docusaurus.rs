//! `docusaurus.config.*`: the locales, and where the originals of each plugin lie.
//!
//! Docusaurus keeps the translations of a plugin in `i18n/<locale>/docusaurus-plugin-content-<kind>[-<id>]`. The
//! originals lie in `docs`, `blog`, `src/pages`, or where the plugin's `path` says.

use serde_json::Value;

use super::js::ARGUMENTS;
use super::{Site, find_all, find_text, js, listed};
use crate::layout::tree::resolve;
use crate::model::Generator;

const PLUGIN: &str = "docusaurus-plugin-content-";

pub(super) fn read(file: &str, text: &str) -> Option<Site> {
    let config = js::read(text);
    let mut site = Site::new(Some(Generator::Docusaurus), file);
    site.set_source(find_text(&config, "defaultLocale"));
    for locales in find_all(&config, "locales") {
        listed(locales, &[])
            .iter()
            .for_each(|name| site.add_name(name, None));
    }
    for (key, kind) in [("docs", "docs"), ("blog", "blog"), ("pages", "pages")] {
        for preset in find_all(&config, key) {
            add_section(&mut site, kind, None, preset);
        }
    }
    add_plugins(&mut site, &config);
    Some(site)
}

/// Plugins are lists of a name and an object of options.
fn add_plugins(site: &mut Site, config: &Value) {
    for plugins in find_all(config, "plugins") {
        for plugin in plugins.as_array().into_iter().flatten() {
            let (Some(name), Some(options)) = (plugin.get(0), plugin.get(1)) else {
                continue;
            };
            // `require.resolve('@docusaurus/plugin-content-docs')` is a name too.
            let name = name
                .as_str()
                .or_else(|| name[ARGUMENTS][0].as_str())
                .unwrap_or("");
            if let Some((_, kind)) = name.split_once("plugin-content-") {
                add_section(site, kind, options["id"].as_str(), options);
            }
        }
    }
}

fn add_section(site: &mut Site, kind: &str, id: Option<&str>, options: &Value) {
    let Some(path) = options["path"]
        .as_str()
        .and_then(|p| resolve(&site.folder, p))
    else {
        return;
    };
    let id = id
        .filter(|id| *id != "default")
        .map_or_else(String::new, |id| format!("-{id}"));
    site.sections.push((format!("{PLUGIN}{kind}{id}"), path));
}
