use super::*;
use crate::align::Match;
use crate::lint::rule::Rule;
use crate::model::{ArticleVersion, Locale, Role, Span, TranslationType, UnitId};
use crate::read::{ReadSettings, parse};
use crate::segment::{SegmentSettings, segment};

fn version(tag: &str, text: &str) -> ArticleVersion {
    let (source, _) = parse("a.md".into(), text.to_owned(), &ReadSettings::default());
    let settings = SegmentSettings {
        include_code: true,
        ..SegmentSettings::default()
    };
    let (document, _) = segment(&source, &settings);
    let role = Role::Translation(TranslationType::Unknown);
    ArticleVersion::new(Locale::parse(tag).unwrap(), source, document, role)
}

/// `rule line` of each fault between two texts whose units are paired as given, lines counted in the translation.
fn names(source: &str, target: &str, pairs: &[(usize, usize)]) -> Vec<String> {
    let (source, target) = (version("en", source), version("fr", target));
    let matches = pairs.iter().map(|&(s, t)| Match {
        source: vec![UnitId::new(s)],
        target: vec![UnitId::new(t)],
        score: 1.0,
        is_supported: true,
        is_reviewed: false,
    });
    let article = ComparedArticle::new(&source, &target, matches.collect());
    let text = &target.source.text;
    let line = |span: &Span| text[..span.start as usize].matches('\n').count() + 1;
    let name = |f: &LintFault| format!("{} {}", f.rule, f.at.as_ref().map_or(0, line));
    super::faults(&article).iter().map(name).collect()
}

#[test]
fn what_stands_alone_was_lost_or_added() {
    let three = "One one.\n\nTwo two.\n\nThree three.\n";
    let two = "Un un.\n\nTrois trois.\n";
    assert_eq!(names(three, two, &[(0, 0), (2, 1)]), ["lost_text 1"]);
    assert_eq!(names(two, three, &[(0, 0), (1, 2)]), ["added_text 3"]);
    assert_eq!(names(three, two, &[(1, 0), (2, 1)]), ["lost_text 1"]);
}

#[test]
fn what_faces_something_of_its_kind_without_a_pair_is_not_accused() {
    let text = "One one.\n\nTwo two.\n\nThree three.\n";
    assert_eq!(names(text, text, &[(0, 0), (2, 2)]), [""; 0]);
    let list = "One one.\n\n- Two two.\n\nThree three.\n";
    assert_eq!(names(text, list, &[(0, 0), (2, 2)]), ["structure 3"]);
    let more = "One one.\n\nTwo.\n\nTwo.\n\nThree three.\n";
    assert_eq!(names(text, more, &[(0, 0), (2, 3)]), ["structure 3"]);
}

#[test]
fn texts_that_were_cut_or_joined_are_told() {
    let (source, target) = (
        version("en", "One two three.\n"),
        version("fr", "Un deux.\n\nTrois.\n"),
    );
    let pair = Match {
        source: vec![UnitId::new(0)],
        target: vec![UnitId::new(0), UnitId::new(1)],
        score: 1.0,
        is_supported: true,
        is_reviewed: false,
    };
    let faults = super::faults(&ComparedArticle::new(&source, &target, vec![pair]));
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].message, "2 texts here for 1 of the source");
    assert_eq!(faults[0].at, Some(0..8));
}

#[test]
fn a_list_that_slipped_is_told_once() {
    let nested = "- a a\n  - b b\n  - c c\n- d d\n";
    let flat = "- a a\n- b b\n- c c\n- d d\n";
    let all: Vec<(usize, usize)> = (0..4).map(|n| (n, n)).collect();
    assert_eq!(names(nested, flat, &all), ["structure 2"]);
}

#[test]
fn rows_in_doubt_are_only_counted() {
    let table = |rows: &[&str]| format!("| A | B |\n|---|---|\n{}\n", rows.join("\n"));
    let four = table(&["| a | b |", "| c | d |", "| e | f |", "| g | h |"]);
    let three = table(&["| a | b |", "| x | y |", "| g | h |"]);
    let header_and_ends = [(0, 0), (1, 1), (2, 2), (3, 3), (8, 6), (9, 7)];
    assert_eq!(names(&four, &three, &header_and_ends), ["table_shape 1"]);
    let same = [(0, 0), (1, 1), (2, 2), (3, 3), (8, 8), (9, 9)];
    assert_eq!(names(&four, &four, &same), [""; 0]);
    let lost = table(&["| a | b |", "| g | h |"]);
    let pairs = [(0, 0), (1, 1), (2, 2), (3, 3), (8, 4), (9, 5)];
    let found = names(&four, &lost, &pairs);
    assert_eq!(found, ["table_shape 3", "table_shape 3"]);
}

#[test]
fn a_section_is_stale_as_a_whole_only_where_most_of_it_came() {
    let new = "# A\n\nText a.\n\n## B\n\nText b.\n\nMore b.\n\n## C\n\nText c.\n";
    let old = "# A\n\nTexte a.\n\n## C\n\nTexte c.\n";
    let stale = |source: &str, target: &str, pairs: &[(usize, usize)]| -> Vec<String> {
        let (source, target) = (version("en", source), version("fr", target));
        let matches = pairs.iter().map(|&(s, t)| Match {
            source: vec![UnitId::new(s)],
            target: vec![UnitId::new(t)],
            score: 1.0,
            is_supported: true,
            is_reviewed: false,
        });
        let article = ComparedArticle::new(&source, &target, matches.collect());
        let evidence = Evidence::of(&article, true);
        let faults = stale_sections(&article, &evidence);
        assert!(faults.iter().all(|f| f.rule == Rule::StaleSection));
        faults.into_iter().map(|f| f.message).collect()
    };
    assert_eq!(
        stale(new, old, &[(0, 0), (1, 1), (5, 2), (6, 3)]),
        ["the source has a section “B” here, 3 texts with its heading"]
    );
    // The heading was reworded, its texts are there.
    let reworded = "# A\n\nTexte a.\n\n## X\n\nTexte b.\n\nPlus b.\n\n## C\n\nTexte c.\n";
    let pairs = [(0, 0), (1, 1), (3, 3), (4, 4), (5, 5), (6, 6)];
    assert_eq!(
        stale(new, reworded, &pairs),
        ["the source of this section differs: 1 text changed in the source"]
    );
    let without = "# A\n\nTexte a.\n\nTexte b.\n\nPlus b.\n\n## C\n\nTexte c.\n";
    let pairs = [(0, 0), (1, 1), (3, 2), (4, 3), (5, 4), (6, 5)];
    assert_eq!(
        stale(new, without, &pairs),
        ["the source of this section differs: 1 text missing here"]
    );
}
