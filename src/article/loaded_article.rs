//! An article in memory: the list of its versions, and what is asked about them.

use crate::align::{AlignSettings, Decided, Input, Lexicon, Prepared, Spine};
use crate::model::{ArticleVersion, Document, Origin, VersionId};

use super::settings::{ArticleSettings, SourceVersion};
use super::source_version_counts::SourceVersionCounts;

/// An article with the text of all its versions that could be read.
#[derive(Debug, Default)]
pub struct LoadedArticle {
    /// Path below the locale folder.
    pub document: Box<str>,
    /// Path of the original below the folder of its locale.
    pub source_path: Box<str>,
    /// The versions: first the files on disk in the order of the locale list, then what was read from git.
    pub versions: Vec<ArticleVersion>,
    /// How many source versions were found in git and how many were not.
    pub source_counts: SourceVersionCounts,
    /// What reviewers have decided about units of the versions.
    pub decided: Vec<Decided>,
}

impl LoadedArticle {
    /// The version with an id.
    #[must_use]
    pub fn version(&self, id: VersionId) -> &ArticleVersion {
        &self.versions[id.index()]
    }

    /// All versions with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (VersionId, &ArticleVersion)> {
        let versions = self.versions.iter().enumerate();
        versions.map(|(index, version)| (VersionId::new(index), version))
    }

    /// The files on disk.
    pub fn on_disk(&self) -> impl Iterator<Item = (VersionId, &ArticleVersion)> {
        self.iter().filter(|(_, version)| version.is_on_disk())
    }

    /// The translations on disk.
    pub fn translations(&self) -> impl Iterator<Item = (VersionId, &ArticleVersion)> {
        self.on_disk().filter(|(_, version)| !version.is_original())
    }

    /// The original on disk.
    pub(super) fn original_on_disk(&self) -> Option<VersionId> {
        let mut originals = self.on_disk().filter(|(_, version)| version.is_original());
        originals.next().map(|(id, _)| id)
    }

    /// Today's original: the file on disk, or the one at the repository's HEAD.
    #[must_use]
    pub fn today(&self) -> Option<VersionId> {
        let head = || self.iter().find(|(_, v)| v.origin == Origin::Head);
        self.original_on_disk().or_else(|| head().map(|(id, _)| id))
    }

    /// The original that a translation was made from: today's if it is the same text, or the version in git.
    #[must_use]
    pub fn original_of(&self, translation: VersionId) -> Option<VersionId> {
        let version = self.version(translation);
        let is_same = |&today: &VersionId| self.version(today).same_revision(version);
        self.today().filter(is_same).or(version.made_from)
    }

    /// The earlier versions of translations whose original is known: original and translation.
    pub fn history_pairs(&self) -> impl Iterator<Item = (VersionId, VersionId)> {
        let history = self.iter().filter(|(_, v)| v.origin == Origin::History);
        let translations = history.filter(|(_, version)| !version.is_original());
        translations.filter_map(|(id, version)| Some((version.made_from?, id)))
    }

    /// The pairs of versions that the settings ask for, with the version of the original that they ask for.
    #[must_use]
    pub fn pairs(&self, settings: &ArticleSettings) -> Vec<(VersionId, VersionId)> {
        let is_source = |id: VersionId| self.version(id).locale == settings.source;
        let mut versions: Vec<VersionId> = self.on_disk().map(|(id, _)| id).collect();
        if !versions.iter().any(|&id| is_source(id)) {
            let from_git = |v: &ArticleVersion| matches!(v.origin, Origin::SourceOf | Origin::Head);
            let original = self.iter().find(|(_, version)| from_git(version));
            versions.splice(..0, original.map(|(id, _)| id));
        }
        let locales: Vec<_> = versions.iter().map(|&v| &self.version(v).locale).collect();
        let pairs = settings.pair_policy.pairs(&locales, &settings.source);
        // An original is replaced by the version of it that fits the other side.
        let fitting = |id: VersionId, other: VersionId| {
            if is_source(id) {
                self.paired_original(other, id, settings)
            } else {
                Some(id)
            }
        };
        let pair = |(first, second): (usize, usize)| {
            let (first, second) = (versions[first], versions[second]);
            fitting(first, second).zip(fitting(second, first))
        };
        pairs.into_iter().filter_map(pair).collect()
    }

    /// The original to pair a version with. `usual` is the first original of the article. The original that another
    /// translation was made from is not used, because this translation's author never saw it.
    fn paired_original(
        &self,
        translation: VersionId,
        usual: VersionId,
        settings: &ArticleSettings,
    ) -> Option<VersionId> {
        let made_from = self.version(translation).made_from;
        let on_disk = Some(usual).filter(|&usual| self.version(usual).is_on_disk());
        match settings.source_version() {
            SourceVersion::Exact => made_from.or(on_disk),
            SourceVersion::Current => {
                let head = self.iter().find(|(_, v)| v.origin == Origin::Head);
                on_disk.or(head.map(|(id, _)| id)).or(made_from)
            }
        }
    }

    /// The versions, prepared for alignment.
    #[must_use]
    pub fn prepare(&self) -> Prepared<'_> {
        Prepared::new(self.inputs())
    }

    /// Aligns the versions. The spine has them in the order of the list.
    #[must_use]
    pub fn align(&self, lexicon: Option<&Lexicon>) -> Spine {
        let settings = AlignSettings::of(lexicon).deciding(&self.decided);
        self.prepare().align(settings)
    }

    /// The versions that help these pairs, prepared for alignment. Originals on disk that are in no pair count as
    /// empty, and so does everything from the history of the translations, which is aligned apart.
    #[must_use]
    pub fn prepare_for(&self, pairs: &[(VersionId, VersionId)]) -> Prepared<'_> {
        const EMPTY: &Document = &Document::EMPTY;
        let is_wanted = |(id, version): (VersionId, &ArticleVersion)| {
            let is_paired = || pairs.iter().any(|&(a, b)| a == id || b == id);
            match version.origin {
                Origin::History => false,
                Origin::Disk => !version.is_original() || is_paired(),
                Origin::SourceOf | Origin::Head => true,
            }
        };
        let mut inputs = self.inputs();
        for (version, aligned) in self.iter().zip(&mut inputs) {
            if !is_wanted(version) {
                (aligned.document, aligned.source_hash) = (EMPTY, None);
            }
        }
        Prepared::new(inputs)
    }

    /// The versions as the aligner takes them, in the order of the list.
    #[must_use]
    pub fn inputs(&self) -> Vec<Input<'_>> {
        self.versions.iter().map(input).collect()
    }
}

fn input(version: &ArticleVersion) -> Input<'_> {
    Input {
        document: &version.document,
        locale: &version.locale,
        source_hash: version.source_revision.as_deref(),
        original: version.is_original(),
    }
}
