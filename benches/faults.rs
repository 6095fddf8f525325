//! Recall and false alarms of the checks on planted faults, as the table of `docs/checks/`:
//! `cargo bench --bench faults -- [CORPUS…]`; without a corpus, for the sample corpus. `--missed` shows what was not
//! found, `--alarms` what was said of good pairs.

#![allow(clippy::print_stdout, reason = "it is a program that prints a table")]

#[path = "../tests/planted/mod.rs"]
mod planted;

use std::path::{Path, PathBuf};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |name: &str| arguments.iter().any(|a| a == name);
    let mut corpora: Vec<PathBuf> = arguments
        .iter()
        .filter(|a| !a.starts_with("--"))
        .map(PathBuf::from)
        .collect();
    if corpora.is_empty() {
        corpora.push(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"));
    }
    corpora.retain(|corpus| {
        let there = corpus.is_dir();
        if !there {
            println!("SKIPPED: {} is not there", corpus.display());
        }
        there
    });
    let corpora: Vec<&Path> = corpora.iter().map(PathBuf::as_path).collect();
    let report = planted::run(&corpora);
    println!(
        "{} pairs, {} target locales\n\n| fault | flag | planted | found |\n|---|---|--:|--:|",
        report.pairs, report.locales
    );
    for o in &report.outcomes {
        let flags: Vec<String> = o.flags.iter().map(|f| format!("`{f}`")).collect();
        let flags = if flags.is_empty() {
            "any".to_owned()
        } else {
            flags.join(", ")
        };
        let share = 100.0 * o.found as f64 / o.planted.max(1) as f64;
        println!("| {} | {flags} | {} | {share:.1} % |", o.name, o.planted);
        if has("--missed") {
            o.missed
                .iter()
                .take(8)
                .for_each(|text| println!("    {text}"));
        }
    }
    println!("\n| flag | good pairs that have it | of a thousand |\n|---|--:|--:|");
    for (flag, count, texts) in &report.alarms {
        let share = 1000.0 * *count as f64 / report.pairs.max(1) as f64;
        println!("| `{flag}` | {count} | {share:.1} |");
        if has("--alarms") {
            texts
                .iter()
                .take(12)
                .for_each(|text| println!("    {text}"));
        }
    }
}
