//! Prints the pairs of a corpus as JSON Lines: `cargo run --example pairs_to_jsonl -- corpus`.

#![allow(clippy::print_stdout, reason = "it prints what it found")]

use std::io::Write;

use diglot::Corpus;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "corpus".into());
    let corpus = Corpus::builder(folder).min_score(0.9).open()?;
    let mut out = std::io::stdout().lock();
    let mut pairs = corpus.pairs();
    for pair in &mut pairs {
        let line = serde_json::json!({
            "id": pair.id,
            "document": pair.document,
            "context": &pair.context[..],
            "source_locale": pair.source.locale,
            "target_locale": pair.target.locale,
            "source": pair.source.text,
            "target": pair.target.text,
            "score": pair.score,
            "flags": pair.flags,
        });
        writeln!(out, "{line}")?;
    }
    for warning in pairs.warnings() {
        eprintln!("{warning}");
    }
    Ok(())
}
