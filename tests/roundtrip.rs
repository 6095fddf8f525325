//! The bytes of a unit can be rebuilt from its tagged TMX segment: text and the contents of tags, joined.

use std::path::{Path, PathBuf};

use diglot::internals::export::{Duplicates, ExportWriter, Format, Inline, Settings};
use diglot::internals::model::{
    Aligner, Bead, Document, Flags, Locale, Pair, Side, Source, TranslationType, UnitKind,
};
use diglot::internals::read::{self, ReadSettings};
use diglot::internals::segment::{self, SegmentSettings};
use proptest::prelude::*;
use quick_xml::events::Event;

/// Exports each unit paired with itself, and gives each segment's content back.
fn segments(source: &Source, document: &Document) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let [en, fr] = ["en-US", "fr-FR"].map(|tag| Locale::parse(tag).unwrap());
    let mut settings = Settings::new(folder.path(), en.clone());
    settings.formats = vec![Format::Tmx];
    // Every unit is to come back, those that stand twice too.
    settings.duplicates = Duplicates::Keep;
    settings.inline = Inline::Tags;
    let mut exports = ExportWriter::create(settings).unwrap();
    let mut batch = exports.batch();
    for (index, unit) in (0..).zip(&document.units) {
        batch.pair(&Pair {
            id: format!("u{index}"),
            parent: None,
            document: "a.md".to_owned(),
            index,
            kind: UnitKind::Paragraph,
            context: [].into(),
            label: None,
            before: None,
            after: None,
            source: (&Side::of(&en, source, document, &[unit])).into(),
            target: (&Side::of(&fr, source, document, &[unit])).into(),
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
    match std::fs::read_to_string(folder.path().join("en-US_fr-FR.tmx")) {
        Ok(tmx) => contents(&tmx),
        Err(_) => Vec::new(),
    }
}

/// The content of each `seg`, tags' contents included.
fn contents(tmx: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(tmx);
    let mut segments = Vec::new();
    let mut within = None;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) if tag.name().as_ref() == "seg" => within = Some(String::new()),
            Event::End(tag) if tag.name().as_ref() == "seg" => segments.extend(within.take()),
            Event::Text(text) => {
                if let Some(segment) = &mut within {
                    segment.push_str(&text.xml10_content());
                }
            }
            Event::GeneralRef(reference) => {
                if let Some(segment) = &mut within {
                    match reference.resolve_char_ref().unwrap() {
                        Some(c) => segment.push(c),
                        None => segment.push_str(
                            quick_xml::escape::resolve_predefined_entity(&reference).unwrap(),
                        ),
                    }
                }
            }
            Event::Eof => return segments,
            _ => {}
        }
    }
}

/// Fails unless every unit of a text comes back; how many there are.
fn check(path: PathBuf, text: String) -> usize {
    let (source, _) = read::parse(path.clone(), text, &ReadSettings::default());
    let (document, _) = segment::segment(&source, &SegmentSettings::default());
    let segments = segments(&source, &document);
    assert_eq!(
        segments.len(),
        2 * document.units.len(),
        "{}",
        path.display()
    );
    for (unit, both) in document.units.iter().zip(segments.chunks(2)) {
        let bytes = &source.text[unit.span.start as usize..unit.span.end as usize];
        assert!(
            both.iter().all(|segment| segment == bytes),
            "{}:{}: {both:?} is not {bytes:?}",
            path.display(),
            unit.line
        );
    }
    document.units.len()
}

/// Checks every Markdown file below a folder; how many units there are.
fn check_all(folder: &Path) -> usize {
    let mut units = 0;
    for entry in walkdir::WalkDir::new(folder) {
        let path = entry.unwrap().into_path();
        if path.extension().is_some_and(|e| e == "md") {
            units += check(path.clone(), std::fs::read_to_string(&path).unwrap());
        }
    }
    units
}

#[test]
fn every_unit_of_the_sample_corpus_comes_back() {
    let units = check_all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"));
    assert!(units > 500, "only {units} units");
}

#[test]
#[ignore = "needs the evaluation data in ../shared/eval"]
fn every_unit_of_real_documentation_comes_back_with_shared_data() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/eval/cases");
    for case in [
        "nuget-fr-exact",
        "powershell-ko-exact",
        "projectops-th-stale",
    ] {
        let units = check_all(&cases.join(case));
        assert!(units > 1000, "{case}: only {units} units");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Markup in any disorder.
    #[test]
    fn units_of_any_text_come_back(parts in prop::collection::vec(prop::sample::select(PARTS), 1..40)) {
        check("any.md".into(), parts.concat());
    }
}

const PARTS: &[&str] = &[
    "tea",
    " ",
    "\n",
    "\r\n",
    "\n\n",
    "  \n",
    "\\\n",
    "**",
    "*",
    "_",
    "__",
    "~~",
    "`",
    "``",
    "[",
    "]",
    "](a.md)",
    "![leaf](l.png \"t\")",
    "<b>",
    "</b>",
    "<br>",
    "<!-- c -->",
    "&amp;",
    "&nbsp;",
    "&#x1F375;",
    "\\*",
    "\\",
    "<",
    ">",
    "&",
    "> ",
    "> [!NOTE]\n> ",
    "- ",
    "1. ",
    "# ",
    "| a | b |\n|---|---|\n| c | d |\n",
    "e\u{301}",
    "\u{a0}",
    "\u{8336}\u{53f6}",
    "\u{5e9}\u{5dc}",
    "\u{1f375}",
    "[^1]",
    "[^1]: note",
    "<https://a.example>",
    "]]>",
    "\t",
    "---\ntitle: \"a \\\"b\\\" &amp;\"\n---\n",
    ":::image alt-text=\"x\":::",
    "[!INCLUDE [a](b.md)]",
    "{{< n >}}",
];
