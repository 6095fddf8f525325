use std::fs;
use std::path::Path;

use super::{Layout, LayoutError, LayoutSettings, Pattern, Place, Selection, find};
use crate::model::{Generator, Locale, Warning, WarningKind};

fn locale(tag: &str) -> Locale {
    Locale::parse(tag).unwrap()
}

/// A tree with a file for each path; a path may be followed by ` = ` and its text.
fn tree(files: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in files {
        let (path, text) = file.split_once(" = ").unwrap_or((file, "text"));
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn run_with(folder: &Path, settings: &LayoutSettings) -> (Layout, Vec<Warning>) {
    find(&Place::Folder(folder.to_owned()), settings).unwrap()
}

fn run(folder: &Path) -> (Layout, Vec<Warning>) {
    run_with(folder, &LayoutSettings::default())
}

/// Each article as `document: locale=path …`, with paths below the folder.
fn articles(folder: &Path, layout: &Layout) -> Vec<String> {
    let corpus = &layout.corpus;
    let of = |article: &crate::model::Article| {
        let mut line = format!("{}:", article.document);
        for &(locale, _) in &article.versions {
            let path = corpus.path(article, usize::from(locale));
            let path = path
                .strip_prefix(folder)
                .unwrap_or(&path)
                .display()
                .to_string();
            line.push_str(&format!(" {}={path}", corpus.locales[usize::from(locale)]));
        }
        line
    };
    corpus.articles.iter().map(of).collect()
}

/// What a tree is read as: its source, then its articles.
fn read(files: &[&str]) -> (Option<String>, Vec<String>) {
    let folder = tree(files);
    let (layout, _) = run(folder.path());
    let source = layout.source.as_ref().map(Locale::to_string);
    (source, articles(folder.path(), &layout))
}

/// The articles of a tree that are there in two locales.
fn paired(files: &[&str]) -> Vec<String> {
    let (_, mut articles) = read(files);
    articles.retain(|a| a.matches('=').count() > 1);
    articles
}

fn source(files: &[&str]) -> Option<String> {
    read(files).0
}

fn tags(layout: &Layout) -> Vec<&str> {
    layout.corpus.locales.iter().map(Locale::as_str).collect()
}

mod families {
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
        let config = "docusaurus.config.js = module.exports = { presets: [['x', { docs: { path: here() } }]] }";
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
}

mod configuration {
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
        let docs = r#"docs.json = {"navigation": {"languages": [{"language": "en"}, {"language": "is"}]}}"#;
        assert_eq!(paired(&[docs, "index.md", "is/index.md"]).len(), 1);
        let config = "_config.yml = plugins: [jekyll-polyglot]\nlanguages: [\"en\", \"is\"]\ndefault_lang: en\n";
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
}

mod no_wrong_guess {
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
        let text =
            "This page tells you which taxes there are in the country and who has to pay them.";
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
}

mod source_and_locales {
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
}

mod what_is_read {
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
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    fn names(warnings: &[Warning]) -> Vec<String> {
        let name = |w: &Warning| w.path.file_name().unwrap().to_string_lossy().into_owned();
        warnings.iter().map(name).collect()
    }

    #[test]
    fn a_loop_of_links_is_left_out_and_the_rest_found() {
        let folder = tree(&["fr/a.md", "en/a.md"]);
        let at = folder.path();
        symlink(at.join("fr"), at.join("fr/again")).unwrap();
        symlink("nowhere.png", at.join("fr/x.png")).unwrap();
        symlink("nowhere.md", at.join("fr/x.md")).unwrap();
        let (layout, warnings) = run(at);
        assert_eq!(layout.corpus.articles.len(), 1);
        assert_eq!(names(&warnings), ["again", "x.md"]);
    }

    #[test]
    fn a_link_that_leaves_the_corpus_needs_an_option() {
        let outside = tree(&["fr/b.md", "c.md"]);
        let folder = tree(&["en/b.md", "en/c.md", "fr/x.md"]);
        symlink(outside.path().join("fr"), folder.path().join("fr/sub")).unwrap();
        symlink(outside.path().join("c.md"), folder.path().join("fr/c.md")).unwrap();
        let (layout, warnings) = run(folder.path());
        assert_eq!(layout.files(), [2, 1]);
        assert_eq!(names(&warnings), ["c.md", "sub"]);
        assert!(
            warnings[0].message.contains("--follow-links"),
            "{warnings:?}"
        );
        let settings = LayoutSettings {
            follow_links: true,
            ..LayoutSettings::default()
        };
        let (layout, warnings) = run_with(folder.path(), &settings);
        assert_eq!((layout.files(), warnings), (vec![2, 3], vec![]));
    }

    #[test]
    fn a_link_inside_the_corpus_is_followed_once() {
        let folder = tree(&["en/a.md", "fr/b.md", "shared/a.md"]);
        symlink(
            folder.path().join("shared/a.md"),
            folder.path().join("fr/a.md"),
        )
        .unwrap();
        let (layout, warnings) = run(folder.path());
        assert_eq!((layout.paired(), warnings), (1, vec![]));
    }

    #[test]
    fn many_ways_through_links_cost_nothing() {
        // Each folder has two links to the next one: 2^18 paths to the last.
        let folder = tree(&["en/a.md", "fr/a.md"]);
        let mut at = folder.path().join("fr");
        for _ in 0..18 {
            let next = at.join("n");
            fs::create_dir(&next).unwrap();
            symlink("n", at.join("x")).unwrap();
            symlink("n", at.join("y")).unwrap();
            at = next;
        }
        fs::write(at.join("z.md"), "text").unwrap();
        let (layout, _) = run(folder.path());
        assert!(layout.markdown < 50, "{}", layout.markdown);
    }

    #[test]
    fn what_is_no_regular_file_is_left_out_with_a_warning() {
        let folder = tree(&["en/a.md", "fr/a.md"]);
        let _socket =
            std::os::unix::net::UnixListener::bind(folder.path().join("fr/s.md")).unwrap();
        symlink("/dev/null", folder.path().join("fr/null.md")).unwrap();
        let settings = LayoutSettings {
            follow_links: true,
            ..LayoutSettings::default()
        };
        let (layout, warnings) = run_with(folder.path(), &settings);
        assert_eq!(layout.corpus.articles.len(), 1);
        assert_eq!(names(&warnings), ["null.md", "s.md"]);
    }
}

mod roots {
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
}
