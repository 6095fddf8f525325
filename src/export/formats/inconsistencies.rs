//! Source texts that are translated in several ways, as a table for those who keep terminology: the ones that stand
//! most often come first.
//!
//! Which texts these are is known only when all pairs are. The rows of all pairs wait on disk; those of consistent
//! texts are left out there, and the table is made of the rest.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use csv::{Terminator, Writer, WriterBuilder};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::csv::guarded;
use crate::export::{Deferred, Ending, ExportError, Exporter, FileKey, RenderBuffer, Settings};
use crate::model::{Flag, Pair, TranslationType, TypeCounts};

const WAITING: Ending = Ending::Fixed(".variants");
const HEADER: [&str; 9] = [
    "source",
    "target",
    "pairs",
    "HT",
    "MT",
    "unknown",
    "document",
    "source_line",
    "target_line",
];

/// Writes a table a locale pair.
pub(super) struct Inconsistencies {
    excel: bool,
    out: PathBuf,
}

/// A pair, as it waits.
#[derive(Serialize, Deserialize)]
struct Row<'a> {
    #[serde(borrow)]
    source: std::borrow::Cow<'a, str>,
    #[serde(borrow)]
    target: std::borrow::Cow<'a, str>,
    #[serde(borrow)]
    document: std::borrow::Cow<'a, str>,
    lines: [u32; 2],
    translation_type: TranslationType,
}

/// One way in which a source text is translated.
struct Variant {
    target: String,
    pairs: TypeCounts,
    /// Where it stands first.
    document: String,
    lines: [u32; 2],
}

/// A source text, with the ways in which it is translated in the order in which they come first.
struct Source {
    text: String,
    variants: Vec<Variant>,
}

impl Inconsistencies {
    pub fn new(settings: &Settings) -> Self {
        Self {
            excel: settings.excel,
            out: settings.out.clone(),
        }
    }

    /// Makes a table of the rows that wait.
    fn convert(&self, rows: &Path, to: &Path) -> io::Result<()> {
        let mut sources = read(rows)?;
        let often = |pairs: TypeCounts| std::cmp::Reverse(pairs.total());
        for source in &mut sources {
            source.variants.sort_by_key(|variant| often(variant.pairs));
        }
        sources.sort_by_cached_key(|source| {
            let pairs = source.variants.iter().map(|v| v.pairs.total());
            std::cmp::Reverse(pairs.sum::<u64>())
        });
        let mut file = File::create_new(to)?;
        if self.excel {
            io::Write::write_all(&mut file, "\u{feff}".as_bytes())?;
        }
        let mut table = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .from_writer(file);
        table.write_record(HEADER)?;
        for source in &sources {
            for variant in &source.variants {
                self.write(&source.text, variant, &mut table)?;
            }
        }
        table.flush()
    }

    fn write(&self, source: &str, variant: &Variant, to: &mut Writer<File>) -> io::Result<()> {
        let pairs = variant.pairs;
        let numbers = [pairs.total(), pairs.human, pairs.machine, pairs.unknown];
        for text in [source, &variant.target] {
            to.write_field(&*guarded(text, self.excel))?;
        }
        for number in numbers {
            to.write_field(number.to_string())?;
        }
        to.write_field(&*guarded(&variant.document, self.excel))?;
        for line in variant.lines {
            to.write_field(line.to_string())?;
        }
        to.write_record(None::<&[u8]>)?;
        Ok(())
    }
}

/// The sources in the order in which they come first.
fn read(rows: &Path) -> io::Result<Vec<Source>> {
    let mut sources: Vec<Source> = Vec::new();
    let mut places: FxHashMap<String, usize> = FxHashMap::default();
    for line in BufReader::new(File::open(rows)?).lines() {
        let line = line?;
        let row: Row<'_> = serde_json::from_str(&line)?;
        let place = *places.entry(row.source.to_string()).or_insert_with(|| {
            sources.push(Source {
                text: row.source.to_string(),
                variants: Vec::new(),
            });
            sources.len() - 1
        });
        let variants = &mut sources[place].variants;
        let known = variants.iter().position(|v| v.target == row.target);
        let known = known.unwrap_or(variants.len());
        if known == variants.len() {
            variants.push(Variant {
                target: row.target.into_owned(),
                pairs: TypeCounts::default(),
                document: row.document.into_owned(),
                lines: row.lines,
            });
        }
        variants[known].pairs.count(row.translation_type);
    }
    Ok(sources)
}

impl Exporter for Inconsistencies {
    fn is_lines(&self) -> bool {
        true
    }

    fn retain(&self, deferred: &Deferred<'_>) -> bool {
        deferred.flags.contains(Flag::Inconsistent)
    }

    fn pair(&mut self, record: &Pair, out: &mut RenderBuffer) {
        let row = Row {
            source: (&*record.source.text).into(),
            target: (&*record.target.text).into(),
            document: (&*record.document).into(),
            lines: [record.source.line, record.target.line],
            translation_type: record.translation_type,
        };
        let out = out.file(&record.source.locale, &record.target.locale, WAITING);
        serde_json::to_writer(&mut *out, &row).expect("a buffer takes all");
        out.push(b'\n');
    }

    fn finish(
        &mut self,
        files: Vec<(FileKey, PathBuf)>,
    ) -> Result<Vec<(String, PathBuf)>, ExportError> {
        let mut whole = Vec::with_capacity(files.len());
        for (key, rows) in files {
            let name = format!("{key}.csv");
            let path = rows.with_file_name(&name);
            self.convert(&rows, &path)
                .and_then(|()| fs::remove_file(&rows))
                .map_err(|source| ExportError::Write {
                    path: self.out.join(&name),
                    source,
                })?;
            whole.push((name, path));
        }
        Ok(whole)
    }
}
