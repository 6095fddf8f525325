//! The card of a dataset: what loaders need to know, and what people want to.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::counts::RATIOS;
use super::stored::{BEFORE, after};
use super::{Columns, Config};
use crate::export::quality;

/// The features as the metadata of a Parquet file has them.
pub(super) fn features(languages: &[String; 2], extra: Columns) -> String {
    let mut features = Map::new();
    let value = |dtype: &str| json!({"dtype": dtype, "_type": "Value"});
    for (name, values) in BEFORE {
        features.insert((*name).to_owned(), value(values.dtype()));
    }
    features.insert(
        "translation".to_owned(),
        json!({"languages": languages, "_type": "Translation"}),
    );
    for (name, values) in after(extra) {
        features.insert((*name).to_owned(), value(values.dtype()));
    }
    json!({"info": {"features": Value::Object(features)}}).to_string()
}

/// The whole card.
pub(super) fn card(configs: &[Config], licence: Option<&str>) -> String {
    let mut card = String::new();
    front_matter(configs, licence, &mut card);
    tables(configs, licence, &mut card);
    card
}

/// Writes a line; writing to a string cannot fail.
macro_rules! line {
    ($into:expr, $($text:tt)*) => {{
        let _ = writeln!($into, $($text)*);
    }};
}

fn front_matter(configs: &[Config], licence: Option<&str>, card: &mut String) {
    let subtag = |tag: &String| tag.split('-').next().unwrap_or(tag).to_owned();
    let languages: BTreeSet<String> = configs
        .iter()
        .flat_map(|c| &c.languages)
        .map(subtag)
        .collect();
    let rows: u64 = configs.iter().map(|c| c.counts.rows).sum();
    line!(card, "---");
    line!(
        card,
        "license: {}",
        Value::from(licence.unwrap_or("unknown"))
    );
    line!(card, "language:");
    for language in &languages {
        line!(card, "- {}", Value::from(language.as_str()));
    }
    line!(
        card,
        "multilinguality:\n- translation\ntask_categories:\n- translation"
    );
    line!(card, "size_categories:\n- {}", size(rows));
    line!(card, "configs:");
    for config in configs {
        line!(card, "- config_name: {}", config.name);
        line!(
            card,
            "  data_files:\n  - split: train\n    path: {}/train.parquet",
            config.name
        );
    }
    line!(card, "dataset_info:");
    for config in configs {
        line!(card, "- config_name: {}\n  features:", config.name);
        for (name, values) in BEFORE {
            line!(card, "  - name: {name}\n    dtype: {}", values.dtype());
        }
        line!(
            card,
            "  - name: translation\n    dtype:\n      translation:\n        languages:"
        );
        for language in &config.languages {
            line!(card, "        - {}", Value::from(language.as_str()));
        }
        for (name, values) in after(config.extra) {
            line!(card, "  - name: {name}\n    dtype: {}", values.dtype());
        }
        line!(
            card,
            "  splits:\n  - name: train\n    num_bytes: {}",
            config.size
        );
        line!(card, "    num_examples: {}", config.counts.rows);
        line!(
            card,
            "  download_size: {}\n  dataset_size: {}",
            config.size,
            config.size
        );
    }
    line!(card, "---\n");
}

fn tables(configs: &[Config], licence: Option<&str>, card: &mut String) {
    line!(card, "# Pairs of localized documentation\n");
    line!(
        card,
        "Aligned by diglot {} from documents that exist in several",
        env!("CARGO_PKG_VERSION")
    );
    line!(
        card,
        "locales. Rows stand in the order of the documents: `document` and `index` tell which and where."
    );
    line!(
        card,
        "Licence of the texts: {}.\n",
        licence.unwrap_or("not stated")
    );
    line!(
        card,
        "| config | pairs | HT | MT | unknown | duplicates | unaligned units | rows |"
    );
    line!(card, "|---|--:|--:|--:|--:|--:|--:|--:|");
    for config in configs {
        let c = &config.counts;
        let part = |n: u64, of: u64| format!("{n} ({:.1} %)", 100.0 * n as f64 / of.max(1) as f64);
        let duplicates = match config.compared {
            true => part(c.duplicates(), c.pairs),
            false => "not looked for".to_owned(),
        };
        line!(
            card,
            "| {} | {} | {} | {} | {} | {} | {} | {} |",
            config.name,
            c.pairs,
            part(c.human, c.pairs),
            part(c.machine, c.pairs),
            part(c.pairs - c.human - c.machine, c.pairs),
            duplicates,
            part(c.unaligned, c.unaligned + c.pairs),
            c.rows
        );
    }
    line!(
        card,
        "\nHT is human translation, MT machine translation. Duplicates are pairs whose both texts stood in an"
    );
    line!(
        card,
        "earlier pair. The share of unaligned units is among pairs and unaligned units together.\n"
    );
    line!(
        card,
        "## Length of the target in characters, for one of the source\n"
    );
    let mut bounds: Vec<String> = RATIOS
        .iter()
        .map(|bound| format!("below {bound}"))
        .collect();
    bounds.push("more".to_owned());
    line!(card, "| config | {} |", bounds.join(" | "));
    line!(card, "|---|{}", "--:|".repeat(bounds.len()));
    for config in configs {
        let counts = config.counts.ratios.map(|n| n.to_string());
        line!(card, "| {} | {} |", config.name, counts.join(" | "));
    }
    let quality: Vec<_> = configs
        .iter()
        .map(|c| (&*c.name, &c.counts.quality))
        .collect();
    card.push_str(&quality::markdown(&quality));
}

/// The class of size, as the hub names them.
fn size(rows: u64) -> String {
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
