use std::fs;
use std::path::PathBuf;

use super::{Field, ReadError, ReadSettings, parse, read};
use crate::model::{Source, TranslationType, Warning, WarningKind};

fn take(text: &str) -> (Source, Vec<Warning>) {
    parse(
        PathBuf::from("a.md"),
        text.to_owned(),
        &ReadSettings::default(),
    )
}

/// Key, value, line, and the bytes of the span.
fn entries(source: &Source) -> Vec<(&str, &str, u32, &str)> {
    let entries = source.front_matter.entries.iter();
    entries
        .map(|e| {
            let span = e.span.start as usize..e.span.end as usize;
            (&*e.key, &*e.value, e.line, &source.text[span])
        })
        .collect()
}

fn body(source: &Source) -> &str {
    &source.text[source.body as usize..]
}

fn messages(warnings: &[Warning]) -> Vec<String> {
    warnings.iter().map(ToString::to_string).collect()
}

#[test]
fn plain_and_quoted_values_are_taken_as_they_stand() {
    let (source, warnings) = take(
        "---\ntitle: Set up C# on X   # a comment\nms.topic: how-to\ndescription: 'One: two'\n\
         # comment\nKeywords: \"a, b\"\n---\n# Text\n",
    );
    assert_eq!(
        entries(&source),
        [
            ("title", "Set up C# on X", 2, "Set up C# on X"),
            ("description", "One: two", 4, "One: two"),
            ("keywords", "a, b", 6, "a, b"),
        ]
    );
    assert_eq!(body(&source), "# Text\n");
    assert_eq!(warnings, []);
}

#[test]
fn crlf_and_a_bom_shift_the_spans_but_change_nothing_else() {
    let (source, warnings) = take("\u{FEFF}---\r\ntitle: Über\r\n--- \r\n\r\nText\r\n");
    assert_eq!(entries(&source), [("title", "Über", 2, "Über")]);
    assert_eq!(source.front_matter.span, 3..28);
    assert_eq!(body(&source), "\r\nText\r\n");
    assert_eq!(warnings, []);
}

#[test]
fn everything_yaml_can_say_is_decoded() {
    let (source, warnings) = take(
        "---\ntitle: \"a \\\"b\\\" \\u00e9\"\ndescription: >-\n  folded\n  over lines\n\n  twice\n\
         keywords:\n- one\n- 'two, three'\n---\n",
    );
    assert_eq!(
        entries(&source),
        [
            ("title", "a \"b\" é", 2, "a \\\"b\\\" \\u00e9"),
            (
                "description",
                "folded over lines\ntwice",
                4,
                "folded\n  over lines\n\n  twice"
            ),
            ("keywords", "one", 9, "one"),
            ("keywords", "two, three", 10, "two, three"),
        ]
    );
    assert_eq!(warnings, []);
}

#[test]
fn flow_lists_give_one_entry_an_item() {
    let (source, _) = take("---\nkeywords: [café, \"b, c\",\n  d]\n---\n");
    assert_eq!(
        entries(&source),
        [
            ("keywords", "café", 2, "café"),
            ("keywords", "b, c", 2, "b, c"),
            ("keywords", "d", 3, "d"),
        ]
    );
}

#[test]
fn a_broken_value_is_kept_as_it_stands_and_costs_no_other() {
    let (source, warnings) = take(
        "---\ntitle: Install: the short way\nsome junk: [\ndescription: \"C:\\path\"\nkeywords: @scope/x\n---\nText",
    );
    assert_eq!(
        entries(&source),
        [
            (
                "title",
                "Install: the short way",
                2,
                "Install: the short way"
            ),
            ("description", "C:\\path", 4, "C:\\path"),
            ("keywords", "@scope/x", 5, "@scope/x"),
        ]
    );
    assert_eq!(warnings.len(), 3);
    assert!(warnings.iter().all(|w| w.kind == WarningKind::FrontMatter));
    assert_eq!(
        messages(&warnings)[0],
        "a.md:2: `title` is not valid YAML (mapping values are not allowed in this context); kept as it is"
    );
}

#[test]
fn a_line_that_lost_its_indentation_continues_its_entry() {
    let (source, warnings) = take("---\ndescription: first part\nsecond part\ntitle: T\n---\n");
    let values: Vec<_> = entries(&source).iter().map(|e| e.1).collect();
    assert_eq!(values, ["first part second part", "T"]);
    assert!(warnings.len() <= 1);
}

#[test]
fn null_and_empty_values_give_nothing() {
    let (source, warnings) =
        take("---\ntitle:\ndescription: ~\nkeywords: ''\n---\n---\ntitle: null # none\n---\n");
    assert_eq!(entries(&source), []);
    assert_eq!(warnings.len(), 1, "the second block: {warnings:?}");
}

#[test]
fn of_duplicate_keys_all_are_kept_and_the_last_is_the_value() {
    let (source, warnings) = take("---\ntitle: One\ntitle: Two\n---\n");
    assert_eq!(entries(&source).len(), 2);
    assert_eq!(source.front_matter.get("title"), Some("Two"));
    assert_eq!(warnings, []);
}

#[test]
fn a_second_block_is_front_matter_and_reported() {
    let (source, warnings) = take("---\ntitle: One\n---\n\n---\ndescription: Two\n---\nText\n");
    let lines: Vec<_> = entries(&source).iter().map(|e| (e.1, e.2)).collect();
    assert_eq!(lines, [("One", 2), ("Two", 6)]);
    assert_eq!(body(&source), "Text\n");
    assert_eq!(
        messages(&warnings),
        ["a.md:5: a second front-matter block; its entries are read too"]
    );
}

#[test]
fn thematic_breaks_are_no_front_matter() {
    let (source, warnings) = take("---\ntitle: One\n---\n---\n\nSome text.\n\n---\n");
    assert_eq!(body(&source), "---\n\nSome text.\n\n---\n");
    assert_eq!(warnings, []);
    for text in ["---\n\nSome text.\n\n---\nmore\n", "---\n\nSome text.\n"] {
        let (source, warnings) = take(text);
        assert_eq!(body(&source), text);
        assert_eq!(warnings, []);
    }
}

#[test]
fn an_unclosed_block_is_text_and_reported() {
    let text = "---\ntitle: One\n\n# Text\n";
    let (source, warnings) = take(text);
    assert_eq!(body(&source), text);
    assert_eq!(entries(&source), []);
    assert_eq!(warnings[0].kind, WarningKind::FrontMatter);
}

#[test]
fn no_front_matter_and_an_empty_one() {
    assert_eq!(body(&take("# Text\n").0), "# Text\n");
    assert_eq!(body(&take("").0), "");
    assert_eq!(body(&take("---\n---\nText").0), "Text");
    assert_eq!(body(&take("---\ntitle: x\n...").0), "");
}

#[test]
fn junk_before_the_first_entry_is_reported() {
    let (source, warnings) = take("---\n<<<<<<< ours\ntitle: One\n---\n");
    assert_eq!(source.front_matter.get("title"), Some("One"));
    assert_eq!(
        messages(&warnings),
        ["a.md:2: not an entry of the front matter: `<<<<<<< ours`"]
    );
}

#[test]
fn provenance_in_todays_spelling() {
    let (source, warnings) = take(
        "---\nms.openlocfilehash: 0123456789ABCDEF0123456789abcdef01234567\n\
         ms.sourcegitcommit: 3ac88f7925bfe1df90e267ee5c1ee4d752ac92d4\nms.translationtype: HT\n\
         ms.contentlocale: fr-fr\nms.lasthandoff: 06/29/2021\n---\n",
    );
    let found = source.provenance;
    assert_eq!(found.translation_type, Some(TranslationType::Human));
    assert_eq!(
        found.source_hash.unwrap(),
        "0123456789abcdef0123456789abcdef01234567"
    );
    assert_eq!(found.source_commit.unwrap().len(), 40);
    assert_eq!(found.handoff.unwrap().to_string(), "2021-06-29");
    assert_eq!(found.locale.unwrap().as_str(), "fr-FR");
    assert_eq!(warnings, []);
}

#[test]
fn provenance_in_other_spellings() {
    let kind = |value: &str| {
        let (source, warnings) = take(&format!("---\ntranslationtype: {value}\n---\n"));
        (
            source.provenance.translation_type.unwrap(),
            warnings.is_empty(),
        )
    };
    assert_eq!(kind("Human Translation"), (TranslationType::Human, true));
    assert_eq!(kind("MT"), (TranslationType::Machine, true));
    assert_eq!(kind("MTE95"), (TranslationType::Machine, true));
    assert_eq!(kind("\"MTE75\""), (TranslationType::Machine, true));
    assert_eq!(kind("robots"), (TranslationType::Unknown, false));

    let (source, _) = take("---\nl10n:\n  sourceCommit: 1234567890abcdef\n---\n");
    assert_eq!(source.provenance.source_commit.unwrap(), "1234567890abcdef");
    let (source, _) = take("---\ndefault_lang_commit: abcdef0 # patched\n---\n");
    assert_eq!(source.provenance.source_commit.unwrap(), "abcdef0");
    let (source, _) = take("---\nms.lasthandoff: 2021-06-29T10:00:00Z\n---\n");
    assert_eq!(source.provenance.handoff.unwrap().to_string(), "2021-06-29");
}

#[test]
fn provenance_that_cannot_be_right_is_ignored_and_reported() {
    let (source, warnings) = take(
        "---\nms.openlocfilehash: 0123\nms.sourcegitcommit: zzz\nms.lasthandoff: 31/12/2021\n\
         ms.contentlocale: klingon\n---\n",
    );
    assert_eq!(source.provenance, crate::model::Provenance::default());
    let lines: Vec<_> = warnings.iter().map(|w| (w.kind, w.line)).collect();
    let provenance = WarningKind::Provenance;
    assert_eq!(
        lines,
        [
            (provenance, 2),
            (provenance, 3),
            (provenance, 4),
            (provenance, 5)
        ]
    );
}

#[test]
fn a_user_may_add_keys() {
    let settings = ReadSettings {
        keys: vec!["summary".into(), "seo.title".into()],
        provenance: vec![("from_commit".into(), Field::SourceCommit)],
        ..ReadSettings::default()
    };
    let text = "---\ntitle: T\nsummary: S\nfrom_commit: 1234567\nseo:\n    title: Inner\n---\n";
    let (source, _) = parse(PathBuf::from("a.md"), text.to_owned(), &settings);
    let found: Vec<_> = entries(&source).iter().map(|e| (e.0, e.1)).collect();
    assert_eq!(
        found,
        [
            ("summary", "S"),
            ("from_commit", "1234567"),
            ("seo.title", "Inner")
        ]
    );
    assert_eq!(source.provenance.source_commit.unwrap(), "1234567");
}

#[test]
fn toml_between_plus_signs() {
    let text = "+++\ntitle = \"Öffnen \\\"A\\\"\"\r\ndescription = 'How'\ndate = 2024-05-01\n\
        keywords = [\"a\", \"b\"]\nsummary = \"\"\"\nTwo\nlines\"\"\"\n[hero]\ntext = 'Hi'\n[[features]]\n\
        title = 'Fast'\n+++\n\nText\n";
    let (source, warnings) = take(text);
    assert_eq!(
        entries(&source),
        [
            ("title", "Öffnen \"A\"", 2, "Öffnen \\\"A\\\""),
            ("description", "How", 3, "How"),
            ("keywords", "a", 5, "a"),
            ("keywords", "b", 5, "b"),
            ("summary", "Two\nlines", 7, "Two\nlines"),
            ("hero.text", "Hi", 10, "Hi"),
            ("features.title", "Fast", 12, "Fast"),
        ]
    );
    assert_eq!(body(&source), "\nText\n");
    assert_eq!(warnings, []);
}

#[test]
fn a_broken_entry_of_toml_costs_no_other() {
    let (source, warnings) = take("+++\ntitle = \"One\"\nx = [\ndescription = 'Two'\n+++\nText\n");
    let values: Vec<_> = entries(&source).iter().map(|e| e.1).collect();
    assert_eq!(values, ["One", "Two"]);
    assert_eq!(body(&source), "Text\n");
    assert_eq!(warnings.len(), 1);
    assert_eq!(warnings[0].kind, WarningKind::FrontMatter);
}

#[test]
fn plus_signs_that_hold_no_toml_are_text() {
    for text in ["+++\nSome text.\n+++\n", "+++\n", "+++ a\nb = 1\n+++\n"] {
        assert_eq!(body(&take(text).0), text);
    }
    let (source, warnings) = take("+++\ntitle = 'x'\n\nText\n");
    assert_eq!(entries(&source), []);
    assert_eq!(warnings.len(), 1);
}

#[test]
fn json_in_braces() {
    let text = "{\n\t\"title\": \"A \\\"b\\\" {é}\",\n\t\"hero\": {\"actions\": [{\"text\": \"Go\"}]},\n\t\"weight\": 3\n}\n\nText\n";
    let (source, warnings) = take(text);
    assert_eq!(
        entries(&source),
        [
            ("title", "A \"b\" {é}", 2, "A \\\"b\\\" {é}"),
            ("hero.actions.text", "Go", 3, "Go"),
        ]
    );
    assert_eq!(body(&source), "\nText\n");
    assert_eq!(warnings, []);
    for text in [
        "{\"a\": 1} text\n",
        "{% include x %}\n",
        "{\"a\": 1\n",
        "{\"a",
    ] {
        assert_eq!(body(&take(text).0), text);
    }
}

#[test]
fn lists_of_maps_and_maps_in_braces() {
    let (source, warnings) = take(
        "---\nhero:\n  name: N\n  actions:\n    - text: One\n      link: /a\n    - link: /b\n      text: 'Two'\n\
         features: [{title: A, details: \"B\"}, {title: C}]\nsidebar: {label: S}\n---\n",
    );
    let found: Vec<_> = entries(&source)
        .iter()
        .map(|e| (e.0, e.1, e.2, e.3))
        .collect();
    assert_eq!(
        found,
        [
            ("hero.name", "N", 3, "N"),
            ("hero.actions.text", "One", 5, "One"),
            ("hero.actions.text", "Two", 8, "Two"),
            ("features.title", "A", 9, "A"),
            ("features.details", "B", 9, "B"),
            ("features.title", "C", 9, "C"),
            ("sidebar.label", "S", 10, "S"),
        ]
    );
    assert_eq!(warnings, []);
}

#[test]
fn a_broken_list_of_maps_is_reported() {
    let (source, warnings) = take("---\ntitle: T\nfeatures:\n  - title: A: b: c\n---\n");
    assert_eq!(entries(&source).len(), 1);
    assert_eq!(warnings.len(), 1, "{warnings:?}");
}

#[test]
fn brackets_in_a_key_stand_for_a_list() {
    let settings = ReadSettings {
        keys: vec!["hero.actions[].text".into()],
        provenance: Vec::new(),
        ..ReadSettings::default()
    };
    let text = "---\nhero:\n  actions:\n  - text: Go\n---\n".to_owned();
    let (source, _) = parse(PathBuf::from("a.md"), text, &settings);
    assert_eq!(entries(&source), [("hero.actions[].text", "Go", 4, "Go")]);
}

#[test]
fn a_lone_cr_ends_a_line() {
    let (source, warnings) = take("---\rtitle: One\rdescription: Two\r---\rText\r");
    assert_eq!(
        entries(&source),
        [("title", "One", 2, "One"), ("description", "Two", 3, "Two")]
    );
    assert_eq!(body(&source), "Text\r");
    assert_eq!(warnings, []);
}

#[test]
fn a_yaml_bomb_costs_its_own_entry_only() {
    let mut text = String::from("---\na: &a [x, x, x, x, x, x, x, x, x]\n");
    for (name, of) in ["b", "c", "d", "e", "f", "g", "h"].iter().zip('a'..) {
        let list = vec![format!("*{of}"); 9].join(", ");
        text += &format!("{name}: &{name} [{list}]\n");
    }
    text += "title: Fine\nkeywords: [*h, *h]\n";
    text += &format!("description: {}\n---\nText\n", "[".repeat(10_000));
    let (source, warnings) = take(&text);
    assert_eq!(source.front_matter.get("title"), Some("Fine"));
    assert_eq!(source.front_matter.get("keywords"), Some("[*h, *h]"));
    assert_eq!(body(&source), "Text\n");
    assert_eq!(warnings.len(), 2);
}

#[test]
fn other_encodings_are_refused_with_file_line_and_byte() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.md");
    let refused = |bytes: &[u8]| {
        fs::write(&path, bytes).unwrap();
        let error = read(&path, &ReadSettings::default()).unwrap_err();
        assert!(error.to_string().contains("a.md:"), "{error}");
        Warning::from(error)
    };
    let warning = refused(b"one\ntwo \xFF\n");
    assert_eq!((warning.line, warning.kind), (2, WarningKind::LeftOut));
    assert_eq!(
        warning.message,
        "left out: invalid byte 0xFF at byte 8, where UTF-8 is expected"
    );
    let warning = refused(b"\xFF\xFEa\0");
    assert_eq!(
        warning.message,
        "left out: a UTF-16 byte-order mark at byte 0, where UTF-8 is expected"
    );
}

#[test]
fn nul_bytes_and_missing_files() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.md");
    fs::write(&path, "---\ntitle: a\0b\n---\nc\0d").unwrap();
    let (source, _) = read(&path, &ReadSettings::default()).unwrap();
    assert_eq!(body(&source), "c\0d");
    assert_eq!(source.front_matter.get("title"), Some("a\0b"));
    let missing = read(&folder.path().join("b.md"), &ReadSettings::default());
    assert!(matches!(missing, Err(ReadError::Io { .. })));
}

#[test]
fn a_file_above_the_limit_is_refused_unread() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.md");
    // A sparse file: it takes no room.
    fs::File::create(&path)
        .unwrap()
        .set_len((64 << 20) + 1)
        .unwrap();
    let refused = read(&path, &ReadSettings::default());
    assert!(matches!(refused, Err(ReadError::TooLarge { .. })));
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic_and_every_span_is_in_it(
        text in "(\u{FEFF})?(---\r?\n)?(((title|keywords|a b|\"k\")?:? ?[-'\"a\\[\\]>|#&*é ]{0,9}\r?\n)|(---|\\.\\.\\.)\r?\n){0,9}"
    ) {
        let (source, _) = take(&text);
        proptest::prop_assert!(text.is_char_boundary(source.body as usize));
        for entry in &source.front_matter.entries {
            let span = entry.span.start as usize..entry.span.end as usize;
            proptest::prop_assert!(text.get(span).is_some_and(|s| !s.is_empty()));
            proptest::prop_assert!(entry.span.end <= source.body);
        }
    }
}
