//! Finding the files of a corpus, as a user sees it: `diglot layout`, `init`, and what other commands say of a layout.

use serde_json::Value;

use crate::common::{DE, EN, Place, texts};

/// A place with these files; a text of one paragraph stands in each.
fn place(files: &[(&str, &str)]) -> Place {
    let place = Place::new();
    for (path, text) in files {
        place.write(path, text);
    }
    place
}

fn layout(place: &Place, arguments: &[&str]) -> Value {
    let (code, out, errors) = place.run(&[&["layout", "--json"], arguments].concat());
    assert_eq!(code, 0, "{errors}");
    serde_json::from_str(&out).unwrap()
}

fn locales(pairs: &[Value]) -> Vec<(&str, &str)> {
    let mut found: Vec<_> = pairs
        .iter()
        .map(|p| {
            (
                p["source_locale"].as_str().unwrap(),
                p["target_locale"].as_str().unwrap(),
            )
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

#[test]
fn bug_01_and_site_01_mdx_files_are_read() {
    let place = place(&[
        ("en/a.md", "# Lamp\n"),
        ("en/b.mdx", "# Two\n\nMore text.\n"),
        ("fr/a.md", "# Lampe\n"),
        ("fr/b.mdx", "# Deux\n\nPlus de texte.\n"),
    ]);
    let (code, pairs, errors) = place.export(&["."]);
    assert_eq!((code, pairs.len()), (0, 3), "{errors}");
    assert!(
        errors.starts_with("Source en, 2 locales, 2 articles (layout {locale}/{path})\n"),
        "{errors}"
    );
}

#[test]
fn bug_02_and_site_06_suffixes_are_read() {
    let text = "# Lamp\n\nSwitch it on.\n";
    let place = place(&[
        ("index.md", text),
        ("index.fr.md", "# Lampe\n\nAllumez-la.\n"),
        ("guide/a.en.md", text),
        ("guide/a.fr.md", "# Lampe\n\nAllumez-la.\n"),
        ("guide/b.en-US.md", text),
        ("guide/b.zh-CN.md", "# 灯\n\n打开它。\n"),
    ]);
    let found = layout(&place, &[]);
    assert_eq!(found["articles"], 3);
    let (_, pairs, _) = place.export(&["."]);
    assert!(texts(&pairs).contains(&("Switch it on.", "Allumez-la.")));
}

#[test]
fn bug_03_and_site_05_a_root_below_a_root_is_no_part_of_it() {
    let place = place(&[
        ("docs/index.md", "# Lamp\n\nSwitch it on.\n"),
        ("docs/fr/index.md", "# Lampe\n\nAllumez-la.\n"),
        ("docs/ja/index.md", "# ランプ\n\nつけてください。\n"),
        ("docs/api/b.md", "# Calls\n"),
    ]);
    let roots = [
        "--root",
        "en=docs",
        "--root",
        "fr=docs/fr",
        "--root",
        "ja=docs/ja",
    ];
    for arguments in [&["docs"][..], &["."], &roots] {
        let found = layout(&place, arguments);
        assert_eq!(
            found["locales"],
            serde_json::json!({"en": 2, "fr": 1, "ja": 1}),
            "{arguments:?}"
        );
        let (code, pairs, errors) = place.export(arguments);
        assert_eq!(code, 0, "{errors}");
        assert_eq!(locales(&pairs), [("en", "fr"), ("en", "ja")]);
    }
}

#[test]
fn bug_05_a_country_for_a_language_is_told() {
    let files = [
        ("en/a.md", "# Lamp\n"),
        ("cn/a.md", "# 灯\n"),
        ("jp/a.md", "# ランプ\n"),
        ("ui/a.md", "# Lamp\n"),
    ];
    let place = place(&files);
    let (code, pairs, errors) = place.export(&["."]);
    assert_eq!(code, 0, "{errors}");
    assert_eq!(locales(&pairs), [("en", "ja"), ("en", "zh")]);
    assert!(
        errors.contains("cn: `cn` is no language tag; it is read as zh"),
        "{errors}"
    );
}

#[test]
fn site_07_english_is_the_source_in_any_spelling() {
    let files = [
        ("en/a.md", "# Lamp\n"),
        ("bn/a.md", "# প্রদীপ\n"),
        ("fr/a.md", "# Lampe\n"),
    ];
    let (_, pairs, _) = place(&files).export(&["."]);
    assert_eq!(locales(&pairs), [("en", "bn"), ("en", "fr")]);
}

#[test]
fn site_24_sections_stay_apart() {
    let place = place(&[
        ("docs/intro.md", "# Lamp\n"),
        ("blog/intro.md", "# News\n"),
        ("i18n/fr/docs/intro.md", "# Lampe\n"),
        ("i18n/fr/blog/intro.md", "# Nouvelles\n"),
    ]);
    let roots = ["en=docs", "en=blog", "fr=i18n/fr/docs", "fr=i18n/fr/blog"];
    let roots: Vec<&str> = roots.iter().flat_map(|r| ["--root", r]).collect();
    for arguments in [&["."][..], &roots] {
        let (code, pairs, errors) = place.export(arguments);
        assert_eq!(code, 0, "{errors}");
        let mut found = texts(&pairs);
        found.sort_unstable();
        assert_eq!(found, [("Lamp", "Lampe"), ("News", "Nouvelles")]);
    }
}

#[test]
fn nothing_to_pair_ends_with_2_and_a_reason() {
    let place = place(&[
        ("corpus/en-US/a.md", EN),
        ("corpus/de-DE/a.md", DE),
        ("other/a.md", EN),
        ("none/a.txt", "x"),
    ]);
    for command in ["export", "check", "stats", "show", "layout"] {
        let document: &[&str] = if command == "show" { &["a.md"] } else { &[] };
        let run = |path: &str| place.run(&[&[command][..], document, &[path]].concat());
        let (code, out, errors) = run("corpus/en-US");
        assert_eq!((code, out.as_str()), (2, ""), "{command}: {errors}");
        assert!(
            errors.contains("no locale found; did you mean the folder above?"),
            "{errors}"
        );
        assert!(
            run("other")
                .2
                .contains("1 Markdown file, but no locale found"),
            "{command}"
        );
        assert!(
            run("none").2.contains("there is no Markdown file"),
            "{command}"
        );
    }
    // For programs there is always an answer.
    let found = layout(&place, &["other"]);
    assert_eq!(
        (&found["source"], &found["articles"]),
        (&Value::Null, &0.into())
    );
    assert_eq!(found["skipped"][0]["path"], "a.md");
}

#[test]
fn one_locale_alone_is_named() {
    let place = place(&[("corpus/en-US/a.md", EN)]);
    let (code, _, errors) = place.run(&["check"]);
    assert_eq!(code, 2);
    assert!(errors.contains("only one locale found, en-US"), "{errors}");
}

#[test]
fn a_source_that_is_nowhere_is_an_error_with_the_locales_there_are() {
    let place = place(&[("corpus/en/a.md", EN), ("corpus/de/a.md", DE)]);
    for command in ["export", "check", "stats"] {
        let (code, _, errors) = place.run(&[command, "--source", "fr"]);
        assert_eq!(code, 2);
        let says = "there is no source locale fr in the corpus; the locales found are de, en";
        assert!(errors.contains(says), "{errors}");
    }
}

#[test]
fn without_a_source_all_pairs_are_written() {
    let files = [
        ("corpus/de-DE/a.md", DE),
        ("corpus/fr-FR/a.md", DE),
        ("corpus/sv-SE/a.md", DE),
    ];
    let (_, pairs, errors) = place(&files).export(&[]);
    assert!(errors.starts_with("No source, 3 locales"), "{errors}");
    assert_eq!(locales(&pairs).len(), 3);
}

#[test]
fn the_current_folder_is_read_where_there_is_no_corpus() {
    let place = place(&[("docs/a.md", EN), ("docs/de/a.md", DE)]);
    let (code, pairs, errors) = place.export(&[]);
    assert_eq!((code, pairs.len()), (0, 5), "{errors}");
    let (_, _, errors) = place.export(&["--quiet"]);
    assert_eq!(errors, "");
}

#[test]
fn locales_select_translations_in_every_command() {
    let place = place(&[
        ("corpus/en/a.md", EN),
        ("corpus/de/a.md", DE),
        ("corpus/fr/a.md", DE),
    ]);
    for command in ["stats", "check", "layout"] {
        let (code, _, errors) = place.run(&[command, "--locales", "de"]);
        assert!(code == 0 || code == 4, "{errors}");
        assert!(!errors.contains("fr"), "{command}: {errors}");
    }
    assert_eq!(
        layout(&place, &["--locales", "de"])["locales"],
        serde_json::json!({"en": 1, "de": 1})
    );
}

#[test]
fn a_layout_can_be_written_down() {
    let place = place(&[
        ("a/de/x/p/b.md", DE),
        ("a/en/x/p/b.md", EN),
        ("q/fr/b.md", DE),
    ]);
    let (code, pairs, errors) = place.export(&[
        ".",
        "--layout",
        "a/{locale}/x/{path}",
        "--layout",
        "{path}_{locale}.md",
    ]);
    assert_eq!((code, pairs.len()), (0, 5), "{errors}");
    assert_eq!(pairs[0]["document"], "p/b.md");
    place.write(
        "diglot.toml",
        "corpus = \".\"\nlayout = [\"a/{locale}/x/{path}\"]\n",
    );
    assert_eq!(place.export(&[]).1.len(), 5);
    let (code, _, errors) = place.run(&["export", "--layout", "docs/{lang}"]);
    assert!(
        code == 2 && errors.contains("`{lang}` means nothing"),
        "{errors}"
    );
}

#[test]
fn an_export_into_the_corpus_is_not_read_again() {
    let place = place(&[("en/a.md", EN), ("de/a.md", DE)]);
    for _ in 0..2 {
        let (code, _, errors) = place.run(&["export", "--format", "hf", "--out", "en/exports"]);
        assert_eq!(code, 0, "{errors}");
        assert!(errors.contains("1 article "), "{errors}");
    }
}

#[test]
fn init_writes_a_configuration_that_finds_the_same() {
    let place = place(&[("docs/a.md", EN), ("docs/de/a.md", DE)]);
    let before = layout(&place, &["docs"]);
    let (code, _, errors) = place.run(&["init", "docs"]);
    assert_eq!(code, 0, "{errors}");
    let text = std::fs::read_to_string(place.path("diglot.toml")).unwrap();
    assert!(
        text.contains("corpus = \"docs\"") && text.contains("source = \"en\""),
        "{text}"
    );
    assert_eq!(layout(&place, &[]), before);
    // What stands in comments are keys too; `only` names no folder of this corpus.
    let keys = text
        .lines()
        .filter(|l| l.contains(" = ") && !l.contains("example"));
    let keys: Vec<&str> = keys.map(|l| l.trim_start_matches("# ")).collect();
    place.write("all.toml", keys.join("\n"));
    let (code, _, errors) = place.run(&["layout", "--config", "all.toml"]);
    assert!(
        code == 2 && errors.contains("there is no Markdown file"),
        "{errors}"
    );
    let (code, _, errors) = place.run(&["init", "docs"]);
    assert!(
        code == 2 && errors.contains("there is a diglot.toml already"),
        "{errors}"
    );
}

#[test]
fn check_takes_files_as_a_hook_gives_them() {
    let lost = DE.replace("Schalten Sie zuerst die Pumpe aus.\n\n", "");
    let place = place(&[
        ("docs/en/a.md", EN),
        ("docs/de/a.md", &lost),
        ("docs/fr/a.md", &lost),
        ("docs/en/b.md", EN),
        ("docs/de/b.md", &lost),
        ("README.md", "Text."),
    ]);
    let paths = |arguments: &[&str]| -> Vec<String> {
        let (code, out, errors) = place.run(&[&["check", "--format", "json"], arguments].concat());
        assert!([0, 4].contains(&code), "{errors}");
        let found: Value = serde_json::from_str(&out).unwrap();
        let mut paths: Vec<String> = found["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|f| f["path"].as_str().unwrap().to_owned())
            .collect();
        paths.dedup();
        paths
    };
    assert_eq!(paths(&["docs/de/a.md"]), ["docs/de/a.md"]);
    assert_eq!(
        paths(&["docs/de/b.md", "docs/fr/a.md"]),
        ["docs/de/b.md", "docs/fr/a.md"]
    );
    // Of an original all translations are checked.
    assert_eq!(paths(&["docs/en/a.md"]), ["docs/de/a.md", "docs/fr/a.md"]);
    let absolute = place.path("docs/de/a.md");
    assert_eq!(paths(&[absolute.to_str().unwrap()]).len(), 1);
    let (code, out, errors) = place.run(&["check", "README.md"]);
    assert_eq!((code, out.as_str()), (0, ""), "{errors}");
    assert!(
        errors.contains("README.md: no translation to check"),
        "{errors}"
    );
    assert_eq!(place.run(&["check", "docs/de/none.md"]).0, 2);
    assert_eq!(place.run(&["check", "docs", "README.md"]).0, 2);
}
