//! What holds for any text that is segmented.

use std::path::PathBuf;

use diglot::internals::model::{Document, Source};
use diglot::internals::read::{self, ReadSettings};
use diglot::internals::segment::{Dialect, SegmentSettings, segment};
use proptest::prelude::*;

/// Pieces whose combinations are Markdown, nearly Markdown, and no Markdown.
const PIECES: &[&str] = &[
    "word ",
    "wörter ",
    "草坪",
    "ไทย",
    "e\u{301}",
    "\u{a0}",
    "  ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "\n    ",
    "\n> ",
    "> ",
    "- ",
    "1. ",
    "# ",
    "## <a name=\"s\"></a>",
    "\n---\n",
    "\n===\n",
    "*",
    "**",
    "***",
    "_",
    "~~",
    "`",
    "``",
    "\n```\n",
    "[",
    "]",
    "](u)",
    "![",
    "](/fr-fr/a.png)",
    "[^1]",
    "\n[^1]: ",
    "\n[x]: y\n",
    "<br>",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "<table><tr><td>",
    "</td>",
    "<th>",
    "</table>",
    "<li>",
    "<ul>",
    "<p>",
    "\n<div>\n",
    "</div>",
    "<pre>",
    "</pre>",
    "<img alt=\"x &amp; y\" src='p'>",
    "&amp;",
    "&#x41;",
    "&",
    "\\",
    "\\|",
    "|",
    "\n| a | b |\n|---|---|\n| c | d | e |\n",
    "|-|-|\n",
    "\n:::note T\n",
    "\n:::\n",
    ":::image source=\"a\" alt-text=\"b *c*\":::",
    ":::no-loc text=\"n\":::",
    "\n:::column:::\n",
    "::: zone pivot=\"z\"\n",
    "\n> [!NOTE]\n> ",
    ">[!Tip] ",
    "[!X]: ",
    "[!注]",
    "[!INCLUDE [t](p)]",
    "[!VIDEO u]",
    "{{< f alt=\"z\" >}}",
    "{{% h \"w\" %}}",
    "{{m(\"a\", \"b\")}}",
    "{{ v }}",
    "<bpt id=\"p1\">**</bpt>",
    "<ept id=\"p1\">**</ept>",
    "<ph id=\"ph1\">",
    "</ph>",
    "<span class=\"sxs-lookup\">",
    "</span>",
    " {#id}",
    "\u{1a}",
    "\0",
    "\u{feff}",
    "- [ ] ",
    "- : ",
    "\nimport a from 'b';\r\n",
    "\nexport const a = 1\n",
    "\n<Tab label=\"l\">\n",
    "</Tab>",
    "{{< note >}}",
    "{{< /note >}}",
    "{{< /note\n >}}",
    "\n{{< tab name=\"n\" codelang=\"c\" >}}\n",
    "\n{{< /tab >}}\n",
    "\n!!! note \"t\"\n    ",
    "\n=== \"t\"\n\n    ",
    "\n/// tip | t\n",
    "\n///\n",
    "{* f *}",
    "{% data d %}",
    "> **N:** ",
    "\n    ```\n",
    "\r",
    "{%}",
    "%}",
    "{% include note.html content=\"a *b*\" title='c' %}",
    "{% tab title=\"t\n",
    "{% raw %}",
    "{% endraw %}",
    "{% comment %}",
    "{% endcomment %}",
    "{% highlight r %}",
    "{% endhighlight %}",
    "{% hint style=\"info\" %}\n",
    "{% endhint %}\n",
    "{{{ v }}}",
    "{{<",
    ">}}",
    "{{%%}}",
    "{{< tab \"A b\" >}}",
    "{{< card\n title=\"T t\" >}}",
    "{{% comment %}}",
    "{{% /comment %}}",
    "{{</* x */>}}",
    "](/{{< p >}}/a)",
    "\n[x]: /{{ v }}/a \"t\"\n",
    "\n[y]:\n<a b>\n'title'\n",
    " \"title\")",
    "{:toc}",
    "{::comment}",
    "{:/}",
    "{::}",
    "\n??? x\n\n        y\n",
    "\n=== \"t\"\n=== \"u\"\n",
    "\n!!! x \"y\" \n    | a | b |\n    |---|---|\n",
    "\n    !!! n\n        - z\n",
    "\n/// details | t\n    type: x\n",
    "\n--8<-- \"f\"\n",
    "\n--8<--\n",
    "{!f!}",
    "\n*[X]: long\n",
    ":material-x: ",
    ":octicons-x:{ .y }",
    "\n: definition\n",
    "\nterm\n:   text\n",
    "$$",
    "\n$$\na_1\n$$\n",
    "$a$1",
    "是*重。*的",
    "の*「",
    "」*の",
    "_重_的",
    "~~。~~的",
    "==a==",
    "++b+c++",
    "^d^",
    "~e~",
    "{>>f<<}",
    "{++g++}",
    "| `a|b` | c |\n",
    "\n| a | b | | -- | -- | | c | d |\n",
    "<abbr title=\"t &amp; u\">",
    "<iframe title='t'></iframe>",
    "<Tab\n  label={'l'}\n>",
    "\n      <Tab title=\"t\">\n        ",
    "</Tab>\n",
    "{/* c */}",
    "{/* #i */}",
    "{a",
    "}",
    "{`b ${'}'}`}",
    "\n\n        ",
    "\n        - ",
    "\n          2. ",
    "\n      > ",
    "\n        ```\n",
    "<>",
    "</>",
    "<X.Y />",
    "{ .x }",
    "{: #x a='b'}",
    "%{#a}%",
    "[t]{.x}",
    "\n{:toc}\n",
    "\n:::x[T]{a=\"b\" title=c} d\n",
    "\n:::: {.callout-note}\n",
    " :::\n",
    "\n> [!note]- T\n> ",
    "\n```{note} T\n",
    "\n```admonish\n",
    "\n[[toc]]\n",
    "[[a|b]]",
    "\n<<< a.js [T]\n",
    "%%",
    "\n!> ",
    "\n<code src=\"a\" tip=\"b\">c</code>\n",
    "<div markdown=\"1\">",
    "</div>\n",
    "<abbr title=\"a &amp; b\">",
    "\\\n",
    "<style>",
    "</style>",
    "{{#include a}}",
];

fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..48).prop_map(|pieces| pieces.concat())
}

/// Dialects that read the same characters in other ways.
const DIALECTS: [Option<Dialect>; 6] = [
    None,
    Some(Dialect::MkDocs),
    Some(Dialect::Mdx),
    Some(Dialect::Learn),
    Some(Dialect::Obsidian),
    Some(Dialect::Quarto),
];

fn dialects() -> impl Strategy<Value = Option<Dialect>> {
    proptest::sample::select(&DIALECTS[..])
}

fn segmented(text: &str, dialect: Option<Dialect>) -> (Source, Document) {
    let (source, _) = read::parse(
        PathBuf::from("x.md"),
        text.to_owned(),
        &ReadSettings::default(),
    );
    let settings = SegmentSettings {
        dialect,
        ..SegmentSettings::default()
    };
    let (document, _) = segment(&source, &settings);
    (source, document)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn runs_tile_units_and_units_are_in_order(text in texts(), dialect in dialects()) {
        let (source, document) = segmented(&text, dialect);
        let file = &source.text;
        let mut before = 0;
        for unit in &document.units {
            prop_assert!(unit.span.start >= before, "{document:?}");
            before = unit.span.start;
            prop_assert!(file.get(unit.span.start as usize..unit.span.end as usize).is_some());
            let before = file[..unit.span.start as usize].replace("\r\n", "\n");
            let line = before.matches(['\n', '\r']).count() + 1;
            prop_assert_eq!(unit.line as usize, line);
            let (mut at, mut plain) = (unit.span.start, unit.text.start);
            for run in document.runs(unit) {
                prop_assert_eq!(run.span.start, at, "{:?}", document.runs(unit));
                prop_assert!(run.span.end > run.span.start);
                prop_assert!(file.is_char_boundary(run.span.end as usize));
                prop_assert_eq!(run.text.start, plain, "{:?}", document.runs(unit));
                prop_assert!(document.plain.get(run.text.start as usize..run.text.end as usize).is_some());
                (at, plain) = (run.span.end, run.text.end);
            }
            prop_assert_eq!((at, plain), (unit.span.end, unit.text.end));
        }
    }

    #[test]
    fn plain_text_is_folded_composed_and_never_empty(text in texts(), dialect in dialects()) {
        let (_, document) = segmented(&text, dialect);
        for unit in &document.units {
            let plain = document.text(unit);
            prop_assert!(!plain.is_empty());
            prop_assert!(unicode_normalization::is_nfc(plain), "{plain:?}");
            prop_assert_eq!(plain.trim_matches([' ', '\t', '\n', '\r']), plain);
            prop_assert!(!plain.contains("  ") && !plain.contains(['\t', '\n', '\r']), "{plain:?}");
        }
    }

    #[test]
    fn sections_and_landmarks_point_into_the_document(text in texts(), dialect in dialects()) {
        let (_, document) = segmented(&text, dialect);
        for (index, section) in document.sections.iter().enumerate() {
            prop_assert!(section.parent.is_none_or(|p| (p as usize) < index));
            prop_assert!(section.parent.is_none_or(|p| document.sections[p as usize].level < section.level));
            match section.heading {
                Some(heading) => prop_assert_eq!(document.unit(heading).section as usize, index),
                None => prop_assert_eq!(index, 0),
            }
        }
        for landmark in &document.landmarks {
            let starts_before = document.units.iter().filter(|u| u.span.start < landmark.span.start).count();
            prop_assert_eq!(landmark.before as usize, starts_before);
        }
    }

    #[test]
    fn no_word_is_lost_from_sentences(words in proptest::collection::vec("[a-z]{2,8}", 1..12), marks in proptest::collection::vec(proptest::sample::select(&["**", " **", "** ", "*", "_", "`", " ", "[!Tip] ", "\n> [!X]: ", "|"][..]), 12)) {
        let text: String = words.iter().zip(&marks).flat_map(|(word, mark)| [word.as_str(), mark, " "]).collect();
        let (_, document) = segmented(&text, None);
        for word in &words {
            prop_assert!(document.plain.contains(word.as_str()), "{word} of {text:?} is not in {:?}", document.plain);
        }
    }
}
