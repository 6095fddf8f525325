//! The figures of `diglot::evaluate` against the sample corpus's gold, and against the script that defined them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use diglot::internals::evaluate::{Gold, Pairs, Report, evaluate};
use diglot::internals::model::Locale;
use serde_json::{Value, json};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Folders of a corpus by canonical locale.
fn folders(corpus: &Path) -> BTreeMap<Locale, PathBuf> {
    let entries = fs::read_dir(corpus).unwrap().map(|e| e.unwrap().path());
    let named = |path: PathBuf| Some((Locale::parse(path.file_name()?.to_str()?).ok()?, path));
    entries.filter_map(named).collect()
}

fn score(corpus: &Path, gold: &Path, pairs: &Path) -> Report {
    let (folders, source) = (folders(corpus), Locale::parse("en-US").unwrap());
    let gold = Gold::read(gold).unwrap();
    let pairs = Pairs::read(pairs, &gold, &source).unwrap();
    let file = |locale: &Locale, document: &str| folders[locale].join(document);
    evaluate(&gold, &pairs, &source, file, |_| None).unwrap()
}

/// For each code point of the plain text the byte it begins at on disk, counted another way than the library does.
fn byte_of(path: &Path) -> Vec<usize> {
    let raw = fs::read_to_string(path).unwrap();
    let mut bytes = Vec::new();
    for (at, c) in raw.char_indices() {
        let hidden = c == '\u{feff}' && at == 0 || c == '\n' && raw[..at].ends_with('\r');
        if !hidden {
            bytes.push(at);
        }
    }
    bytes.push(raw.len());
    bytes
}

/// Made-up pairs for a gold file: segments joined up to three at a time, a part of them dropped or given the source of
/// their neighbour, a part turned, with scores that are more or less honest. `mangled` false leaves it at one pair a
/// segment, all right.
fn rows(corpus: &Path, gold: &Path, mangled: bool) -> String {
    let folders = folders(corpus);
    let (mut state, mut rows) = (1_u64, String::new());
    let mut random = |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        if mangled {
            (state >> 33) % below
        } else {
            below - 1
        }
    };
    for line in fs::read_to_string(gold).unwrap().lines() {
        let article: Value = serde_json::from_str(line).unwrap();
        let path = article["path"].as_str().unwrap();
        let target: Locale = serde_json::from_value(article["target_locale"].clone()).unwrap();
        let bytes = |locale: &Locale| byte_of(&folders[locale].join(path));
        let (in_source, in_target) = (bytes(&Locale::parse("en-US").unwrap()), bytes(&target));
        let at = |bytes: &[usize], span: &Value, end: usize| {
            bytes[usize::try_from(span[end].as_u64().unwrap()).unwrap()]
        };
        let mut segments = article["segments"].as_array().unwrap().clone();
        segments.sort_by_key(|s| s["target"][0].as_u64());
        let mut last = [0, 0];
        let mut segments = segments.as_slice();
        while !segments.is_empty() {
            let size = match random(6) {
                0 => 3,
                1 => 2,
                _ => 1,
            };
            let (unit, rest) = segments.split_at(size.min(segments.len()));
            segments = rest;
            let sources = || unit.iter().map(|s| &s["source"]).filter(|s| !s.is_null());
            let there = match (sources().next(), sources().next_back()) {
                (Some(a), Some(b)) => [at(&in_source, a, 0), at(&in_source, b, 1)],
                _ if mangled => last,
                _ => continue,
            };
            let wrong = random(12) == 0;
            let source = if wrong { last } else { there };
            last = there;
            if random(15) == 0 {
                continue;
            }
            let here = [
                at(&in_target, &unit[0]["target"], 0),
                at(&in_target, &unit[unit.len() - 1]["target"], 1),
            ];
            let least = if wrong { 2000 } else { 7000 };
            let score = (least + random(3001)) as f64 / 1e4;
            let row = match random(10) {
                0 => json!({"document": path, "source_locale": target, "target_locale": "en-US",
                    "source_span": here, "target_span": source, "score": score}),
                _ => json!({"document": path, "source_locale": "en-US", "target_locale": target,
                    "source_span": source, "target_span": here, "score": score}),
            };
            rows += &format!("{row}\n");
        }
    }
    rows
}

#[test]
fn pairs_made_of_the_sample_corpus_s_gold_are_all_right() {
    for entry in fs::read_dir(root().join("tests/fixtures/gold")).unwrap() {
        let gold = entry.unwrap().path();
        if gold.extension().is_none_or(|e| e != "jsonl") {
            continue;
        }
        let corpus = root().join("corpus");
        let pairs = tempfile::NamedTempFile::new().unwrap();
        fs::write(pairs.path(), rows(&corpus, &gold, false)).unwrap();
        let report = score(&corpus, &gold, pairs.path());
        assert!(report.pairs > 50 && report.articles >= 2, "{report}");
        let perfect = report.precision == 1.0 && report.recall == 1.0;
        assert!(
            perfect && report.wrong.is_empty(),
            "{}: {report}",
            gold.display()
        );
    }
}

/// What the program prints as JSON.
fn eval(arguments: &[&Path]) -> Value {
    let mut run = assert_cmd::Command::cargo_bin("diglot").unwrap();
    let run = run.arg("eval").args(arguments).args(["--json", "--quiet"]);
    let output = run.assert().success().get_output().stdout.clone();
    serde_json::from_slice(&output).unwrap()
}

/// Exports a corpus to a folder of its own.
fn export(corpus: &Path) -> tempfile::TempDir {
    let out = tempfile::tempdir().unwrap();
    let mut run = assert_cmd::Command::cargo_bin("diglot").unwrap();
    let run = run.args(["export", "--format", "jsonl", "--quiet", "--out"]);
    run.arg(out.path()).arg(corpus).assert().success();
    out
}

#[test]
fn what_is_scored_by_default_is_what_an_export_holds() {
    let (corpus, gold) = (
        root().join("corpus"),
        root().join("tests/fixtures/gold/sv-SE.jsonl"),
    );
    let out = export(&corpus);
    let pairs = out.path().join("en-US_sv-SE.jsonl");
    let of_export = eval(&[
        &corpus,
        "--gold".as_ref(),
        &gold,
        "--pairs".as_ref(),
        &pairs,
    ]);
    let by_default = eval(&[&corpus, "--gold".as_ref(), &gold]);
    assert_eq!(of_export, by_default);
    assert_eq!(by_default["case"], "corpus");
    assert_eq!(by_default["articles_without_pairs"], 0);
    assert!(
        by_default["precision"].as_f64().unwrap() > 0.9,
        "{by_default}"
    );
    assert!(by_default["pairs"].as_u64().unwrap() > 50, "{by_default}");
}

#[test]
fn a_case_without_gold_or_without_the_gold_s_locale_is_refused() {
    let refused = |arguments: &[&str]| {
        let mut run = assert_cmd::Command::cargo_bin("diglot").unwrap();
        let run = run.current_dir(root()).arg("eval").args(arguments);
        let output = run.assert().code(2).get_output().stderr.clone();
        String::from_utf8(output).unwrap().replace('\\', "/")
    };
    assert!(refused(&["corpus"]).contains("cannot read corpus/gold.jsonl"));
    let gold = "tests/fixtures/gold/fr-FR.jsonl";
    let error = refused(&["corpus", "--gold", gold, "--locales", "en-US,sv-SE"]);
    assert!(
        error.contains("the gold is about fr-FR, of which the corpus has no folder"),
        "{error}"
    );
}

/// The evaluation data's folder: beside the repository, or where `DIGLOT_EVAL_DATA` says.
fn evaluation_data() -> PathBuf {
    let named = std::env::var_os("DIGLOT_EVAL_DATA").map(PathBuf::from);
    named.unwrap_or_else(|| root().join("../shared/eval"))
}

#[test]
#[ignore = "needs python3 and the evaluation data in ../shared/eval"]
fn the_figures_agree_with_the_script_that_defined_them_with_shared_data() {
    let data = evaluation_data();
    let script = data.join("score.py");
    let score_py = |case: &Path, pairs: &Path| -> Value {
        let mut run = Command::new("python3");
        let run = run.arg(&script).args([case, pairs]).arg("--json");
        serde_json::from_slice(&run.output().unwrap().stdout).unwrap()
    };
    let same = |ours: &Value, theirs: &Value| {
        let fields = theirs.as_object().unwrap();
        assert_eq!(fields.len(), 9, "{theirs}");
        for (field, value) in fields {
            assert_eq!(&ours[field], value, "{field}: {ours} {theirs}");
        }
    };
    for name in [
        "nuget-fr-stale",
        "powershell-ko-exact",
        "projectops-th-stale",
    ] {
        let case = data.join("cases").join(name);
        let made_up = tempfile::NamedTempFile::new().unwrap();
        fs::write(made_up.path(), rows(&case, &case.join("gold.jsonl"), true)).unwrap();
        let theirs = score_py(&case, made_up.path());
        let precision = theirs["precision"].as_f64().unwrap();
        assert!(precision > 0.5 && precision < 0.99, "{theirs}");
        same(&eval(&[&case, "--pairs".as_ref(), made_up.path()]), &theirs);

        let out = export(&case);
        let gold = Gold::read(&case.join("gold.jsonl")).unwrap();
        let pairs = format!("en-US_{}.jsonl", gold.articles[0].target_locale);
        same(&eval(&[&case]), &score_py(&case, &out.path().join(pairs)));
    }
}
