//! Earlier versions of the translations: pairs that today's files hold no more.
//!
//! Each is aligned with the very version of the original it names, apart from the article's spine: what an earlier
//! version says more than the later ones do are new pairs, and what it says again is left out.

use std::path::PathBuf;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::exact::ExactCounts;
use super::records::Sides;
use super::tally::Tally;
use super::{Learned, Loaded, Settings};
use crate::align::{AlignSettings, Match, Prepared};
use crate::export::Batch;
use crate::model::{Corpus, Locale, Version};
use crate::read;
use crate::read::git::{FileHistory, PastFile};
use crate::segment;

/// Where the earlier versions of a corpus' files are found: for each locale and root of it.
#[derive(Debug, Clone)]
pub struct Histories(Arc<Vec<Vec<Option<FileHistory>>>>);

impl Histories {
    /// Of all folders of a corpus that lie in a git work tree.
    #[must_use]
    pub fn of(corpus: &Corpus) -> Self {
        let folders: Vec<PathBuf> = corpus.roots.iter().flatten().cloned().collect();
        let mut found = FileHistory::of(&folders).into_iter();
        let of_locale = |roots: &Vec<PathBuf>| found.by_ref().take(roots.len()).collect();
        Self(Arc::new(corpus.roots.iter().map(of_locale).collect()))
    }

    /// Whether there is any.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().flatten().all(Option::is_none)
    }

    fn past(&self, (locale, root): (u16, u16), document: &str, now: &str) -> Vec<PastFile> {
        let history = self.0[usize::from(locale)][usize::from(root)].as_ref();
        history.map_or_else(Vec::new, |history| history.past(document, now))
    }
}

impl Loaded {
    /// Adds the earlier versions of the translations whose originals can be had. `places` are the locale and root of
    /// each file.
    pub(super) fn add_past(&mut self, places: &[(u16, u16)], settings: &Settings) {
        let Some(histories) = &settings.history else {
            return;
        };
        for (file, &place) in places.iter().enumerate() {
            if self.originals[file] {
                continue;
            }
            let now = &self.versions[file].source.text;
            for past in histories.past(place, &self.document, now) {
                let locale = self.versions[file].locale.clone();
                self.add_past_file(past, locale, settings);
            }
        }
    }

    fn add_past_file(&mut self, past: PastFile, locale: Locale, settings: &Settings) {
        let path = PathBuf::from(format!("{}:{}", past.blob.commit, past.blob.path));
        // Nobody can mend an earlier version, so nobody is warned; what is missing is counted.
        let (mut source, _) = read::parse(path, past.text, &settings.read);
        source.blob = Some(past.blob);
        let hash = source.provenance.source_hash.clone();
        let (document, _) = segment::segment(&source, &settings.segment);
        let version = self.versions.len();
        self.versions.push(Version {
            locale,
            source,
            document,
        });
        self.originals.push(false);
        self.generations.push(hash);
        self.exact.push(None);
        // What became of the source versions is counted for today's files only.
        let counts = std::mem::take(&mut self.counts);
        self.find_exact(version, settings, &mut Vec::new());
        self.counts = ExactCounts {
            past: counts.past + 1,
            past_missing: counts.past_missing + u64::from(self.exact[version].is_none()),
            ..counts
        };
    }

    /// The earlier versions that have an original, each with it.
    fn past_pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        let past = (self.past_from..self.versions.len()).filter(|&v| !self.originals[v]);
        past.filter_map(|v| Some((self.exact[v]?, v)))
    }
}

/// What pairs of an article were seen, and how many, by the locale of the translation.
#[derive(Default)]
pub(super) struct Seen<'a> {
    texts: FxHashSet<(&'a Locale, String, String)>,
    next: FxHashMap<&'a Locale, u32>,
}

impl<'a> Seen<'a> {
    /// Takes note of pairs, and says which of them are new.
    pub fn note(
        &mut self,
        loaded: &'a Loaded,
        versions: (usize, usize),
        matches: &[Match],
    ) -> Vec<bool> {
        let text = |version: usize, units: &[u32]| {
            let document = &loaded.versions[version].document;
            let texts = units
                .iter()
                .map(|&u| document.text(&document.units[u as usize]));
            texts.collect::<Vec<_>>().join(" ")
        };
        let locale = &loaded.versions[versions.1].locale;
        let key = |m: &Match| {
            (
                locale,
                text(versions.0, &m.source),
                text(versions.1, &m.target),
            )
        };
        matches.iter().map(|m| self.texts.insert(key(m))).collect()
    }

    /// Where the next pair of a locale stands; so many places are taken from there on.
    pub fn advance(&mut self, locale: &'a Locale, by: u32) -> u32 {
        let next = self.next.entry(locale).or_default();
        let here = *next;
        *next += by;
        here
    }
}

/// Aligns the earlier versions with their originals, and writes and counts the pairs that were not seen before.
pub(super) fn process<'a>(
    loaded: &'a Loaded,
    settings: &Settings,
    learned: Learned<'_>,
    seen: &mut Seen<'a>,
    mut batch: Option<&mut Batch>,
    tally: &mut Tally,
) {
    let inputs = loaded.inputs();
    let Learned { lexicon, norms } = learned;
    for (original, past) in loaded.past_pairs() {
        let spine =
            Prepared::new(vec![inputs[original], inputs[past]]).align(AlignSettings { lexicon });
        let mut matches = spine.pairs(0, 1);
        let mut new = seen.note(loaded, (original, past), &matches).into_iter();
        matches.retain(|_| new.next().unwrap_or(false));
        let locale = &loaded.versions[past].locale;
        let start = seen.advance(locale, 0);
        let sides = Sides::new(loaded, original, past);
        let (counts, rows) =
            sides.more_records(&matches, settings, norms, start, batch.as_deref_mut());
        seen.advance(locale, rows);
        tally.add_pair(&settings.source, locale, counts);
    }
}
