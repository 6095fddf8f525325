//! One article in memory: all its versions, read and segmented, and which of them come from the same original.

use rustc_hash::FxHashMap;

use crate::align::{AlignSettings, Input, Lexicon, Prepared, Spine};
use crate::model::{
    Article, Corpus, Document, Locale, Source, TranslationType, Version, Warning, WarningKind,
};
use crate::read::{self, hash};
use crate::segment;

use super::{ExactCounts, Settings};

/// An article with the text of all its versions that could be read.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Path below the locale folder.
    pub document: Box<str>,
    /// The versions: those on disk in the order of the locale list, then those of the original that git has.
    pub versions: Vec<Version>,
    /// How many of them are files on disk.
    pub files: usize,
    /// For each version, what names the text of the original it was made from: two versions with the same one are
    /// of the same generation. An original names itself.
    pub generations: Vec<Option<String>>,
    /// For each version, whether it is an original.
    pub originals: Vec<bool>,
    /// For each version, the one it was made from, where git has it.
    pub exact: Vec<Option<usize>>,
    /// The original as the repository has it now, where it is asked for and not on disk.
    pub head: Option<usize>,
    /// What became of the source versions.
    pub counts: ExactCounts,
    /// How many versions there are without the earlier versions of translations and their originals, which follow.
    pub past_from: usize,
    /// The versions of originals from git by repository and blob.
    pub(super) blobs: FxHashMap<(usize, String), usize>,
}

impl Loaded {
    /// Reads and segments all versions of an article; those that cannot be read are left out with a warning.
    #[must_use]
    pub fn read(corpus: &Corpus, article: &Article, settings: &Settings) -> (Self, Vec<Warning>) {
        let (mut warnings, mut places) = (Vec::new(), Vec::new());
        let mut loaded = Self {
            document: article.document.clone(),
            ..Self::default()
        };
        for &place in &article.versions {
            let index = usize::from(place.0);
            match read::read(&corpus.path(article, index), &settings.read) {
                Ok((source, found)) => {
                    places.push(place);
                    warnings.extend(found);
                    let locale = corpus.locales[index].clone();
                    loaded.add(source, locale, settings, &mut warnings);
                }
                Err(error) => warnings.push(error.into()),
            }
        }
        loaded.files = loaded.versions.len();
        loaded.exact = vec![None; loaded.files];
        loaded.name_generations();
        loaded.add_exact(settings, &mut warnings);
        loaded.past_from = loaded.versions.len();
        loaded.add_past(&places, settings);
        (loaded, warnings)
    }

    fn add(
        &mut self,
        source: Source,
        locale: Locale,
        settings: &Settings,
        warnings: &mut Vec<Warning>,
    ) {
        warnings.extend(contradiction(&source, &locale));
        let (document, found) = segment::segment(&source, &settings.segment);
        warnings.extend(found);
        let original = locale == settings.source && source.provenance.translation_type.is_none();
        self.originals.push(original);
        self.versions.push(Version {
            locale,
            source,
            document,
        });
    }

    /// Hashes the originals: each is compared with the hashes its translations name, whatever their algorithm.
    fn name_generations(&mut self) {
        let named = |v: &Version| {
            let provenance = &v.source.provenance;
            let name = provenance.source_hash.as_ref();
            name.or(provenance.source_commit.as_ref()).cloned()
        };
        self.generations = self.versions.iter().map(named).collect();
        for index in (0..self.versions.len()).filter(|&i| self.originals[i]) {
            let text = &self.versions[index].source.text;
            let mut hashes: Vec<&str> = Vec::new();
            for version in &self.versions {
                let named = version.source.provenance.source_hash.as_deref();
                hashes.extend(named.filter(|h| !hashes.contains(h)));
            }
            let matching = hash::matching(text, &hashes);
            let mine = hashes.iter().zip(matching).filter(|(_, matches)| *matches);
            let mine: Vec<String> = mine.map(|(hash, _)| (*hash).to_owned()).collect();
            let own = mine
                .first()
                .cloned()
                .unwrap_or_else(|| hash::own_hash(text));
            for generation in self.generations.iter_mut().flatten() {
                if mine.contains(generation) {
                    generation.clone_from(&own);
                }
            }
            self.generations[index] = Some(own.clone());
            self.versions[index].source.own_hash = Some(own);
        }
    }

    /// The versions, ready to be aligned.
    #[must_use]
    pub fn prepare(&self) -> Prepared<'_> {
        Prepared::new(self.inputs())
    }

    /// Aligns the versions.
    #[must_use]
    pub fn align(&self, lexicon: Option<&Lexicon>) -> Spine {
        self.prepare().align(AlignSettings { lexicon })
    }

    /// The versions that help these pairs, ready to be aligned: all but originals on disk that stand in none of them,
    /// and earlier versions of translations; those count as empty.
    #[must_use]
    pub fn prepare_for(&self, pairs: &[(usize, usize)]) -> Prepared<'_> {
        const EMPTY: &Document = &Document::EMPTY;
        let mut inputs = self.inputs();
        for (version, input) in inputs.iter_mut().enumerate() {
            let paired = pairs.iter().any(|&(a, b)| a == version || b == version);
            let on_disk = self.originals[version] && version < self.files;
            if on_disk && !paired || version >= self.past_from {
                (input.document, input.source_hash) = (EMPTY, None);
            }
        }
        Prepared::new(inputs)
    }

    /// The versions as the aligner sees them.
    #[must_use]
    pub fn inputs(&self) -> Vec<Input<'_>> {
        (0..self.versions.len())
            .map(|index| Input {
                document: &self.versions[index].document,
                locale: &self.versions[index].locale,
                source_hash: self.generations[index].as_deref(),
                original: self.originals[index],
            })
            .collect()
    }

    /// How a version was translated; `None` for an original.
    #[must_use]
    pub fn translation_type(&self, version: usize) -> Option<TranslationType> {
        let claimed = self.versions[version].source.provenance.translation_type;
        (!self.originals[version]).then(|| claimed.unwrap_or_default())
    }

    /// Whether two versions are known to come from the same text of the original.
    #[must_use]
    pub fn same_generation(&self, a: usize, b: usize) -> bool {
        self.generations[a].is_some() && self.generations[a] == self.generations[b]
    }
}

/// A file that claims another locale than its folder's. `fr-FR` in a folder `fr` is no contradiction.
fn contradiction(source: &Source, folder: &Locale) -> Option<Warning> {
    let claimed = source.provenance.locale.as_ref()?;
    let refines = claimed
        .as_str()
        .strip_prefix(folder.as_str())
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
    if refines {
        return None;
    }
    let entries = source.front_matter.entries.iter();
    let line = entries
        .filter(|e| Locale::parse(&e.value).as_ref() == Ok(claimed))
        .map(|e| e.line)
        .next();
    Some(Warning {
        path: source.path.clone(),
        line: line.unwrap_or(0),
        kind: WarningKind::Provenance,
        message: format!(
            "says it is {claimed} but lies in the folder of {folder}; taken as {folder}"
        ),
    })
}
