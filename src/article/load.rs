//! Loads an article: reads and segments the files on disk, then what git has.

use std::path::PathBuf;

use rustc_hash::FxHashMap;

use super::loaded_article::LoadedArticle;
use super::settings::ArticleSettings;
use crate::model::{
    Article, ArticleVersion, Corpus, Document, Generator, Locale, Matched, Role, Source, VersionId,
    Warning, WarningKind,
};
use crate::read::{self, hash};
use crate::segment;

/// An article while its versions are loaded.
pub(super) struct Loader<'a> {
    pub settings: &'a ArticleSettings,
    pub article: LoadedArticle,
    pub warnings: Vec<Warning>,
    /// The originals from git by repository and blob id, because several translations can be made from one.
    pub originals: FxHashMap<(usize, String), VersionId>,
    /// The program that makes the article's site; texts from git are of the same site.
    generator: Option<Generator>,
}

impl LoadedArticle {
    /// Reads and segments all versions of an article. Versions that cannot be read are left out with a warning.
    #[must_use]
    pub fn read(
        corpus: &Corpus,
        article: &Article,
        settings: &ArticleSettings,
    ) -> (Self, Vec<Warning>) {
        Loader::new(settings).load(corpus, article)
    }

    /// Segments the versions of an article that are in memory. The path only names a text in warnings.
    #[must_use]
    pub fn of_texts(
        document: &str,
        texts: impl IntoIterator<Item = (PathBuf, Locale, String, Option<String>)>,
        settings: &ArticleSettings,
    ) -> (Self, Vec<Warning>) {
        let mut loader = Loader::new(settings);
        loader.article.document = document.into();
        loader.article.source_path = document.into();
        for (path, locale, text, source_version) in texts {
            let (mut source, found) = read::parse(path, text, &settings.read);
            loader.warnings.extend(found);
            if source_version.is_some() {
                source.provenance.source_hash = source_version;
            }
            loader.add_file(source, locale);
        }
        loader.name_revisions();
        (loader.article, loader.warnings)
    }

    /// An article none of whose files could be read.
    #[must_use]
    pub fn without_files(corpus: &Corpus, article: &Article, settings: &ArticleSettings) -> Self {
        let source_path = corpus.source_path(article, &settings.source);
        Self {
            document: article.document.clone(),
            source_path: source_path.into(),
            ..Self::default()
        }
    }
}

impl<'a> Loader<'a> {
    pub fn new(settings: &'a ArticleSettings) -> Self {
        Self {
            settings,
            article: LoadedArticle::default(),
            warnings: Vec::new(),
            originals: FxHashMap::default(),
            generator: None,
        }
    }

    /// Loads all versions of an article.
    pub fn load(mut self, corpus: &Corpus, article: &Article) -> (LoadedArticle, Vec<Warning>) {
        self.article = LoadedArticle::without_files(corpus, article, self.settings);
        let places = self.add_files(corpus, article);
        self.name_revisions();
        self.add_source_versions();
        self.add_history(&places, article);
        let skipped = self.article.find_decided(self.settings);
        self.warnings.extend(skipped);
        (self.article, self.warnings)
    }

    /// Adds a version and returns its id.
    pub fn add(&mut self, version: ArticleVersion) -> VersionId {
        self.article.versions.push(version);
        VersionId::new(self.article.versions.len() - 1)
    }

    pub fn version_mut(&mut self, id: VersionId) -> &mut ArticleVersion {
        &mut self.article.versions[id.index()]
    }

    /// Adds the files on disk. Returns the locale and root of each file that could be read.
    fn add_files(&mut self, corpus: &Corpus, article: &Article) -> Vec<(u16, u16)> {
        let mut places = Vec::new();
        for (number, &place) in article.versions.iter().enumerate() {
            let locale = usize::from(place.0);
            match read::read(&corpus.path(article, locale), &self.settings.read) {
                Ok((mut source, found)) => {
                    source.generator = corpus.generator(article, locale);
                    self.generator = self.generator.or(source.generator);
                    places.push(place);
                    self.warnings.extend(found);
                    let version = self.add_file(source, corpus.locales[locale].clone());
                    self.version_mut(version).matched =
                        article
                            .match_probability(place.0)
                            .map(|probability| Matched {
                                path: article.path(number).to_owned(),
                                probability,
                            });
                }
                Err(error) => self.warnings.push(error.into()),
            }
        }
        places
    }

    fn add_file(&mut self, source: Source, locale: Locale) -> VersionId {
        self.warnings.extend(contradiction(&source, &locale));
        let (document, found) = segment::segment(&source, &self.settings.segment);
        self.warnings.extend(found);
        let role = match source.provenance.translation_type {
            None if locale == self.settings.source => Role::Original,
            claimed => Role::Translation(claimed.unwrap_or_default()),
        };
        self.add(ArticleVersion::new(locale, source, document, role))
    }

    /// Reads and segments the text of a file in a commit, named `commit:path` in warnings.
    pub fn parse_blob(
        &self,
        blob: &crate::model::Blob,
        text: String,
    ) -> (Source, Document, Vec<Warning>) {
        let path = PathBuf::from(format!("{}:{}", blob.commit, blob.path));
        let (mut source, mut warnings) = read::parse(path, text, &self.settings.read);
        source.blob = Some(blob.clone());
        source.generator = self.generator;
        let (document, found) = segment::segment(&source, &self.settings.segment);
        warnings.extend(found);
        (source, document, warnings)
    }

    /// Names the source revision of each version. An original is compared with the hashes that its translations
    /// name, whatever their algorithm, so that all translations of one text get one name.
    fn name_revisions(&mut self) {
        for version in &mut self.article.versions {
            let provenance = &version.source.provenance;
            let name = provenance.source_hash.as_ref();
            version.source_revision = name.or(provenance.source_commit.as_ref()).cloned();
        }
        for index in 0..self.article.versions.len() {
            if self.article.versions[index].is_original() {
                self.name_revision_of(index);
            }
        }
    }

    fn name_revision_of(&mut self, original: usize) {
        let versions = &mut self.article.versions;
        let text = &versions[original].source.text;
        let mut hashes: Vec<&str> = Vec::new();
        for version in versions.iter() {
            let named = version.source.provenance.source_hash.as_deref();
            hashes.extend(named.filter(|h| !hashes.contains(h)));
        }
        let matching = hash::matching(text, &hashes);
        let own = hashes.iter().zip(matching).filter(|(_, matches)| *matches);
        let own: Vec<String> = own.map(|(hash, _)| (*hash).to_owned()).collect();
        let first = own.first().cloned();
        let name = first.unwrap_or_else(|| hash::own_hash(text));
        let revisions = versions.iter_mut().map(|v| &mut v.source_revision);
        for revision in revisions.flatten() {
            if own.contains(revision) {
                revision.clone_from(&name);
            }
        }
        versions[original].source_revision = Some(name.clone());
        versions[original].source.own_hash = Some(name);
    }
}

/// A warning about a file that claims another locale than its folder's. `fr-FR` in a folder `fr` does not
/// contradict it.
fn contradiction(source: &Source, folder: &Locale) -> Option<Warning> {
    let claimed = source.provenance.locale.as_ref()?;
    let rest = claimed.as_str().strip_prefix(folder.as_str());
    if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-')) {
        return None;
    }
    let mut entries = source.front_matter.entries.iter();
    let entry = entries.find(|e| Locale::parse(&e.value).as_ref() == Ok(claimed));
    Some(Warning {
        path: source.path.clone(),
        line: entry.map_or(0, |e| e.line),
        kind: WarningKind::Provenance,
        message: format!(
            "says it is {claimed} but lies in the folder of {folder}; taken as {folder}"
        ),
    })
}
