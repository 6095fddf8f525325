//! Earlier versions of the translations, read from the repository that the localized files are in.

use std::path::PathBuf;
use std::sync::Arc;

use super::load::Loader;
use crate::model::{Article, ArticleVersion, Corpus, Locale, Origin, Role};
use crate::read::git::{FileHistory, PastFile};

/// The git histories of a corpus's files: one for each root of each locale, `None` outside a work tree.
#[derive(Debug, Clone)]
pub struct FileHistories(Arc<Vec<Vec<Option<FileHistory>>>>);

impl FileHistories {
    /// The histories of all folders of a corpus that are in a git work tree.
    #[must_use]
    pub fn of(corpus: &Corpus) -> Self {
        let folders: Vec<PathBuf> = corpus.roots.iter().flatten().cloned().collect();
        let mut found = FileHistory::of(&folders).into_iter();
        let of_locale = |roots: &Vec<PathBuf>| found.by_ref().take(roots.len()).collect();
        Self(Arc::new(corpus.roots.iter().map(of_locale).collect()))
    }

    /// Whether no folder is in a git work tree.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().flatten().all(Option::is_none)
    }

    fn past(&self, (locale, root): (u16, u16), document: &str, now: &str) -> Vec<PastFile> {
        let history = self.0[usize::from(locale)][usize::from(root)].as_ref();
        history.map_or_else(Vec::new, |history| history.past(document, now))
    }
}

impl Loader<'_> {
    /// Adds the earlier versions of the translations. `places` are the locale and root of each file on disk.
    pub fn add_history(&mut self, places: &[(u16, u16)], article: &Article) {
        let Some(histories) = &self.settings.history else {
            return;
        };
        for (file, &place) in places.iter().enumerate() {
            let version = &self.article.versions[file];
            if version.is_original() {
                continue;
            }
            let locale = version.locale.clone();
            let on_disk = article.versions.iter().position(|v| *v == place);
            let path = on_disk.map_or(&*article.document, |v| article.path(v));
            let past = histories.past(place, path, &version.source.text);
            for past in past {
                self.add_past_file(past, locale.clone());
            }
        }
    }

    fn add_past_file(&mut self, past: PastFile, locale: Locale) {
        // Nobody can fix an earlier version, so its warnings are dropped; a missing original is counted.
        let (source, document, _) = self.parse_blob(&past.blob, past.text);
        let claimed = source.provenance.translation_type;
        let id = self.add(ArticleVersion {
            origin: Origin::History,
            source_revision: source.provenance.source_hash.clone(),
            ..ArticleVersion::new(
                locale,
                source,
                document,
                Role::Translation(claimed.unwrap_or_default()),
            )
        });
        let has_source = self.add_source_of_history(id);
        let counts = &mut self.article.source_counts;
        counts.past += 1;
        counts.past_missing += u64::from(!has_source);
    }
}
