use proptest::prelude::*;

use super::*;

fn split(rules: &str, text: &str) -> String {
    let xml = format!(
        r#"<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header segmentsubflows="yes" cascade="yes"/><body>
        <languagerules><languagerule languagerulename="x">{rules}</languagerule></languagerules>
        <maprules><languagemap languagepattern=".*" languagerulename="x"/></maprules></body></srx>"#
    );
    let srx = Srx::parse(&xml).unwrap();
    assert_eq!(srx.problems(), []);
    mark(&srx, "en", text)
}

fn mark(srx: &Srx, tag: &str, text: &str) -> String {
    let mut out = text.to_owned();
    for at in Splitter::new(srx.rules(tag))
        .breaks(text, &[])
        .into_iter()
        .rev()
    {
        out.insert(at, '|');
    }
    out
}

fn rule(breaks: &str, before: &str, after: &str) -> String {
    format!(
        "<rule break=\"{breaks}\"><beforebreak>{before}</beforebreak><afterbreak>{after}</afterbreak></rule>"
    )
}

#[test]
fn the_first_rule_that_matches_decides() {
    let stop = rule("yes", r"\.", r"\s");
    let mr = rule("no", r"\bMr\.", r"\s");
    assert_eq!(split(&format!("{mr}{stop}"), "Mr. A. B"), "Mr. A.| B");
    assert_eq!(split(&format!("{stop}{mr}"), "Mr. A. B"), "Mr.| A.| B");
}

#[test]
fn without_a_rule_that_matches_there_is_no_break() {
    assert_eq!(split(&rule("no", r"\.", r"\s"), "A. B"), "A. B");
    assert_eq!(split(&rule("yes", r"\?", r"\s"), "A. B"), "A. B");
    assert_eq!(split("", "A. B"), "A. B");
}

#[test]
fn a_rule_breaks_unless_it_says_no() {
    let xml = "<rule><beforebreak>\\.</beforebreak><afterbreak> </afterbreak></rule>";
    assert_eq!(split(xml, "A. B"), "A.| B");
}

#[test]
fn a_side_that_is_missing_or_empty_matches_anywhere() {
    assert_eq!(
        split("<rule><beforebreak>\\.</beforebreak></rule>", "a.b. c"),
        "a.|b.| c"
    );
    assert_eq!(
        split("<rule><afterbreak>b</afterbreak></rule>", "ab b"),
        "a|b |b"
    );
    assert_eq!(
        split(
            "<rule break='yes'><beforebreak/><afterbreak/></rule>",
            "aé猫"
        ),
        "a|é|猫"
    );
}

#[test]
fn every_end_of_a_beforebreak_is_found() {
    // A search from the left would see the longest or the first end only.
    assert_eq!(split(&rule("yes", "a+", ""), "aaab"), "a|a|a|b");
    assert_eq!(split(&rule("yes", "a+?", "a"), "aaab"), "a|a|ab");
    assert_eq!(
        split(&rule("yes", r"(a|ab)(c|bcd)?", "x"), "abcdx"),
        "abcd|x"
    );
    assert_eq!(split(&rule("yes", r"\w+\.", ""), "a.b.c"), "a.|b.|c");
}

#[test]
fn groups_do_not_move_a_break() {
    assert_eq!(
        split(&rule("yes", r"(\.)([)\]]*)", r"(\s)(\p{Lu})"), "a.) B"),
        "a.)| B"
    );
    assert_eq!(
        split(&rule("yes", r"(?:(\.)|(!))+", r"(?: )"), "a.! b"),
        "a.!| b"
    );
}

#[test]
fn look_around_sees_beyond_the_break() {
    assert_eq!(
        split(&rule("yes", r"(?&lt;!Mr)\.", r"\s"), "Mr. A. B"),
        "Mr. A.| B"
    );
    assert_eq!(split(&rule("yes", r"\.(?=\sB)", ""), "A. B. C"), "A.| B. C");
    assert_eq!(
        split(&rule("yes", r"\.", r"\s(?!B)"), "A. B. C"),
        "A. B.| C"
    );
    assert_eq!(split(&rule("yes", "", r"(?&lt;=\.)\s"), "A. B"), "A.| B");
    assert_eq!(
        split(&rule("yes", r"(?&lt;=a|bc)\.", ""), "a.bc.c.d"),
        "a.|bc.|c.d"
    );
    assert_eq!(split(&rule("yes", r"\b\w++\.", r"\s"), "ab. c"), "ab.| c");
    assert_eq!(
        split(&rule("yes", r"\.", r"\s(.)\1"), "a. bb. bc"),
        "a.| bb. bc"
    );
}

#[test]
fn word_boundaries_know_every_script() {
    let rules = rule("no", r"\bул\.", r"\s") + &rule("yes", r"\.", r"\s");
    assert_eq!(split(&rules, "на ул. А стул. Б"), "на ул. А стул.| Б");
    let rules = rule("no", r"\.", r"\sé\b") + &rule("yes", r"\.", r"\s");
    assert_eq!(split(&rules, "a. é. été. é"), "a. é.| été. é");
    let rules = rule("no", r"\B\.", r"\s") + &rule("yes", r"\.", r"\s");
    assert_eq!(split(&rules, "é. ). b"), "é.| ). b");
}

#[test]
fn icu_dialect_is_understood() {
    for (before, after, text, expected) in [
        (r"\.", r"\h", "a.\u{A0}b", "a.|\u{A0}b"),
        (r"\u3002", "", "一。二", "一。|二"),
        (r"\x{3002}", "", "一。二", "一。|二"),
        (r"\x2E", "", "a.b", "a.|b"),
        (r"[\p{L}&amp;&amp;[^a]]\.", "", "a.b.c", "a.b.|c"),
        (r"[[:digit:]]\.", "", "a.1.c", "a.1.|c"),
        (r"[\p{L}--[a]]\.", "", "a.b.c", "a.b.|c"),
        (r"[.\-]", "", "a-b.c", "a-|b.|c"),
        (r"[.-]", "", "a-b.c", "a-|b.|c"),
        (r"\Q.)\E", "", "a.)b", "a.)|b"),
        (r"(?i)mr\.", "", "MR.x", "MR.|x"),
        (r"(?iu:mr)\.", "", "MR.x", "MR.|x"),
        (r"\p{javaUpperCase}\.", "", "a.B.c", "a.B.|c"),
        (r"\p{IsCyrillic}\.", "", "a.б.c", "a.б.|c"),
        (r"\p{InGreek}\.", "", "a.β.c", "a.β.|c"),
        (r"\.\R", "b", "a.\r\nb", "a.\r\n|b"),
        (r"^\w\.", "", "a.b.c", "a.|b.c"),
        (r"\.", r"\w$", "a.b.c", "a.b.|c"),
        (r"a{1,2}(?#comment)\.", "", "baa.c", "baa.|c"),
        (r"\&lt;", "", "a<b", "a<|b"),
    ] {
        assert_eq!(
            split(&rule("yes", before, after), text),
            expected,
            "{before}"
        );
    }
}

#[test]
fn text_of_patterns_is_xml() {
    assert_eq!(
        split(
            r"<rule><beforebreak><![CDATA[(?<!b)\.]]></beforebreak></rule>",
            "a.b.c"
        ),
        "a.|b.c"
    );
    assert_eq!(
        split(
            "<rule><beforebreak>&#46;<!-- stop --></beforebreak><afterbreak> </afterbreak></rule>",
            "a. b"
        ),
        "a.| b"
    );
    assert_eq!(
        split("<rule><beforebreak>\\. </beforebreak></rule>", "a. b"),
        "a. |b"
    );
}

fn two_maps(cascade: &str) -> Srx {
    Srx::parse(&format!(
        r#"<srx version="2.0"><header cascade="{cascade}"/><body><languagerules>
        <languagerule languagerulename="en">{}</languagerule>
        <languagerule languagerulename="all">{}</languagerule>
        <languagerule languagerulename="unused">{}</languagerule></languagerules><maprules>
        <languagemap languagepattern="[Ee][Nn].*" languagerulename="en"/>
        <languagemap languagepattern=".*" languagerulename="all"/></maprules></body></srx>"#,
        rule("no", r"\bMr\.", r"\s"),
        rule("yes", r"\.", r"\s"),
        rule("yes", r"x", r""),
    ))
    .unwrap()
}

#[test]
fn cascading_joins_the_rules_of_all_maps_that_match() {
    let srx = two_maps("yes");
    assert_eq!(mark(&srx, "en-US", "Mr. A. B"), "Mr. A.| B");
    assert_eq!(mark(&srx, "fr", "Mr. A. B"), "Mr.| A.| B");
}

#[test]
fn without_cascading_the_first_map_that_matches_is_the_only_one() {
    let srx = two_maps("no");
    assert_eq!(mark(&srx, "en-US", "Mr. A. B"), "Mr. A. B");
    assert_eq!(mark(&srx, "fr", "Mr. A. B"), "Mr.| A.| B");
}

#[test]
fn a_header_that_does_not_say_cascades_since_version_2() {
    let of_version = |version: &str| {
        let xml = format!(
            "<srx version='{version}'><header/><body><languagerules><languagerule languagerulename='en'>{}</languagerule>\
             <languagerule languagerulename='all'>{}</languagerule></languagerules><maprules>\
             <languagemap languagepattern='EN.*' languagerulename='en'/>\
             <languagemap languagepattern='.*' languagerulename='all'/></maprules></body></srx>",
            rule("no", r"\bMr\.", r"\s"),
            rule("yes", r"\.", r"\s"),
        );
        mark(&Srx::parse(&xml).unwrap(), "en", "Mr. A. B")
    };
    assert_eq!(of_version("2.0"), "Mr. A.| B");
    assert_eq!(of_version("1.0"), "Mr. A. B");
}

#[test]
fn a_language_pattern_is_matched_as_a_whole_whatever_the_case() {
    let srx = two_maps("no");
    assert_eq!(mark(&srx, "EN-us", "A. B"), "A. B");
    assert_eq!(mark(&srx, "fr-en", "A. B"), "A.| B");
}

#[test]
fn rules_that_cannot_be_used_are_named_and_the_rest_holds() {
    let srx = Srx::parse(&format!(
        "<srx><body><languagerules><languagerule languagerulename='x'>\n{}\n{}\n{}\n{}</languagerule></languagerules>\
         <maprules><languagemap languagepattern='.*' languagerulename='x'/>\n\
         <languagemap languagepattern='(' languagerulename='x'/>\
         <languagemap languagepattern='q' languagerulename='y'/></maprules></body></srx>",
        rule("yes", "(", ""),
        rule("yes", r"\p{Nothing}", ""),
        rule("yes", r"(a)\1", ""),
        rule("yes", r"\.", r"\s"),
    ))
    .unwrap();
    let lines: Vec<_> = srx.problems().iter().map(|p| p.line).collect();
    assert_eq!(lines, [2, 3, 4, 6, 6]);
    assert_eq!(mark(&srx, "x", "A. B"), "A.| B");
}

#[test]
fn what_is_no_rule_file_is_an_error() {
    assert!(matches!(
        Srx::parse("<srx><body></srx>"),
        Err(SrxError::Xml { line: 1, .. })
    ));
    assert!(matches!(Srx::parse("<tmx/>"), Err(SrxError::NotSrx)));
    assert!(matches!(Srx::parse(""), Err(SrxError::NotSrx)));
}

#[test]
fn no_break_falls_inside_protected_text() {
    let srx = two_maps("no");
    let text = "A. B. C. D";
    let mut splitter = Splitter::new(srx.rules("fr"));
    assert_eq!(splitter.breaks(text, &[1..4, 5..7]), [5, 8]);
    assert_eq!(splitter.breaks(text, &[2..6, 6..10]), [2]);
    assert_eq!(splitter.sentences(text, &[]), [0..2, 3..5, 6..8, 9..10]);
}

#[test]
fn our_own_file_has_no_problem() {
    assert_eq!(Srx::own().problems(), []);
    assert!(!Srx::own().rules("xx").is_empty());
}

/// Pieces whose combinations are patterns, nearly patterns, and no patterns.
const PIECES: &[&str] = &[
    "a",
    ".",
    "\\.",
    "\\s",
    "\\b",
    "\\B",
    "[",
    "]",
    "[^",
    "a-c",
    "-",
    "&&",
    "(",
    ")",
    "(?:",
    "(?=",
    "(?!",
    "(?<=",
    "(?<!",
    "(?>",
    "(?i)",
    "|",
    "*",
    "+",
    "?",
    "{2}",
    "{1,}",
    "{",
    "^",
    "$",
    "\\p{L}",
    "\\P{Lu}",
    "[:alpha:]",
    "\\x{e9}",
    "\\Q.(\\E",
    "\\R",
    "é",
    "猫",
    "\\1",
];

fn pattern() -> impl Strategy<Value = String> {
    let piece = proptest::sample::select(PIECES);
    proptest::collection::vec(piece, 0..8).prop_map(|p| p.concat())
}

proptest! {
    #[test]
    fn any_rule_is_used_or_named_and_breaks_are_inside_the_text(before in pattern(), after in pattern(), text in "[abcé猫. \n]{0,20}") {
        let escape = |p: &str| p.replace('&', "&amp;").replace('<', "&lt;");
        let xml = format!(
            "<srx version='2.0'><body><languagerules><languagerule languagerulename='x'>{}</languagerule></languagerules>\
             <maprules><languagemap languagepattern='.*' languagerulename='x'/></maprules></body></srx>",
            rule("yes", &escape(&before), &escape(&after)),
        );
        let srx = Srx::parse(&xml).unwrap();
        let rules = srx.rules("en");
        prop_assert_eq!(rules.len() + usize::from(!rules.problems().is_empty()), 1);
        let breaks = Splitter::new(rules).breaks(&text, &[]);
        prop_assert!(breaks.is_sorted_by(|a, b| a < b));
        prop_assert!(breaks.iter().all(|b| text.is_char_boundary(*b) && (1..text.len()).contains(b)));
    }

    #[test]
    fn cheap_ends_of_patterns_match_where_the_patterns_do(before in "[ab]{1,3}[+*?]?(b|c)?[+*?]?", text in "[abc]{0,8}") {
        // A rule with look-around is run as it stands by another engine.
        let plain = split(&rule("yes", &before, ""), &text);
        let exact = split(&rule("yes", &format!("{before}(?&lt;=.)"), ""), &text);
        prop_assert_eq!(plain, exact);
    }
}
