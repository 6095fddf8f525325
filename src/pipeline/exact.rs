//! Originals from git: beside the files on disk, an article gets the very version each translation was made from.
//!
//! Such a version takes part in the alignment like any other. Its translations are of its generation, so that they
//! are walked in step; versions of the original of different age are aligned by their text.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;

use super::{Loaded, Settings};
use crate::model::{Version, Warning, WarningKind};
use crate::read::git::{Found, SourceRepositories, Wanted};
use crate::read::{self, hash};
use crate::segment;

/// Where originals come from that are not on disk, and which of them are exported.
#[derive(Debug, Clone)]
pub struct GitSettings {
    /// Clones that hold the originals.
    pub repositories: Arc<SourceRepositories>,
    /// Which version of the original stands in the pairs.
    pub version: SourceVersion,
}

/// Which version of the original stands in the pairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SourceVersion {
    /// The one the translation was made from.
    #[default]
    Exact,
    /// The file on disk, or what the repository's HEAD has where there is none.
    Current,
}

/// What became of the translations' source versions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ExactCounts {
    /// Read, and verified by its hash.
    pub verified: u64,
    /// Read, with no hash to verify it by.
    pub unverified: u64,
    /// Of those, found at another path than the translation's.
    pub renamed: u64,
    /// The translation names no commit.
    pub unnamed: u64,
    /// Not to be had, by reason.
    pub missing: BTreeMap<&'static str, u64>,
    /// Earlier versions of translations that were read.
    pub past: u64,
    /// Of those, without the version of the original they were made from, so without pairs.
    pub past_missing: u64,
}

impl ExactCounts {
    /// Adds what was counted elsewhere.
    pub fn add(&mut self, other: &Self) {
        self.verified += other.verified;
        self.unverified += other.unverified;
        self.renamed += other.renamed;
        self.unnamed += other.unnamed;
        self.past += other.past;
        self.past_missing += other.past_missing;
        for (reason, count) in &other.missing {
            *self.missing.entry(reason).or_default() += count;
        }
    }
}

impl Loaded {
    /// Adds the versions that git has. `current` leaves out those that are on disk anyway.
    pub(super) fn add_exact(&mut self, settings: &Settings, warnings: &mut Vec<Warning>) {
        let Some(git) = &settings.git else { return };
        let current = git.version == SourceVersion::Current;
        let on_disk = (0..self.files).find(|&v| self.originals[v]);
        for version in 0..self.files {
            let is_on_disk = || on_disk.is_some_and(|o| self.same_generation(o, version));
            if !(self.originals[version] || current && is_on_disk()) {
                self.find_exact(version, settings, warnings);
            }
        }
        if current
            && on_disk.is_none()
            && let Some(found) = git.repositories.head(&self.document)
        {
            let name = hash::own_hash(&found.text);
            self.head = Some(self.original(found, name, settings, warnings));
        }
    }

    /// Finds the version that a translation was made from.
    pub(super) fn find_exact(
        &mut self,
        version: usize,
        settings: &Settings,
        warnings: &mut Vec<Warning>,
    ) {
        let Some(git) = &settings.git else { return };
        let provenance = &self.versions[version].source.provenance;
        let Some(commit) = provenance.source_commit.as_deref() else {
            self.counts.unnamed += 1;
            return;
        };
        let wanted = Wanted {
            document: &self.document,
            commit,
            hash: provenance.source_hash.as_deref(),
        };
        let found = match git.repositories.find(wanted) {
            Ok(found) => found,
            Err(missing) => {
                *self.counts.missing.entry(missing.as_str()).or_default() += 1;
                warnings.push(self.warning(version, &missing.to_string()));
                return;
            }
        };
        self.counts.verified += u64::from(found.verified);
        self.counts.unverified += u64::from(!found.verified);
        self.counts.renamed += u64::from(found.renamed);
        let name = self.name_of(version, &found);
        let original = self.original(found, name, settings, warnings);
        self.generations[version] = self.generations[original].clone();
        self.exact[version] = Some(original);
    }

    /// The version of a blob, added if it is not there yet: several translations are made from one.
    fn original(
        &mut self,
        found: Found,
        name: String,
        settings: &Settings,
        warnings: &mut Vec<Warning>,
    ) -> usize {
        let blob = (found.repository, found.id.clone());
        if let Some(known) = self.blobs.get(&blob) {
            return *known;
        }
        let version = self.add_original(found, name, settings, warnings);
        self.blobs.insert(blob, version);
        version
    }

    /// What names the generation of an original that a version was made from.
    fn name_of(&self, version: usize, found: &Found) -> String {
        if let (true, Some(name)) = (found.verified, &self.generations[version]) {
            return name.clone();
        }
        let name = hash::own_hash(&found.text);
        let mut on_disk = (0..self.files).filter(|&v| self.originals[v]);
        let same = on_disk.find(|&v| hash::own_hash(&self.versions[v].source.text) == name);
        same.and_then(|v| self.generations[v].clone())
            .unwrap_or(name)
    }

    fn add_original(
        &mut self,
        found: Found,
        name: String,
        settings: &Settings,
        warnings: &mut Vec<Warning>,
    ) -> usize {
        let path = PathBuf::from(format!("{}:{}", found.blob.commit, found.blob.path));
        let (mut source, mut more) = read::parse(path, found.text, &settings.read);
        source.own_hash = Some(name.clone());
        source.blob = Some(found.blob);
        let (document, found) = segment::segment(&source, &settings.segment);
        more.extend(found);
        // What is wrong with an old version of the original can be mended by nobody: only what costs text is told.
        warnings.extend(more.into_iter().filter(|w| w.kind == WarningKind::LeftOut));
        self.versions.push(Version {
            locale: settings.source.clone(),
            source,
            document,
        });
        self.originals.push(true);
        self.generations.push(Some(name));
        self.exact.push(None);
        self.versions.len() - 1
    }

    fn warning(&self, version: usize, reason: &str) -> Warning {
        let source = &self.versions[version].source;
        let commit = source.provenance.source_commit.as_deref();
        let names = |value: &str| commit.is_some_and(|c| value.eq_ignore_ascii_case(c));
        let mut entries = source.front_matter.entries.iter();
        Warning {
            path: source.path.clone(),
            line: entries.find(|e| names(&e.value)).map_or(0, |e| e.line),
            kind: WarningKind::Provenance,
            message: format!("{reason}; paired with the original on disk, if there is one"),
        }
    }

    /// The pairs of versions that settings ask for, with the version of the original that is asked for.
    #[must_use]
    pub fn pairs(&self, settings: &Settings) -> Vec<(usize, usize)> {
        let mut versions: Vec<usize> = (0..self.files).collect();
        let is_source = |&v: &usize| self.versions[v].locale == settings.source;
        if !versions.iter().any(is_source) && self.past_from > self.files {
            versions.insert(0, self.files);
        }
        let locales: Vec<_> = versions.iter().map(|&v| &self.versions[v].locale).collect();
        let pairs = settings.pairs.pairs(&locales, &settings.source);
        let original = |version: usize, of: usize| match is_source(&version) {
            true => self.original_of(of, version, settings),
            false => Some(version),
        };
        let pair = |(a, b): (usize, usize)| {
            let (a, b) = (versions[a], versions[b]);
            original(a, b).zip(original(b, a))
        };
        pairs.into_iter().filter_map(pair).collect()
    }

    /// The original that stands in the pairs of a version; `usual` is the one on disk, if it is. What another
    /// translation was made from is none: nobody saw both texts.
    fn original_of(&self, version: usize, usual: usize, settings: &Settings) -> Option<usize> {
        let exact = self.exact[version];
        let on_disk = (usual < self.files).then_some(usual);
        match settings.git.as_ref().map(|g| g.version) {
            Some(SourceVersion::Exact) => exact.or(on_disk),
            _ => on_disk.or(self.head).or(exact),
        }
    }
}
