//! `diglot learn`: what runs over parts of a corpus use.

use super::Exit;
use super::args::{LearnArgs, PairArgs};
use super::console::Console;
use super::settings::Resolver;
use crate::corpus::Corpus;

/// Learns, and writes the file.
pub fn run(args: &LearnArgs, resolver: &Resolver, mut console: Console) -> anyhow::Result<Exit> {
    let pairs = PairArgs {
        which: args.pairs.clone(),
        ..PairArgs::default()
    };
    let found = resolver.corpus(&args.input, &pairs)?;
    let mut settings = resolver.pipeline(&args.input, &pairs, found.source()?)?;
    let files = &found.layout.corpus;
    settings.article.history = resolver.history(&pairs, files, &settings.article)?;
    found.tell(&mut console);
    Corpus::new(files.clone(), settings, Vec::new()).learn(&args.out)?;
    console.say(&format!("{}  written\n", args.out.display()));
    Ok(Exit::after(console.left_out()))
}
