//! A format of your own: a glossary page in Markdown with the headings of a corpus and their translations.
//!
//! `cargo run --example custom_exporter -- corpus`

#![allow(clippy::print_stdout, reason = "it prints what it found")]

use std::collections::BTreeMap;

use diglot::{Corpus, Pair, UnitKind};

/// Collects the translations of each heading, by locale.
#[derive(Default)]
struct Glossary {
    headings: BTreeMap<String, BTreeMap<String, String>>,
}

impl Glossary {
    fn add(&mut self, pair: &Pair) {
        if pair.kind == UnitKind::Heading {
            let translations = self.headings.entry(pair.source.text.clone()).or_default();
            let locale = pair.target.locale.to_string();
            translations.insert(locale, pair.target.text.clone());
        }
    }

    fn write(&self) -> String {
        let mut page = String::from("# Headings\n");
        for (heading, translations) in &self.headings {
            page.push_str(&format!("\n## {heading}\n\n"));
            for (locale, text) in translations {
                page.push_str(&format!("- {locale}: {text}\n"));
            }
        }
        page
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "corpus".into());
    let mut glossary = Glossary::default();
    for pair in Corpus::open(folder)?.pairs() {
        glossary.add(&pair);
    }
    print!("{}", glossary.write());
    Ok(())
}
