//! Scripts of Next.js and its documentation themes: `next.config.*` (Nextra), `lib/i18n.ts` (Fumadocs), and files
//! named `locales` or `languages` that other configuration takes its list from.

use serde_json::Value;

use super::{Site, find_all, find_text, js, listed, locale};
use crate::layout::tree::{file_name, parent};
use crate::model::Generator;

/// Folders of code, whose files are about the folder above them.
const CODE: [&str; 6] = ["lib", "src", "config", "utils", "i18n", "app"];

pub(super) fn read(file: &str, text: &str) -> Option<Site> {
    let config = js::read(text);
    let mut site = Site::new(generator(text), file);
    while CODE.contains(&file_name(&site.folder)) {
        site.folder = parent(&site.folder).to_owned();
    }
    for key in ["locales", "languages"] {
        for locales in find_all(&config, key) {
            listed(locales, &["code", "locale", "lang", "id"])
                .iter()
                .for_each(|name| site.add_name(name, None));
        }
    }
    // A file that is nothing but the list: `export const locales = { en: { lang: 'en' }, … }`.
    for (name, value) in config.as_object().into_iter().flatten() {
        if name.to_lowercase().contains("locale") || name.to_lowercase().contains("language") {
            add_list(&mut site, value);
        }
    }
    let default = ["defaultLocale", "defaultLanguage", "fallbackLng"]
        .iter()
        .find_map(|k| find_text(&config, k));
    site.set_source(default);
    (site.names.len() > 1).then_some(site)
}

fn generator(text: &str) -> Option<Generator> {
    if text.contains("nextra") {
        Some(Generator::Nextra)
    } else {
        text.contains("fumadocs").then_some(Generator::Fumadocs)
    }
}

/// An object counts where nearly all of its keys are locales.
fn add_list(site: &mut Site, value: &Value) {
    let keys = value.as_object().map_or(0, serde_json::Map::len);
    let names = listed(value, &["code", "locale", "lang", "id"]);
    let known: Vec<_> = names.iter().filter(|name| locale(name).is_some()).collect();
    if known.len() * 2 > keys.max(names.len()) {
        for name in known {
            site.add_name(name, value[*name]["lang"].as_str());
        }
    }
}
