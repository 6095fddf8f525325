//! A folder for each locale, as the user gives them.

use super::*;

fn run_roots(folder: &Path, roots: &[(&str, &str)]) -> (Layout, Vec<Warning>) {
    let roots = roots
        .iter()
        .map(|(tag, name)| (locale(tag), folder.join(name)));
    find(&Place::Roots(roots.collect()), &LayoutSettings::default()).unwrap()
}

#[test]
fn several_roots_of_one_locale_are_read_as_one() {
    let folder = tree(&["one/a.md", "two/a.md", "two/b.md", "three/a.md"]);
    let (layout, warnings) = run_roots(
        folder.path(),
        &[("fr", "two"), ("en-US", "three"), ("fr", "one")],
    );
    assert_eq!(tags(&layout), ["en-US", "fr"]);
    assert_eq!(
        articles(folder.path(), &layout),
        ["a.md: en-US=three/a.md fr=two/a.md", "b.md: fr=two/b.md"]
    );
    assert_eq!(warnings.len(), 1);
}

#[test]
fn sections_that_all_locales_have_stay_apart() {
    let folder = tree(&[
        "docs/intro.md",
        "blog/intro.md",
        "i18n/fr/docs/intro.md",
        "i18n/fr/blog/intro.md",
    ]);
    let roots = [
        ("en", "docs"),
        ("en", "blog"),
        ("fr", "i18n/fr/docs"),
        ("fr", "i18n/fr/blog"),
    ];
    let (layout, warnings) = run_roots(folder.path(), &roots);
    assert_eq!(
        articles(folder.path(), &layout),
        [
            "blog/intro.md: en=blog/intro.md fr=i18n/fr/blog/intro.md",
            "docs/intro.md: en=docs/intro.md fr=i18n/fr/docs/intro.md",
        ]
    );
    assert_eq!(warnings, []);
}

#[test]
fn a_root_inside_another_is_not_read_twice() {
    let folder = tree(&["docs/a.md", "docs/es/a.md", "docs/api/b.md"]);
    let (layout, _) = run_roots(folder.path(), &[("en", "docs"), ("es", "docs/es")]);
    assert_eq!(
        articles(folder.path(), &layout),
        [
            "a.md: en=docs/a.md es=docs/es/a.md",
            "api/b.md: en=docs/api/b.md"
        ]
    );
}

#[test]
fn a_root_that_is_not_there_is_an_error() {
    let place = Place::Roots(vec![(locale("fr"), "not/there".into())]);
    let error = find(&place, &LayoutSettings::default()).unwrap_err();
    assert!(matches!(error, LayoutError::Folder { .. }), "{error}");
}
