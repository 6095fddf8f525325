//! Writes the pairs of a corpus with an exporter of its own, and compares them with the JSON Lines that the program
//! `diglot` wrote: `outside CORPUS FOLDER_OF_JSONL`.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

use diglot::{Corpus, Pair};
use serde_json::Value;

/// What is compared of a pair, as one line.
type Line = String;

/// An exporter of our own: one line per pair, by the name of the file that the program writes.
#[derive(Default)]
struct Lines {
    files: BTreeMap<String, Vec<Line>>,
}

impl Lines {
    fn add(&mut self, pair: &Pair) {
        let (source, target) = (&pair.source, &pair.target);
        let name = format!("{}_{}.jsonl", source.locale, target.locale);
        let score = (f64::from(pair.score) * 1e4).round() / 1e4;
        let line = format!(
            "{}\t{}\t{}\t{}\t{}\t{:?}\t{:?}\t{}\t{score}",
            pair.id,
            pair.document,
            pair.index,
            pair.kind.as_str(),
            pair.context.join(" > "),
            source.text,
            target.text,
            pair.translation_type.as_str(),
        );
        self.files.entry(name).or_default().push(line);
    }
}

/// The same line of a row that the program wrote.
fn line_of(row: &Value) -> Line {
    let text = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
    format!(
        "{}\t{}\t{}\t{}\t{}\t{:?}\t{:?}\t{}\t{}",
        text("id"),
        text("document"),
        row["index"],
        text("kind"),
        text("context"),
        text("source"),
        text("target"),
        text("translation_type"),
        row["score"].as_f64().unwrap_or(-1.0),
    )
}

fn written(folder: &Path) -> Result<Lines, Box<dyn Error>> {
    let mut lines = Lines::default();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "jsonl") {
            continue;
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let rows = fs::read_to_string(&path)?;
        let rows: Result<Vec<Value>, _> = rows.lines().map(serde_json::from_str).collect();
        let rows = rows?.iter().map(line_of).collect();
        lines.files.insert(name.into_owned(), rows);
    }
    Ok(lines)
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [corpus, folder] = &arguments[..] else {
        return Err("usage: outside CORPUS FOLDER_OF_JSONL".into());
    };
    let mut own = Lines::default();
    for pair in Corpus::open(corpus)?.pairs() {
        own.add(&pair);
    }
    let program = written(Path::new(folder))?;
    if own.files.is_empty() || own.files.keys().ne(program.files.keys()) {
        let names = (own.files.keys(), program.files.keys());
        return Err(format!("the files differ: {names:?}").into());
    }
    for (name, lines) in &own.files {
        let others = &program.files[name];
        if let Some((a, b)) = lines.iter().zip(others).find(|(a, b)| a != b) {
            return Err(format!("{name}: a pair differs\n{a}\n{b}").into());
        }
        if lines.len() != others.len() {
            let counts = (lines.len(), others.len());
            return Err(format!("{name}: the number of pairs differs: {counts:?}").into());
        }
        println!("{name}: {} pairs are the same", lines.len());
    }
    Ok(())
}
