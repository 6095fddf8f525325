//! What segmenting does in cases that are not a text and its units. Those are in `segment_specs.rs`.

use std::path::PathBuf;

use diglot::internals::model::{Source, UnitKind};
use diglot::internals::read::{self, ReadSettings};
use diglot::internals::segment::{SegmentSettings, segment};

fn source(text: &str) -> Source {
    read::parse(
        PathBuf::from("spec.md"),
        text.to_owned(),
        &ReadSettings::default(),
    )
    .0
}

/// Kind, line and text of each unit.
fn plain(text: &str) -> Vec<(UnitKind, u32, String)> {
    let (document, _) = segment(&source(text), &SegmentSettings::default());
    let units = document.units.iter();
    units
        .map(|u| (u.kind, u.line, document.text(u).to_owned()))
        .collect()
}

#[test]
fn line_ends_and_a_bom_change_spans_only() {
    let text =
        "# One\n\nTwo lines\nof text.\n\n> [!NOTE]\n> Three\n\n| a | b |\n|---|---|\n| c | d |\n";
    let expected = plain(text);
    assert_eq!(expected.len(), 7);
    assert_eq!(plain(&text.replace('\n', "\r\n")), expected);
    assert_eq!(plain(&format!("\u{feff}{text}")), expected);
    let (document, _) = segment(
        &source(&format!("\u{feff}{text}")),
        &SegmentSettings::default(),
    );
    assert_eq!(document.units[0].span, 5..8);
}

#[test]
fn a_lone_cr_ends_a_line() {
    let text = "# One\n\nTwo *lines*\nof text.\n\n```\ncode\n```\n\n- Three\n- Four\n";
    assert_eq!(plain(&text.replace('\n', "\r")), plain(text));
    let mixed = plain("# One\r\rTwo\r\n\r\nThree\rfour\n");
    let lines: Vec<_> = mixed
        .iter()
        .map(|(_, line, text)| (*line, &**text))
        .collect();
    assert_eq!(lines, [(1, "One"), (3, "Two"), (5, "Three four")]);
}

#[test]
fn marks_that_overlap_do_not_panic() {
    let marks = [
        "{%}",
        "{%%}",
        "{{}}",
        "{{{}}}",
        "{{<>}}",
        "{{%}}",
        "{{<}}",
        "{*}",
        "{!}",
        "{!!}",
        "{::}",
        "{:/}",
        "{:toc",
        ":::",
        "::::::",
        "[!]",
        "[!]]",
        "[!INCLUDE]",
        "[!div]",
        "///",
        "!!! \"",
        "??? \"\"",
        "=== \"",
        "--8<--",
        "*[]:",
        "$$$$",
        "$$",
        ":material-:",
        "|-",
        "<bpt id=\"p1\">",
        "\n: ",
        "\r",
        "é",
        " ",
        "\n",
    ];
    for first in marks {
        for second in marks {
            for third in ["", "é", "\n", "}", "%}", "\"", " x "] {
                let text = format!("{first}{second}{third}");
                let (document, _) = segment(&source(&text), &SegmentSettings::default());
                assert!(document.units.len() <= 8, "{text:?}");
            }
        }
    }
}

#[test]
fn text_is_composed_across_markup() {
    let (document, _) = segment(
        &source("cafe\u{301} *e*\u{301}"),
        &SegmentSettings::default(),
    );
    assert_eq!(document.plain, "caf\u{e9} \u{e9}");
}

#[test]
fn code_is_a_unit_where_it_is_asked_for() {
    let settings = SegmentSettings {
        include_code: true,
        ..SegmentSettings::default()
    };
    let (document, _) = segment(&source("```js\nlet a = 1;\n\n  b();  \n```\n"), &settings);
    let unit = &document.units[0];
    assert_eq!(
        (unit.kind.as_str(), unit.label.as_deref()),
        ("code", Some("js"))
    );
    assert_eq!(document.text(unit), "let a = 1;\n\n  b();");
    assert_eq!(document.landmarks.len(), 1);
}

#[test]
fn landmarks_and_keys_are_the_same_in_other_languages() {
    let keys = |text: &str| {
        let (document, _) = segment(&source(text), &SegmentSettings::default());
        let inline = document
            .inlines
            .iter()
            .map(|run| run.key)
            .filter(|key| *key != 0);
        document
            .landmarks
            .iter()
            .map(|l| l.key)
            .chain(inline)
            .collect::<Vec<_>>()
    };
    let english = "[!INCLUDE [Before you begin](../inc/begin.md)]\n\nSee [setup](/en-us/Setup) and `run`.\n\n\
        :::image source=\"a/b.png\" alt-text=\"A window\":::\n\n```\ncode\n```\n";
    let french = "[!include[Avant de commencer](../inc/begin.md)]\r\n\r\nVoir [l’installation](/fr-fr/setup) et `run`.\r\n\r\n\
        :::image source=\"a/b.png\" alt-text=\"Une fenêtre\":::\r\n\r\n```\r\ncode  \r\n```\r\n";
    assert_eq!(keys(english), keys(french));
    assert_eq!(keys(english).len(), 6);
}

#[test]
fn broken_markup_is_warned_of_by_line() {
    let text = "---\ntitle: T\n---\n\n[Note]: text\n\n| a | b |\n|---|\n| c | d |\n\n| a |\n|---|\n| b | c |\n| d | e |\n";
    let (_, warnings) = segment(&source(text), &SegmentSettings::default());
    let lines: Vec<u32> = warnings.iter().map(|w| w.line).collect();
    assert_eq!(lines, [5, 7, 13], "{warnings:?}");
    assert!(warnings[0].to_string().starts_with("spec.md:5: "));
}

#[test]
fn damage_of_any_size_is_read() {
    let deep = [
        ">",
        "- ",
        "* 1. ",
        "[",
        "<div>",
        "<table><tr><td>",
        "**",
        "![",
        "`",
        ":::note\n",
        "{{",
        "[!",
        "{%",
        "{% raw %}",
        "{% comment %}x",
        "{{< comment >}}",
        "{::comment}",
        "!!! a\n    ",
        "=== \"a\"\n",
        "\n: a",
        "$$",
        "*的「",
        "|-|\n",
        "--8<--\n",
        "[a]: b\n",
        "](x \"",
    ];
    for piece in deep {
        let text = piece.repeat(2_000);
        let (document, _) = segment(&source(&text), &SegmentSettings::default());
        assert!(document.units.len() <= 2_001, "{piece}");
    }
    for text in [
        "",
        "\0",
        "a\0b\n\n\u{1a}\n",
        "\u{feff}",
        "---\n---\n",
        "> [!",
        "|",
        "| |\n|-|\n",
    ] {
        let (document, _) = segment(&source(text), &SegmentSettings::default());
        assert!(document.units.len() <= 2, "{text:?}");
    }
}
