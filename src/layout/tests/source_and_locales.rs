//! Which locale is the source, and which locales are read.

use super::*;

fn settings(source: Option<&str>, locales: Option<&[&str]>) -> LayoutSettings {
    LayoutSettings {
        source: source.map(locale),
        locales: locales.map(|l| l.iter().map(|t| locale(t)).collect()),
        ..LayoutSettings::default()
    }
}

#[test]
fn the_source_comes_first_and_the_rest_by_tag() {
    let folder = tree(&["zh-Hans/a.md", "de/a.md", "fr_fr/a.MARKDOWN", "en-us/a.md"]);
    let (layout, warnings) = run(folder.path());
    assert_eq!(tags(&layout), ["en-US", "de", "fr-FR", "zh-Hans"]);
    assert_eq!(
        layout.corpus.articles[0].versions,
        [(0, 0), (1, 0), (2, 0), (3, 0)]
    );
    assert_eq!(warnings, []);
}

#[test]
fn english_is_the_source_in_any_spelling() {
    assert_eq!(
        source(&["en/a.md", "bn/a.md", "fr/a.md"]).as_deref(),
        Some("en")
    );
    assert_eq!(source(&["en/a.md", "en-US/a.md"]).as_deref(), Some("en-US"));
    assert_eq!(source(&["en-GB/a.md", "fr/a.md"]).as_deref(), Some("en-GB"));
    assert_eq!(source(&["sv-SE/a.md", "fr-FR/a.md"]), None);
}

#[test]
fn a_source_that_is_nowhere_is_an_error() {
    let folder = tree(&["en/a.md", "fr/a.md"]);
    let place = Place::Folder(folder.path().to_owned());
    let error = find(&place, &settings(Some("en-US"), None)).unwrap_err();
    assert!(
        matches!(error, LayoutError::SourceMissing { .. }),
        "{error}"
    );
    assert!(
        error.to_string().ends_with("the locales found are en, fr"),
        "{error}"
    );
    let elsewhere = LayoutSettings {
        source_elsewhere: true,
        ..settings(Some("en-US"), None)
    };
    assert_eq!(
        find(&place, &elsewhere).unwrap().0.source,
        Some(locale("en-US"))
    );
}

#[test]
fn the_source_is_read_whatever_locales_are_asked_for() {
    let folder = tree(&["en/a.md", "sv/a.md", "de/a.md", "fr/b.md"]);
    let (layout, _) = run_with(folder.path(), &settings(None, Some(&["sv", "de"])));
    assert_eq!(tags(&layout), ["en", "sv", "de"]);
    assert_eq!(
        articles(folder.path(), &layout),
        ["a.md: en=en/a.md sv=sv/a.md de=de/a.md"]
    );
    let error = find(
        &Place::Folder(folder.path().to_owned()),
        &settings(None, Some(&["ko"])),
    )
    .unwrap_err();
    assert!(
        error.to_string().contains("no files of the locale ko"),
        "{error}"
    );
}

#[test]
fn a_readme_does_not_decide_on_the_source_of_a_site() {
    let readme = "README.md = 本项目是一个用于构建文档网站的程序，支持多种语言。";
    let files = [
        readme,
        "README.en.md",
        "docs/en/a.md",
        "docs/zh/a.md",
        "docs/en/b.md",
        "docs/zh/b.md",
    ];
    assert_eq!(source(&files).as_deref(), Some("en"));
}

#[test]
fn one_corpus_has_one_english() {
    let config = "docs/.vuepress/config.js = module.exports = { locales: { '/': { lang: 'en-US' }, '/zh/': { lang: 'zh-CN' } } }";
    let folder = tree(&[
        config,
        "docs/a.md",
        "docs/zh/a.md",
        "README.md",
        "README.zh.md",
        "web/en/b.md",
        "web/zh/b.md",
    ]);
    assert_eq!(tags(&run(folder.path()).0), ["en", "zh"]);
}
