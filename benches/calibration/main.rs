//! What the aligner finds about pairs before it becomes a score, as input for `fit.py`:
//! `cargo bench --bench calibration -- CASE… > signals.tsv`.
//!
//! Each case is a folder of two locales with `gold.jsonl`. Every article is aligned with its own translation, and once more
//! with the translation of the article after it, which tells what unrelated files of the corpus show.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use diglot::internals::align::{AlignSettings, Input, Prepared, Trace, UnitPlace, learn};
use diglot::internals::article::{ArticleSettings, LoadedArticle};
use diglot::internals::layout::{self, LayoutSettings, Place};
use diglot::internals::model::{ArticleVersion, Locale};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let cases = std::env::args().skip(1).filter(|a| !a.starts_with("--"));
    let mut out = io::BufWriter::new(io::stdout().lock());
    for case in cases.map(PathBuf::from) {
        trace_case(&case, &mut out)?;
    }
    Ok(out.flush()?)
}

/// Writes the signals of all pairs of a case.
fn trace_case(case: &Path, out: &mut impl Write) -> Result<(), Box<dyn std::error::Error>> {
    let settings = ArticleSettings::new(Locale::parse("en-US")?);
    let (found, _) = layout::find(&Place::Folder(case.to_owned()), &LayoutSettings::default())?;
    let articles = found.corpus.articles.iter();
    let read = |article| LoadedArticle::read(&found.corpus, article, &settings).0;
    let articles: Vec<LoadedArticle> = articles
        .map(read)
        .filter(|a| a.versions.len() == 2)
        .collect();
    for (name, step) in [("translation", 0), ("other", 1)] {
        let pairs: Vec<[&ArticleVersion; 2]> = (0..articles.len())
            .map(|index| {
                let other = &articles[(index + step) % articles.len()];
                [&articles[index].versions[0], &other.versions[1]]
            })
            .collect();
        let prepared: Vec<Prepared<'_>> = pairs.iter().map(|p| prepare(*p)).collect();
        // What is learned comes from the translations: a corpus where all files are wrong teaches nothing.
        let own: Vec<Prepared<'_>> = articles.iter().map(LoadedArticle::prepare).collect();
        let lexicon = learn(&own);
        for ((article, pair), prepared) in articles.iter().zip(&pairs).zip(&prepared) {
            let rows = Mutex::new(Vec::new());
            let note = |trace: Trace<'_>| {
                let spans = (span(pair[0], trace.a), span(pair[1], trace.b));
                if let Ok(mut rows) = rows.lock() {
                    rows.push((spans, trace.values));
                }
            };
            let _ = prepared.align(AlignSettings {
                lexicon: Some(&lexicon),
                trace: Some(&note),
                ..AlignSettings::default()
            });
            for ((source, target), values) in rows.into_inner()? {
                let values = values.map(|v| v.to_string()).join("\t");
                let (case, document) = (case.display(), &article.document);
                writeln!(
                    out,
                    "{case}\t{name}\t{document}\t{source}\t{target}\t{values}"
                )?;
            }
        }
    }
    Ok(())
}

fn prepare([source, target]: [&ArticleVersion; 2]) -> Prepared<'_> {
    let input = |version| -> Input<'_> {
        let version: &ArticleVersion = version;
        Input {
            document: &version.document,
            locale: &version.locale,
            source_hash: version.source_revision.as_deref(),
            original: version.is_original(),
        }
    };
    Prepared::new(vec![input(source), input(target)])
}

/// The bytes of some units in their file, as START-END.
fn span(version: &ArticleVersion, units: &[UnitPlace]) -> String {
    let of = |unit: Option<&UnitPlace>| Some(&version.document.unit(unit?.unit()).span);
    match (of(units.first()), of(units.last())) {
        (Some(first), Some(last)) => format!("{}-{}", first.start, last.end),
        _ => "0-0".to_owned(),
    }
}
