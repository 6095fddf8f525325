//! What the report takes from the exported pairs: lengths, flags by article, and texts with several translations.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// Texts with several translations that are shown at most.
const VARIANTS: usize = 50;

/// What was read of the pairs.
#[derive(Debug, Default)]
pub struct Rows {
    /// Characters of the target for each character of the source, by source and target locale.
    pub lengths: BTreeMap<(String, String), Vec<f64>>,
    /// Pairs with a flag that a person should look at, by article and target locale.
    pub flagged: BTreeMap<(String, String), u64>,
    /// Source texts with several translations, those with most pairs first.
    pub variants: Vec<Variants>,
    /// How many there are.
    pub variant_count: usize,
}

/// A source text with several translations.
#[derive(Debug, Clone, Serialize)]
pub struct Variants {
    pub source: String,
    pub locales: String,
    pub pairs: u64,
    /// The translations with their numbers of pairs.
    pub targets: Vec<(String, u64)>,
}

#[derive(Deserialize)]
struct Pair {
    document: String,
    source_locale: String,
    target_locale: String,
    source: String,
    target: String,
    flags: String,
}

#[derive(Deserialize)]
struct Variant {
    source: String,
    target: String,
    pairs: u64,
}

/// Flags that are facts rather than problems.
const HARMLESS: [&str; 4] = [
    "nothing_to_translate",
    "duplicate",
    "near_duplicate",
    "position_only",
];

/// Reads the files of an export.
pub fn read(files: &[PathBuf]) -> anyhow::Result<Rows> {
    let mut rows = Rows::default();
    for file in files {
        let name = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if let Some(locales) = name.strip_suffix(".variants.csv") {
            rows.add_variants(file, &locales.replace('_', " → "))?;
        } else if name.ends_with(".jsonl") {
            for line in BufReader::new(File::open(file)?).lines() {
                rows.add_pair(serde_json::from_str(&line?)?);
            }
        }
    }
    rows.variant_count = rows.variants.len();
    rows.variants
        .sort_by(|a, b| (b.pairs, &a.locales, &a.source).cmp(&(a.pairs, &b.locales, &b.source)));
    rows.variants.truncate(VARIANTS);
    Ok(rows)
}

impl Rows {
    fn add_pair(&mut self, pair: Pair) {
        let flags = pair.flags.split_terminator(';');
        if flags.into_iter().any(|flag| !HARMLESS.contains(&flag)) {
            let place = (pair.document, pair.target_locale.clone());
            *self.flagged.entry(place).or_default() += 1;
        }
        let [source, target] = [&pair.source, &pair.target].map(|text| text.chars().count() as f64);
        // Short texts say little about lengths.
        if source >= 20.0 {
            let locales = (pair.source_locale, pair.target_locale);
            self.lengths
                .entry(locales)
                .or_default()
                .push(target / source);
        }
    }

    fn add_variants(&mut self, file: &PathBuf, locales: &str) -> anyhow::Result<()> {
        let mut of_source: BTreeMap<String, Vec<(String, u64)>> = BTreeMap::new();
        for row in csv::Reader::from_path(file)?.deserialize() {
            let Variant {
                source,
                target,
                pairs,
            } = row?;
            of_source.entry(source).or_default().push((target, pairs));
        }
        self.variants
            .extend(of_source.into_iter().map(|(source, mut targets)| {
                targets.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
                Variants {
                    source,
                    locales: locales.to_owned(),
                    pairs: targets.iter().map(|t| t.1).sum(),
                    targets,
                }
            }));
        Ok(())
    }
}
