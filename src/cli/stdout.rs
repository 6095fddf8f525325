//! `--out -`: one format to standard output.
//!
//! What becomes of a pair can depend on the last pair, so the export first grows in a temporary folder.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use anyhow::ensure;

use crate::export::{Format, Settings, Summary};
use crate::scratch::ScratchFolder;

/// Whether the output folder means standard output.
pub fn is_stdout(out: &Path) -> bool {
    out == Path::new("-")
}

/// Lets an export grow in a temporary folder.
///
/// # Errors
/// When the settings give more than one file per pair of locales.
pub fn redirect(settings: &mut Settings) -> anyhow::Result<ScratchFolder> {
    let [format] = settings.formats[..] else {
        anyhow::bail!("--out - writes one format: name it with --format")
    };
    ensure!(
        !matches!(format, Format::Moses | Format::Hf | Format::Opus),
        "--out - cannot write {format}, which is several files: name a folder with --out"
    );
    ensure!(
        !settings.clean,
        "--clean has no effect with --out -, which has no earlier files"
    );
    // Human and machine translation in one file: a translation memory marks each machine translation too.
    settings.by_translation_type = false;
    let folder = ScratchFolder::temporary()?;
    settings.out = folder.path().to_owned();
    Ok(folder)
}

/// Prints what was written.
///
/// # Errors
/// When there are several files of a format that cannot be joined, or printing fails.
pub fn print(settings: &Settings, written: &mut Summary) -> anyhow::Result<()> {
    let files: Vec<PathBuf> = written.files.drain(..).map(|file| file.0).collect();
    let format = settings.formats.first().copied().unwrap_or(Format::Jsonl);
    let is_jsonl = matches!(format, Format::Jsonl | Format::Documents);
    let can_be_joined = is_jsonl || matches!(format, Format::Csv | Format::Tsv);
    ensure!(
        files.len() < 2 || can_be_joined && settings.compress.is_none(),
        "--out - writes one file, and this export has {}: choose one pair of locales with --locales, \
         or name a folder with --out",
        files.len()
    );
    let mut out = io::stdout().lock();
    for (index, path) in files.iter().enumerate() {
        let mut file = BufReader::new(File::open(path)?);
        if index > 0 && !is_jsonl {
            // The columns are named once.
            file.skip_until(b'\n')?;
        }
        io::copy(&mut file, &mut out)?;
    }
    out.flush()?;
    Ok(())
}
