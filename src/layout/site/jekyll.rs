//! `_config.yml` of Jekyll and of Hexo.
//!
//! Jekyll's plugins polyglot and multiple-languages have `languages`, and `default_lang`, else the first one is the
//! default. Hexo has `language`, one or a list, and often `source/_data/languages.yml`.

use serde_json::Value;

use super::{Site, data, listed, locale};
use crate::layout::tree::parent;
use crate::model::Generator;

pub(super) fn read(file: &str, text: &str) -> Option<Site> {
    let config = data(file, text)?;
    let hexo = [
        "source_dir",
        "public_dir",
        "new_post_name",
        "default_layout",
        "language",
    ];
    let is_hexo =
        config.get("plugins").is_none() && hexo.iter().any(|key| config.get(key).is_some());
    let generator = if is_hexo {
        Generator::Hexo
    } else {
        Generator::Jekyll
    };
    let mut site = Site::new(Some(generator), file);
    let languages = if is_hexo {
        &config["language"]
    } else {
        &config["languages"]
    };
    let names = listed(languages, &["code", "lang", "locale"]);
    names.iter().for_each(|name| site.add_name(name, None));
    for key in [
        "default_lang",
        "default_language",
        "default_locale",
        "lang",
        "language",
    ] {
        site.set_source(config.get(key).and_then(Value::as_str));
    }
    site.set_source(names.first().copied());
    Some(site)
}

/// `_data/languages.yml`: an object with a key for each locale.
pub(super) fn data_file(file: &str, text: &str) -> Option<Site> {
    let config = data(file, text)?;
    let mut site = Site::new(None, file);
    site.folder = parent(parent(file)).to_owned();
    let names = listed(&config, &["code", "lang", "locale"]);
    let known = names.iter().filter(|name| locale(name).is_some());
    known.for_each(|name| site.add_name(name, None));
    Some(site)
}
