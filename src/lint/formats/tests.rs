//! What each format looks like, byte for byte.

use std::sync::LazyLock;

use insta::assert_snapshot;

use crate::lint::finding::fingerprint;
use crate::lint::{
    Baseline, Beside, File, Finding, Format, Level, Place, Report, Rule, RuleSet, Scope, number,
    sort,
};
use crate::model::Locale;

fn locale() -> Locale {
    Locale::parse("fr-FR").unwrap()
}

fn finding(rule: Rule, level: Level, line: u32, message: &str, text: &str) -> Finding {
    Finding {
        rule,
        level,
        path: "docs, fr/100%.md".to_owned(),
        locale: locale(),
        document: "100%.md".to_owned(),
        place: (line > 0).then_some(Place {
            line,
            column: 3,
            end_line: line,
            end_column: 9,
        }),
        message: message.to_owned(),
        text: text.to_owned(),
        source: None,
        fingerprint: fingerprint(rule, &locale(), "100%.md", text),
        known: None,
    }
}

fn findings() -> Vec<Finding> {
    let mut lost = finding(
        Rule::LostText,
        Level::Warning,
        7,
        "“50 %: a, b” is\nmissing",
        "Après <ceci> & \u{1b}[2J]]>",
    );
    lost.source = Some(Beside {
        path: "docs/100%.md".to_owned(),
        on_disk: true,
        line: 5,
        text: "50 %: a, b".to_owned(),
    });
    let mut code = finding(Rule::CodeBlock, Level::Note, 9, "`x` is `y`", "x");
    code.source = Some(Beside {
        path: "0123abc:docs/100%.md".to_owned(),
        on_disk: false,
        line: 6,
        text: "y".to_owned(),
    });
    code.place = code.place.map(|place| Place {
        end_line: 11,
        ..place
    });
    let missing = finding(Rule::MissingArticle, Level::Error, 0, "no translation", "");
    let mut findings = vec![code, lost, missing];
    sort(&mut findings);
    number(&mut findings);
    findings
}

fn written(format: Format, findings: &[Finding]) -> String {
    let files = [("docs, fr/100%.md", "fr-FR"), ("fr/b.md", "fr-FR")];
    let files = files.map(|(path, tag)| File {
        path: path.to_owned(),
        locale: Locale::parse(tag).unwrap(),
    });
    let report = Report {
        findings,
        files: &files,
        fail_on: Some(Level::Warning),
    };
    let mut out = Vec::new();
    report.write(format, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn everything() -> Scope<'static> {
    static ALL: LazyLock<RuleSet> = LazyLock::new(RuleSet::default);
    Scope {
        rules: &ALL,
        locales: None,
        files: None,
    }
}

/// The findings with the one of a missing article known.
fn with_baseline() -> Vec<Finding> {
    let mut findings = findings();
    let baseline = Baseline::of(&findings[..1]);
    assert_eq!(baseline.apply(&mut findings, &everything()), 0);
    findings
}

#[test]
fn text_has_place_reason_and_both_texts() {
    assert_snapshot!(written(Format::Text, &findings()));
}

#[test]
fn what_a_baseline_has_is_not_shown_as_text() {
    let text = written(Format::Text, &with_baseline());
    assert!(!text.contains("missing_article") && text.contains("lost_text"));
    let github = written(Format::Github, &with_baseline());
    assert!(!github.contains("missing_article") && github.contains("lost_text"));
}

#[test]
fn json_has_all_that_is_known() {
    assert_snapshot!(written(Format::Json, &with_baseline()));
}

#[test]
fn github_commands_are_escaped() {
    assert_snapshot!(written(Format::Github, &findings()));
}

#[test]
fn junit_fails_only_what_fails_the_run() {
    assert_snapshot!(written(Format::Junit, &with_baseline()));
}

#[test]
fn sarif_results_have_places_originals_and_fingerprints() {
    let log: serde_json::Value =
        serde_json::from_str(&written(Format::Sarif, &with_baseline())).unwrap();
    let run = &log["runs"][0];
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        let rule = &run["tool"]["driver"]["rules"][index];
        assert_eq!(rule["id"], result["ruleId"]);
    }
    assert_snapshot!(serde_json::to_string_pretty(&run["results"]).unwrap());
}

#[test]
fn equal_findings_have_fingerprints_of_their_own_that_no_line_changes() {
    let twice = |line| finding(Rule::LostText, Level::Note, line, "m", "same");
    let mut findings = vec![twice(3), twice(8), twice(9)];
    number(&mut findings);
    let prints = |findings: &[Finding]| -> Vec<String> {
        findings.iter().map(|f| f.fingerprint.clone()).collect()
    };
    let mut moved = vec![twice(30), twice(31), twice(90)];
    number(&mut moved);
    assert_eq!(prints(&findings), prints(&moved));
    let mut different = prints(&findings);
    different.dedup();
    assert_eq!(different.len(), 3);
}

#[test]
fn a_baseline_is_read_back_as_it_was_written() {
    let mut findings = findings();
    let bytes = Baseline::of(&findings).to_bytes();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("baseline.json");
    std::fs::write(&path, &bytes).unwrap();
    let baseline = Baseline::load(&path).unwrap();
    assert_eq!(baseline.to_bytes(), bytes);
    let gone = findings.pop();
    assert!(gone.is_some());
    assert_eq!(baseline.apply(&mut findings, &everything()), 1);
    assert!(findings.iter().all(|f| !f.is_new()));
    assert_snapshot!(String::from_utf8(bytes).unwrap());
}

#[test]
fn what_is_not_a_baseline_is_refused_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("b.json");
    let error = |text: &str| {
        std::fs::write(&path, text).unwrap();
        Baseline::load(&path).unwrap_err().to_string()
    };
    assert!(error("{\n\"version\": 1,\nx").ends_with("b.json:3: this is not a baseline"));
    assert!(error("{\"version\": 2, \"findings\": []}").contains("version 2"));
    let missing = Baseline::load(&folder.path().join("none")).unwrap_err();
    assert!(missing.to_string().starts_with("cannot read the baseline"));
}

#[test]
fn a_filter_neither_truncates_a_baseline_nor_reports_its_entries_as_gone() {
    let mut all = findings();
    let earlier = Baseline::of(&all);
    let rules = RuleSet::new(Some(vec![Rule::LostText]), Vec::new(), Vec::new());
    let scope = Scope {
        rules: &rules,
        locales: None,
        files: None,
    };
    all.retain(|finding| finding.rule == Rule::LostText);
    assert_eq!(earlier.apply(&mut all, &scope), 0);
    let mut filtered = Baseline::of(&all);
    filtered.keep_out_of_scope(Baseline::of(&findings()), &scope);
    assert_eq!(filtered.to_bytes(), earlier.to_bytes());
    let none = [Locale::parse("de-DE").unwrap()];
    let scope = Scope {
        rules: &RuleSet::default(),
        locales: Some(&none),
        files: None,
    };
    assert_eq!(earlier.apply(&mut [], &scope), 0);
    assert_eq!(earlier.apply(&mut [], &everything()), 3);
}
