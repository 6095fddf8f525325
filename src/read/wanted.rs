//! Keeps the entries of front matter that settings or provenance ask for.

use std::ops::Range;

use super::block::{Block, Format};
use super::entry::{self, Entry};
use super::provenance::{self, Field};
use super::settings::ReadSettings;
use super::tree::{self, Tree};
use super::value::Values;
use super::warnings::Warnings;
use crate::model::{FrontMatterEntry, Lines, Provenance, WarningKind};

/// What is collected from the front matter of one file.
pub(super) struct Wanted<'a, 'w> {
    pub text: &'a str,
    pub settings: &'a ReadSettings,
    pub entries: &'a mut Vec<FrontMatterEntry>,
    pub provenance: &'a mut Provenance,
    pub warnings: &'a mut Warnings<'w>,
}

impl Wanted<'_, '_> {
    /// Reads one block.
    pub fn block(&mut self, block: &Block) {
        let range = block.inner.clone();
        match block.format {
            Format::Yaml => {
                for entry in entry::split(self.text, range) {
                    self.entry(&entry, entry.key);
                }
            }
            Format::Json => {
                // YAML does not take tabs as indentation. JSON has none inside its strings.
                let json = self.text[range.clone()].replace('\t', " ");
                match tree::yaml(&json) {
                    Ok(tree) => self.tree(&tree, "", range.start),
                    Err(error) => self.invalid("front matter", "JSON", &error, range.start),
                }
            }
            Format::Toml => match tree::toml(&self.text[range.clone()]) {
                Ok(tree) => self.tree(&tree, "", range.start),
                Err(error) => {
                    self.invalid("front matter", "TOML", &error, range.start);
                    self.toml_lines(range);
                }
            },
        }
    }

    /// Top-level lines of TOML that can be read on their own: a broken entry does not cost the others.
    fn toml_lines(&mut self, range: Range<usize>) {
        for line in Lines::new(&self.text[..range.end], range.start) {
            if line.text.trim_ascii_start().starts_with('[') {
                return;
            }
            if let Ok(tree) = tree::toml(line.text) {
                self.tree(&tree, "", line.start);
            }
        }
    }

    fn invalid(&mut self, what: &str, format: &str, error: &str, at: usize) {
        let message = format!("{what} is not valid {format} ({error}); only some of it is read");
        let line = entry::line_number(self.text, at);
        self.warnings.push(WarningKind::FrontMatter, line, message);
    }

    /// An entry of YAML, found by its lines.
    fn entry(&mut self, entry: &Entry<'_>, name: &str) {
        if let Some((key, field)) = self.key(name) {
            let before = self.entries.len();
            let mut values = Values {
                text: self.text,
                key: &key,
                entries: self.entries,
                warnings: self.warnings,
            };
            values.decode(entry);
            self.set_provenance(field, name, before);
        } else if self.wants_inside(name) {
            self.nested(entry, name);
        }
    }

    /// The entries inside of one. Lists, and maps in braces, are left to the YAML parser.
    fn nested(&mut self, entry: &Entry<'_>, name: &str) {
        if entry.is_mapping(self.text) && !entry.is_list(self.text) {
            for inner in entry.nested(self.text) {
                self.entry(&inner, &format!("{name}.{}", inner.key));
            }
            return;
        }
        match tree::yaml(&self.text[entry.start..entry.end]) {
            Ok(Tree::Map(entries)) => {
                for (_, value) in entries {
                    self.tree(&value, name, entry.start);
                }
            }
            Ok(_) => {}
            Err(error) => self.invalid(&format!("`{name}`"), "YAML", &error, entry.start),
        }
    }

    /// The wanted entries of a tree. `base` is where the parsed text begins in the file.
    fn tree(&mut self, tree: &Tree, name: &str, base: usize) {
        match tree {
            Tree::Map(entries) => {
                for (key, value) in entries {
                    let name = match name {
                        "" => key.clone(),
                        _ => format!("{name}.{key}"),
                    };
                    if let Some((key, field)) = self.key(&name) {
                        let before = self.entries.len();
                        self.values(value, &key, base);
                        self.set_provenance(field, &name, before);
                    } else if self.wants_inside(&name) {
                        self.tree(value, &name, base);
                    }
                }
            }
            Tree::List(items) => {
                for item in items {
                    self.tree(item, name, base);
                }
            }
            Tree::Text(..) | Tree::Scalar(_) | Tree::Null => {}
        }
    }

    /// A text, or each text of a list.
    fn values(&mut self, tree: &Tree, key: &str, base: usize) {
        let mut values = Values {
            text: self.text,
            key,
            entries: self.entries,
            warnings: self.warnings,
        };
        match tree {
            Tree::Text(text, span) => {
                values.push(text, base + span.start..base + span.end);
            }
            Tree::Scalar(span) => {
                let span = base + span.start..base + span.end;
                let text = &self.text[span.clone()];
                values.push(text, span);
            }
            Tree::List(items) => {
                for item in items {
                    self.values(item, key, base);
                }
            }
            Tree::Map(_) | Tree::Null => {}
        }
    }

    fn set_provenance(&mut self, field: Option<Field>, name: &str, before: usize) {
        let Some(field) = field else { return };
        let Some(last) = self.entries[before..].last() else {
            return;
        };
        let line = last.line;
        if let Err(message) = field.set(self.provenance, &last.value) {
            let message = format!("`{name}`: {message}; ignored");
            self.warnings.push(WarningKind::Provenance, line, message);
        }
    }

    /// The key that asks for an entry, as settings spell it, and what it tells of the text's origin.
    fn key(&self, name: &str) -> Option<(String, Option<Field>)> {
        let field = provenance::field(name, &self.settings.provenance);
        let mut keys = self.settings.keys.iter().map(String::as_str);
        let key = keys.find(|key| may_be(key, name) && is_key(key, name));
        let key = key.or(field.map(|(key, _)| key))?;
        Some((key.to_owned(), field.map(|(_, field)| field)))
    }

    /// Whether a key inside of `name` is wanted, written with a dot.
    fn wants_inside(&self, name: &str) -> bool {
        let inside = |key: &str| may_be(key, name) && is_inside(key, name);
        self.settings.keys.iter().any(|key| inside(key))
            || provenance::keys(&self.settings.provenance).any(inside)
    }
}

/// Whether a key may be `name` or be inside of it: a quick look at the first letter, because nearly all are not.
fn may_be(key: &str, name: &str) -> bool {
    let first = |text: &str| text.bytes().next().map(|b| b.to_ascii_lowercase());
    first(key) == first(name)
}

/// Whether a key is `name`, with or without the brackets of lists.
fn is_key(key: &str, name: &str) -> bool {
    without_brackets(key).eq_ignore_ascii_case(name)
}

/// Whether a key is of an entry inside of `name`.
fn is_inside(key: &str, name: &str) -> bool {
    let key = without_brackets(key);
    key.as_bytes().get(name.len()) == Some(&b'.')
        && key
            .get(..name.len())
            .is_some_and(|outer| outer.eq_ignore_ascii_case(name))
}

/// `hero.actions[].text` is the same key as `hero.actions.text`: a list needs no mark of its own.
fn without_brackets(key: &str) -> std::borrow::Cow<'_, str> {
    if key.contains("[]") {
        key.replace("[]", "").into()
    } else {
        key.into()
    }
}
