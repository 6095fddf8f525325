//! What reviewers have decided holds in every run.

use serde_json::{Value, json};

use crate::common::{DE, EN, Place, texts};

fn place() -> Place {
    Place::with(&[("en-US/a.md", EN), ("de-DE/a.md", DE)])
}

/// The key of a unit whose text occurs once.
fn key(text: &str) -> Value {
    json!([&blake3::hash(text.as_bytes()).to_hex()[..16], 0])
}

fn decision(verdict: &str, source: &[&str], target: &[&str]) -> String {
    let keys = |texts: &[&str]| texts.iter().map(|t| key(t)).collect::<Vec<_>>();
    let decision = json!({
        "article": "a.md",
        "source_locale": "en-US",
        "target_locale": "de-DE",
        "source": keys(source),
        "target": keys(target),
        "verdict": verdict,
    });
    format!("{decision}\n")
}

const PUMP: (&str, &str) = (
    "Switch the pump off first.",
    "Schalten Sie zuerst die Pumpe aus.",
);
const WATER: (&str, &str) = (
    "Hold the filter under warm water.",
    "Halten Sie den Filter unter warmes Wasser.",
);

/// Exports with these decisions: pairs and warnings.
fn export(place: &Place, decisions: &str, more: &[&str]) -> (Vec<Value>, String) {
    place.write("decisions.jsonl", decisions);
    let arguments = [&["--decisions", "decisions.jsonl"], more].concat();
    let (code, pairs, errors) = place.export(&arguments);
    assert_eq!(code, 0, "{errors}");
    (pairs, errors)
}

#[test]
fn a_rejected_pair_never_comes_back() {
    let place = place();
    let (before, _) = export(&place, "", &[]);
    assert!(texts(&before).contains(&PUMP));
    let rejected = decision("rejected", &[PUMP.0], &[PUMP.1]);
    let (pairs, errors) = export(&place, &rejected, &["--min-score", "0"]);
    assert!(!errors.contains("decision"), "{errors}");
    assert!(
        pairs
            .iter()
            .all(|p| p["source"] != PUMP.0 || p["target"] != PUMP.1)
    );
    assert!(texts(&pairs).contains(&WATER));
}

#[test]
fn an_accepted_pair_is_kept_whatever_its_score_and_flags() {
    let place = place();
    place.write(
        "corpus/de-DE/a.md",
        DE.replace("die Pumpe aus", "Pumpe 77 aus"),
    );
    let target = "Schalten Sie zuerst Pumpe 77 aus.";
    let drop = ["--min-score", "1", "--drop", "all"];
    let (before, _) = export(&place, "", &drop);
    assert!(before.is_empty(), "{before:?}");
    let accepted = decision("accepted", &[PUMP.0], &[target]);
    let (pairs, _) = export(&place, &accepted, &drop);
    assert_eq!(texts(&pairs), [(PUMP.0, target)]);
    assert_eq!(pairs[0]["reviewed"], true);
    assert_eq!(pairs[0]["score"], 1.0);
    assert_eq!(pairs[0]["translation_type"], "HT");
    assert!(pairs[0]["flags"].as_str().unwrap().contains("numbers"));

    let (code, _, errors) =
        place.run(&["export", "--decisions", "decisions.jsonl", "--out", "tmx"]);
    assert_eq!(code, 0, "{errors}");
    let files = place.files("tmx");
    let tmx = String::from_utf8(files.into_values().next().unwrap()).unwrap();
    assert_eq!(
        tmx.matches("<prop type=\"x-reviewed\">true</prop>").count(),
        1
    );
}

#[test]
fn units_that_a_reviewer_paired_stay_together() {
    let place = place();
    let paired = decision("paired", &[PUMP.0, WATER.0], &[WATER.1]);
    let (pairs, _) = export(&place, &paired, &[]);
    let joined = format!("{} {}", PUMP.0, WATER.0);
    let found: Vec<_> = pairs
        .iter()
        .filter(|p| p["source"] == joined.as_str())
        .collect();
    assert_eq!(found.len(), 1, "{pairs:?}");
    assert_eq!(found[0]["target"], WATER.1);
    assert_eq!(found[0]["bead"], "2-1");
    let alone = |text: &str| {
        pairs
            .iter()
            .any(|p| p["source"] == text || p["target"] == text)
    };
    assert!(!alone(PUMP.0) && !alone(WATER.0) && !alone(PUMP.1));
}

#[test]
fn a_decision_holds_where_texts_move() {
    let place = place();
    let rejected = decision("rejected", &[PUMP.0], &[PUMP.1]);
    place.write(
        "corpus/en-US/a.md",
        format!("{EN}\nOne more.\n").replace("## Rinse", "New.\n\n## Rinse"),
    );
    place.write("corpus/de-DE/a.md", DE.replace("## Sp", "Neu.\n\n## Sp"));
    let (pairs, errors) = export(&place, &rejected, &[]);
    assert!(!errors.contains("decision skipped"), "{errors}");
    assert!(!texts(&pairs).contains(&PUMP));
}

#[test]
fn a_decision_about_other_texts_is_reported_and_skipped() {
    let place = place();
    let lines = [
        decision("rejected", &["Switch it on."], &[PUMP.1]),
        decision("rejected", &[PUMP.0], &[PUMP.1]),
        decision("accepted", &[PUMP.0], &[PUMP.1]),
        decision("paired", &[PUMP.0], &[WATER.1]),
        decision("paired", &[PUMP.0], &["Spülen"]),
        decision("paired", &[PUMP.0], &["Spülen"]).replace("a.md", "b.md"),
        decision("paired", &[PUMP.0], &["Spülen"]).replace("de-DE", "fr-FR"),
    ];
    let (pairs, errors) = export(&place, &lines.concat(), &["--verbose"]);
    for expected in [
        "decisions.jsonl:1: decision skipped: a text has changed since",
        "decisions.jsonl:3: decision skipped: it contradicts an earlier line",
        "decisions.jsonl:5: decision skipped: an earlier line pairs a unit with another one",
        "decisions.jsonl:6: decision skipped: there is no article b.md",
        "decisions.jsonl:7: decision skipped: these locales of the article are not paired",
    ] {
        assert!(errors.contains(expected), "{expected}: {errors}");
    }
    assert!(texts(&pairs).contains(&(PUMP.0, WATER.1)));
}

#[test]
fn every_command_takes_decisions_from_the_configuration() {
    let place = place();
    place.write(
        "decisions.jsonl",
        decision("rejected", &[PUMP.0], &[PUMP.1]),
    );
    place.write("diglot.toml", "decisions = \"decisions.jsonl\"\n");
    let (code, out, errors) = place.run(&["stats", "--json"]);
    assert_eq!(code, 0, "{errors}");
    let stats: Value = serde_json::from_str(&out).unwrap();
    place.write("diglot.toml", "");
    let (_, out, _) = place.run(&["stats", "--json"]);
    let all: Value = serde_json::from_str(&out).unwrap();
    let pairs = |of: &Value| of["pairs"][0]["pairs"]["HT"].as_u64().unwrap();
    assert_eq!(pairs(&all) - pairs(&stats), 1, "{all}");
    let (_, out, _) = place.run(&["show", "a.md", "--decisions", "decisions.jsonl"]);
    assert!(out.contains("unaligned"), "{out}");
    let (code, _, errors) = place.run(&["export", "--decisions", "none.jsonl"]);
    assert_eq!(code, 2);
    assert!(
        errors.contains("cannot read the decisions none.jsonl"),
        "{errors}"
    );
    place.write("decisions.jsonl", "{\n");
    let (code, _, errors) = place.run(&["check", "--decisions", "decisions.jsonl"]);
    assert_eq!(code, 2);
    assert!(
        errors.contains("decisions.jsonl:1: not a decision"),
        "{errors}"
    );
}

#[test]
fn the_aligner_uses_accepted_pairs_as_anchors() {
    // Nothing but position speaks for these texts, and each side has one that the other lacks.
    let en =
        "Red apples.\n\nSoft rain.\n\nLong roads.\n\nOld stones.\n\nWarm bread.\n\nDeep lakes.\n";
    let fi = "Pehmeä sade.\n\nPitkät tiet.\n\nVanhat kivet.\n\nLämmin leipä.\n\nSyvät järvet.\n\nUusi kuu.\n";
    let place = Place::with(&[("en-US/a.md", en), ("fi-FI/a.md", fi)]);
    let score = ["--min-score", "0.3"];
    let accepted = [
        ("Soft rain.", "Pehmeä sade."),
        ("Warm bread.", "Lämmin leipä."),
    ];
    let right = |pairs: &[Value]| texts(pairs).contains(&("Long roads.", "Pitkät tiet."));
    let (before, _) = export(&place, "", &score);
    assert!(!right(&before), "{before:?}");
    let lines = accepted.map(|(s, t)| decision("accepted", &[s], &[t]).replace("de-DE", "fi-FI"));
    let (pairs, _) = export(&place, &lines.concat(), &score);
    assert!(right(&pairs), "{pairs:?}");
}

/// Runs `eval` and returns its report.
fn eval(place: &Place, arguments: &[&str]) -> Value {
    let (code, out, errors) = place.run(&[&["eval", "--json", "-q"], arguments].concat());
    assert_eq!(code, 0, "{errors}");
    serde_json::from_str(&out).unwrap()
}

#[test]
fn decisions_about_a_sample_tell_how_good_the_pairs_are() {
    let place = place();
    let line = |verdict: &str, pair: (&str, &str), score: f64| {
        let mut decision: Value =
            serde_json::from_str(&decision(verdict, &[pair.0], &[pair.1])).unwrap();
        decision["score"] = json!(score);
        format!("{decision}\n")
    };
    let lines = [
        line("accepted", PUMP, 0.97),
        line("accepted", WATER, 0.96),
        line("rejected", ("Rinse", "Spülen"), 0.8),
        line("paired", PUMP, 0.1),
    ];
    place.write("decisions.jsonl", lines.concat());
    let report = eval(
        &place,
        &["--decisions", "decisions.jsonl", "--precision", "0.9"],
    );
    assert_eq!(report["decisions"], 3);
    // The pairs of the corpus, although one of them was rejected.
    let (_, pairs, _) = place.export(&[]);
    assert_eq!(report["pairs"], pairs.len());
    let classes = report["classes"].as_array().unwrap();
    let of = |from: f64| classes.iter().find(|c| c["from"] == from).unwrap();
    assert_eq!(of(0.95)["precision"]["value"], 1.0);
    assert_eq!(of(0.75)["accepted"], 0);
    let (code, out, _) = place.run(&[
        "eval",
        "--decisions",
        "decisions.jsonl",
        "--precision",
        "0.9",
    ]);
    assert_eq!(code, 0);
    assert!(out.contains("3 decisions about"), "{out}");
    place.write("decisions.jsonl", line("paired", PUMP, 0.9));
    let (code, _, errors) = place.run(&["eval", "--decisions", "decisions.jsonl"]);
    assert_eq!(code, 2);
    assert!(errors.contains("accept or reject no pair"), "{errors}");
}

/// Units of a file by line.
fn units(place: &Place, file: &str) -> Vec<(u64, String)> {
    let (code, out, errors) = place.run(&["segment", "--json", "-q", file]);
    assert_eq!(code, 0, "{errors}");
    let unit = |line: &str| {
        let unit: Value = serde_json::from_str(line).unwrap();
        (
            unit["line"].as_u64().unwrap(),
            unit["text"].as_str().unwrap().to_owned(),
        )
    };
    out.lines().map(unit).collect()
}

/// The key of the unit on a line that contains a text, or is contained in it.
fn key_at(units: &[(u64, String)], line: u64, text: &str) -> Option<Value> {
    let words = |text: &str| {
        text.split(|c: char| !c.is_alphanumeric())
            .map(str::to_owned)
            .collect::<Vec<_>>()
            .concat()
    };
    let wanted = words(text);
    let fits = |unit: &str| words(unit).contains(&wanted) || wanted.contains(&words(unit));
    let at = units
        .iter()
        .position(|(of, unit)| *of == line && fits(unit))?;
    let before = units[..at]
        .iter()
        .filter(|(_, unit)| *unit == units[at].1)
        .count();
    let hash = &blake3::hash(units[at].1.as_bytes()).to_hex()[..16];
    Some(json!([hash, before]))
}

#[test]
#[ignore = "needs evaluation data in ../shared/eval"]
fn decisions_improve_a_stale_case_with_shared_data() {
    let case = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../shared/eval/cases/nuget-fr-stale"
    );
    let place = Place::new();
    let before = eval(&place, &[case, "--wrong", "--missed"]);
    let mut decisions: Vec<Value> = Vec::new();
    let lists = [("wrong", "rejected"), ("missed", "paired")];
    for (list, verdict) in lists {
        for found in before[list].as_array().unwrap() {
            let document = found["document"].as_str().unwrap();
            let side = |locale: &str, side: &str| {
                let units = units(&place, &format!("{case}/{locale}/{document}"));
                let line = found[&format!("{side}_line")].as_u64()?;
                Some(vec![key_at(&units, line, found[side].as_str()?)?])
            };
            let (Some(source), Some(target)) = (side("en-US", "source"), side("fr-FR", "target"))
            else {
                continue;
            };
            let is_about = |d: &Value| {
                d["article"] == document
                    && (d["source"] == json!(source) || d["target"] == json!(target))
            };
            if decisions.len() < 30 && !decisions.iter().any(is_about) {
                decisions.push(json!({
                    "article": document,
                    "source_locale": "en-US",
                    "target_locale": "fr-FR",
                    "source": source,
                    "target": target,
                    "verdict": verdict,
                }));
            }
        }
    }
    assert_eq!(decisions.len(), 30);
    let lines: Vec<String> = decisions.iter().map(|d| format!("{d}\n")).collect();
    place.write("decisions.jsonl", lines.concat());
    let gold = format!("{case}/gold.jsonl");
    let after = eval(
        &place,
        &[
            case,
            "--gold",
            &gold,
            "--decisions",
            "decisions.jsonl",
            "--wrong",
        ],
    );
    let figure = |report: &Value, name: &str| report[name].as_f64().unwrap();
    assert!(figure(&after, "precision") >= figure(&before, "precision"));
    assert!(figure(&after, "recall") > figure(&before, "recall") + 0.004);
    let (code, _, errors) = place.run(&[
        "export",
        case,
        "--format",
        "jsonl",
        "--decisions",
        "decisions.jsonl",
    ]);
    assert_eq!(code, 0);
    assert!(!errors.contains("decision skipped"), "{errors}");
    let exported = String::from_utf8(place.files("exports").into_values().next().unwrap()).unwrap();
    let pairs: Vec<Value> = exported
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    for wrong in before["wrong"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|w| w["kind"] != "table_cell")
    {
        let is_it = |p: &&Value| {
            p["document"] == wrong["document"]
                && p["source_span"] == wrong["source_span"]
                && p["target_span"] == wrong["target_span"]
        };
        let rejected = pairs.iter().find(is_it);
        assert!(rejected.is_none(), "{rejected:?}");
    }
    assert_eq!(
        pairs.iter().filter(|p| p["reviewed"] == true).count(),
        decisions
            .iter()
            .filter(|d| d["verdict"] == "paired")
            .count()
    );
}
