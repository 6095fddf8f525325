//! Names that look like locales and are none, and texts that tell what they are.

use super::*;

#[test]
fn names_of_code_are_no_locales() {
    let files = [
        "pkg/os/README.md",
        "pkg/ml/README.md",
        "pkg/is/README.md",
        "pkg/array/README.md",
        "pkg/to/README.md",
        "docs/api/a.md",
        "docs/ui/a.md",
        "docs/go/a.md",
        "docs/cs/a.md",
        "docs/it/b.md",
    ];
    assert_eq!(read(&files), (None, vec![]));
}

#[test]
fn suffixes_of_code_are_no_locales() {
    let files = [
        "intro-js.md",
        "intro-java.md",
        "intro.md",
        "sign-in.md",
        "sign.md",
        "how-to.md",
        "how.md",
        "a.cs.md",
        "a.md",
        "setup-os.md",
        "setup.md",
        "release_17.1.md",
        "release_17.md",
        "docs/is-it.md",
        "docs/is.md",
    ];
    assert_eq!(read(&files), (None, vec![]));
}

#[test]
fn folders_of_countries_in_one_language_are_no_locales() {
    let text = "This page tells you which taxes there are in the country and who has to pay them.";
    let files: Vec<String> = ["de", "fr", "pl", "at"]
        .iter()
        .flat_map(|c| ["taxes", "law"].map(|page| format!("countries/{c}/{page}.md = {text}")))
        .collect();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    assert_eq!(paired(&files), [""; 0]);
}

#[test]
fn a_rare_language_counts_with_text_in_it_or_beside_surer_ones() {
    let id = "docs/id/a.md = Halaman ini menjelaskan cara memasang program dan arti setiap pengaturannya.";
    assert_eq!(paired(&["docs/a.md", id]).len(), 1);
    assert_eq!(paired(&["docs/a.md", "docs/id/a.md"]).len(), 0);
    assert_eq!(
        paired(&["docs/a.md", "docs/id/a.md", "docs/fr/a.md"]).len(),
        1
    );
}

#[test]
fn packages_with_endings_like_locales_are_no_translations() {
    let readme = "A package of functions that change the order of the items of a list.";
    let files = ["lodash", "lodash-es", "react", "react-is", "x-vi"]
        .map(|p| format!("packages/{p}/README.md = {readme}"));
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    assert_eq!(read(&files), (None, vec![]));
}

#[test]
fn a_rare_language_that_has_begun_is_one_more() {
    let files = [
        "content/en/_index.md",
        "content/en/a.md",
        "content/de/_index.md",
        "content/de/a.md",
        "content/is/_index.md",
    ];
    assert_eq!(
        read(&files).1[0],
        "_index.md: en=content/en/_index.md de=content/de/_index.md is=content/is/_index.md"
    );
    let english = "content/is/_index.md = These functions tell what type a value is, and whether it is empty.";
    let files = [&files[..4], &[english]].concat();
    assert_eq!(
        read(&files).1[0],
        "_index.md: en=content/en/_index.md de=content/de/_index.md"
    );
}

#[test]
fn text_in_english_is_no_page_of_another_language() {
    let text =
        "How to write a package for the editor, with a list of all functions that it may call.";
    let files = [
        &format!("init.el.md = {text}"),
        "init.md",
        &format!("intro-pl.md = {text}"),
        "intro.md",
    ];
    let files: Vec<&str> = files.iter().map(|f| f as &str).collect();
    assert_eq!(read(&files), (None, vec![]));
}

#[test]
fn english_beside_one_rare_language_is_enough() {
    assert_eq!(paired(&["docs/en/a.md", "docs/it/a.md"]).len(), 1);
    assert_eq!(
        paired(&["docs/en/a.md", "docs/cs/a.md", "docs/id/a.md"]).len(),
        1
    );
    let english = "docs/it/a.md = The people of this department answer questions about computers and networks.";
    assert_eq!(paired(&["docs/en/a.md", english]).len(), 0);
}

#[test]
fn data_of_tests_is_not_read_unless_it_is_named() {
    let files = ["tests/fixtures/en/a.md", "tests/fixtures/fr/a.md"];
    let folder = tree(&files);
    let (layout, _) = run(folder.path());
    assert_eq!(layout.paired(), 0);
    assert!(
        layout.skipped.iter().any(|s| s.path == "tests/fixtures"),
        "{:?}",
        layout.skipped
    );
    assert_eq!(run(&folder.path().join("tests/fixtures")).0.paired(), 1);
}

#[test]
fn a_country_for_a_language_is_read_with_a_warning() {
    let folder = tree(&["en/a.md", "cn/a.md", "jp/a.md", "tw/a.md", "ui/a.md"]);
    let (layout, warnings) = run(folder.path());
    assert_eq!(tags(&layout), ["en", "ja", "zh", "zh-TW"]);
    let told: Vec<_> = warnings.iter().map(|w| w.message.as_str()).collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert_eq!(told[0], "`cn` is no language tag; it is read as zh");
    assert!(
        layout.skipped.iter().any(|s| s.path == "ui"),
        "{:?}",
        layout.skipped
    );
}

#[test]
fn one_locale_alone_is_named_but_not_paired() {
    let folder = tree(&["content/en/a.md", "content/en/os/b.md", "README.md"]);
    let (layout, _) = run(folder.path());
    assert_eq!((tags(&layout), layout.paired()), (vec!["en"], 0));
}
