//! `lunaria.config.json`: locales, and patterns with `@lang` and `@path`.

use serde_json::Value;

use super::{Site, data, find_all};
use crate::layout::pattern::Pattern;

pub(super) fn read(file: &str, text: &str) -> Option<Site> {
    let config = data(file, text)?;
    let mut site = Site::new(None, file);
    let tag = |value: &Value| {
        value
            .as_str()
            .or_else(|| value["lang"].as_str())
            .map(str::to_owned)
    };
    let source = ["sourceLocale", "defaultLocale"]
        .iter()
        .find_map(|key| tag(&config[key]));
    site.set_source(source.as_deref());
    for locale in config["locales"].as_array().into_iter().flatten() {
        if let Some(name) = tag(locale) {
            site.add_name(&name, None);
        }
    }
    if let Some(name) = &source {
        site.add_name(name, None);
    }
    for pattern in find_all(&config["files"], "pattern") {
        let (of_source, of_locales) = (pattern["source"].as_str(), pattern["locales"].as_str());
        let given = of_source
            .into_iter()
            .chain(of_locales)
            .chain(pattern.as_str());
        let given = given.map(|p| p.replace("@lang", "{locale}").replace("@path", "{path}"));
        site.patterns
            .extend(given.filter_map(|p| Pattern::in_folder(&site.folder, &p)));
    }
    Some(site)
}
