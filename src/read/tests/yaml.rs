//! Front matter in YAML: what is taken, with its place, and what is reported.

use super::*;

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
