//! The Markdown of a target that stands in place of a source unit.

use crate::model::{Pair, UnitKind};

/// What to write in a file in place of the source side of a pair; `None` if the target would break the file there.
/// `file` is the whole source file.
pub(super) fn replacement(pair: &Pair, file: &str) -> Option<String> {
    let before = &file[..pair.source.span.start as usize];
    let quote = before
        .chars()
        .next_back()
        .filter(|c| matches!(c, '"' | '\''));
    match pair.kind {
        UnitKind::FrontMatter => front_matter(&pair.target.text, quote, file.starts_with("+++")),
        UnitKind::Code => Some(pair.target.markdown().to_owned()),
        kind => {
            let text = pair.target.markdown_line();
            // The value of an attribute, which its quotation mark would end.
            let is_value = matches!(
                kind,
                UnitKind::Directive | UnitKind::TabTitle | UnitKind::ImageAlt
            );
            if is_value && quote.is_some_and(|quote| text.contains(quote)) {
                return None;
            }
            let is_line = matches!(
                kind,
                UnitKind::Heading | UnitKind::TableHeader | UnitKind::TableCell
            );
            Some(if is_line {
                text.replace('\n', " ")
            } else {
                text
            })
        }
    }
}

/// A value of the front matter between the quotation marks that the source has.
fn front_matter(text: &str, quote: Option<char>, is_toml: bool) -> Option<String> {
    match quote {
        Some('"') => Some(text.replace('\\', "\\\\").replace('"', "\\\"")),
        Some(_) if is_toml => (!text.contains('\'')).then(|| text.to_owned()),
        Some(_) => Some(text.replace('\'', "''")),
        None if is_plain_scalar(text) => Some(text.to_owned()),
        None => Some(format!("\"{}\"", front_matter(text, Some('"'), is_toml)?)),
    }
}

/// Whether YAML reads a text without quotation marks as this text. Texts that could be another type, such as `true`, do
/// not occur: they would have no translation.
fn is_plain_scalar(text: &str) -> bool {
    const INDICATORS: &[char] = &[
        '-', '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@',
        '`',
    ];
    !text.starts_with(INDICATORS)
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_front_matter_value_stays_one_value() {
        let yaml = |text, quote| front_matter(text, quote, false).unwrap();
        assert_eq!(yaml("Pumpe", None), "Pumpe");
        assert_eq!(yaml("Pumpe: kurz", None), "\"Pumpe: kurz\"");
        assert_eq!(yaml("[neu] \"Pumpe\"", None), "\"[neu] \\\"Pumpe\\\"\"");
        assert_eq!(yaml("l'eau", Some('\'')), "l''eau");
        assert_eq!(yaml("a\\b \"c\"", Some('"')), "a\\\\b \\\"c\\\"");
        assert_eq!(front_matter("l'eau", Some('\''), true), None);
    }
}
