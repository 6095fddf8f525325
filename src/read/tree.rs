//! Front matter that is nested or not YAML: a tree of values, each with its bytes.
//!
//! The usual `key: value` lines never come here, see [`super::entry`]. Lists of maps, values in braces, JSON and TOML
//! are read whole by their parsers, because no split by lines can tell their entries apart.

use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;
use toml::de::{DeTable, DeValue};

/// A value of front matter. Ranges count bytes of the text that was parsed; they may include quotes.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Tree {
    Text(String, Range<usize>),
    /// A number, a date or a boolean; its text is its bytes.
    Scalar(Range<usize>),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
    Null,
}

/// Parses YAML. JSON is YAML too, except for tabs, which the caller replaces.
pub(super) fn yaml(text: &str) -> Result<Tree, String> {
    let node: Spanned<Node> =
        serde_saphyr::from_str(text).map_err(|error| plain_message(&error))?;
    Ok(tree(node))
}

/// Parses TOML.
pub(super) fn toml(text: &str) -> Result<Tree, String> {
    match DeTable::parse(text) {
        Ok(table) => Ok(table_tree(table.get_ref())),
        Err(error) => Err(error.message().to_owned()),
    }
}

fn table_tree(table: &DeTable<'_>) -> Tree {
    let entries = table.iter();
    Tree::Map(
        entries
            .map(|(key, value)| {
                let name = key.get_ref().to_string();
                (name, value_tree(value.get_ref(), value.span()))
            })
            .collect(),
    )
}

fn value_tree(value: &DeValue<'_>, span: Range<usize>) -> Tree {
    match value {
        DeValue::String(text) => Tree::Text(text.to_string(), span),
        DeValue::Array(items) => Tree::List(
            items
                .iter()
                .map(|item| value_tree(item.get_ref(), item.span()))
                .collect(),
        ),
        DeValue::Table(table) => table_tree(table),
        _ => Tree::Scalar(span),
    }
}

/// A node of YAML whose children know their bytes.
enum Node {
    Text(String),
    Scalar,
    List(Vec<Spanned<Node>>),
    Map(Vec<(String, Spanned<Node>)>),
    Null,
}

fn tree(node: Spanned<Node>) -> Tree {
    let span = node.referenced.span();
    let start = span.byte_offset().unwrap_or(0) as usize;
    let span = start..start + span.byte_len().unwrap_or(0) as usize;
    match node.value {
        Node::Text(text) => Tree::Text(text, span),
        Node::Scalar => Tree::Scalar(span),
        Node::List(items) => Tree::List(items.into_iter().map(tree).collect()),
        Node::Map(entries) => Tree::Map(
            entries
                .into_iter()
                .map(|(key, value)| (key, tree(value)))
                .collect(),
        ),
        Node::Null => Tree::Null,
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Node, E> {
        Ok(Node::Scalar)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Node, E> {
        Ok(Node::Scalar)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Node, E> {
        Ok(Node::Scalar)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Node, E> {
        Ok(Node::Scalar)
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        Node::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Node::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = access.next_key::<Key>()? {
            match key.0 {
                Some(name) => entries.push((name, access.next_value()?)),
                None => {
                    access.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(Node::Map(entries))
    }
}

/// A key: its text, or nothing where it is not a text.
struct Key(Option<String>);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let node = Node::deserialize(deserializer)?;
        Ok(Self(match node {
            Node::Text(text) => Some(text),
            _ => None,
        }))
    }
}

/// The parser's message without the place, which counts lines of the entry and not of the file.
pub(super) fn plain_message(error: &serde_saphyr::Error) -> String {
    let message = error.without_snippet().to_string();
    let message = message.lines().next().unwrap_or_default();
    let end = message.find(" at line ").unwrap_or(message.len());
    message[..end].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The texts of a tree with their bytes.
    fn texts(tree: &Tree, source: &str, found: &mut Vec<(String, String)>) {
        match tree {
            Tree::Text(text, span) => found.push((text.clone(), source[span.clone()].to_owned())),
            Tree::List(items) => items.iter().for_each(|item| texts(item, source, found)),
            Tree::Map(entries) => entries
                .iter()
                .for_each(|(_, item)| texts(item, source, found)),
            Tree::Scalar(_) | Tree::Null => {}
        }
    }

    #[test]
    fn texts_have_the_bytes_of_their_values() {
        let text = "a:\n  - b: Öffnen\n    c: 'x: y'\n  - b: 3\nd: [\"e\", {f: g}]\nh: ~\n";
        let mut found = Vec::new();
        texts(&yaml(text).unwrap(), text, &mut found);
        let found: Vec<_> = found.iter().map(|(a, b)| (&**a, &**b)).collect();
        assert_eq!(
            found,
            [
                ("Öffnen", "Öffnen"),
                ("x: y", "'x: y'"),
                ("e", "\"e\""),
                ("g", "g")
            ]
        );
        let text = "a = \"é\"\n[[b]]\nc = 'd'\ne = 1\n";
        let mut found = Vec::new();
        texts(&toml(text).unwrap(), text, &mut found);
        let found: Vec<_> = found.iter().map(|(a, b)| (&**a, &**b)).collect();
        assert_eq!(found, [("é", "\"é\""), ("d", "'d'")]);
    }
}
