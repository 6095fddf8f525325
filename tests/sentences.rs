//! Sentences inside units: cut at the rules' breaks, tags closed and opened again, and exported as pairs.

use std::path::PathBuf;

use crate::common::Place;
use diglot::internals::model::{Document, InlineKind, Source};
use diglot::internals::read::{self, ReadSettings};
use diglot::internals::segment::{SegmentSettings, segment};
use diglot::internals::sentence::srx::{Splitter, Srx};
use diglot::internals::sentence::{Piece, cut, protected};
use proptest::prelude::*;

fn segmented(text: &str) -> (Source, Document) {
    let (source, _) = read::parse(
        PathBuf::from("a.md"),
        text.to_owned(),
        &ReadSettings::default(),
    );
    let (document, _) = segment(&source, &SegmentSettings::default());
    (source, document)
}

/// The pieces of the first unit.
fn pieces(text: &str) -> (Source, Document, Vec<Piece>) {
    let (source, document) = segmented(text);
    let unit = &document.units[0];
    let mut splitter = Splitter::new(Srx::own().rules("en"));
    let kept = protected(&document, unit, &source.text);
    let found = splitter.sentences(document.text(unit), &kept);
    let at = |s: &std::ops::Range<usize>| {
        unit.text.start + s.start as u32..unit.text.start + s.end as u32
    };
    let texts: Vec<_> = found.iter().map(at).collect();
    let pieces = cut(&document, unit, &source.text, &texts);
    (source, document, pieces)
}

/// The Markdown of each piece, tags carried over in it.
fn markdown(text: &str) -> Vec<String> {
    let (source, _, pieces) = pieces(text);
    let bytes = |r: &diglot::internals::model::Inline| {
        &source.text[r.span.start as usize..r.span.end as usize]
    };
    pieces
        .iter()
        .map(|p| p.runs.iter().map(bytes).collect())
        .collect()
}

#[test]
fn a_tag_that_spans_sentences_is_closed_and_opened_again() {
    assert_eq!(
        markdown("Turn **left. Then *go* on.** Stop here."),
        ["Turn **left.**", "**Then *go* on.**", "Stop here."]
    );
    assert_eq!(
        markdown("See [the *guide. It* helps](guide.md). Done."),
        [
            "See [the *guide.*](guide.md)",
            "[*It* helps](guide.md).",
            "Done."
        ]
    );
    assert_eq!(
        markdown("One <b>two. Three</b> four."),
        ["One <b>two.</b>", "<b>Three</b> four."]
    );
}

#[test]
fn a_tag_between_sentences_stands_where_its_text_is() {
    assert_eq!(
        markdown("*One.* **Two.** Three.[^1]\n\n[^1]: x\n"),
        ["*One.*", "**Two.**", "Three.[^1]"]
    );
}

#[test]
fn code_and_addresses_are_never_split() {
    assert_eq!(
        markdown("Type `a. B? C` now. Visit <https://example.com/a?b=c.D> later."),
        [
            "Type `a. B? C` now.",
            "Visit <https://example.com/a?b=c.D> later."
        ]
        .map(str::to_owned)
    );
}

#[test]
fn white_space_at_the_edge_of_code_is_code() {
    assert_eq!(markdown("a `. `\u{a0}"), ["a `. `"]);
}

#[test]
fn a_piece_is_found_in_a_text_that_is_wrapped_and_decomposed() {
    let (source, document, pieces) = pieces("Cafe\u{301} is\nopen. The\n   bar\nis not.\n");
    let spans: Vec<&str> = pieces
        .iter()
        .map(|p| &source.text[p.span.start as usize..p.span.end as usize])
        .collect();
    assert_eq!(spans, ["Cafe\u{301} is\nopen.", "The\n   bar\nis not."]);
    let second = &pieces[1].text;
    assert_eq!(
        &document.plain[second.start as usize..second.end as usize],
        "The bar is not."
    );
}

const PIECES: &[&str] = &[
    "A word. ",
    "wörter! ",
    "草坪。",
    "e\u{301}. ",
    "\u{a0}",
    "\n",
    "*",
    "**",
    "_",
    "`",
    "``",
    "[",
    "](u.md) ",
    "<b>",
    "</b>",
    "<br>",
    "\\*",
    "&amp; ",
    "<https://a.b/?c. D> ",
    "![x](y.png)",
    "  \n",
    ". ",
];

fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(PIECES), 1..24)
        .prop_map(|p| format!("a {}", p.concat()))
}

proptest! {
    #[test]
    fn pieces_hold_all_text_once_and_their_tags_are_balanced(text in text()) {
        let (source, document, pieces) = pieces(&text);
        let unit = &document.units[0];
        let mut at = unit.text.start;
        for piece in &pieces {
            let between = &document.plain[at as usize..piece.text.start as usize];
            prop_assert!(between.trim().is_empty(), "lost {between:?}");
            at = piece.text.end;
            // The runs say the piece's text, in order, none of it twice.
            let mut here = piece.text.start;
            for run in piece.runs.iter().filter(|r| !r.text.is_empty()) {
                prop_assert_eq!(run.text.start, here);
                here = run.text.end;
            }
            prop_assert_eq!(here, piece.text.end);
            prop_assert!(source.text.get(piece.span.start as usize..piece.span.end as usize).is_some());
            // No code span is in two pieces, as it would be were one split.
            let whole = document.runs(unit).iter().filter(|r| r.kind == InlineKind::Code);
            for code in piece.runs.iter().filter(|r| r.kind == InlineKind::Code) {
                prop_assert!(whole.clone().any(|w| w == code));
            }
        }
        prop_assert!(document.plain[at as usize..unit.text.end as usize].trim().is_empty());
        let count = |pieces: &[Piece], kind| pieces.iter().map(|p| p.runs.iter().filter(|r| r.kind == kind).count()).sum::<usize>();
        for (open, close) in [
            (InlineKind::LinkOpen, InlineKind::LinkClose),
            (InlineKind::EmphasisOpen, InlineKind::EmphasisClose),
        ] {
            let of = |kind| document.runs(unit).iter().filter(|r| r.kind == kind).count();
            if of(open) == of(close) {
                prop_assert_eq!(count(&pieces, open), count(&pieces, close));
            }
        }
    }

    #[test]
    fn breaks_ascend_and_stay_out_of_protected_text(text in "[a-c.!? 。「」\n]{0,60}", ranges in proptest::collection::vec((0usize..60, 1usize..9), 0..4)) {
        let mut kept: Vec<std::ops::Range<usize>> = Vec::new();
        let mut from = 0;
        for (gap, len) in ranges {
            let start = from + gap;
            kept.push(start..start + len);
            from = start + len;
        }
        for tag in ["en", "ja", "th", "xx"] {
            let breaks = Splitter::new(Srx::own().rules(tag)).breaks(&text, &kept);
            prop_assert!(breaks.is_sorted_by(|a, b| a < b));
            prop_assert!(breaks.iter().all(|b| text.is_char_boundary(*b) && (1..text.len()).contains(b)));
            prop_assert!(!breaks.iter().any(|b| kept.iter().any(|r| r.start < *b && *b < r.end)));
        }
    }
}

const EN: &str = "---\ntitle: Lamps\n---\n# Lamps\n\nTurn **the lamp on. Wait for 30 seconds.** Look at `A. B` again.\n\nDone.\n";
const FR: &str = "---\ntitle: Lampes\nms.translationtype: HT\n---\n# Lampes\n\nAllumez **la lampe. Attendez 30 secondes.** Regardez de nouveau `A. B`.\n\nFini.\n";

#[test]
fn sentences_are_exported_with_the_pair_they_come_from() {
    let place = Place::with(&[("en-US/a.md", EN), ("fr-FR/a.md", FR)]);
    let (code, pairs, errors) = place.export(&["--segment", "sentence"]);
    assert_eq!(code, 0, "{errors}");
    let texts: Vec<_> = pairs
        .iter()
        .map(|p| (p["source"].as_str().unwrap(), p["target"].as_str().unwrap()))
        .collect();
    assert!(
        texts.contains(&("Wait for 30 seconds.", "Attendez 30 secondes.")),
        "{texts:?}"
    );
    assert!(
        texts.contains(&("Look at A. B again.", "Regardez de nouveau A. B.")),
        "{texts:?}"
    );
    let parents: Vec<_> = pairs
        .iter()
        .filter(|p| p["parent"] != "")
        .map(|p| &p["parent"])
        .collect();
    assert_eq!(parents.len(), 3);
    assert!(parents.iter().all(|p| *p == parents[0]));
    let (_, blocks, _) = place.export(&[]);
    assert!(
        blocks.iter().any(|p| &p["id"] == parents[0]),
        "the parent is a unit pair"
    );
    for pair in &pairs {
        let span = pair["source_span"].as_array().unwrap();
        let bytes = &EN[span[0].as_u64().unwrap() as usize..span[1].as_u64().unwrap() as usize];
        let letters = |t: &str| {
            t.chars()
                .filter(|c| c.is_alphanumeric())
                .collect::<String>()
        };
        assert_eq!(letters(bytes), letters(pair["source"].as_str().unwrap()));
    }
}

#[test]
fn a_sentence_memory_says_so_and_its_tags_are_whole() {
    let place = Place::with(&[("en-US/a.md", EN), ("fr-FR/a.md", FR)]);
    let (code, _, errors) = place.run(&[
        "export",
        "--segment",
        "sentence",
        "--inline",
        "tags",
        "--out",
        "out",
    ]);
    assert_eq!(code, 0, "{errors}");
    let files = place.files("out");
    let tmx = String::from_utf8(files.into_iter().next().unwrap().1).unwrap();
    assert!(tmx.contains("segtype=\"sentence\""));
    assert!(!tmx.contains("<it "), "{tmx}");
    assert_eq!(tmx.matches("<bpt").count(), tmx.matches("<ept").count());
    assert_eq!(tmx.matches("<bpt").count(), 4, "{tmx}");
}

#[test]
fn units_whose_sentences_do_not_fit_stay_whole() {
    let en = "Open the lid. Take out the filter. Wash it. Dry it for 24 hours. Put it back. Close the lid.\n";
    let fr = "Ne faites rien. Appelez le service.\n";
    let place = Place::with(&[("en-US/a.md", en), ("fr-FR/a.md", fr)]);
    let (_, blocks, _) = place.export(&["--min-score", "0"]);
    let (_, pairs, _) = place.export(&["--min-score", "0", "--segment", "sentence"]);
    assert_eq!(pairs.len(), blocks.len(), "{pairs:?}");
}

#[test]
fn a_space_before_markup_stays_in_a_sentence_of_several_lines() {
    let text = "# Pumps\n\nOpen it.\nThe `pump` has\na **big** [lid](a.md) here. Press <kbd>F5</kbd>\nand wait.\n";
    let place = Place::with(&[("en-US/a.md", text), ("de-DE/a.md", text)]);
    let arguments = [
        "--segment",
        "sentence",
        "--text",
        "markdown",
        "--min-score",
        "0",
        "--checks=false",
    ];
    let (code, pairs, errors) = place.export(&arguments);
    assert_eq!(code, 0, "{errors}");
    let sources: Vec<&str> = pairs
        .iter()
        .map(|pair| pair["source"].as_str().unwrap())
        .collect();
    let expected = [
        "Pumps",
        "Open it.",
        "The `pump` has a **big** [lid](a.md) here.",
        "Press <kbd>F5</kbd> and wait.",
    ];
    assert_eq!(sources, expected);
}
