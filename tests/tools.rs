//! Exports for a tool: texts are cut as the tool cuts the original files.

use std::collections::BTreeMap;

use crate::common::Place;

const EN: &str = "---\ntitle: \"Clean the filter\"\nms.date: 01/02/2024\ndescription: How to clean it\n---\n\
    # Clean the filter\n\n\
    Switch the pump **off**. Wait for a minute.\n\n\
    > [!NOTE]\n> Never run it dry.\n\n\
    - Open the lid:\n  ```bash\n  pump --open\n  ```\n- Hold the [filter](a.md) under water.\n\n\
    | Part | Price |\n| --- | --- |\n| Seal | 12 EUR |\n| Lid | 30 EUR |\n\n\
    Only in English. Nobody translated this.\n\n\
    ```bash\npump --stop\n```\n";

const DE: &str = "---\ntitle: 'Filter reinigen: so geht''s'\nms.translationtype: HT\n\
    description: \"So reinigen Sie ihn: gründlich\"\n---\n\
    # Filter reinigen\n\n\
    Schalten Sie die Pumpe **aus**. Warten Sie eine Minute.\n\n\
    > [!NOTE]\n> Lassen Sie sie nie trocken laufen.\n\n\
    - Öffnen Sie den Deckel:\n  ```bash\n  pump --open\n  ```\n- Halten Sie den [Filter](a.md) unter Wasser.\n\n\
    | Teil | Preis |\n| --- | --- |\n| Dichtung | 12 EUR |\n| Deckel | 30 EUR |\n\n\
    ```bash\npump --stop\n```\n";

fn place() -> Place {
    Place::with(&[("en-US/a.md", EN), ("de-DE/a.md", DE)])
}

/// Source and target texts of an export to JSONL.
fn memory(place: &Place, arguments: &[&str]) -> BTreeMap<String, String> {
    let (code, pairs, errors) = place.export(arguments);
    assert_eq!(code, 0, "{errors}");
    let text = |pair: &serde_json::Value, side: &str| pair[side].as_str().unwrap().to_owned();
    let both = |pair| (text(pair, "source"), text(pair, "target"));
    pairs.iter().map(both).collect()
}

#[test]
fn omegat_gets_what_stands_between_empty_lines_with_its_markup() {
    let memory = memory(&place(), &["--for", "omegat"]);
    let target = |source: &str| memory.get(source).map(String::as_str);
    let head = "---\ntitle: \"Clean the filter\"\nms.date: 01/02/2024\ndescription: How to clean it\n---\n\
        # Clean the filter";
    let expected = "---\ntitle: \"Filter reinigen: so geht's\"\nms.date: 01/02/2024\n\
        description: \"So reinigen Sie ihn: gründlich\"\n---\n# Filter reinigen";
    assert_eq!(target(head), Some(expected));
    assert_eq!(
        target("> [!NOTE]\n> Never run it dry."),
        Some("> [!NOTE]\n> Lassen Sie sie nie trocken laufen.")
    );
    assert_eq!(
        target("| Part | Price |\n| --- | --- |\n| Seal | 12 EUR |\n| Lid | 30 EUR |"),
        Some("| Teil | Preis |\n| --- | --- |\n| Dichtung | 12 EUR |\n| Deckel | 30 EUR |")
    );
    let list =
        "- Open the lid:\n  ```bash\n  pump --open\n  ```\n- Hold the [filter](a.md) under water.";
    let expected = "- Öffnen Sie den Deckel:\n  ```bash\n  pump --open\n  ```\n- Halten Sie den [Filter](a.md) unter Wasser.";
    assert_eq!(target(list), Some(expected));
}

#[test]
fn omegat_gets_lines_and_sentences_too() {
    let memory = memory(&place(), &["--for", "omegat"]);
    for (source, target) in [
        ("# Clean the filter", "# Filter reinigen"),
        ("| Seal | 12 EUR |", "| Dichtung | 12 EUR |"),
        ("- Open the lid:", "- Öffnen Sie den Deckel:"),
        (
            "Switch the pump **off**.",
            "Schalten Sie die Pumpe **aus**.",
        ),
        ("Wait for a minute.", "Warten Sie eine Minute."),
    ] {
        assert_eq!(memory.get(source).map(String::as_str), Some(target));
    }
}

#[test]
fn a_text_paragraph_is_left_out_if_a_part_of_it_has_no_translation() {
    let en = "# Pumps\n\n- Open the `lid` 7.\n- Added later: wash your hands.\n- Close the `seal` 9.\n\nRun it twice.\n";
    let de = "# Pumpen\n\n- Öffnen Sie `lid` 7.\n- Schließen Sie `seal` 9.\n\nRun it twice.\n";
    let place = Place::with(&[("en-US/a.md", en), ("de-DE/a.md", de)]);
    let found = memory(&place, &["--for", "omegat", "--min-score", "0"]);
    let sources: Vec<&str> = found.keys().map(String::as_str).collect();
    assert_eq!(
        sources,
        ["# Pumps", "- Close the `seal` 9.", "- Open the `lid` 7."]
    );
}

#[test]
fn texts_of_a_file_with_crlf_have_the_line_ends_of_the_tool() {
    let (en, de) = (EN.replace('\n', "\r\n"), DE.replace('\n', "\r\n"));
    let crlf = Place::with(&[("en-US/a.md", &en), ("de-DE/a.md", &de)]);
    let arguments = ["--for", "omegat"];
    assert_eq!(memory(&crlf, &arguments), memory(&place(), &arguments));
}

#[test]
fn a_text_paragraph_says_where_it_stands() {
    let place = place();
    let (_, pairs, _) = place.export(&["--for", "omegat", "--markup"]);
    let quote = pairs.iter().find(|pair| pair["kind"] == "note").unwrap();
    assert_eq!(quote["source_markup"], "> [!NOTE]\n> Never run it dry.");
    assert_eq!(quote["target_markup"], "Lassen Sie sie nie trocken laufen.");
    assert_eq!(quote["source_line"], quote["target_line"]);
    assert_eq!(quote["source_line"], 11);
    assert_eq!(quote["bead"], "1-1");
}

#[test]
fn a_compendium_has_each_source_text_once_as_markdown() {
    let en = "# Pumps\n\nSwitch it **off**.\n\n> [!TIP]\n> Wait\n> a *minute*.\n\n## Next\n\nSwitch it **off**.\n";
    let de = "# Pumpen\n\nSchalten Sie sie **aus**.\n\n> [!TIP]\n> Warten Sie eine *Minute*.\n\n## Weiter\n\n\
        Stellen Sie sie **ab**.\n";
    let place = Place::with(&[("en-US/a.md", en), ("de-DE/a.md", de)]);
    for tool in ["po4a", "md2po", "mdbook"] {
        let (code, _, errors) = place.run(&["export", "--for", tool, "--out", tool]);
        assert_eq!(code, 0, "{errors}");
        assert!(
            errors.contains("1 pair left out of PO: an entry has the source text already"),
            "{errors}"
        );
        let po = String::from_utf8(place.files(tool)["en-US_de-DE.po"].clone()).unwrap();
        assert!(!po.contains("msgctxt"), "{po}");
        assert_eq!(
            po.matches("msgid \"Switch it **off**.\"\nmsgstr \"Schalten Sie sie **aus**.\"")
                .count(),
            1
        );
        assert!(!po.contains("Stellen"), "{po}");
        let alert =
            "msgid \"[!TIP] Wait a *minute*.\"\nmsgstr \"[!TIP] Warten Sie eine *Minute*.\"";
        assert!(po.contains(alert), "{po}");
    }
}

#[test]
fn the_first_translation_by_a_human_speaks_for_a_source_text() {
    let en = "# Pumps\n\nSwitch it off.\n";
    let machine = "---\nms.translationtype: MT\n---\n# Pumpen\n\nSchalte es ab.\n";
    let human = "---\nms.translationtype: HT\n---\n# Pumpen\n\nSchalten Sie sie aus.\n";
    let files = [
        ("en-US/a.md", en),
        ("de-DE/a.md", machine),
        ("en-US/b.md", en),
        ("de-DE/b.md", human),
    ];
    let place = Place::with(&files);
    let (code, _, errors) = place.run(&[
        "export",
        "--for",
        "po4a",
        "--checks=false",
        "--min-score",
        "0",
    ]);
    assert_eq!(code, 0, "{errors}");
    let po = String::from_utf8(place.files("exports")["en-US_de-DE.po"].clone()).unwrap();
    assert!(
        po.contains("Schalten Sie sie aus.") && !po.contains("Schalte es ab."),
        "{po}"
    );
    let arguments = [
        "export",
        "--for",
        "po4a",
        "--checks=false",
        "--min-score",
        "0",
        "--summary",
        "json",
    ];
    let (_, summary, _) = place.run(&arguments);
    let summary: serde_json::Value = serde_json::from_str(&summary).unwrap();
    assert_eq!(summary["same_source"], 2);
}

#[test]
fn markdown_is_the_text_of_any_format() {
    let found = memory(&place(), &["--text", "markdown"]);
    let target = found.get("Hold the [filter](a.md) under water.");
    assert_eq!(
        target.unwrap(),
        "Halten Sie den [Filter](a.md) unter Wasser."
    );
}

#[test]
fn tools_with_inline_tags_get_tags() {
    let place = place();
    for tool in ["trados", "memoq", "okapi"] {
        let (code, _, errors) = place.run(&["export", "--for", tool, "--out", tool]);
        assert_eq!(code, 0, "{errors}");
        let files = place.files(tool);
        let tmx = String::from_utf8(files["en-US_de-DE.HT.tmx"].clone()).unwrap();
        assert!(
            tmx.contains("<bpt") && tmx.contains("srclang=\"en-US\""),
            "{tmx}"
        );
    }
    let (code, _, errors) = place.run(&["export", "--for", "weblate", "--out", "weblate"]);
    assert_eq!(code, 0, "{errors}");
    let tmx = String::from_utf8(place.files("weblate")["en-US_de-DE.HT.tmx"].clone()).unwrap();
    assert!(
        tmx.contains("xml:lang=\"de\"") && tmx.contains("the pump **off**"),
        "{tmx}"
    );
}

#[test]
fn what_is_typed_wins_over_the_tool() {
    let found = memory(&place(), &["--for", "omegat", "--segment", "block"]);
    assert!(found.contains_key("Never run it dry."));
}

#[test]
fn forms_that_exclude_each_other_are_errors() {
    let place = place();
    for (arguments, expected) in [
        (
            &["--for", "omegat", "--unaligned"][..],
            "cannot go with --unaligned",
        ),
        (
            &["--for", "omegat", "--format", "po"],
            "needs --format tmx, csv or jsonl",
        ),
        (
            &["--for", "omegat", "--multilingual"],
            "without --multilingual",
        ),
        (
            &["--segment", "text-paragraph", "--text", "markdown"],
            "cannot go with --text markdown",
        ),
        (
            &["--segment", "text-paragraph", "--inline", "tags"],
            "cannot go with --inline",
        ),
        (
            &["--text", "markdown", "--inline", "tags"],
            "cannot go with --inline tags",
        ),
        (&["--po-contexts=false"], "--po-contexts needs --format po"),
    ] {
        let (code, _, errors) = place.run(&[&["export"][..], arguments].concat());
        assert!(
            code == 2 && errors.contains(expected),
            "{arguments:?}: {code} {errors}"
        );
    }
}
