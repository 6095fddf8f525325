//! What the configuration of a site says about its locales.
//!
//! Each kind of configuration has a file here that reads it into a [`Site`]. All of them work on JSON: YAML and TOML
//! are turned into it, and of JavaScript its plain literals are read (see [`js`]). Configuration is never executed.

mod astro;
mod crowdin;
mod docusaurus;
mod generators;
mod gitbook;
mod hugo;
mod javascript;
mod jekyll;
mod js;
mod lunaria;
mod mintlify;
mod mkdocs;
mod po4a;
mod vitepress;

use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde_json::Value;

pub use generators::Generators;

use super::names::{self, Name, Strength};
use super::pattern::Pattern;
use super::tree::{file_name, is_below, parent};
use crate::model::{Generator, Locale};

/// Bytes of a configuration file that are read at most; a larger one is no configuration.
const LARGEST: u64 = 1 << 20;
/// Configuration files that are read at most.
const MOST: usize = 2000;

/// A site, as its configuration describes it.
#[derive(Debug, Clone)]
pub(super) struct Site {
    /// The program that makes it, where the file tells.
    pub generator: Option<Generator>,
    /// The folder that the configuration is about; empty for the top.
    pub folder: String,
    /// Locale of the originals.
    pub source: Option<Locale>,
    /// Names of folders or suffixes, in lower case, and the locale each stands for.
    pub names: Vec<(String, Locale)>,
    /// Folders of the files of one locale each.
    pub roots: Vec<(Locale, String)>,
    /// Docusaurus: folders of the originals, by the folder of their translations.
    pub sections: Vec<(String, String)>,
    /// Where the files of a locale are, as patterns.
    pub patterns: Vec<Pattern>,
}

impl Site {
    fn new(generator: Option<Generator>, file: &str) -> Self {
        Self {
            generator,
            folder: parent(file).to_owned(),
            source: None,
            names: Vec::new(),
            roots: Vec::new(),
            sections: Vec::new(),
            patterns: Vec::new(),
        }
    }

    /// Adds a name of a folder or suffix; `tag` is the language that the configuration gives it, if it does.
    fn add_name(&mut self, name: &str, tag: Option<&str>) {
        let name = name.trim_matches('/').to_lowercase();
        let own = Locale::parse(&name)
            .ok()
            .filter(|_| names::parse(&name).is_none_or(|n| !n.alias));
        let given = || tag.and_then(|tag| Locale::parse(tag).ok());
        // A folder `zh` is `zh`, though the configuration may call it `zh-Hans`.
        let locale = own
            .or_else(given)
            .or_else(|| names::parse(&name).map(|n| n.locale));
        if let Some(locale) = locale
            && !name.contains('/')
            && !self.names.iter().any(|n| n.0 == name)
        {
            self.names.push((name, locale));
        }
    }

    fn set_source(&mut self, tag: Option<&str>) {
        if self.source.is_none() {
            self.source = tag.and_then(locale);
        }
    }

    /// Whether it tells anything.
    fn is_useful(&self) -> bool {
        self.generator.is_some()
            || self.source.is_some()
            || !self.names.is_empty()
            || !self.patterns.is_empty()
    }
}

/// The sites of a tree; those in inner folders come last.
#[derive(Debug, Default)]
pub(super) struct Sites(pub Vec<Site>);

impl Sites {
    /// Reads the configuration files of a tree.
    pub(super) fn read(top: &Path, mut files: Vec<Box<str>>) -> Self {
        files.sort_by(|a, b| (a.matches('/').count(), a).cmp(&(b.matches('/').count(), b)));
        files.dedup();
        let mut sites = Vec::new();
        for file in files.into_iter().take(MOST) {
            let Some(read) = reader(&file) else { continue };
            if let Some(text) = text(&top.join(&*file)) {
                sites.extend(read(&file, &text).filter(Site::is_useful));
            }
        }
        Self(sites)
    }

    /// The sites that a path belongs to, the innermost first.
    pub(super) fn of<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a Site> {
        let sites = self.0.iter().rev();
        sites.filter(move |site| path == site.folder || is_below(path, &site.folder))
    }

    /// What a name means in a folder: as the configuration says, else as a tag.
    pub(super) fn name(&self, folder: &str, name: &str) -> Option<Name> {
        let lower = name.to_lowercase();
        for site in self.of(folder) {
            if let Some((_, locale)) = site.names.iter().find(|n| n.0 == lower) {
                return Some(Name {
                    locale: locale.clone(),
                    strength: Strength::Named,
                    alias: false,
                });
            }
        }
        names::parse(name)
    }

    /// Locale of the originals of a folder, as the configuration says.
    pub(super) fn source(&self, folder: &str) -> Option<Locale> {
        self.of(folder).find_map(|site| site.source.clone())
    }

    /// The generator of the files of a folder.
    pub(super) fn generator(&self, folder: &str) -> Option<Generator> {
        self.of(folder).find_map(|site| site.generator)
    }
}

type Reader = fn(&str, &str) -> Option<Site>;

/// The reader of a configuration file, by its name.
fn reader(file: &str) -> Option<Reader> {
    let name = file_name(file);
    let stem = name.split('.').next().unwrap_or(name);
    let folder = file_name(parent(file));
    let script = [".js", ".ts", ".mjs", ".mts", ".cjs", ".cts"]
        .iter()
        .any(|e| name.ends_with(e));
    let yaml = name.ends_with(".yml") || name.ends_with(".yaml");
    let data = yaml || name.ends_with(".toml") || name.ends_with(".json");
    let in_dot_folder = || {
        ["/.vitepress/", "/.vuepress/"]
            .iter()
            .any(|d| format!("/{file}").contains(d))
    };
    Some(match stem {
        "docusaurus" if script => docusaurus::read,
        _ if script && in_dot_folder() => vitepress::read,
        "rspress" if script => vitepress::rspress,
        "astro" if script => astro::read,
        "next" | "next-i18next" | "i18n" | "locales" | "languages" if script => javascript::read,
        "source" if script && folder == "lib" => javascript::read,
        "mkdocs" | "zensical" if data => mkdocs::read,
        "hugo" if data => hugo::read,
        "config" | "languages" if data && folder != "_data" => hugo::read,
        "languages" if yaml => jekyll::data_file,
        "_config" if yaml => jekyll::read,
        "book" if name == "book.toml" => gitbook::mdbook,
        "LANGS" => gitbook::read,
        "lunaria" if data => lunaria::read,
        "crowdin" if yaml => crowdin::read,
        "po4a" => po4a::read,
        "docs" if name == "docs.json" => mintlify::read,
        "mint" if name == "mint.json" => mintlify::read,
        "docfx" if name == "docfx.json" => {
            |file, _| Some(Site::new(Some(Generator::MicrosoftLearn), file))
        }
        "conf" if name == "conf.py" => |file, text| {
            let site = Site::new(Some(Generator::Sphinx), file);
            (text.contains("extensions") && text.contains("project")).then_some(site)
        },
        "_sidebar" | "_coverpage" if name.ends_with(".md") => {
            |file, _| Some(Site::new(Some(Generator::Docsify), file))
        }
        _ => return None,
    })
}

/// Whether a file may be configuration, by its name.
pub(super) fn is_configuration(path: &Path) -> bool {
    let Some(name) = path.to_str() else {
        return false;
    };
    if std::path::MAIN_SEPARATOR == '/' {
        return reader(name).is_some();
    }
    reader(&name.replace(std::path::MAIN_SEPARATOR, "/")).is_some()
}

fn text(path: &Path) -> Option<String> {
    let file = File::open(path)
        .ok()
        .filter(|f| f.metadata().is_ok_and(|m| m.is_file()))?;
    let mut bytes = Vec::new();
    file.take(LARGEST).read_to_end(&mut bytes).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// A locale that configuration names, in any spelling: `zh_TW`, `cn` and `english` too.
fn locale(tag: &str) -> Option<Locale> {
    let known = names::parse(tag).map(|n| n.locale);
    known.or_else(|| Locale::parse(tag).ok())
}

/// A file in YAML, TOML or JSON, by its ending. Tags of YAML such as `!!python/name:x` are passed over.
fn data(file: &str, text: &str) -> Option<Value> {
    if file.ends_with(".toml") {
        return toml::from_str(text).ok();
    }
    if file.ends_with(".json") {
        // Comments are common in it.
        return serde_json::from_str(text)
            .ok()
            .or_else(|| Some(js::read(&format!("const json = {text}"))["json"].clone()));
    }
    serde_saphyr::from_str(text)
        .ok()
        .or_else(|| serde_saphyr::from_str(&without_tags(text)).ok())
}

fn without_tags(yaml: &str) -> String {
    let mut out = String::with_capacity(yaml.len());
    for line in yaml.lines() {
        match line.split_once('!') {
            Some((before, tag)) if before.ends_with([' ', '-', ':', '[', ',']) => {
                let end = tag.find([' ', ',', ']', '}']).unwrap_or(tag.len());
                out.push_str(before);
                out.push_str(&tag[end..]);
            }
            _ => out.push_str(line),
        }
        out.push('\n');
    }
    out
}

/// All values of a key, at any depth, the outermost first.
fn find_all<'a>(value: &'a Value, key: &str) -> Vec<&'a Value> {
    let mut found = Vec::new();
    let mut level = vec![value];
    while !level.is_empty() {
        let mut next = Vec::new();
        for value in level {
            match value {
                Value::Object(map) => {
                    found.extend(map.get(key));
                    next.extend(map.values());
                }
                Value::Array(items) => next.extend(items),
                _ => {}
            }
        }
        level = next;
    }
    found
}

/// The first text that a key has, at any depth, the outermost first.
fn find_text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    find_all(value, key).into_iter().find_map(Value::as_str)
}

/// The names in a list of texts or of objects that have one of `keys`, or the keys of an object.
fn listed<'a>(value: &'a Value, keys: &[&str]) -> Vec<&'a str> {
    match value {
        Value::Array(items) => {
            let name = |item: &'a Value| {
                item.as_str()
                    .or_else(|| keys.iter().find_map(|k| item.get(k)?.as_str()))
            };
            items.iter().filter_map(name).collect()
        }
        Value::Object(map) => map.keys().map(String::as_str).collect(),
        _ => Vec::new(),
    }
}
