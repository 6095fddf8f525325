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
mod eval_decisions;
mod exit;
mod export;
mod files;
mod fill;
mod init;
mod json_summary;
mod layout;
mod learn;
mod merge;
mod report;
mod review;
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
mod terms;
mod values;
mod wrap;
mod write_output;

use std::ffi::OsString;
use std::io::Write;

use anyhow::Context;
use clap::Parser;

pub use exit::Exit;
use exit::is_closed_pipe;

use crate::model::text::printable_lines;
use args::{Arguments, Command};
use console::Console;
use settings::Resolver;

/// Runs the program and returns its exit code: reads the arguments, the name of the program first, runs the command,
/// and prints an error with its causes.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let exit = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => run(arguments),
        Err(error) => {
            // If this cannot be printed, nobody can be told.
            let _ = error.print();
            return error.exit_code().try_into().unwrap_or(2);
        }
    };
    let exit = match exit {
        Ok(exit) => exit,
        Err(error) if is_closed_pipe(&error) => Exit::Done,
        Err(error) => {
            let message = printable_lines(&format!("{error:#}"));
            let red = anstyle::AnsiColor::Red.on_default().bold();
            let _ = writeln!(anstream::stderr(), "{red}error:{red:#} {message}");
            Exit::CouldNotRun
        }
    };
    // A program that ends in another language does not do this.
    let _ = std::io::stdout().flush();
    exit.code()
}

/// Runs the command.
///
/// # Errors
/// If the command cannot run. Files that are left out are not an error but an [`Exit`].
fn run(arguments: Arguments) -> anyhow::Result<Exit> {
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
        Command::Report(args) => report::run(args, &resolver, console),
        Command::Terms(args) => terms::run(args, &resolver, console),
        Command::Review(args) => review::run(args, &resolver, console),
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
