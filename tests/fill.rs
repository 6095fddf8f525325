//! Templates of translation tools, filled from pairs and from a memory.

use crate::common::Place;
use diglot::{Filler, Locale, Memory, Translations, align_texts};

const ENGLISH: &str = "---\ntitle: Hub setup\n---\n\n# Place the hub\n\nPut the hub *near* the door, see [the plan](plan.md).\n\n\
    > [!NOTE]\n> The hub needs power.\n\n| Part | Count |\n|---|---|\n| Hub | one piece |\n\n- Open the box.\n";
const FRENCH: &str = "---\ntitle: Installer le hub\n---\n\n# Placer le hub\n\nPlacez le hub *près* de la porte, voir\n[le plan](plan.md).\n\n\
    > [!NOTE]\n> Le hub a besoin de courant.\n\n| Pièce | Nombre |\n|---|---|\n| Hub | une pièce |\n\n- Ouvrez la boîte.\n";

fn filler() -> Filler {
    let (en, fr) = (Locale::parse("en").unwrap(), Locale::parse("fr").unwrap());
    let mut translations = Translations::default();
    for pair in align_texts(&en, ENGLISH, &fr, FRENCH, &Default::default()) {
        translations.add(&pair);
    }
    Filler {
        translations,
        memory: None,
        sure: 0.0,
        locale: "fr".into(),
        segment: Default::default(),
        fuzzy: 0.75,
    }
}

/// A PO file with one entry.
fn entry(id: &str, translation: &str) -> String {
    format!(
        "# Head\nmsgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\n#: text.md:9\n#, markdown-text\nmsgid {id}\nmsgstr {translation}\n"
    )
}

fn fill(template: &str) -> String {
    filler().fill(template).unwrap().0
}

#[test]
fn a_paragraph_gets_the_markdown_of_its_translation_on_one_line() {
    let id = "\"\"\n\"Put the hub *near* the door, \"\n\"see [the plan](plan.md).\"";
    let expected = entry(
        id,
        "\"Placez le hub *près* de la porte, voir [le plan](plan.md).\"",
    );
    assert_eq!(fill(&entry(id, "\"\"")), expected);
}

#[test]
fn a_table_and_an_alert_keep_their_own_marks() {
    let id = "\"\"\n\"| Part | Count |\\n\"\n\"|---|---|\\n\"\n\"| Hub | one piece |\\n\"";
    let table = "\"\"\n\"| Pièce | Nombre |\\n\"\n\"|---|---|\\n\"\n\"| Hub | une pièce |\\n\"";
    assert_eq!(fill(&entry(id, "\"\"")), entry(id, table));
    let id = "\"[!NOTE] The hub needs power.\"";
    let alert = "\"[!NOTE] Le hub a besoin de courant.\"";
    assert_eq!(fill(&entry(id, "\"\"")), entry(id, alert));
    // mdbook-xgettext escapes the marker.
    let id = r#""\\[!NOTE\\] The hub needs power.""#;
    let alert = r#""\\[!NOTE\\] Le hub a besoin de courant.""#;
    assert_eq!(fill(&entry(id, "\"\"")), entry(id, alert));
}

#[test]
fn a_text_of_which_a_part_has_no_translation_stays_empty() {
    let id = "\"\"\n\"| Part | Weight |\\n\"\n\"|---|---|\\n\"\n\"| Hub | one piece |\\n\"";
    assert_eq!(fill(&entry(id, "\"\"")), entry(id, "\"\""));
}

#[test]
fn a_translation_that_is_there_and_a_file_without_matches_stay_byte_for_byte() {
    let kept = [
        entry("\"Open the box.\"", "\"Ouvrir.\""),
        entry("\"Nothing of the corpus.\"", "\"\"").replace('\n', "\r\n"),
        "msgid \"Open\"\nmsgid_plural \"Opens\"\nmsgstr[0] \"\"\nmsgstr[1] \"\"\n\n#~ msgid \"old\"\n#~ msgstr \"\"\n".to_owned(),
    ];
    for template in kept {
        assert_eq!(fill(&template), template);
    }
}

#[test]
fn metadata_of_front_matter_is_not_taken_for_text() {
    let value = |key: &str| {
        entry("\"Hub\"", "\"\"").replace(
            "#, markdown-text",
            &format!("#. type: Yaml Front Matter Hash Value: {key}"),
        )
    };
    assert_eq!(fill(&value("product")), value("product"));
    let title = value("title").replace("\"Hub\"", "\"Hub setup\"");
    assert!(fill(&title).ends_with("msgstr \"Installer le hub\"\n"));
}

#[test]
fn a_translation_of_another_file_is_fuzzy() {
    let template = entry("\"Open the box.\"", "\"\"").replace("text.md:9", "other.md:9");
    let filled = fill(&template);
    assert!(filled.contains("#, fuzzy, markdown-text\n"), "{filled}");
    assert!(
        filled.ends_with("msgstr \"Ouvrez la boîte.\"\n"),
        "{filled}"
    );
}

#[test]
fn a_header_without_fields_gets_those_that_gettext_needs() {
    let template = "#\nmsgid \"\"\nmsgstr \"\"\n\nmsgid \"Open the box.\"\nmsgstr \"\"\n";
    let filled = fill(template);
    assert!(filled.contains("\"Language: fr\\n\"\n"), "{filled}");
    assert!(filled.contains("charset=UTF-8\\n\"\n"), "{filled}");
}

#[test]
fn xliff_1_2_keeps_inline_codes_notes_and_attributes() {
    let unit = |target: &str| {
        format!(
            "<?xml version=\"1.0\"?>\n<xliff version=\"1.2\" xmlns:o=\"urn:o\"><file original=\"text.md\" \
             source-language=\"en\" target-language=\"fr\"><body>\n<trans-unit id=\"1\" o:x=\"y\">\
             <source>Put the hub <g id=\"1\">near</g> the door, see <g id=\"2\">the plan</g>.</source>{target}\
             <note>Keep &amp; me</note></trans-unit></body></file></xliff>\n"
        )
    };
    let expected = unit(
        "<target state=\"translated\">Placez le hub <g id=\"1\">près</g> de la porte, voir <g id=\"2\">le plan</g>.</target>",
    );
    assert_eq!(fill(&unit("")), expected);
    assert_eq!(fill(&unit("<target state=\"new\"/>")), expected);
    let done = unit("<target>Fait</target>");
    assert_eq!(fill(&done), done);
}

#[test]
fn xliff_2_gets_a_state_and_a_language() {
    let template = "<xliff version=\"2.0\" srcLang=\"en\"><file id=\"f\" original=\"text.md\"><unit id=\"u\">\
        <segment id=\"s\"><source>Open the box.</source></segment></unit></file></xliff>";
    let filled = fill(template);
    assert!(
        filled.contains("srcLang=\"en\" trgLang=\"fr\">"),
        "{filled}"
    );
    let segment = "<segment id=\"s\" state=\"translated\"><source>Open the box.</source>\
        <target>Ouvrez la boîte.</target></segment>";
    assert!(filled.contains(segment), "{filled}");
}

#[test]
fn a_text_of_xliff_without_markup_gets_text_and_no_entities() {
    let (en, fr) = (Locale::parse("en").unwrap(), Locale::parse("fr").unwrap());
    let mut filler = filler();
    let pairs = align_texts(
        &en,
        "Hubs &amp; sirens use TLS.\n\nOpen it.\n",
        &fr,
        "Hubs &amp; sirènes utilisent TLS.\n\nOuvrez&nbsp;: *vite*.\n",
        &Default::default(),
    );
    assert_eq!(pairs.len(), 2);
    pairs.iter().for_each(|pair| filler.translations.add(pair));
    let unit = |source: &str, target: &str| {
        format!(
            "<xliff version=\"1.2\"><file original=\"text.md\"><body><trans-unit id=\"1\">\
             <source>{source}</source>{target}</trans-unit></body></file></xliff>"
        )
    };
    for (source, target) in [
        (
            "Hubs &amp; sirens use TLS.",
            "Hubs &amp; sirènes utilisent TLS.",
        ),
        ("Open it.", "Ouvrez\u{a0}: vite."),
    ] {
        let target = format!("<target state=\"translated\">{target}</target>");
        let filled = filler.fill(&unit(source, "")).unwrap().0;
        assert_eq!(filled, unit(source, &target));
    }
}

#[test]
fn inline_codes_that_are_not_those_of_the_source_leave_the_entry_empty() {
    let template = "<xliff version=\"1.2\"><file original=\"text.md\"><body><trans-unit id=\"1\">\
        <source>Open <x id=\"1\"/>the box.</source></trans-unit></body></file></xliff>";
    assert_eq!(fill(template), template);
}

const MEMORY: &str = "<tmx version=\"1.4\"><header srclang=\"en\"/><body>\
    <tu><prop type=\"x-context-pre\">Stop.</prop><prop type=\"x-context-post\">Go on.</prop>\
    <tuv xml:lang=\"en\"><seg>Press the key.</seg></tuv><tuv xml:lang=\"fr-FR\"><seg>Appuyez.</seg></tuv></tu>\
    <tu><tuv xml:lang=\"en\"><seg>Press the key.</seg></tuv><tuv xml:lang=\"fr\"><seg>Pressez la touche.</seg></tuv></tu>\
    <tu><tuv xml:lang=\"en\"><seg>Hold the <bpt i=\"1\">**</bpt>red<ept i=\"1\">**</ept> key for two seconds.</seg></tuv>\
    <tuv xml:lang=\"fr\"><seg>Maintenez la touche rouge.</seg></tuv></tu></body></tmx>";

#[test]
fn a_memory_gives_what_the_corpus_lacks_in_context_first_and_similar_texts_as_fuzzy() {
    let mut filler = filler();
    filler.memory = Some(Memory::read(MEMORY, "en-US", "fr-FR").unwrap());
    let message = |id: &str| format!("msgid \"{id}\"\nmsgstr \"\"\n\n");
    let template = [
        "Stop.",
        "Press the key.",
        "Go on.",
        "Press the key.",
        "Hold the red key for three seconds.",
    ];
    let template: String = template.map(message).concat();
    let (filled, report) = filler.fill(&template).unwrap();
    let translations: Vec<&str> = filled.lines().filter(|l| l.starts_with("msgstr")).collect();
    let expected = [
        "msgstr \"\"",
        "msgstr \"Appuyez.\"",
        "msgstr \"\"",
        "msgstr \"Appuyez.\"",
        "msgstr \"Maintenez la touche rouge.\"",
    ];
    assert_eq!(translations, expected);
    // The second one has two translations and no context that tells which.
    assert_eq!(
        (report.memory_in_context, report.memory, report.similar),
        (1, 1, 1)
    );
    assert_eq!(
        (report.doubtful, filled.matches("#, fuzzy").count()),
        (2, 2)
    );
}

#[test]
fn broken_templates_and_memories_are_refused_with_their_line() {
    let error = |template: &str| filler().fill(template).unwrap_err().to_string();
    assert_eq!(
        error("plain text"),
        "it is neither PO nor XLIFF: no `msgid` and no `xliff` element was found"
    );
    assert_eq!(
        error("msgid \"a\nmsgstr \"\"\n"),
        "line 1: the string does not end"
    );
    assert_eq!(
        error("\nmsgid \"a\"\n"),
        "line 2: the entry has no `msgstr`"
    );
    assert_eq!(
        error("<xliff version=\"1.2\">\n<file>"),
        "line 2: the file ends inside of an element"
    );
    assert_eq!(
        error("<xliff version=\"3.0\"></xliff>"),
        "XLIFF version 3.0 is not known; 1.2 and 2.0 to 2.2 are"
    );
    assert!(Memory::read("<xliff/>", "en", "fr").is_err());
}

#[test]
fn the_program_names_the_filled_file_by_its_locale_and_fails_if_it_filled_nothing() {
    let folder = Place::with(&[
        ("docs/en/text.md", ENGLISH),
        ("docs/fr/text.md", FRENCH),
        ("guide.pot", &entry("\"Open the box.\"", "\"\"")),
        ("other.pot", &entry("\"Something else.\"", "\"\"")),
    ]);
    let path = |name: &str| {
        folder
            .path(&format!("corpus/{name}"))
            .to_str()
            .unwrap()
            .to_owned()
    };
    let fill = |template: &str| folder.run(&["fill", &path(template), "--corpus", &path("docs")]);
    let (code, _, stderr) = fill("guide.pot");
    assert_eq!(code, 0, "{stderr}");
    assert!(stderr.contains("1 of 1 entries filled"), "{stderr}");
    let filled = std::fs::read_to_string(path("guide.fr.po")).unwrap();
    assert!(
        filled.ends_with("msgstr \"Ouvrez la boîte.\"\n"),
        "{filled}"
    );
    let (code, _, stderr) = fill("other.pot");
    assert_eq!(code, 2);
    assert!(stderr.contains("nothing was filled"), "{stderr}");
    assert!(!std::path::Path::new(&path("other.fr.po")).exists());
    let (code, _, stderr) = folder.run(&[
        "fill",
        &path("guide.pot"),
        "--corpus",
        &path("docs"),
        "--target-locale",
        "de",
    ]);
    assert_eq!(code, 2);
    assert!(
        stderr.contains("the corpus has no de; it has fr"),
        "{stderr}"
    );
    let (code, _, stderr) = folder.run(&[
        "fill",
        &path("guide.pot"),
        &path("guide.pot"),
        "--corpus",
        &path("docs"),
    ]);
    assert_eq!(code, 2);
    assert!(
        stderr.contains("two templates would be written to"),
        "{stderr}"
    );
}
