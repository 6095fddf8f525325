//! Earlier versions of the translations, read from the repository that the localized files are in.

use super::load::Loader;
use crate::model::{Article, ArticleVersion, Locale, Origin, Role};
use crate::read::git::PastFile;

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
