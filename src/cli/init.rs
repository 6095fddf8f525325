//! `diglot init`: a configuration file with the layout that was found.

use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::Write as _;

use anyhow::{Context, bail};
use toml::Value;

use super::Exit;
use super::args::InitArgs;
use super::config;
use super::console::Console;
use super::layout::FoundCorpus;
use super::settings::Resolver;
use crate::layout::Place;
use crate::model::Locale;

/// Writes the file, unless there is one.
pub fn run(args: &InitArgs, resolver: &Resolver, mut console: Console) -> anyhow::Result<Exit> {
    let found = resolver.layout(&args.input, false)?;
    found.ensure_pairs()?;
    found.tell(&mut console);
    let text = text(&found)?;
    let mut file = match OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(config::NAME)
    {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            bail!("there is a {} already; it is left as it is", config::NAME)
        }
        Err(error) => return Err(error).with_context(|| format!("cannot write {}", config::NAME)),
    };
    file.write_all(text.as_bytes())
        .with_context(|| format!("cannot write {}", config::NAME))?;
    console.say(&format!("wrote {}", config::NAME));
    Ok(Exit::after(console.left_out()))
}

fn text(found: &FoundCorpus) -> anyhow::Result<String> {
    let layout = &found.layout;
    let mut out = String::from(
        "# Settings of Diglot. Most options of the command line have a key of the same name.\n\n",
    );
    match &found.place {
        Place::Folder(folder) => {
            out.push_str("# The folder of the corpus, from the folder of this file on.\n");
            let folder = folder
                .to_str()
                .context("the name of the folder is not UTF-8")?;
            writeln!(out, "corpus = {}", quoted(folder))?;
        }
        Place::Roots(roots) => {
            out.push_str("# The folders of the locales, from the folder of this file on.\n");
            let root = |(locale, folder): &(Locale, std::path::PathBuf)| {
                format!("{locale}={}", folder.display())
            };
            let roots: Vec<String> = roots.iter().map(root).collect();
            writeln!(out, "root = {}", list(&roots))?;
        }
    }
    if let Some(source) = &layout.source {
        out.push_str("\n# The locale of the originals.\n");
        writeln!(out, "source = {}", quoted(source.as_str()))?;
    }
    out.push_str("\n# What was found, and how. It is found out anew in each run. The key `layout` says where the files are\n");
    out.push_str("# instead, for example: layout = [\"docs/{locale}/{path}\"]\n");
    for group in &layout.groups {
        writeln!(
            out,
            "#   {}: {} files, {} articles",
            group.pattern.escape_debug(),
            group.files,
            group.articles
        )?;
    }
    let targets = layout
        .corpus
        .locales
        .iter()
        .filter(|l| Some(*l) != layout.source.as_ref());
    let targets: Vec<String> = targets.map(Locale::to_string).collect();
    out.push_str("\n# Only these translations.\n");
    writeln!(out, "# locales = {}", list(&targets))?;
    out.push_str(
        "\n# Files and folders that are read, and those that are not, as in a .gitignore file.\n",
    );
    out.push_str("# only = [\"docs/\"]\n# skip = [\"drafts/\"]\n");
    out.push_str("\n# What is written, and where.\n# format = [\"tmx\"]\n# out = \"exports\"\n");
    Ok(out)
}

fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}

fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|t| quoted(t)).collect();
    format!("[{}]", texts.join(", "))
}
