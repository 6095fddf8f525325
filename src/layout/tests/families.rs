//! The families of layouts: how each one names the files of an article.

use super::*;

#[test]
fn folders_of_locales_at_any_depth() {
    let files = [
        "site/docs/en/docs/a.md",
        "site/docs/fr/docs/a.md",
        "site/README.md",
    ];
    assert_eq!(
        paired(&files),
        ["docs/a.md: en=site/docs/en/docs/a.md fr=site/docs/fr/docs/a.md"]
    );
}

#[test]
fn two_trees_of_one_repository_stay_apart() {
    let files = ["one/en/a.md", "one/fr/a.md", "two/en/a.md", "two/fr/a.md"];
    assert_eq!(
        paired(&files),
        [
            "one/a.md: en=one/en/a.md fr=one/fr/a.md",
            "two/a.md: en=two/en/a.md fr=two/fr/a.md"
        ]
    );
}

#[test]
fn originals_around_their_translations() {
    let files = ["docs/a.md", "docs/api/b.md", "docs/es/a.md", "README.md"];
    let (source, articles) = read(&files);
    assert_eq!(source.as_deref(), Some("en"));
    assert_eq!(
        articles,
        [
            "a.md: en=docs/a.md es=docs/es/a.md",
            "api/b.md: en=docs/api/b.md"
        ]
    );
}

#[test]
fn originals_that_are_not_english_are_known_by_their_text() {
    let zh = "docs/guide.md = 本页说明如何安装该程序，以及每个设置的含义。";
    let files = [zh, "docs/en/guide.md", "docs/ja/guide.md"];
    assert_eq!(source(&files).as_deref(), Some("zh"));
    assert_eq!(paired(&files).len(), 1);
}

#[test]
fn an_inner_folder_of_locales_goes_before_the_outer_one() {
    let files = ["a.md", "fr/a.md", "snippets/x.md", "snippets/fr/x.md"];
    assert_eq!(
        paired(&files),
        [
            "a.md: en=a.md fr=fr/a.md",
            "snippets/x.md: en=snippets/x.md fr=snippets/fr/x.md"
        ]
    );
}

#[test]
fn suffixes_with_and_without_one_on_the_originals() {
    let files = [
        "index.md",
        "index.fr.md",
        "guide/a.en.md",
        "guide/a.fr.md",
        "b/c.$x.zh-CN.md",
        "b/c.$x.md",
    ];
    assert_eq!(
        paired(&files),
        [
            "b/c.$x.md: en=b/c.$x.md zh-CN=b/c.$x.zh-CN.md",
            "guide/a.md: en=guide/a.en.md fr=guide/a.fr.md",
            "index.md: en=index.md fr=index.fr.md",
        ]
    );
}

#[test]
fn readmes_in_all_spellings() {
    let files = [
        "README.md",
        "README.zh-CN.md",
        "README_ja.md",
        "README-pt-br.md",
        "README-it.md",
        "docs/x.md",
    ];
    let line = "README.md: en=README.md it=README-it.md ja=README_ja.md pt-BR=README-pt-br.md zh-CN=README.zh-CN.md";
    assert_eq!(read(&files).1, [line]);
}

#[test]
fn docusaurus_with_blog_versions_and_plugins() {
    let config = "web/docusaurus.config.js = module.exports = { i18n: { defaultLocale: 'en', locales: ['en', 'fr'] },
            plugins: [['@docusaurus/plugin-content-docs', { id: 'team', path: 'community' }]] }";
    let i18n = |path: &str| format!("web/i18n/fr/docusaurus-plugin-content-{path}");
    let translated = [
        i18n("docs/current/a.md"),
        i18n("docs/version-1.0/a.md"),
        i18n("blog/a.md"),
        i18n("docs-team/current/a.md"),
        i18n("pages/a.mdx"),
    ];
    let mut files = vec![
        config,
        "web/docs/a.mdx",
        "web/versioned_docs/version-1.0/a.md",
        "web/blog/a.md",
    ];
    files.extend(["web/community/a.md", "web/src/pages/a.md", "README.md"]);
    files.extend(translated.iter().map(String::as_str));
    let found = paired(&files);
    let documents: Vec<_> = found
        .iter()
        .map(|a| a.split(": ").next().unwrap())
        .collect();
    assert_eq!(
        documents,
        [
            "blog/a.md",
            "community/a.md",
            "docs/a.mdx",
            "src/pages/a.md",
            "versioned_docs/version-1.0/a.md"
        ]
    );
}

#[test]
fn a_folder_that_holds_all_translations() {
    let files = [
        "docs/intro.md",
        "blog/intro.md",
        "i18n/fr/docs/intro.md",
        "i18n/fr/blog/intro.md",
    ];
    assert_eq!(
        paired(&files),
        [
            "blog/intro.md: en=blog/intro.md fr=i18n/fr/blog/intro.md",
            "docs/intro.md: en=docs/intro.md fr=i18n/fr/docs/intro.md",
        ]
    );
}

#[test]
fn repositories_side_by_side() {
    let files = [
        "docs/articles/a.md",
        "docs.fr-fr/articles/a.md",
        "docs.de-de/articles/a.md",
        "other/articles/a.md",
    ];
    assert_eq!(
        paired(&files),
        [
            "articles/a.md: en=docs/articles/a.md de-DE=docs.de-de/articles/a.md fr-FR=docs.fr-fr/articles/a.md"
        ]
    );
    let files = ["x-pr/a.md", "x-pr.ja-jp/a.md"];
    assert_eq!(paired(&files), ["a.md: en=x-pr/a.md ja-JP=x-pr.ja-jp/a.md"]);
}

#[test]
fn translations_of_a_readme_may_be_kept_in_docs() {
    let files = [
        "README.md",
        "docs/README.fr.md",
        "docs/i18n/README_ja.md",
        "docs/guide.md",
    ];
    assert_eq!(
        read(&files).1,
        ["README.md: en=README.md fr=docs/README.fr.md ja=docs/i18n/README_ja.md"]
    );
    let files = [
        "README.md",
        "docs/fr/README.md",
        "docs/ja/README.md",
        "src/x/README.md",
    ];
    assert_eq!(
        read(&files).1,
        ["README.md: en=README.md fr=docs/fr/README.md ja=docs/ja/README.md"]
    );
    // One that has its own README around it belongs there.
    let files = ["README.md", "docs/README.md", "docs/README.fr.md"];
    assert_eq!(
        read(&files).1,
        ["README.md: en=docs/README.md fr=docs/README.fr.md"]
    );
}

#[test]
fn docusaurus_with_originals_where_the_configuration_computes_it() {
    let config =
        "docusaurus.config.js = module.exports = { presets: [['x', { docs: { path: here() } }]] }";
    let files = [
        config,
        "content/a.md",
        "content/b/c.md",
        "i18n/fr/docusaurus-plugin-content-docs/current/a.md",
        "i18n/fr/docusaurus-plugin-content-docs/current/b/c.md",
        "i18n/fr/docusaurus-plugin-content-docs/version-1/a.md",
    ];
    let i18n = "i18n/fr/docusaurus-plugin-content-docs/current";
    assert_eq!(
        paired(&files),
        [
            format!("content/a.md: en=content/a.md fr={i18n}/a.md"),
            format!("content/b/c.md: en=content/b/c.md fr={i18n}/b/c.md")
        ]
    );
}

#[test]
fn pages_with_two_endings_are_one_page_or_two() {
    assert_eq!(
        paired(&["en/a.md", "fr/a.mdx"]),
        ["a.md: en=en/a.md fr=fr/a.mdx"]
    );
    let files = ["en/a.md", "en/a.mdx", "fr/a.md", "fr/a.mdx"];
    assert_eq!(paired(&files).len(), 2);
}

#[test]
fn all_endings_of_markdown_are_read() {
    for ending in ["md", "mdx", "markdown", "mdown", "mkd", "qmd", "Rmd"] {
        assert_eq!(
            paired(&[&format!("en/a.{ending}"), &format!("fr/a.{ending}")]).len(),
            1,
            "{ending}"
        );
    }
}
