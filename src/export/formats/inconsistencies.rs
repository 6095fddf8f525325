//! A table of the source texts that are translated in several ways, for people who keep terminology. The most frequent
//! texts come first.
//!
//! Which texts these are is known only after the last pair. The rows of all pairs wait on disk. Those of consistent
//! texts are left out there, and the table is made from the rest.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use csv::{Terminator, Writer, WriterBuilder};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::csv::guarded;
use crate::export::{
    CompleteFile, Deferred, Ending, ExportError, Exporter, FinishedFile, RenderBuffer, Settings,
};
use crate::model::{Flag, Pair, TranslationType, TypeCounts};

const ROWS: Ending = Ending::Fixed(".variants");
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

/// Writes a table per locale pair.
pub(super) struct Inconsistencies {
    excel: bool,
    out: PathBuf,
}

/// A pair, as it waits on disk.
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
    /// Where it is found first.
    document: String,
    lines: [u32; 2],
}

/// A source text with its translations, in the order in which they are found.
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

    /// Makes a table from the rows.
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

/// The sources in the order in which they are found.
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
    fn is_compressed(&self, _name: &str) -> bool {
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
        let out = out.file(&record.source.locale, &record.target.locale, ROWS);
        serde_json::to_writer(&mut *out, &row)
            .expect("writing text and numbers to a buffer cannot fail");
        out.push(b'\n');
    }

    fn finish(&mut self, files: Vec<FinishedFile>) -> Result<Vec<CompleteFile>, ExportError> {
        let table = |file: FinishedFile| {
            let name = format!("{}.csv", file.key);
            let path = file.path.with_file_name(&name);
            let converted = self.convert(&file.path, &path);
            match converted.and_then(|()| fs::remove_file(&file.path)) {
                Ok(()) => Ok(CompleteFile {
                    name,
                    path,
                    pairs: file.pairs,
                }),
                Err(source) => Err(ExportError::Write {
                    path: self.out.join(&name),
                    source,
                }),
            }
        };
        files.into_iter().map(table).collect()
    }
}
