//! Layouts that a user or a configuration file writes down: `docs/{locale}/docs/{path}`, `{path}.{locale}.md`.
//!
//! `{path}` stands for the path of the article, `{locale}` for the name of a locale, `*` for any part of a name, and
//! `**` for any folders. A pattern without `{locale}` names the originals. Articles are the files for which `{path}`,
//! and what `*` and `**` stand for, are the same.

use regex_automata::Input;
use regex_automata::meta::Regex;

use super::LayoutError;
use super::tree::{join, parent};

/// A layout.
#[derive(Debug, Clone)]
pub struct Pattern {
    text: String,
    regex: Regex,
    /// What each group of the expression stands for.
    groups: Vec<Part>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Locale,
    Path,
    Any,
}

/// What a pattern says of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Matched<'a> {
    /// The name of the locale; `None` for an original.
    pub locale: Option<&'a str>,
    /// The path of the article.
    pub document: String,
    /// The folder that the path begins in.
    pub root: &'a str,
}

impl std::str::FromStr for Pattern {
    type Err = LayoutError;
    fn from_str(text: &str) -> Result<Self, LayoutError> {
        Self::new(text)
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// When it has no `{path}` or more than one, or a name in braces that means nothing.
    pub fn new(text: &str) -> Result<Self, LayoutError> {
        let error = |reason: &str| LayoutError::Pattern {
            pattern: text.to_owned(),
            reason: reason.to_owned(),
        };
        let trimmed = text
            .strip_prefix("./")
            .unwrap_or(text)
            .trim_start_matches('/');
        let (expression, groups) = translate(trimmed).map_err(|reason| error(&reason))?;
        if groups.iter().filter(|g| **g == Part::Path).count() != 1 {
            return Err(error(
                "it needs {path} once, where the path of the article stands",
            ));
        }
        let regex = Regex::new(&expression).map_err(|e| error(&e.to_string()))?;
        Ok(Self {
            text: trimmed.to_owned(),
            regex,
            groups,
        })
    }

    /// A pattern of a configuration file, which is meant from its folder; `None` where it is not understood.
    pub(super) fn in_folder(folder: &str, text: &str) -> Option<Self> {
        let text = text.trim_start_matches("./").trim_start_matches('/');
        Self::new(&join(folder, text)).ok()
    }

    /// The pattern as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it names the locale.
    pub(super) fn has_locale(&self) -> bool {
        self.groups.contains(&Part::Locale)
    }

    /// For a layout by suffix, the pattern of the files without one.
    pub(super) fn without_suffix(&self) -> Option<Self> {
        let at = self.text.find("{path}")? + "{path}".len();
        let rest = &self.text[at..];
        let end = rest.find("{locale}")?;
        if rest.contains('/') || self.text[..at].contains("{locale}") {
            return None;
        }
        Self::new(&format!(
            "{}{}",
            &self.text[..at],
            &rest[end + "{locale}".len()..]
        ))
        .ok()
    }

    pub(super) fn matches<'a>(&self, path: &'a str) -> Option<Matched<'a>> {
        let mut captures = self.regex.create_captures();
        self.regex.captures(Input::new(path), &mut captures);
        if !captures.is_match() {
            return None;
        }
        let (mut locale, mut document, mut root) = (None, String::new(), "");
        for (index, part) in self.groups.iter().enumerate() {
            let span = captures.get_group(index + 1)?;
            let text = &path[span.start..span.end];
            match part {
                Part::Locale if locale.is_some_and(|l| l != text) => return None,
                Part::Locale => locale = Some(text),
                Part::Any => document = join(&document, text.trim_end_matches('/')),
                Part::Path => {
                    document = join(&document, text);
                    root = parent(&path[..span.start]);
                }
            }
        }
        Some(Matched {
            locale,
            document,
            root,
        })
    }
}

/// The regular expression of a pattern, and what its groups stand for.
fn translate(text: &str) -> Result<(String, Vec<Part>), String> {
    let (mut expression, mut groups) = (String::from("^"), Vec::new());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (taken, part, piece) = if let Some(after) = rest.strip_prefix('{') {
            let (name, _) = after.split_once('}').ok_or("a `{` is not closed")?;
            match name {
                "locale" => (name.len() + 2, Part::Locale, "([A-Za-z0-9_-]{2,12})"),
                "path" => (name.len() + 2, Part::Path, "(.+)"),
                _ => {
                    return Err(format!(
                        "`{{{name}}}` means nothing; there are {{locale}} and {{path}}"
                    ));
                }
            }
        } else if rest.starts_with("**/") || rest.starts_with("…/") {
            (rest.find('/').unwrap_or(0) + 1, Part::Any, "((?:.*/)?)")
        } else if rest.starts_with("**") {
            (2, Part::Any, "(.*)")
        } else if c == '*' {
            (1, Part::Any, "([^/]*)")
        } else {
            if c.is_ascii_punctuation() {
                expression.push('\\');
            }
            expression.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        };
        expression.push_str(piece);
        groups.push(part);
        rest = &rest[taken..];
    }
    expression.push('$');
    Ok((expression, groups))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matched(
        pattern: &str,
        path: &'static str,
    ) -> Option<(Option<&'static str>, String, &'static str)> {
        let pattern = Pattern::new(pattern).unwrap();
        pattern
            .matches(path)
            .map(|m| (m.locale, m.document, m.root))
    }

    #[test]
    fn patterns_take_locale_and_path_apart() {
        let found = matched("docs/{locale}/docs/{path}", "docs/fr/docs/a/b.md");
        assert_eq!(
            found,
            Some((Some("fr"), "a/b.md".to_owned(), "docs/fr/docs"))
        );
        let found = matched("{path}.{locale}.md", "a/b.c.zh-CN.md");
        assert_eq!(found, Some((Some("zh-CN"), "a/b.c".to_owned(), "")));
        let found = matched("i18n/{locale}/**/current/{path}", "i18n/fr/x/current/a.md");
        assert_eq!(
            found,
            Some((Some("fr"), "x/a.md".to_owned(), "i18n/fr/x/current"))
        );
        assert_eq!(
            matched("packages/*/{path}", "packages/a/b/c.md")
                .map(|m| m.1)
                .as_deref(),
            Some("a/b/c.md")
        );
        assert_eq!(matched("docs/{path}", "doc/a.md"), None);
        assert_eq!(matched("{locale}/{locale}.{path}", "fr/de.md"), None);
    }

    #[test]
    fn a_pattern_that_is_not_valid_says_why() {
        let error = |text| Pattern::new(text).unwrap_err().to_string();
        assert!(error("docs/{lang}/{path}").contains("`{lang}` means nothing"));
        assert!(error("docs/{locale}").contains("{path} once"));
        assert!(error("docs/{path").contains("not closed"));
    }

    #[test]
    fn a_suffix_has_a_pattern_without_it() {
        let without = |text| Pattern::new(text).unwrap().without_suffix().map(|p| p.text);
        assert_eq!(without("{path}.{locale}.md").as_deref(), Some("{path}.md"));
        assert_eq!(without("docs/{locale}/{path}"), None);
    }
}
