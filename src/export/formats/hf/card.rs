//! The card of a dataset: what loaders need to know, and what people want to know.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::Value;

use super::counts::RATIOS;
use super::{Config, features};
use crate::export::quality;
use crate::export::settings::Split;

/// Writes a line; writing to a string cannot fail.
macro_rules! line {
    ($into:expr, $($text:tt)*) => {{
        let _ = writeln!($into, $($text)*);
    }};
}

/// The whole card.
pub(super) fn card(configs: &[Config], licence: Option<&str>, sources: &[String]) -> String {
    let mut card = String::new();
    front_matter(configs, licence, &mut card);
    introduction(licence, sources, &mut card);
    snippet(configs, &mut card);
    pair_table(configs, &mut card);
    ratio_table(configs, &mut card);
    let quality: Vec<_> = configs
        .iter()
        .map(|c| (&*c.name, &c.counts.quality))
        .collect();
    card.push_str(&quality::markdown(&quality));
    card
}

fn front_matter(configs: &[Config], licence: Option<&str>, card: &mut String) {
    let licence = Value::from(licence.unwrap_or("unknown"));
    line!(card, "---\nlicense: {licence}\nlanguage:");
    for language in languages(configs) {
        line!(card, "- {}", Value::from(language));
    }
    line!(card, "multilinguality:\n- translation");
    line!(card, "task_categories:\n- translation");
    let rows: u64 = configs.iter().map(|c| c.counts.rows).sum();
    line!(card, "size_categories:\n- {}", size_category(rows));
    line!(card, "configs:");
    for Config { name, splits, .. } in configs {
        line!(card, "- config_name: {name}\n  data_files:");
        for part in splits {
            let (split, pattern) = (part.split, part.pattern());
            line!(card, "  - split: {split}\n    path: {name}/{pattern}");
        }
    }
    line!(card, "dataset_info:");
    for config in configs {
        dataset_info(config, card);
    }
    line!(card, "---\n");
}

/// The languages of all configs, without region or script, as the hub lists them.
fn languages(configs: &[Config]) -> BTreeSet<&str> {
    let tags = configs.iter().flat_map(|c| &c.languages);
    tags.map(|tag| tag.split('-').next().unwrap_or(tag))
        .collect()
}

fn dataset_info(config: &Config, card: &mut String) {
    line!(card, "- config_name: {}\n  features:", config.name);
    features::yaml(&config.columns, card);
    line!(card, "  splits:");
    for part in &config.splits {
        line!(card, "  - name: {}", part.split);
        line!(card, "    num_bytes: {}", part.counts.bytes);
        line!(card, "    num_examples: {}", part.counts.rows);
    }
    let files: u64 = config.splits.iter().map(|part| part.file_size).sum();
    line!(card, "  download_size: {files}");
    line!(card, "  dataset_size: {}", config.counts.bytes);
}

fn introduction(licence: Option<&str>, sources: &[String], card: &mut String) {
    let version = env!("CARGO_PKG_VERSION");
    let licence = licence.unwrap_or("not stated");
    line!(card, "# Pairs of localized documentation\n");
    line!(
        card,
        "Diglot {version} aligned these pairs from documents that exist in several locales."
    );
    line!(
        card,
        "Rows are in the order of the documents: `document` and `index` give the place of each."
    );
    line!(card, "Licence of the texts: {licence}.\n");
    if !sources.is_empty() {
        line!(card, "Source repositories and their commits:\n");
        sources.iter().for_each(|source| line!(card, "- {source}"));
        line!(card, "");
    }
}

/// How to load the dataset.
fn snippet(configs: &[Config], card: &mut String) {
    let Some(config) = configs.first() else {
        return;
    };
    let split = config
        .splits
        .first()
        .map_or(Split::Train, |part| part.split);
    line!(card, "```python\nfrom datasets import load_dataset\n");
    line!(card, "# The folder of this card, or its name on the hub.");
    line!(
        card,
        "pairs = load_dataset(\"hf\", \"{}\", split=\"{split}\")",
        config.name
    );
    line!(card, "print(pairs[0][\"translation\"])\n```\n");
}

fn pair_table(configs: &[Config], card: &mut String) {
    line!(
        card,
        "| config | pairs | HT | MT | unknown | duplicates | unaligned units | rows |"
    );
    line!(card, "|---|--:|--:|--:|--:|--:|--:|--:|");
    for config in configs {
        let counts = &config.counts;
        let unknown = counts.pairs - counts.human - counts.machine;
        let duplicates = match config.compared {
            true => share(counts.duplicates(), counts.pairs),
            false => "not looked for".to_owned(),
        };
        let cells = [
            config.name.clone(),
            counts.pairs.to_string(),
            share(counts.human, counts.pairs),
            share(counts.machine, counts.pairs),
            share(unknown, counts.pairs),
            duplicates,
            share(counts.unaligned, counts.unaligned + counts.pairs),
            counts.rows.to_string(),
        ];
        line!(card, "| {} |", cells.join(" | "));
    }
    line!(
        card,
        "\nHT is human translation, MT is machine translation. A duplicate is a pair whose two texts an earlier pair"
    );
    line!(
        card,
        "has too. The share of unaligned units is among pairs and unaligned units together.\n"
    );
}

/// A number and its share in percent.
fn share(part: u64, whole: u64) -> String {
    let percent = 100.0 * part as f64 / whole.max(1) as f64;
    format!("{part} ({percent:.1} %)")
}

fn ratio_table(configs: &[Config], card: &mut String) {
    line!(card, "## Characters of target per character of source\n");
    let classes = RATIOS.map(|bound| format!("below {bound}")).join(" | ");
    line!(card, "| config | {classes} | more |");
    line!(card, "|---|{}", "--:|".repeat(RATIOS.len() + 1));
    for config in configs {
        let counts = config.counts.ratios.map(|n| n.to_string());
        line!(card, "| {} | {} |", config.name, counts.join(" | "));
    }
}

/// The class of size, as the hub names them.
fn size_category(rows: u64) -> String {
    const BOUNDS: [(u64, &str); 7] = [
        (1_000, "1K"),
        (10_000, "10K"),
        (100_000, "100K"),
        (1_000_000, "1M"),
        (10_000_000, "10M"),
        (100_000_000, "100M"),
        (1_000_000_000, "1B"),
    ];
    match BOUNDS.iter().position(|bound| rows < bound.0) {
        Some(0) => "n<1K".to_owned(),
        Some(i) => format!("{}<n<{}", BOUNDS[i - 1].1, BOUNDS[i].1),
        None => "n>1B".to_owned(),
    }
}
