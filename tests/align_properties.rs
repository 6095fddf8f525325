//! What holds of every alignment, whatever the documents: no unit is in two pairs, pairs are consistent among all versions,
//! scores are probabilities.

use std::collections::BTreeMap;
use std::fmt;

use crate::documents::{Piece, document};
use diglot::internals::align::{AlignSettings, Input, Match, Spine, align};
use diglot::internals::model::{Cell, Document, Locale, UnitId, UnitKind};
use proptest::prelude::*;

const WORDS: [&str; 24] = [
    "valve", "open", "the", "close", "sensor", "of", "a", "pump", "never", "reset", "water", "to",
    "Fjord", "app", "hub", "check", "if", "and", "slowly", "12", "7", "pressure", "list", "yes",
];
const SLUGS: [&str; 5] = ["install", "remove", "see-also", "before-you-begin", "costs"];
const LOCALES: [&str; 4] = ["en-US", "fr-FR", "sv-SE", "zh-CN"];

fn text(words: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    let word = prop::sample::select(&WORDS[..]);
    prop::collection::vec(word, words).prop_map(|words| words.join(" "))
}

/// A unit that is no cell.
fn block() -> impl Strategy<Value = Piece> {
    let kind = prop_oneof![
        2 => Just(UnitKind::Heading),
        4 => Just(UnitKind::Paragraph),
        4 => Just(UnitKind::ListItem),
        1 => Just(UnitKind::Note),
        1 => Just(UnitKind::Quote),
    ];
    let label = prop::option::of(prop::sample::select(&SLUGS[..]));
    let code = prop::option::weighted(0.2, prop::sample::select(&["ls", "a.cfg", "Get-It"][..]));
    let parts = (kind, text(1..9), label, code, 1..4_u8);
    parts.prop_map(|(kind, text, label, code, depth)| {
        let mut piece = Piece::new(kind, text);
        piece.code = code.map(str::to_owned);
        match kind {
            UnitKind::Heading => {
                piece.level = depth;
                piece.label = label.map(str::to_owned);
            }
            UnitKind::ListItem => piece.depth = depth,
            UnitKind::Note => piece.label = Some("tip".into()),
            _ => {}
        }
        piece
    })
}

/// A table; which one of the document is told when it is put together.
fn table() -> impl Strategy<Value = Vec<Piece>> {
    let rows = (1..4_usize, 1..4_usize).prop_flat_map(|(rows, columns)| {
        let row = prop::collection::vec(text(1..4), columns);
        prop::collection::vec(row, rows + 1)
    });
    rows.prop_map(|rows| {
        let mut pieces = Vec::new();
        for (row, cells) in (0..).zip(rows) {
            for (column, text) in (0..).zip(cells) {
                let kind = match row {
                    0 => UnitKind::TableHeader,
                    _ => UnitKind::TableCell,
                };
                let mut piece = Piece::new(kind, text);
                piece.cell = Some(Cell {
                    table: 0,
                    row,
                    column,
                });
                pieces.push(piece);
            }
        }
        pieces
    })
}

/// The article that all versions are made from.
fn article() -> impl Strategy<Value = Vec<Piece>> {
    let part = prop_oneof![8 => block().prop_map(|b| vec![b]), 1 => table()];
    prop::collection::vec(part, 0..24).prop_map(|parts| {
        let (mut pieces, mut tables) = (Vec::new(), 0);
        for mut part in parts {
            for cell in part.iter_mut().filter_map(|p| p.cell.as_mut()) {
                cell.table = tables;
            }
            tables += u32::from(part[0].cell.is_some());
            pieces.append(&mut part);
        }
        pieces
    })
}

/// What became of a unit in one version.
#[derive(Debug, Clone)]
enum Change {
    Kept,
    Dropped,
    Reworded(String),
    Before(Piece),
    /// Another slug is stated, or none.
    Slug(Option<String>),
}

fn change() -> impl Strategy<Value = Change> {
    let slug = prop::option::of(prop::sample::select(&SLUGS[..]));
    prop_oneof![
        12 => Just(Change::Kept),
        1 => Just(Change::Dropped),
        1 => text(1..9).prop_map(Change::Reworded),
        1 => block().prop_map(Change::Before),
        2 => slug.prop_map(|s| Change::Slug(s.map(str::to_owned))),
    ]
}

/// One version of the article.
#[derive(Clone)]
struct Made {
    document: Document,
    hash: Option<&'static str>,
    original: bool,
}

/// How one version is made: its changes, whether its words are another language's, its hash, whether it is an original.
fn versions() -> impl Strategy<Value = Vec<Made>> {
    article().prop_flat_map(|article| {
        let changes = prop::collection::vec(change(), article.len());
        let hash = prop::sample::select(&[None, Some("a"), Some("b")][..]);
        let how = (changes, any::<bool>(), hash, prop::bool::weighted(0.2));
        let made = how.prop_map(move |(changes, translated, hash, original)| {
            let mut pieces = changed(&article, changes);
            if translated {
                for piece in &mut pieces {
                    piece.text = translate(&piece.text);
                }
            }
            Made {
                document: document(&pieces),
                hash,
                original,
            }
        });
        prop::collection::vec(made, 2..=LOCALES.len())
    })
}

fn changed(article: &[Piece], changes: Vec<Change>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (piece, change) in article.iter().zip(changes) {
        let mut piece = piece.clone();
        match change {
            Change::Kept => {}
            Change::Dropped => continue,
            Change::Reworded(text) => piece.text = text,
            Change::Before(other) => pieces.push(other),
            Change::Slug(slug) if piece.kind == UnitKind::Heading => piece.label = slug,
            Change::Slug(_) => {}
        }
        pieces.push(piece);
    }
    pieces
}

/// Words of another language: names and numbers stay.
fn translate(text: &str) -> String {
    let word = |word: &str| match word.chars().all(char::is_lowercase) {
        true => word.chars().rev().chain("ez".chars()).collect(),
        false => word.to_owned(),
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// A unit a line: what a person needs to see of a version for which a property does not hold.
impl fmt::Debug for Made {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "hash {:?} original {}", self.hash, self.original)?;
        for (index, unit) in self.document.units.iter().enumerate() {
            let (kind, text) = (unit.kind.as_str(), self.document.text(unit));
            writeln!(f, "{index} {kind} {:?} {:?} {text}", unit.label, unit.cell)?;
        }
        Ok(())
    }
}

fn spine(versions: &[Made]) -> Spine {
    let locales = LOCALES.map(|l| Locale::parse(l).unwrap());
    let input = |(version, locale)| {
        let version: &Made = version;
        Input {
            document: &version.document,
            locale,
            source_hash: version.hash,
            original: version.original,
        }
    };
    let inputs: Vec<Input<'_>> = versions.iter().zip(&locales).map(input).collect();
    align(&inputs, AlignSettings::default())
}

/// All pairs of all versions, by the versions' indexes.
fn all_pairs(spine: &Spine, versions: usize) -> BTreeMap<(usize, usize), Vec<Match>> {
    let mut all = BTreeMap::new();
    for a in 0..versions {
        for b in (0..versions).filter(|b| *b != a) {
            all.insert((a, b), spine.pairs(a, b));
        }
    }
    all
}

/// A stated slug, of headings only.
fn slug(document: &Document, unit: UnitId) -> Option<&str> {
    let unit = document.unit(unit);
    let label = unit.label.as_deref();
    label.filter(|_| unit.kind == UnitKind::Heading)
}

/// Whether a version has no slug in common with any other, so that they may be translated.
fn has_slugs_of_its_own(versions: &[Made], version: usize) -> bool {
    let slugs = |version: usize| {
        let document = &versions[version].document;
        let units = document.iter_units();
        units
            .filter_map(|(unit, _)| slug(document, unit))
            .collect::<Vec<&str>>()
    };
    let own = slugs(version);
    let mut others = (0..versions.len()).filter(|other| *other != version);
    others.all(|other| slugs(other).iter().all(|slug| !own.contains(slug)))
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_unit_is_in_two_pairs_and_names_of_metadata_are_kept(versions in versions()) {
        for ((a, b), pairs) in all_pairs(&spine(&versions), versions.len()) {
            let (a, b) = (&versions[a].document, &versions[b].document);
            let (mut in_a, mut in_b) = (vec![0; a.units.len()], vec![0; b.units.len()]);
            for pair in &pairs {
                prop_assert!(!pair.source.is_empty() && !pair.target.is_empty());
                prop_assert!(pair.source.is_sorted() && pair.target.is_sorted());
                pair.source.iter().for_each(|&u| in_a[u.index()] += 1);
                pair.target.iter().for_each(|&u| in_b[u.index()] += 1);
                let of_a = pair.source.iter().map(|&u| a.unit(u).kind);
                let of_b = pair.target.iter().map(|&u| b.unit(u).kind);
                // Texts may go into another kind of block, but not into metadata.
                let is_metadata = |k: UnitKind| matches!(k, UnitKind::FrontMatter | UnitKind::TabTitle);
                let kinds: Vec<UnitKind> = of_a.chain(of_b).collect();
                let metadata = kinds.iter().filter(|k| is_metadata(**k)).count();
                prop_assert!(metadata == 0 || kinds.iter().all(|k| *k == kinds[0]), "{:?}", pair);
            }
            prop_assert!(in_a.iter().chain(&in_b).all(|&times| times <= 1));
        }
    }

    #[test]
    fn scores_are_probabilities(versions in versions()) {
        for pair in all_pairs(&spine(&versions), versions.len()).values().flatten() {
            prop_assert!((0.0..=1.0).contains(&pair.score), "{:?}", pair);
        }
    }

    #[test]
    fn headings_whose_stated_slugs_differ_are_no_pair(versions in versions()) {
        for ((a, b), pairs) in all_pairs(&spine(&versions), versions.len()) {
            if has_slugs_of_its_own(&versions, a) || has_slugs_of_its_own(&versions, b) {
                continue;
            }
            let (a, b) = (&versions[a].document, &versions[b].document);
            for pair in pairs {
                let of_a: Vec<&str> = pair.source.iter().filter_map(|&u| slug(a, u)).collect();
                let of_b: Vec<&str> = pair.target.iter().filter_map(|&u| slug(b, u)).collect();
                let same = of_a.iter().any(|s| of_b.contains(s));
                prop_assert!(of_a.is_empty() || of_b.is_empty() || same, "{of_a:?} {of_b:?}");
            }
        }
    }

    #[test]
    fn pairs_of_one_unit_with_one_are_transitive(versions in versions()) {
        let all = all_pairs(&spine(&versions), versions.len());
        let single = |a: usize, b: usize| -> BTreeMap<UnitId, UnitId> {
            let pairs = all[&(a, b)].iter();
            let single = pairs.filter(|p| p.source.len() == 1 && p.target.len() == 1);
            single.map(|p| (p.source[0], p.target[0])).collect()
        };
        let ends = |a, b| (0..versions.len()).filter(move |c| *c != a && *c != b).map(move |c| (a, b, c));
        let triples = all.keys().flat_map(|&(a, b)| ends(a, b));
        for (a, b, c) in triples {
            let (to_b, to_c, direct) = (single(a, b), single(b, c), single(a, c));
            for (unit, middle) in to_b {
                if let Some(end) = to_c.get(&middle) {
                    prop_assert_eq!(direct.get(&unit), Some(end), "{}:{:?} = {}:{:?}", a, unit, b, middle);
                }
            }
        }
    }

    #[test]
    fn pairs_are_the_same_from_either_side(versions in versions()) {
        let all = all_pairs(&spine(&versions), versions.len());
        for ((a, b), pairs) in &all {
            let turned = |p: &Match| Match {
                source: p.target.clone(),
                target: p.source.clone(),
                ..p.clone()
            };
            let mut other: Vec<Match> = all[&(*b, *a)].iter().map(turned).collect();
            other.sort_by(|p, q| p.source.cmp(&q.source));
            prop_assert_eq!(pairs, &other);
        }
    }

    #[test]
    fn the_same_versions_give_the_same_pairs(versions in versions()) {
        let again = versions.clone();
        let first = all_pairs(&spine(&versions), versions.len());
        prop_assert_eq!(first, all_pairs(&spine(&again), again.len()));
    }

    #[test]
    fn a_document_aligned_with_itself_is_paired_unit_by_unit(
        pieces in article(),
        hashes in prop::sample::select(&[[None, None], [Some("a"), Some("a")], [Some("a"), Some("b")]][..]),
    ) {
        let made = hashes.map(|hash| Made { document: document(&pieces), hash, original: false });
        let pairs = spine(&made).pairs(0, 1);
        let found: Vec<_> = pairs.iter().map(|p| (p.source.clone(), p.target.clone())).collect();
        let expected: Vec<_> = (0..pieces.len()).map(UnitId::new).map(|u| (vec![u], vec![u])).collect();
        prop_assert_eq!(found, expected);
    }
}
