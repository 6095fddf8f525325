//! The language of a text, for trees and suffixes that name none.
//!
//! At most a few files are looked at, and only their beginnings. The answer is the language that is plainly there, or
//! none.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use whatlang::{Lang, detect};

use crate::model::Locale;

/// Bytes that are read of a file.
const MOST: u64 = 16 * 1024;
/// Characters below which nothing is decided.
const LEAST: usize = 30;
/// Share of the letters that have to be of a script for its language to be told.
const MAINLY: f64 = 0.25;

/// The language of some files, taken together; `None` where they do not tell.
pub(super) fn of_files<'a>(files: impl Iterator<Item = &'a Path>) -> Option<Locale> {
    let mut text = String::new();
    for file in files {
        text.push_str(&prose(&beginning(file)));
    }
    let tag = of_text(&text)?;
    Locale::parse(tag).ok()
}

fn beginning(path: &Path) -> String {
    let mut bytes = Vec::new();
    if let Ok(file) = File::open(path)
        && file.metadata().is_ok_and(|m| m.is_file())
    {
        // A file that cannot be read tells nothing here, and is reported when it is read as an article.
        let _ = file.take(MOST).read_to_end(&mut bytes);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The running text of a page, roughly: no front matter, code, tags and addresses.
fn prose(text: &str) -> String {
    let mut out = String::new();
    let (mut in_code, mut in_front_matter) = (false, false);
    for (number, line) in text.lines().enumerate() {
        let trimmed = line.trim();
        if trimmed == "---" && (number == 0 || in_front_matter) {
            in_front_matter = number == 0;
            continue;
        }
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            in_code = !in_code;
            continue;
        }
        let is_markup = trimmed.starts_with("import ") || trimmed.starts_with("export ");
        if !in_code && !in_front_matter && !is_markup {
            words(trimmed, &mut out);
            out.push('\n');
        }
    }
    out
}

/// The words of a line outside of code spans, tags and the addresses of links.
fn words(line: &str, out: &mut String) {
    let mut until = None;
    let mut last = ' ';
    for c in line.chars() {
        match (until, c) {
            (Some(end), _) if end == c => until = None,
            (Some(_), _) => {}
            (None, '`') => until = Some('`'),
            (None, '<') => until = Some('>'),
            (None, '(') if last == ']' => until = Some(')'),
            _ => out.push(c),
        }
        last = c;
    }
}

fn of_text(text: &str) -> Option<&'static str> {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 8 {
        return None;
    }
    let share =
        |of: fn(char) -> bool| text.chars().filter(|&c| of(c)).count() as f64 / letters as f64;
    // Chinese and Japanese text holds many Latin names, and a few of its characters say much.
    if share(|c| matches!(c, '\u{3040}'..='\u{30ff}')) > MAINLY / 3.0 {
        return Some("ja");
    }
    if share(|c| matches!(c, '\u{ac00}'..='\u{d7a3}')) > MAINLY {
        return Some("ko");
    }
    if share(|c| matches!(c, '\u{4e00}'..='\u{9fff}')) > MAINLY {
        return Some("zh");
    }
    if letters < LEAST {
        return None;
    }
    let info = detect(text)?;
    // A short text is told where two identifiers agree.
    let agree = || whichlang::detect_language(text).three_letter_code() == info.lang().code();
    let is_sure = info.is_reliable() || agree();
    is_sure.then(|| tag(info.lang()))?
}

/// Whether a language can be told.
pub(super) fn is_known(language: &str) -> bool {
    let mut known = Lang::all().iter().filter_map(|&l| tag(l));
    known.any(|tag| tag == language) || language == "no"
}

/// The tags of the languages that documentation is written in.
fn tag(language: Lang) -> Option<&'static str> {
    Some(match language {
        Lang::Eng => "en",
        Lang::Deu => "de",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Nld => "nl",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "nb",
        Lang::Fin => "fi",
        Lang::Pol => "pl",
        Lang::Ces => "cs",
        Lang::Slk => "sk",
        Lang::Hun => "hu",
        Lang::Ron => "ro",
        Lang::Bul => "bg",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Ell => "el",
        Lang::Tur => "tr",
        Lang::Ind => "id",
        Lang::Vie => "vi",
        Lang::Tha => "th",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Cmn => "zh",
        Lang::Ara => "ar",
        Lang::Pes => "fa",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Ben => "bn",
        Lang::Tam => "ta",
        Lang::Hye => "hy",
        Lang::Cat => "ca",
        Lang::Hrv => "hr",
        Lang::Slv => "sl",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_of_running_text_is_told() {
        let of = |text: &str| of_text(&prose(text));
        assert_eq!(
            of("# 启动\n\n本页介绍如何启动程序。`cargo run`\n"),
            Some("zh")
        );
        assert_eq!(
            of("# 開始\n\nこのページでは起動の仕方を説明します。\n"),
            Some("ja")
        );
        let text = "---\ntitle: x\n---\nLe programme lit tous les fichiers du dossier et dit lesquels manquent.\n";
        assert_eq!(of(text), Some("fr"));
        assert_eq!(
            of("```\nlet the = code;\n```\n[](https://example.org/the/way/to/nowhere)"),
            None
        );
    }
}
