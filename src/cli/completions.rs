//! `diglot completions` and `diglot man`: what packagers install beside the program.

use std::io::Write;

use anyhow::Context;
use clap::CommandFactory;

use super::Exit;
use super::args::{Arguments, CompletionsArgs, ManArgs};

/// Prints a completion script.
pub fn completions(args: &CompletionsArgs) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Arguments::command(), "diglot", &mut script);
    std::io::stdout().lock().write_all(&script)?;
    Ok(Exit::Done)
}

/// Prints a manual page: the program's, or a command's.
pub fn man(args: &ManArgs) -> anyhow::Result<Exit> {
    let mut program = Arguments::command();
    program.build();
    let command = match &args.command {
        None => program,
        Some(name) => {
            let found = program.find_subcommand(name);
            let found = found.with_context(|| format!("there is no command `{name}`"))?;
            found.clone()
        }
    };
    let mut page = Vec::new();
    let version = concat!("diglot ", env!("CARGO_PKG_VERSION"));
    clap_mangen::Man::new(command)
        .source(version)
        .render(&mut page)?;
    std::io::stdout().lock().write_all(&page)?;
    Ok(Exit::Done)
}
