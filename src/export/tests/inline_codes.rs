//! Tags of both sides find each other by what they are, and what is wrong with them is told.

use super::sample::{export, locale, record, settings};
use crate::export::{Format, Inline as Mode};
use crate::model::{Inline, InlineKind as K, Locale, Pair, PairSide};

/// A text with its runs: kind, bytes, plain text, key.
struct Marked {
    file: String,
    plain: String,
    runs: Vec<Inline>,
}

fn marked(parts: &[(K, &str, &str, u64)]) -> Marked {
    let mut marked = Marked {
        file: String::new(),
        plain: String::new(),
        runs: Vec::new(),
    };
    for &(kind, raw, plain, key) in parts {
        let starts = [marked.file.len() as u32, marked.plain.len() as u32];
        marked.file.push_str(raw);
        marked.plain.push_str(plain);
        marked.runs.push(Inline {
            kind,
            span: starts[0]..marked.file.len() as u32,
            text: starts[1]..marked.plain.len() as u32,
            key,
        });
    }
    marked
}

fn pair(locales: [&Locale; 2], source: &Marked, target: &Marked) -> Pair {
    let [from, to] = [(locales[0], source), (locales[1], target)].map(|(locale, marked)| {
        let Marked { file, plain, runs } = marked;
        PairSide::with_runs(locale.clone(), file, plain, vec![runs.clone()])
    });
    record("a", from, to)
}

/// The segments of a pair.
fn segments(inline: Mode, source: &Marked, target: &Marked) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let (en, fr) = (locale("en-US"), locale("fr-FR"));
    let mut settings = settings(folder.path(), &[Format::Tmx]);
    settings.inline = inline;
    let (files, _) = export(settings, &[pair([&en, &fr], source, target)]);
    let between = |from: &str, to: &str| -> Vec<String> {
        let parts = files.first().map_or("", |f| &f.1).split(from).skip(1);
        parts
            .map(|part| part.split(to).next().unwrap().to_owned())
            .collect()
    };
    between("<seg>", "</seg>")
}

#[test]
fn links_agree_by_their_targets_whatever_their_order() {
    let (open, close, text) = (K::LinkOpen, K::LinkClose, K::Text);
    let source = marked(&[
        (open, "[", "", 1),
        (text, "one", "one", 0),
        (close, "](1)", "", 1),
        (text, " ", " ", 0),
        (open, "[", "", 2),
        (text, "two", "two", 0),
        (close, "](2)", "", 2),
    ]);
    let target = marked(&[
        (open, "[", "", 2),
        (text, "deux", "deux", 0),
        (close, "](2)", "", 2),
        (text, " ", " ", 0),
        (open, "[", "", 1),
        (text, "un", "un", 0),
        (close, "](1)", "", 1),
    ]);
    let segments = segments(Mode::Tags, &source, &target);
    insta::assert_snapshot!(segments.join("\n"), @r#"
    <bpt i="1" x="1" type="link">[</bpt>one<ept i="1">](1)</ept> <bpt i="2" x="2" type="link">[</bpt>two<ept i="2">](2)</ept>
    <bpt i="2" x="2" type="link">[</bpt>deux<ept i="2">](2)</ept> <bpt i="1" x="1" type="link">[</bpt>un<ept i="1">](1)</ept>
    "#);
}

#[test]
fn what_is_lost_added_or_unbalanced_is_kept_valid() {
    let source = marked(&[
        (K::StrongOpen, "**", "", 0),
        (K::Text, "bold", "bold", 0),
        (K::StrongClose, "**", "", 0),
        (K::Code, "`a`", "a", 7),
    ]);
    let target = marked(&[
        (K::StrongOpen, "**", "", 0),
        (K::Text, " gras", " gras", 0),
        (K::Code, "`b`", "b", 8),
        (K::Html, "<b>", "", 9),
    ]);
    let segments = segments(Mode::Tags, &source, &target);
    insta::assert_snapshot!(segments.join("\n"), @r#"
    <bpt i="1" x="1" type="bold">**</bpt>bold<ept i="1">**</ept><ph x="2" type="x-code">`a`</ph>
    <it pos="begin" x="3" type="bold">**</it> gras<ph x="4" type="x-code">`b`</ph><it pos="begin" x="5" type="x-html">&lt;b&gt;</it>
    "#);
}

#[test]
fn overlapping_pairs_end_the_last_of_their_own() {
    let side = marked(&[
        (K::StrongOpen, "**", "", 0),
        (K::EmphasisOpen, "*", "", 0),
        (K::Text, "t", "t", 0),
        (K::StrongClose, "**", "", 0),
        (K::EmphasisClose, "*", "", 0),
    ]);
    let segments = segments(Mode::Tags, &side, &side);
    insta::assert_snapshot!(segments[0], @r#"<bpt i="1" x="1" type="bold">**</bpt><bpt i="2" x="2" type="italic">*</bpt>t<ept i="1">**</ept><ept i="2">*</ept>"#);
}

#[test]
fn strip_leaves_language_only_and_drops_what_has_none() {
    let source = marked(&[
        (K::Text, "Run ", "Run ", 0),
        (K::Code, "`tea`", "tea", 1),
        (K::Text, " with ", " with ", 0),
        (K::LinkOpen, "[", "", 2),
        (K::Text, "milk", "milk", 0),
        (K::LinkClose, "](m.md)", "", 2),
        (K::Image, "![i](i.png)", "", 3),
        (K::Escape, "&amp;", "&", 0),
    ]);
    let texts = segments(Mode::Strip, &source, &source);
    assert_eq!(texts, ["Run with milk&amp;"; 2]);
    let texts = segments(Mode::Text, &source, &source);
    assert_eq!(texts, ["Run tea with milk&amp;"; 2]);
    let code = marked(&[(K::Code, "`tea`", "tea", 1)]);
    assert!(segments(Mode::Strip, &code, &code).is_empty());
}

#[test]
fn folded_and_composed_text_is_text_as_it_stands_in_the_file() {
    let side = marked(&[(K::Text, "cafe\u{301}\r\nau  lait", "caf\u{e9} au lait", 0)]);
    let segments = segments(Mode::Tags, &side, &side);
    assert_eq!(segments[0], "cafe\u{301}&#13;\nau  lait");
}
