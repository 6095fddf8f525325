//! Any two texts are written in every format without a panic, and JSON and XML can be read back:
//! `cargo +nightly fuzz run export`.

#![no_main]

mod common;

use diglot::internals::export::{ExportWriter, Format, Inline, Settings};
use diglot::internals::model::{Aligner, Bead, Flags, Pair, TranslationType, UnitId, UnitKind};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: (u8, &str, &str)| {
    let (choice, source, target) = data;
    let texts = common::texts(choice, [source, target]);
    let folder = tempfile::tempdir().unwrap();
    let mut settings = Settings::new(folder.path(), texts[0].locale.clone());
    settings.formats = vec![
        Format::Tmx,
        Format::Jsonl,
        Format::Csv,
        Format::Xliff,
        Format::Po,
        Format::Tsv,
        Format::Moses,
    ];
    settings.inline = [Inline::Text, Inline::Tags, Inline::Strip][usize::from(choice / 8) % 3];
    settings.markup = choice & 128 != 0;
    let mut exports = ExportWriter::create(settings).unwrap();
    let mut batch = exports.batch();
    let count = texts
        .each_ref()
        .map(|text| text.document.units.len() as u32);
    for index in 0..count[0].min(count[1]) {
        let [source, target] = texts.each_ref().map(|text| text.side(&[UnitId::new(index as usize)]));
        batch.pair(&Pair {
            id: format!("u{index}"),
            parent: None,
            document: "fuzz.md".to_owned(),
            index,
            kind: UnitKind::Paragraph,
            context: [].into(),
            label: None,
            before: None,
            after: None,
            source: (&source).into(),
            target: (&target).into(),
            translation_type: TranslationType::Unknown,
            same_version: true,
            bead: Bead(1, 1),
            score: 1.0,
            flags: Flags::NONE,
            reasons: Vec::new(),
            aligner: Aligner::Diglot,
            reviewed: false,
            matched: None,
        });
    }
    batch.end();
    exports.append(batch).unwrap();
    exports.finish().unwrap();
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        match path.extension().and_then(|e| e.to_str()) {
            Some("jsonl") => {
                for line in text.lines() {
                    serde_json::from_str::<serde_json::Value>(line).unwrap();
                }
            }
            Some("tmx" | "xlf") => {
                let mut reader = quick_xml::Reader::from_str(&text);
                while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {}
            }
            _ => {}
        }
    }
});
