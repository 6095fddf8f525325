//! What a user types and what comes of it.

use std::io::Read;
use std::process::Stdio;

use crate::common::{DE, EN, Place, texts};
use sha2::{Digest, Sha256};

fn place() -> Place {
    Place::with(&[("en-US/pump.md", EN), ("de-DE/pump.md", DE)])
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

#[test]
fn without_options_the_folder_corpus_becomes_tmx_in_exports() {
    let place = place();
    let (code, out, errors) = place.run(&["export"]);
    assert_eq!(code, 0, "{errors}");
    assert_eq!(out, "");
    let files = place.files("exports");
    assert_eq!(files.keys().collect::<Vec<_>>(), ["en-US_de-DE.HT.tmx"]);
    assert!(
        errors.contains("en-US   de-DE          1      5   5   0"),
        "{errors}"
    );
}

#[test]
fn pairs_say_where_they_come_from() {
    let place = place();
    let (_, pairs, _) = place.export(&[]);
    assert_eq!(
        texts(&pairs),
        [
            ("Clean the filter", "Filter reinigen"),
            ("Clean the filter", "Filter reinigen"),
            (
                "Switch the pump off first.",
                "Schalten Sie zuerst die Pumpe aus."
            ),
            ("Rinse", "Spülen"),
            (
                "Hold the filter under warm water.",
                "Halten Sie den Filter unter warmes Wasser."
            ),
        ]
    );
    let last = &pairs[4];
    assert_eq!(last["document"], "pump.md");
    assert_eq!(last["index"], 4);
    assert_eq!(last["kind"], "paragraph");
    assert_eq!(last["source_line"], 10);
    assert_eq!(last["translation_type"], "HT");
    assert_eq!(last["source_translation_type"], "");
    assert_eq!(last["bead"], "1-1");
    for pair in &pairs {
        for (side, file) in [("source", EN), ("target", DE)] {
            let bound = |n: usize| pair[format!("{side}_span")][n].as_u64().unwrap() as usize;
            assert_eq!(pair[side], file[bound(0)..bound(1)]);
        }
    }
    let mut ids: Vec<_> = pairs.iter().map(|p| p["id"].as_str().unwrap()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), pairs.len());
}

#[test]
fn the_same_version_is_known_by_its_hash_in_any_spelling() {
    let crlf = EN.replace('\n', "\r\n");
    for (hash, same) in [
        (hex(&Sha256::digest(EN)), true),
        (hex(&Sha256::digest(&crlf)), true),
        (hex(&Sha256::digest("another text")), false),
    ] {
        let place = place();
        let entry = format!("---\nms.openlocfilehash: {hash}\ntitle");
        place.write("corpus/de-DE/pump.md", DE.replacen("---\ntitle", &entry, 1));
        let (_, pairs, _) = place.export(&[]);
        assert!(pairs.iter().all(|p| p["same_version"] == same), "{hash}");
        assert!(pairs.iter().all(|p| p["target_hash"] == hash.as_str()));
        let own = if same { hash } else { hex(&Sha256::digest(EN)) };
        assert!(pairs.iter().all(|p| p["source_hash"] == own.as_str()));
    }
}

#[test]
fn which_locales_are_paired_is_a_policy() {
    let place = place();
    place.write("corpus/fr-FR/pump.md", DE);
    place.write("corpus/de-DE/valve.md", DE);
    place.write("corpus/fr-FR/valve.md", DE);
    let files = |policy: &str| {
        let (code, _, errors) = place.run(&[
            "export", "--format", "csv", "--pairs", policy, "--out", policy,
        ]);
        assert_eq!(code, 0, "{errors}");
        place.files(policy).into_keys().collect::<Vec<_>>()
    };
    let all = ["de-DE_fr-FR.csv", "en-US_de-DE.csv", "en-US_fr-FR.csv"];
    assert_eq!(files("auto"), all);
    assert_eq!(files("all"), all);
    assert_eq!(files("source"), all[1..]);
    let count = |policy: &str, file: &str| {
        let bytes = place.files(policy).remove(file).unwrap();
        String::from_utf8(bytes)
            .unwrap()
            .matches("valve.md")
            .count()
    };
    assert_eq!(count("auto", "de-DE_fr-FR.csv"), 5);
    let both = String::from_utf8(place.files("all").remove("de-DE_fr-FR.csv").unwrap()).unwrap();
    assert_eq!(both.matches("pump.md").count(), 5);
}

#[test]
fn roots_may_lie_anywhere() {
    let place = Place::new();
    place.write("here/docs/a.md", EN);
    place.write("there/docs/a.md", DE);
    let (code, pairs, errors) = place.export(&["--root", "en_us=here", "--root", "de=there"]);
    assert_eq!(code, 0, "{errors}");
    assert_eq!(pairs.len(), 5);
    assert_eq!(pairs[0]["document"], "docs/a.md");
    assert_eq!(pairs[0]["source_locale"], "en-US");
}

#[test]
fn locales_restrict_and_the_source_may_be_another() {
    let place = place();
    place.write("corpus/fr-FR/pump.md", DE);
    // The source is always read.
    let (_, pairs, _) = place.export(&["--locales", "fr-fr"]);
    let locales =
        |p: &serde_json::Value| (p["source_locale"] == "en-US", p["target_locale"] == "fr-FR");
    assert!(pairs.iter().all(|p| locales(p) == (true, true)));
    assert_eq!(pairs.len(), 5);

    let place = self::place();
    let (_, pairs, _) = place.export(&["--source", "de-DE"]);
    assert!(pairs.iter().all(|p| p["target_locale"] == "en-US"));
}

#[test]
fn pairs_are_dropped_by_type_and_score_and_counted() {
    let place = place();
    place.write("corpus/fr-FR/pump.md", DE.replace("HT", "MT"));
    let (_, pairs, errors) = place.export(&["--translation-type", "mt"]);
    assert!(pairs.iter().all(|p| p["target_locale"] == "fr-FR"));
    assert!(
        errors.contains("5 pairs dropped: of another translation type"),
        "{errors}"
    );

    let place = self::place();
    place.write("corpus/en-US/pump.md", "One thing.\n\nAnother thing.\n");
    let (_, pairs, _) = place.export(&["--min-score", "1"]);
    assert!(pairs.iter().all(|p| p["score"] == 1.0));
}

#[test]
fn the_configuration_file_has_the_last_word_but_one() {
    let place = place();
    place.write(
        "diglot.toml",
        "format = [\"csv\"]\nout = \"from-file\"\nquiet = true\n",
    );
    let (code, _, errors) = place.run(&["export"]);
    assert_eq!((code, errors.as_str()), (0, ""));
    assert_eq!(place.files("from-file").len(), 1);
    let (code, _, errors) = place.run(&["export", "--out", "typed", "--quiet=false"]);
    assert_eq!(code, 0);
    assert!(errors.contains("1 article read"), "{errors}");
    assert!(place.files("typed").contains_key("en-US_de-DE.csv"));

    place.write("other/my.toml", "corpus = \"../corpus\"\nfromat = []\n");
    let (code, _, errors) = place.run(&["stats", "--config", "other/my.toml"]);
    assert_eq!(code, 2);
    assert!(
        errors.starts_with("error: other/my.toml:2: unknown field `fromat`"),
        "{errors}"
    );
}

#[test]
fn what_cannot_run_says_why_and_exits_with_2() {
    let place = place();
    for (arguments, says) in [
        (&["export", "nowhere"][..], "cannot list the folder nowhere"),
        (
            &["export", "--config", "no.toml"],
            "cannot read the configuration file no.toml",
        ),
        (
            &["export", "--locales", "ko"],
            "there are no files of the locale ko",
        ),
        (&["export", "--format", "docx"], "invalid value 'docx'"),
        (&["export", "--min-score", "2"], "not a number from 0 to 1"),
        (&["export", "--excel"], "--excel needs --format csv"),
        (&["export", "--root", "en-US"], "is not LOCALE=DIR"),
        (&["show", "pum.md"], "there is no article pum.md"),
        (&["man", "nothing"], "there is no command `nothing`"),
        (&[], "Usage: diglot"),
    ] {
        let (code, out, errors) = place.run(arguments);
        assert_eq!(code, 2, "{arguments:?}");
        assert_eq!(out, "", "{arguments:?}");
        assert!(errors.contains(says), "{arguments:?}: {errors}");
    }
    assert!(place.files("exports").is_empty());
}

#[test]
fn a_file_in_the_wrong_folder_is_reported() {
    let place = place();
    let text = DE.replacen("---\n", "---\nms.contentlocale: sv-SE\n", 1);
    place.write("corpus/de-DE/pump.md", &text);
    let (code, pairs, errors) = place.export(&[]);
    assert_eq!((code, pairs.len()), (0, 5));
    let says = "corpus/de-DE/pump.md:2: says it is sv-SE but lies in the folder of de-DE";
    assert!(errors.contains(says), "{errors}");
}

#[test]
fn many_warnings_of_one_kind_are_cut_short_unless_asked_for() {
    let place = place();
    for n in 0..30 {
        place.write(&format!("corpus/de-DE/{n}.md"), "---\ntitle: a: b\n---\n");
    }
    let (_, _, few) = place.export(&[]);
    assert_eq!(few.matches("is not valid YAML").count(), 20, "{few}");
    assert!(
        few.contains("10 more warnings about front matter; --verbose prints them"),
        "{few}"
    );
    let (_, _, all) = place.export(&["--verbose"]);
    assert_eq!(all.matches("is not valid YAML").count(), 30);
    let (_, _, none) = place.export(&["--quiet"]);
    assert_eq!(none, "");
}

#[test]
fn segment_shows_units_as_a_table_and_as_json() {
    let place = Place::new();
    place.write(
        "a.md",
        "# Über\n\n- one\n- two\n\n| a | b |\n|---|---|\n| c | d |\n",
    );
    let (code, table, _) = place.run(&["segment", "a.md"]);
    assert_eq!(code, 0);
    insta::assert_snapshot!(table, @r"
    line  kind          place                   label  text
       1  heading       level 1                        Über
       3  list_item     depth 1                        one
       4  list_item     depth 1                        two
       6  table_header  table 0 row 0 column 0         a
       6  table_header  table 0 row 0 column 1         b
       8  table_cell    table 0 row 1 column 0         c
       8  table_cell    table 0 row 1 column 1         d
    ");
    let (_, json, _) = place.run(&["segment", "--json", "a.md"]);
    let first: serde_json::Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
    assert_eq!(first["span"], serde_json::json!([2, 7]));
    assert_eq!(json.lines().count(), 7);
    let (code, _, errors) = place.run(&["segment", "a.md", "missing.md"]);
    assert_eq!(code, 1);
    assert!(errors.contains("missing.md: left out: "), "{errors}");
}

#[test]
fn show_sets_locales_side_by_side_or_one_under_the_other() {
    let place = place();
    place.write(
        "corpus/de-DE/pump.md",
        format!("{DE}\nNur hier und sonst nirgends.\n"),
    );
    let (code, wide, errors) = place.run(&["show", "pump.md", "--width", "70"]);
    assert_eq!(code, 0, "{errors}");
    assert!(wide.contains("en-US original"), "{wide}");
    assert!(
        wide.contains("Rinse                             │ Spülen\n"),
        "{wide}"
    );
    assert!(
        wide.contains("unaligned\n                                  │ Nur hier"),
        "{wide}"
    );
    assert!(wide.lines().all(|l| l.chars().count() <= 70), "{wide}");
    let (_, narrow, _) = place.run(&["show", "pump.md", "--width", "30"]);
    assert!(
        narrow.contains("\n    Rinse\nde-DE HT  heading:"),
        "{narrow}"
    );
}

#[test]
fn stats_add_up() {
    let place = place();
    place.write("corpus/zh-CN/pump.md", "清洁过滤器。\n");
    let (code, json, errors) = place.run(&["stats", "--json"]);
    assert_eq!(code, 0, "{errors}");
    let stats: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(stats["articles"], 1);
    let german = &stats["locales"][0];
    assert_eq!(german["locale"], "de-DE");
    assert_eq!(german["translations"]["HT"], 1);
    assert_eq!(german["units"], 5);
    assert_eq!(german["words"], 2 + 2 + 6 + 1 + 7);
    for pair in stats["pairs"].as_array().unwrap() {
        let sum = |a: &str, b: &str| pair[a].as_u64().unwrap() + pair[b].as_u64().unwrap();
        assert_eq!(sum("aligned_source", "unaligned_source"), 5);
        let target = if pair["target_locale"] == "zh-CN" {
            1
        } else {
            5
        };
        assert_eq!(sum("aligned_target", "unaligned_target"), target);
    }
    let pair = &stats["pairs"][0];
    let total = |value: &serde_json::Value| -> u64 {
        let numbers = value
            .as_array()
            .into_iter()
            .flatten()
            .chain(value.as_object().into_iter().flat_map(|o| o.values()));
        numbers.map(|n| n.as_u64().unwrap()).sum()
    };
    let kept = total(&pair["pairs"]);
    assert_eq!(total(&pair["quality"]["kinds"]), kept);
    assert_eq!(total(&pair["quality"]["scores"]), kept);
    assert_eq!(pair["repeats"]["pairs"], kept);
    let coverage = &stats["coverage"][0];
    assert_eq!(coverage["document"], "pump.md");
    assert_eq!(coverage["covered"], pair["covered_source"]);
    let (_, same, _) = place.run(&["stats", "--format", "json"]);
    assert_eq!(same, json);
    let (code, markdown, _) = place.run(&["stats", "--format", "markdown"]);
    assert_eq!(code, 0);
    for section in ["Locales", "Pairs", "Coverage", "Kinds of text", "Scores"] {
        assert!(
            markdown.contains(&format!("\n## {section}\n\n| ")),
            "{markdown}"
        );
    }
    let (_, table, _) = place.run(&["stats"]);
    assert!(table.contains("6  characters"), "{table}");
}

#[test]
fn completions_and_manual_pages_are_complete() {
    let place = Place::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let (code, script, _) = place.run(&["completions", shell]);
        assert_eq!(code, 0);
        assert!(script.contains("min-score"), "{shell}");
    }
    let (_, page, _) = place.run(&["man"]);
    assert!(page.contains("Exit codes"), "{page}");
    let (_, page, _) = place.run(&["man", "export"]);
    assert!(page.contains("min\\-score"), "{page}");
}

#[test]
fn a_reader_that_stops_reading_is_no_error() {
    let place = Place::new();
    place.write("a.md", "A paragraph.\n\n".repeat(50_000));
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_diglot"))
        .args(["segment", "--json", "--quiet", "a.md"])
        .current_dir(place.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = child.stdout.take().unwrap();
    pipe.read_exact(&mut [0; 10]).unwrap();
    drop(pipe);
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let place = Place::new();
    for n in 0..150 {
        let more =
            |word: &str| format!("\n{word} {n}.\n\n| {n} | {word} |\n|---|---|\n| {word} | x |\n");
        place.write(
            &format!("corpus/en-US/{n}.md"),
            format!("{EN}{}", more("More").repeat(n % 7)),
        );
        place.write(
            &format!("corpus/de-DE/{n}.md"),
            format!("{DE}{}", more("Mehr").repeat(n % 5)),
        );
        place.write(
            &format!("corpus/fr-FR/{n}.md"),
            if n % 9 == 0 { "\u{FEFF}" } else { EN },
        );
    }
    place.write("corpus/fr-FR/7.md", b"\xFF");
    let run = |jobs: &str| {
        let format = [
            "export",
            "--format",
            "tmx,csv,jsonl",
            "--pairs",
            "all",
            "--out",
            "out",
        ];
        let (code, _, errors) = place.run(&[&format[..], &["--jobs", jobs]].concat());
        assert_eq!(code, 1, "{errors}");
        (place.files("out"), errors)
    };
    let one = run("1");
    assert!(one.0.len() >= 9, "{:?}", one.0.keys());
    assert!(one == run("2"));
    assert!(one == run("8"));
}

#[test]
fn the_summary_of_an_export_is_also_an_object() {
    let place = Place::with(&[("en-US/a.md", EN), ("de-DE/a.md", DE)]);
    let (code, out, errors) = place.run(&["export", "--summary", "json"]);
    assert_eq!(code, 0, "{errors}");
    let summary: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(summary["articles"], 1);
    assert_eq!(summary["pairs"][0]["target_locale"], "de-DE");
    let file = &summary["files"][0];
    let bytes = std::fs::metadata(place.path(file["path"].as_str().unwrap()))
        .unwrap()
        .len();
    assert_eq!(file["bytes"], bytes);
    assert!(!errors.contains("bytes"), "{errors}");
    let (code, out, errors) = place.run(&["export", "--summary", "json", "--out", "-"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(
        errors.contains("--summary json cannot go with --out -"),
        "{errors}"
    );
}

#[test]
fn names_of_values_can_be_written_in_upper_case() {
    let place = Place::with(&[("en-US/a.md", EN), ("de-DE/a.md", DE)]);
    let (code, _, errors) = place.run(&["export", "--format", "TMX,Jsonl", "--duplicates", "KEEP"]);
    assert_eq!(code, 0, "{errors}");
    assert_eq!(place.files("exports").len(), 2);
}
