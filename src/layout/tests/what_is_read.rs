//! Which files are read, and which are left out.

use super::*;

#[test]
fn ignored_hidden_and_written_folders_are_passed_over() {
    let files = [
        ".gitignore = out/\n",
        "en/a.md",
        "fr/a.md",
        "out/en/a.md",
        "fr/.git/b.md",
        "node_modules/x/en/a.md",
        "build/en/c.md",
        "build/fr/c.md",
    ];
    let folder = tree(&files);
    let (layout, _) = run(folder.path());
    assert_eq!(
        articles(folder.path(), &layout),
        [
            "a.md: en=en/a.md fr=fr/a.md",
            "build/c.md: en=build/en/c.md fr=build/fr/c.md"
        ]
    );
    assert!(
        layout.skipped.iter().any(|s| s.path == "node_modules"),
        "{:?}",
        layout.skipped
    );
    // What is named is read.
    assert_eq!(run(&folder.path().join("out")).0.markdown, 1);
    assert_eq!(run(&folder.path().join("node_modules/x")).0.markdown, 1);
}

#[test]
fn only_and_skip_select_files() {
    let folder = tree(&[
        "docs/en/a.md",
        "docs/fr/a.md",
        "docs/en/old/b.md",
        "docs/fr/old/b.md",
        "blog/en/c.md",
        "blog/fr/c.md",
    ]);
    let selection = Selection::new(&["docs/".to_owned()], &["old".to_owned()]).unwrap();
    let settings = LayoutSettings {
        selection,
        ..LayoutSettings::default()
    };
    let (layout, _) = run_with(folder.path(), &settings);
    assert_eq!(
        articles(folder.path(), &layout),
        ["a.md: en=docs/en/a.md fr=docs/fr/a.md"]
    );
}

#[test]
fn the_output_of_an_export_is_no_corpus() {
    let folder = tree(&["en/a.md", "fr/a.md", "exports/en/b.md", "exports/fr/b.md"]);
    let settings = |exclude: &str| LayoutSettings {
        exclude: vec![folder.path().join(exclude)],
        ..LayoutSettings::default()
    };
    assert_eq!(
        run_with(folder.path(), &settings("exports"))
            .0
            .corpus
            .articles
            .len(),
        1
    );
    // An export into the corpus itself, or above it, hides nothing.
    assert_eq!(
        run_with(folder.path(), &settings(""))
            .0
            .corpus
            .articles
            .len(),
        2
    );
    assert_eq!(
        run_with(folder.path(), &settings(".."))
            .0
            .corpus
            .articles
            .len(),
        2
    );
}

#[test]
fn patterns_of_the_user_go_before_everything() {
    let folder = tree(&[
        "docs/a.md",
        "docs/tr/xx/a.md",
        "docs/tr/fr/a.md",
        "docs/a.de.md",
        "en/z.md",
        "fr/z.md",
    ]);
    let patterns = [
        "docs/{path}",
        "docs/tr/{locale}/{path}",
        "docs/{path}.{locale}.md",
    ];
    let patterns = patterns.iter().map(|p| Pattern::new(p).unwrap()).collect();
    let settings = LayoutSettings {
        patterns,
        ..LayoutSettings::default()
    };
    let (layout, _) = run_with(folder.path(), &settings);
    let found = articles(folder.path(), &layout);
    assert_eq!(
        found[0],
        "a.md: en=docs/a.md de=docs/a.de.md fr=docs/tr/fr/a.md"
    );
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn a_suffix_pattern_takes_the_files_without_one() {
    let folder = tree(&["a.md", "a.fr.md", "b.md"]);
    let patterns = vec![Pattern::new("{path}.{locale}.md").unwrap()];
    let settings = LayoutSettings {
        patterns,
        source: Some(locale("de")),
        ..LayoutSettings::default()
    };
    let (layout, _) = run_with(folder.path(), &settings);
    assert_eq!(
        articles(folder.path(), &layout),
        ["a.md: de=a.md fr=a.fr.md"]
    );
}

#[test]
fn a_folder_named_like_a_file_is_a_folder() {
    assert_eq!(paired(&["fr/x.md/y.md", "en/x.md/y.md"]).len(), 1);
}

#[test]
fn names_in_two_normalizations_are_one_document() {
    assert_eq!(paired(&["en/e\u{301}.md", "fr/\u{e9}.md"]).len(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn two_folders_of_one_locale_are_merged_and_the_first_wins() {
    let folder = tree(&["en/a.md", "fr-fr/a.md", "fr-fr/b.md", "fr-FR/a.md"]);
    let (layout, warnings) = run(folder.path());
    assert_eq!(tags(&layout), ["en", "fr-FR"]);
    assert_eq!(
        articles(folder.path(), &layout),
        [
            "a.md: en=en/a.md fr-FR=fr-FR/a.md",
            "b.md: fr-FR=fr-fr/b.md"
        ]
    );
    let kinds: Vec<_> = warnings.iter().map(|w| w.kind).collect();
    assert_eq!(kinds, [WarningKind::Layout, WarningKind::LeftOut]);
}

#[cfg(target_os = "linux")]
#[test]
fn files_that_differ_only_in_case_are_two_articles() {
    assert_eq!(
        paired(&["en/A.md", "en/a.md", "fr/A.md", "fr/a.md"]).len(),
        2
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_utf8_is_left_out_with_a_warning() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tree(&["en/a.md", "fr/a.md"]);
    let name = std::ffi::OsStr::from_bytes(b"fr/\xff.md");
    fs::write(folder.path().join(name), "text").unwrap();
    let (layout, warnings) = run(folder.path());
    assert_eq!(layout.corpus.articles.len(), 1);
    assert_eq!(warnings[0].kind, WarningKind::LeftOut);
}
