use std::fs;
use std::path::Path;

use super::{DiscoverError, DiscoverSettings, Layout, discover};
use crate::model::{Corpus, Locale, Warning, WarningKind};

fn locale(tag: &str) -> Locale {
    Locale::parse(tag).unwrap()
}

fn corpus(files: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "text").unwrap();
    }
    folder
}

fn settings(locales: Option<&[&str]>) -> DiscoverSettings {
    DiscoverSettings {
        source: locale("en-US"),
        locales: locales.map(|l| l.iter().map(|t| locale(t)).collect()),
    }
}

fn run(folder: &Path) -> (Corpus, Vec<Warning>) {
    discover(&Layout::Folder(folder.to_owned()), &settings(None)).unwrap()
}

fn documents(corpus: &Corpus) -> Vec<&str> {
    corpus.articles.iter().map(|a| &*a.document).collect()
}

fn tags(corpus: &Corpus) -> Vec<&str> {
    corpus.locales.iter().map(Locale::as_str).collect()
}

#[test]
fn the_source_locale_comes_first_and_the_rest_by_tag() {
    let folder = corpus(&[
        "zh-Hans/a.md",
        "de/a.md",
        "fr_fr/b/c.MARKDOWN",
        "en-us/a.md",
    ]);
    let (corpus, warnings) = run(folder.path());
    assert_eq!(tags(&corpus), ["en-US", "de", "fr-FR", "zh-Hans"]);
    assert_eq!(documents(&corpus), ["a.md", "b/c.MARKDOWN"]);
    assert_eq!(corpus.articles[0].versions, [(0, 0), (1, 0), (3, 0)]);
    let path = corpus.path(&corpus.articles[1], 2);
    assert_eq!(path, folder.path().join("fr_fr/b/c.MARKDOWN"));
    assert_eq!(warnings, []);
}

#[test]
fn locales_asked_for_restrict_and_order() {
    let folder = corpus(&["sv/a.md", "de/a.md", "fr/b.md"]);
    let layout = Layout::Folder(folder.path().to_owned());
    let (corpus, _) = discover(&layout, &settings(Some(&["sv", "de"]))).unwrap();
    assert_eq!(tags(&corpus), ["sv", "de"]);
    assert_eq!(documents(&corpus), ["a.md"]);
    let error = discover(&layout, &settings(Some(&["sv", "ko"]))).unwrap_err();
    assert_eq!(
        error.to_string(),
        "no folder for the locale ko: the corpus has de, fr, sv"
    );
}

#[test]
fn folders_that_are_no_locales_and_hidden_ones_are_passed_by() {
    let folder = corpus(&[
        "images/a.md",
        "docs/a.md",
        "fr/.git/b.md",
        "fr/a.md",
        "fr/c.txt",
    ]);
    assert_eq!(documents(&run(folder.path()).0), ["a.md"]);
}

#[test]
fn a_folder_of_articles_that_is_no_locale_is_named() {
    let folder = corpus(&["chinese_new/a.md", "images/a.png", "fr/a.md", ".git/a.md"]);
    let (_, warnings) = run(folder.path());
    let told: Vec<_> = warnings
        .iter()
        .map(|w| (&w.path, w.message.as_str()))
        .collect();
    let path = folder.path().join("chinese_new");
    let message = "not read: its name is no language tag; --root LOCALE=FOLDER says which it is";
    assert_eq!(told, [(&path, message)]);
}

#[test]
fn a_folder_named_like_a_file_is_a_folder() {
    let folder = corpus(&["fr/x.md/y.md"]);
    assert_eq!(documents(&run(folder.path()).0), ["x.md/y.md"]);
}

#[cfg(target_os = "linux")]
#[test]
fn two_folders_of_one_locale_are_merged_and_the_first_wins() {
    let folder = corpus(&["fr-fr/a.md", "fr-fr/b.md", "fr-FR/a.md"]);
    let (corpus, warnings) = run(folder.path());
    assert_eq!(tags(&corpus), ["fr-FR"]);
    assert_eq!(corpus.articles[0].versions, [(0, 0)]);
    assert_eq!(corpus.articles[1].versions, [(0, 1)]);
    assert_eq!(
        corpus.path(&corpus.articles[0], 0),
        folder.path().join("fr-FR/a.md")
    );
    let kinds: Vec<_> = warnings.iter().map(|w| w.kind).collect();
    assert_eq!(kinds, [WarningKind::Layout, WarningKind::LeftOut]);
    assert_eq!(warnings[1].path, folder.path().join("fr-fr/a.md"));
}

#[cfg(target_os = "linux")]
#[test]
fn files_that_differ_only_in_case_are_two_articles() {
    let folder = corpus(&["fr/A.md", "fr/a.md"]);
    assert_eq!(documents(&run(folder.path()).0), ["A.md", "a.md"]);
}

#[cfg(unix)]
#[test]
fn a_loop_of_links_is_left_out_and_the_rest_found() {
    let folder = corpus(&["fr/a.md"]);
    std::os::unix::fs::symlink(folder.path().join("fr"), folder.path().join("fr/again")).unwrap();
    std::os::unix::fs::symlink("nowhere.png", folder.path().join("fr/x.png")).unwrap();
    std::os::unix::fs::symlink("nowhere.md", folder.path().join("fr/x.md")).unwrap();
    let (corpus, warnings) = run(folder.path());
    assert_eq!(documents(&corpus), ["a.md"]);
    let mut paths: Vec<_> = warnings
        .iter()
        .map(|w| w.path.file_name().unwrap())
        .collect();
    paths.sort();
    assert_eq!(paths, ["again", "x.md"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_utf8_is_left_out_with_a_warning() {
    use std::os::unix::ffi::OsStrExt;
    let folder = corpus(&["fr/a.md"]);
    let name = std::ffi::OsStr::from_bytes(b"fr/\xff.md");
    fs::write(folder.path().join(name), "text").unwrap();
    let (corpus, warnings) = run(folder.path());
    assert_eq!(documents(&corpus), ["a.md"]);
    assert_eq!(warnings[0].kind, WarningKind::LeftOut);
}

#[test]
fn explicit_roots_may_be_several_of_a_locale() {
    let folder = corpus(&["one/a.md", "two/a.md", "two/b.md", "three/a.md"]);
    let root = |tag, name| (locale(tag), folder.path().join(name));
    let layout = Layout::Roots(vec![
        root("fr", "two"),
        root("en-US", "three"),
        root("fr", "one"),
    ]);
    let (corpus, warnings) = discover(&layout, &settings(None)).unwrap();
    assert_eq!(tags(&corpus), ["en-US", "fr"]);
    assert_eq!(
        corpus.path(&corpus.articles[0], 1),
        folder.path().join("two/a.md")
    );
    assert_eq!(warnings.len(), 1);
}

#[test]
fn nothing_found_says_what_was_looked_for() {
    let folder = corpus(&["images/a.md"]);
    let layout = Layout::Folder(folder.path().to_owned());
    let error = discover(&layout, &settings(None)).unwrap_err();
    assert!(error.to_string().contains("found images"), "{error}");

    let folder = corpus(&["fr/a.txt"]);
    let layout = Layout::Folder(folder.path().to_owned());
    let error = discover(&layout, &settings(None)).unwrap_err();
    assert!(matches!(error, DiscoverError::NoArticle { .. }), "{error}");

    let layout = Layout::Folder(folder.path().join("missing"));
    let error = discover(&layout, &settings(None)).unwrap_err();
    assert!(matches!(error, DiscoverError::Folder { .. }), "{error}");
}
