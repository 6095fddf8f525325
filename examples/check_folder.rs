//! Prints what is wrong in the translations of a folder: `cargo run --example check_folder -- corpus`.

#![allow(clippy::print_stdout, reason = "it prints what it found")]

use std::process::ExitCode;

use diglot::{Corpus, Level};

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "corpus".into());
    let result = Corpus::open(folder)?.check();
    for finding in &result.findings {
        let line = finding.place.as_ref().map_or(0, |place| place.line);
        println!(
            "{}:{line}: {}: {}",
            finding.path, finding.rule, finding.message
        );
    }
    println!(
        "{} files, {} findings",
        result.files.len(),
        result.findings.len()
    );
    let has_error = result.findings.iter().any(|f| f.level == Level::Error);
    Ok(if has_error {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}
