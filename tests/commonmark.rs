//! The examples of CommonMark's specification: the text of the units equals the text of the reference rendering.
//!
//! The specification is not part of this repository. `npm install commonmark-spec` has it; the environment variable
//! `DIGLOT_COMMONMARK_SPEC` names its `spec.txt`. Code is left out on both sides, and so are alternative texts and
//! titles, which the rendering has in attributes.

use diglot::internals::model::{Source, UnitKind};
use diglot::internals::segment::{SegmentSettings, segment};

/// Examples that are read otherwise on purpose, with the reason.
const REPAIRS: &[(usize, &str)] = &[
    (56, NOTHING),
    (91, "a title between tags that are text"),
    (148, "a paragraph in `<pre>` in a table is a cell"),
    (191, "indented text in a table of HTML is a cell"),
    (344, NOTHING),
    (379, STRONG),
    (380, STRONG),
    (391, STRONG),
    (392, STRONG),
    (417, STRONG),
    (445, STRONG),
    (447, STRONG),
    (471, STRONG),
    (476, NOTHING),
    (477, NOTHING),
    (480, STRONG),
    (590, "`![[page]]` on a line of its own is an embedded page"),
];
const STRONG: &str = "asterisks that were meant to be strong emphasis are markup";
const NOTHING: &str = "dashes and backticks alone are not text";

/// An example: its number, Markdown, and HTML.
struct Example {
    number: usize,
    markdown: String,
    html: String,
}

fn examples(spec: &str) -> Vec<Example> {
    const FENCE: &str = "````````````````````````````````";
    let mut examples = Vec::new();
    let mut lines = spec.lines();
    while let Some(line) = lines.next() {
        if line.strip_prefix(FENCE).map(str::trim) != Some("example") {
            continue;
        }
        let take = |lines: &mut std::str::Lines<'_>, end: &str| {
            let part = lines.take_while(|line| *line != end);
            part.flat_map(|line| [line, "\n"])
                .collect::<String>()
                .replace('→', "\t")
        };
        let markdown = take(&mut lines, ".");
        let html = take(&mut lines, FENCE);
        let number = examples.len() + 1;
        examples.push(Example {
            number,
            markdown,
            html,
        });
    }
    examples
}

/// The text of the units, without white space.
fn units(markdown: &str) -> String {
    let source = Source {
        text: markdown.to_owned(),
        ..Source::default()
    };
    let (document, _) = segment(&source, &SegmentSettings::default());
    let kept = |kind| !matches!(kind, UnitKind::ImageAlt | UnitKind::Directive);
    let texts = document.units.iter().filter(|unit| kept(unit.kind));
    without_space(&texts.map(|unit| document.text(unit)).collect::<String>())
}

/// The text of HTML, without code blocks and white space.
fn rendered(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        rest = &rest[open..];
        let end = ["pre", "script", "style"]
            .iter()
            .find(|name| rest[1..].starts_with(**name))
            .map(|name| format!("</{name}>"))
            .or_else(|| rest.starts_with("<!--").then(|| "-->".to_owned()))
            .or_else(|| rest.starts_with("<![CDATA[").then(|| "]]>".to_owned()))
            .unwrap_or_default();
        let length = if end.is_empty() {
            tag_length(rest)
        } else {
            rest.find(&end).map_or(rest.len(), |at| at + end.len())
        };
        rest = &rest[length..];
    }
    text.push_str(rest);
    let text = text
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    without_space(&text)
}

/// How long the tag is that begins a text. A `>` in a quoted value does not end it.
fn tag_length(html: &str) -> usize {
    let mut quote = None;
    for (at, c) in html.char_indices() {
        match (quote, c) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    html.len()
}

fn without_space(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
#[ignore = "needs the specification, see above"]
fn units_have_the_text_of_the_reference_rendering() {
    let path =
        std::env::var("DIGLOT_COMMONMARK_SPEC").expect("DIGLOT_COMMONMARK_SPEC names spec.txt");
    let spec = std::fs::read_to_string(path).unwrap();
    let examples = examples(&spec);
    assert!(examples.len() >= 652, "{} examples", examples.len());
    let mut wrong = String::new();
    for example in &examples {
        let (got, expected) = (units(&example.markdown), rendered(&example.html));
        let repaired = REPAIRS.iter().any(|(number, _)| *number == example.number);
        if (got == expected) == repaired {
            let (number, markdown) = (example.number, &example.markdown);
            wrong += &format!(
                "example {number}: {markdown:?}\n  expected {expected:?}\n  got      {got:?}\n"
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
