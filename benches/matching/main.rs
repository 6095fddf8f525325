//! How similar the files of real documentation are, as input for `fit.py`:
//! `cargo bench --bench matching -- CASE… > samples.tsv`.
//!
//! Each case is a folder of two locales with the same paths, so the right match of each file is known. Files are drawn
//! from it, so that some translations have no original, and so that some corpora are small. Each line is one pair of
//! files that are nearest to each other: the case, the similarity, the distance to the second one, the number of
//! originals, and whether the files are of one article.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use diglot::internals::align::{Fingerprint, Input};
use diglot::internals::article::{ArticleSettings, LoadedArticle};
use diglot::internals::layout::{self, LayoutSettings, Place};
use diglot::internals::matching::nearest;
use diglot::internals::model::{ArticleVersion, Locale};
use twox_hash::XxHash3_64;

/// The share of originals and of translations that are left out, in percent, and the size of the corpus, 0 for all.
const DRAWS: [(u64, u64, usize); 9] = [
    (0, 0, 0),
    (20, 0, 0),
    (50, 0, 0),
    (20, 20, 0),
    (50, 50, 0),
    (50, 50, 2),
    (50, 50, 4),
    (50, 50, 8),
    (50, 50, 16),
];
/// Small corpora that are drawn from each case, for each draw.
const SMALL: usize = 60;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let cases = std::env::args().skip(1).filter(|a| !a.starts_with("--"));
    let mut out = io::BufWriter::new(io::stdout().lock());
    for case in cases.map(PathBuf::from) {
        sample_case(&case, &mut out)?;
    }
    Ok(out.flush()?)
}

/// Writes the samples of a case.
fn sample_case(case: &Path, out: &mut impl Write) -> Result<(), Box<dyn std::error::Error>> {
    let settings = ArticleSettings::new(Locale::parse("en-US")?);
    let (found, _) = layout::find(&Place::Folder(case.to_owned()), &LayoutSettings::default())?;
    let mut articles: Vec<[Fingerprint; 2]> = Vec::new();
    for article in &found.corpus.articles {
        let (article, _) = LoadedArticle::read(&found.corpus, article, &settings);
        if let [source, target] = &article.versions[..] {
            articles.push([fingerprint(source), fingerprint(target)]);
        }
    }
    for (number, (without_source, without_target, size)) in DRAWS.into_iter().enumerate() {
        let repeats = if size == 0 { 1 } else { SMALL };
        for repeat in 0..repeats {
            let seed = (number * SMALL + repeat) as u64;
            let mut order: Vec<usize> = (0..articles.len()).collect();
            order.sort_by_key(|&article| hash([seed, 0, article as u64]));
            order.truncate(if size == 0 { articles.len() } else { size });
            let keep = |side: u64, without: u64| -> Vec<usize> {
                let is_kept =
                    |article: &&usize| hash([seed, side, **article as u64]) % 100 >= without;
                order.iter().filter(is_kept).copied().collect()
            };
            let [sources, targets] = [keep(1, without_source), keep(2, without_target)];
            write_draw(case, &articles, [&sources, &targets], out)?;
        }
    }
    Ok(())
}

/// Writes the files of a draw that are nearest to each other.
fn write_draw(
    case: &Path,
    articles: &[[Fingerprint; 2]],
    [sources, targets]: [&[usize]; 2],
    out: &mut impl Write,
) -> io::Result<()> {
    let prints = |of: &[usize], side: usize| -> Vec<Fingerprint> {
        of.iter()
            .map(|&article| articles[article][side].clone())
            .collect()
    };
    let [near, back] = nearest(&prints(sources, 0), &prints(targets, 1));
    for (source, near) in sources
        .iter()
        .zip(&near)
        .enumerate()
        .filter_map(|(n, (_, near))| Some((n, (*near)?)))
    {
        let Some(back) = back[near.file].filter(|back| back.file == source) else {
            continue;
        };
        let margin = near.similarity - near.second.max(back.second);
        let is_right = sources[source] == targets[near.file];
        let (case, similarity, originals) = (case.display(), near.similarity, sources.len());
        writeln!(
            out,
            "{case}\t{similarity}\t{margin}\t{originals}\t{}",
            u8::from(is_right)
        )?;
    }
    Ok(())
}

fn fingerprint(version: &ArticleVersion) -> Fingerprint {
    Fingerprint::of(Input {
        document: &version.document,
        locale: &version.locale,
        source_hash: None,
        original: version.is_original(),
    })
}

/// The same number in every run.
fn hash(numbers: [u64; 3]) -> u64 {
    XxHash3_64::oneshot(&numbers.map(u64::to_le_bytes).concat())
}
