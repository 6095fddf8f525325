//! What files of configuration say about locales and folders.

use super::*;

#[test]
fn a_name_that_only_the_configuration_knows() {
    let config = "docs/.vitepress/config.ts = export default { locales: { root: { lang: 'en-US' }, brazil: { lang: 'pt-BR' } } }";
    let files = [config, "docs/a.md", "docs/brazil/a.md"];
    assert_eq!(
        paired(&files),
        ["a.md: en-US=docs/a.md pt-BR=docs/brazil/a.md"]
    );
}

#[test]
fn the_source_of_the_configuration_goes_before_english() {
    let config = "mkdocs.yml = plugins:\n  - i18n:\n      languages:\n        - {locale: fr, default: true}\n        - {locale: en}\nx: !!python/name:a.b\n";
    let files = [
        config,
        "docs/index.md",
        "docs/a.md",
        "docs/index.en.md",
        "docs/a.en.md",
    ];
    assert_eq!(source(&files).as_deref(), Some("fr"));
    assert_eq!(paired(&files).len(), 2);
}

#[test]
fn hugo_with_folders_of_other_names() {
    let config = "hugo.toml = defaultContentLanguage = 'en'\n[languages.en]\ncontentDir = 'content'\n[languages.zh]\ncontentDir = 'content/chinese'";
    let files = [
        config,
        "content/a.md",
        "content/chinese/a.md",
        "content/b.md",
    ];
    let (source, articles) = read(&files);
    assert_eq!(source.as_deref(), Some("en"));
    assert_eq!(
        articles,
        [
            "a.md: en=content/a.md zh=content/chinese/a.md",
            "b.md: en=content/b.md"
        ]
    );
}

#[test]
fn a_page_that_only_a_configured_locale_has_is_read() {
    let config = "hugo.toml = defaultContentLanguage = 'en'\n[languages.en]\n[languages.pl]\n";
    let files = [config, "content/a.md", "content/a.pl.md", "content/z.pl.md"];
    assert_eq!(read(&files).1[1], "z.md: pl=content/z.pl.md");
    let files = [config, "content/a.md", "content/z.pl.md"];
    assert_eq!(paired(&files).len(), 0);
}

#[test]
fn crowdin_says_where_translations_are() {
    let config = "crowdin.yml = files:\n  - source: /docs/**/*.md\n    translation: /site/tr/%locale%/pages/**/%original_file_name%\n";
    let files = [
        config,
        "docs/x/a.md",
        "site/tr/fr-FR/pages/x/a.md",
        "site/b.md",
    ];
    assert_eq!(
        paired(&files),
        ["x/a.md: en=docs/x/a.md fr-FR=site/tr/fr-FR/pages/x/a.md"]
    );
}

#[test]
fn po4a_says_where_translations_are() {
    let config = "po4a.cfg = [po4a_langs] fr de\n[type: text] doc/a.md $lang:out/$lang/a.md\n";
    assert_eq!(
        paired(&[config, "doc/a.md", "out/fr/a.md"]),
        ["a.md: en=doc/a.md fr=out/fr/a.md"]
    );
}

#[test]
fn lunaria_says_where_translations_are() {
    let config = r#"lunaria.config.json = {"sourceLocale": "de", "locales": [{"lang": "en"}], "files": [{"pattern": {"source": "src/@path", "locales": "tr/@lang/@path"}}]}"#;
    let files = [config, "src/a.md", "tr/en/a.md"];
    assert_eq!(source(&files).as_deref(), Some("de"));
    assert_eq!(paired(&files), ["a.md: de=src/a.md en=tr/en/a.md"]);
}

#[test]
fn gitbook_mintlify_and_jekyll_name_their_locales() {
    let langs = "LANGS.md = * [English](en/)\n* [Latine](la/)\n";
    assert_eq!(
        paired(&[langs, "en/a.md", "la/a.md"]),
        ["a.md: en=en/a.md la=la/a.md"]
    );
    let docs =
        r#"docs.json = {"navigation": {"languages": [{"language": "en"}, {"language": "is"}]}}"#;
    assert_eq!(paired(&[docs, "index.md", "is/index.md"]).len(), 1);
    let config =
        "_config.yml = plugins: [jekyll-polyglot]\nlanguages: [\"en\", \"is\"]\ndefault_lang: en\n";
    assert_eq!(paired(&[config, "about.md", "is/about.md"]).len(), 1);
}

#[test]
fn the_generator_of_each_root_is_told() {
    let files = [
        "a/mkdocs.yml = site_name: x",
        "a/docs/en/x.md",
        "a/docs/fr/x.md",
        "b/en/x.md",
        "b/fr/x.md",
    ];
    let folder = tree(&files);
    let (layout, _) = run(folder.path());
    let generators: Vec<_> = layout
        .corpus
        .articles
        .iter()
        .map(|a| layout.corpus.generator(a, 0))
        .collect();
    assert_eq!(generators, [Some(Generator::MkDocs), None]);
}

#[test]
fn configuration_that_is_broken_is_no_obstacle() {
    let files = [
        "mkdocs.yml = a: [",
        "hugo.toml = [[[",
        "docs.json = {",
        "astro.config.mjs = export default {{{",
        "_config.yml = \t-",
        "crowdin.yml = files: 3",
        "en/a.md",
        "fr/a.md",
    ];
    assert_eq!(paired(&files).len(), 1);
}
