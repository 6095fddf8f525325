//! Any text as the stages behind `read` and `segment` meet it.

#![allow(dead_code, reason = "each target uses its part")]

use std::path::PathBuf;

use diglot::internals::model::{Document, Locale, Side, Source, UnitId};
use diglot::internals::read::{self, ReadSettings};
use diglot::internals::segment::{SegmentSettings, segment};

/// A text in a locale, segmented.
pub struct Text {
    pub locale: Locale,
    pub source: Source,
    pub document: Document,
}

impl Text {
    /// Code blocks are units too.
    pub fn of(text: &str, locale: &str) -> Self {
        let settings = ReadSettings::default();
        let (source, _) = read::parse(PathBuf::from("fuzz.md"), text.to_owned(), &settings);
        let settings = SegmentSettings {
            include_code: true,
            ..SegmentSettings::default()
        };
        let (document, _) = segment(&source, &settings);
        let locale = Locale::parse(locale).expect("a locale");
        Self {
            locale,
            source,
            document,
        }
    }

    /// Some units as one side of a pair.
    pub fn side(&self, units: &[UnitId]) -> Side<'_> {
        let units: Vec<_> = units
            .iter()
            .map(|&u| self.document.unit(u))
            .collect();
        Side::of(&self.locale, &self.source, &self.document, &units)
    }
}

/// Two texts in locales of which the first byte of choice tells.
pub fn texts(choice: u8, texts: [&str; 2]) -> [Text; 2] {
    const TARGETS: [&str; 8] = [
        "fr-FR", "ko-KR", "ja-JP", "zh-CN", "th-TH", "de-DE", "ar-SA", "pl-PL",
    ];
    let target = TARGETS[usize::from(choice) % TARGETS.len()];
    [Text::of(texts[0], "en-US"), Text::of(texts[1], target)]
}
