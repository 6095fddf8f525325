//! Front matter in TOML and JSON.

use super::*;

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
