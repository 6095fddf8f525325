//! `astro.config.*`: the locales of Starlight, or those of Astro itself.

use super::vitepress::add_locales;
use super::{Site, find_all, find_text, js, listed};
use crate::model::Generator;

pub(super) fn read(file: &str, text: &str) -> Option<Site> {
    let config = js::read(text);
    let starlight = text.contains("starlight");
    let mut site = Site::new(starlight.then_some(Generator::Starlight), file);
    for locales in find_all(&config, "locales") {
        add_locales(&mut site, locales);
        if locales.is_array() {
            listed(locales, &["path"])
                .iter()
                .for_each(|name| site.add_name(name, None));
        }
    }
    let default = find_text(&config, "defaultLocale").filter(|name| *name != "root");
    site.set_source(default);
    Some(site)
}
