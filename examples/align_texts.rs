//! Aligns two versions of one text in memory: `cargo run --example align_texts`.

#![allow(clippy::print_stdout, reason = "it prints what it found")]

use diglot::{Locale, PairSettings, align_texts};

const ENGLISH: &str = "\
# Brew tea

Boil 2 l of water.

Never leave the [kettle](kettle.md) alone.

## Clean the pot

Use `rinse --hot` once a week.
";

const GERMAN: &str = "\
# Tee kochen

2 l Wasser kochen.

## Die Kanne reinigen

Einmal pro Woche `rinse --hot` verwenden.
";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (en, de) = (Locale::parse("en-US")?, Locale::parse("de-DE")?);
    let settings = PairSettings::default();
    for pair in align_texts(&en, ENGLISH, &de, GERMAN, &settings) {
        let (source, target) = (&pair.source, &pair.target);
        println!(
            "{:.2} {}:{} {}",
            pair.score, source.line, target.line, source.text
        );
        println!("          {}", target.text);
    }
    Ok(())
}
