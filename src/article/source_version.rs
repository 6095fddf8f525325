//! Originals from git: the exact version that each translation was made from, and the one at HEAD.
//!
//! Such a version takes part in the alignment like a file on disk. Its translations belong to its generation, so
//! they are aligned with it step by step. Versions of the original that differ in age are aligned by their text.

use super::load::Loader;
use super::settings::SourceVersion;
use super::source_version_counts::SourceVersionCounts;
use crate::model::{ArticleVersion, Origin, Role, VersionId, Warning, WarningKind};
use crate::read::git::{Found, Missing, Wanted};
use crate::read::hash;

/// What git has of the version that a translation was made from.
enum Lookup {
    /// The translation names no commit.
    Unnamed,
    Missing(Missing),
    Found(Found),
}

impl SourceVersionCounts {
    fn count(&mut self, lookup: &Lookup) {
        match lookup {
            Lookup::Unnamed => self.unnamed += 1,
            Lookup::Missing(missing) => {
                *self.missing.entry(missing.as_str().into()).or_default() += 1
            }
            Lookup::Found(found) => {
                self.verified += u64::from(found.verified);
                self.unverified += u64::from(!found.verified);
                self.renamed += u64::from(found.renamed);
            }
        }
    }
}

impl Loader<'_> {
    /// Adds the originals that git has. With `Current`, versions that are on disk anyway are not searched for.
    pub fn add_source_versions(&mut self) {
        let Some(git) = &self.settings.git else {
            return;
        };
        let is_current = git.version == SourceVersion::Current;
        let on_disk = self.article.original_on_disk();
        for index in 0..self.article.versions.len() {
            let version = &self.article.versions[index];
            let is_on_disk =
                on_disk.is_some_and(|o| self.article.version(o).same_revision(version));
            if !(version.is_original() || is_current && is_on_disk) {
                self.add_source_of_file(VersionId::new(index));
            }
        }
        if is_current
            && on_disk.is_none()
            && let Some(found) = git.repositories.head(&self.article.source_path)
        {
            let revision = hash::own_hash(&found.text);
            let head = self.add_original(found, revision, Origin::Head);
            self.version_mut(head).origin = Origin::Head;
        }
    }

    /// Adds the original that a file was made from, counts it, and warns if it is missing.
    fn add_source_of_file(&mut self, id: VersionId) {
        let lookup = self.look_up(id);
        self.article.source_counts.count(&lookup);
        match lookup {
            Lookup::Unnamed => {}
            Lookup::Missing(missing) => self.warnings.push(self.missing(id, &missing)),
            Lookup::Found(found) => self.add_source(id, found, Origin::SourceOf),
        }
    }

    /// Adds the original that an earlier version of a translation was made from. Returns whether git has it.
    pub fn add_source_of_history(&mut self, id: VersionId) -> bool {
        let lookup = self.look_up(id);
        if let Lookup::Found(found) = lookup {
            self.add_source(id, found, Origin::History);
            return true;
        }
        false
    }

    /// Searches the repositories for the version that a translation was made from.
    fn look_up(&self, id: VersionId) -> Lookup {
        let provenance = &self.article.version(id).source.provenance;
        let git = self.settings.git.as_ref();
        let Some((git, commit)) = git.zip(provenance.source_commit.as_deref()) else {
            return Lookup::Unnamed;
        };
        let wanted = Wanted {
            document: &self.article.source_path,
            commit,
            hash: provenance.source_hash.as_deref(),
        };
        match git.repositories.find(wanted) {
            Ok(found) => Lookup::Found(found),
            Err(missing) => Lookup::Missing(missing),
        }
    }

    fn add_source(&mut self, translation: VersionId, found: Found, origin: Origin) {
        let revision = self.revision_of(translation, &found);
        let original = self.add_original(found, revision, origin);
        let revision = self.article.version(original).source_revision.clone();
        let version = self.version_mut(translation);
        version.source_revision = revision;
        version.made_from = Some(original);
    }

    /// The name of an original's revision: the one its translation has, or the one of an equal original on disk.
    fn revision_of(&self, translation: VersionId, found: &Found) -> String {
        let named = &self.article.version(translation).source_revision;
        if let (true, Some(name)) = (found.verified, named) {
            return name.clone();
        }
        let name = hash::own_hash(&found.text);
        let mut originals = self.article.on_disk().filter(|(_, v)| v.is_original());
        let same = originals.find(|(_, v)| hash::own_hash(&v.source.text) == name);
        same.and_then(|(_, v)| v.source_revision.clone())
            .unwrap_or(name)
    }

    /// The id of an original from git, which is added if it is new.
    fn add_original(&mut self, found: Found, revision: String, origin: Origin) -> VersionId {
        let blob = (found.repository, found.id);
        if let Some(known) = self.originals.get(&blob) {
            return *known;
        }
        let (mut source, document, warnings) = self.parse_blob(&found.blob, found.text);
        source.own_hash = Some(revision.clone());
        if origin != Origin::History {
            // Nobody can fix an old version, so only warnings about lost text are useful.
            let lost = warnings.into_iter();
            let lost = lost.filter(|w| w.kind == WarningKind::LeftOut);
            self.warnings.extend(lost);
        }
        let locale = self.settings.source.clone();
        let id = self.add(ArticleVersion {
            origin,
            source_revision: Some(revision),
            ..ArticleVersion::new(locale, source, document, Role::Original)
        });
        self.originals.insert(blob, id);
        id
    }

    /// A warning about a source version that git does not have.
    fn missing(&self, id: VersionId, missing: &Missing) -> Warning {
        let source = &self.article.version(id).source;
        let commit = source.provenance.source_commit.as_deref();
        let names = |value: &str| commit.is_some_and(|c| value.eq_ignore_ascii_case(c));
        let mut entries = source.front_matter.entries.iter();
        Warning {
            path: source.path.clone(),
            line: entries.find(|e| names(&e.value)).map_or(0, |e| e.line),
            kind: WarningKind::Provenance,
            message: format!("{missing}; paired with the original on disk, if there is one"),
        }
    }
}
