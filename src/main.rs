//! The `diglot` program: runs a command, prints an error with its causes, and sets the exit code.

use std::io::Write;
use std::process::ExitCode;

use diglot::internals::cli::{self, Exit};

/// Alignment allocates many small, short-lived lists, which this allocator handles well.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let exit = match cli::run() {
        Ok(exit) => exit,
        Err(error) if cli::is_closed_pipe(&error) => Exit::Done,
        Err(error) => {
            // If this cannot be written either, nobody can be told.
            let message = cli::printable_lines(&format!("{error:#}"));
            let _ = writeln!(std::io::stderr(), "error: {message}");
            Exit::CouldNotRun
        }
    };
    exit.into()
}
