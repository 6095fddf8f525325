//! The command line: arguments to settings, one file per command, progress and summaries.
//!
//! Arguments are read as they are typed (`args`), joined with the configuration file and validated (`settings`). Then a
//! command calls the library. No stage does its work here.

mod align_text;
mod args;
mod check;
mod completions;
mod config;
mod console;
mod drift;
mod eval;
mod exit;
mod export;
mod files;
mod fill;
mod init;
mod layout;
mod learn;
mod merge;
mod segment;
mod settings;
mod show;
mod signals;
mod source_repositories;
mod stale;
mod stats;
mod stdout;
mod summary;
mod table;
mod values;
mod wrap;
mod write_output;

use anyhow::Context;
use clap::Parser;

pub use exit::{Exit, is_closed_pipe};

use args::{Arguments, Command};
use console::Console;
use settings::Resolver;

/// Reads the arguments of the process and runs the command.
///
/// # Errors
/// If the command cannot run. Files that are left out are not an error but an [`Exit`].
pub fn run() -> anyhow::Result<Exit> {
    let arguments = Arguments::parse();
    match arguments.command {
        Command::Completions(args) => return completions::completions(&args),
        Command::Man(args) => return completions::man(&args),
        _ => {}
    }
    signals::handle().context("cannot wait for signals")?;
    let result = run_command(arguments);
    if result.is_err() {
        signals::wait_if_stopping();
    }
    result
}

fn run_command(arguments: Arguments) -> anyhow::Result<Exit> {
    let resolver = Resolver::load(arguments.common)?;
    let console = Console::new(resolver.quiet(), resolver.verbose());
    let pool = rayon::ThreadPoolBuilder::new().num_threads(resolver.jobs());
    let pool = pool.build().context("cannot start the worker threads")?;
    pool.install(|| match &arguments.command {
        Command::Export(args) => export::run(args, &resolver, console),
        Command::Fill(args) => fill::run(args, &resolver, console),
        Command::Init(args) => init::run(args, &resolver, console),
        Command::Learn(args) => learn::run(args, &resolver, console),
        Command::Merge(args) => merge::run(args, &resolver, console),
        Command::Layout(args) => layout::run(args, &resolver, console),
        Command::Segment(args) => segment::run(args, &resolver, console),
        Command::AlignText(args) => align_text::run(args, console),
        Command::Show(args) => show::run(args, &resolver, console),
        Command::Eval(args) => eval::run(args, &resolver, console),
        Command::Check(args) => check::run(args, &resolver, console),
        Command::Drift(args) => drift::run(args, &resolver, console),
        Command::Stale(args) => stale::run(args, &resolver, console),
        Command::Stats(args) => stats::run(args, &resolver, console),
        Command::Completions(_) | Command::Man(_) => Ok(Exit::Done),
    })
}
