//! The `diglot` program: runs, prints the chain of what went wrong, and says it in the exit code.

use std::io::Write;
use std::process::ExitCode;

use diglot::cli::{self, Exit};

/// Aligning makes many small, short-lived lists; this allocator is made for those.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let exit = match cli::run() {
        Ok(exit) => exit,
        Err(error) if cli::is_closed_pipe(&error) => Exit::Done,
        Err(error) => {
            // If even this cannot be written there is nobody left to tell.
            let _ = writeln!(std::io::stderr(), "error: {error:#}");
            Exit::CouldNotRun
        }
    };
    exit.into()
}
