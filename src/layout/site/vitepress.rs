//! `.vitepress/config.*`, `.vuepress/config.*` and `rspress.config.*`: `locales` with a key for each folder.
//!
//! The key of the originals is `root` or `/`; they lie beside the folders of the other locales.

use serde_json::Value;

use super::{Site, find_all, find_text, js};
use crate::layout::tree::parent;
use crate::model::Generator;

pub(super) fn read(file: &str, text: &str) -> Option<Site> {
    let config = js::read(text);
    let (generator, marker) = match file.contains(".vuepress") {
        true => (Generator::VuePress, ".vuepress"),
        false => (Generator::VitePress, ".vitepress"),
    };
    let mut site = Site::new(Some(generator), file);
    let at = file.rfind(marker).unwrap_or(0);
    site.folder = parent(&file[..at + marker.len()]).to_owned();
    for locales in find_all(&config, "locales") {
        add_locales(&mut site, locales);
    }
    if site.names.is_empty() {
        // Without locales, the language of the whole site.
        site.set_source(find_text(&config, "lang"));
    }
    Some(site)
}

/// An object with a key for each locale, as Starlight has it too.
pub(super) fn add_locales(site: &mut Site, locales: &Value) {
    for (key, of_locale) in locales.as_object().into_iter().flatten() {
        let lang = of_locale["lang"].as_str();
        match key.trim_matches('/') {
            "root" | "" => site.set_source(lang),
            name => site.add_name(name, lang),
        }
    }
}

/// Rspress has a list: `locales: [{ lang: 'en' }, { lang: 'zh' }]`, and `lang` for the originals.
pub(super) fn rspress(file: &str, text: &str) -> Option<Site> {
    let config = js::read(text);
    let mut site = Site::new(Some(Generator::Rspress), file);
    for locales in find_all(&config, "locales") {
        for of_locale in locales.as_array().into_iter().flatten() {
            if let Some(name) = of_locale["lang"].as_str() {
                site.add_name(name, None);
            }
        }
    }
    site.set_source(find_text(&config, "lang"));
    Some(site)
}
