//! Pairs that the publisher made himself, beside ours and never mixed up with them.

use super::past::Seen;
use super::records::Sides;
use super::tally::Tally;
use super::{Loaded, Settings};
use crate::align::Match;
use crate::check::NormTable;
use crate::export::Batch;
use crate::model::{Provenance, Source, Version};
use crate::segment;

/// Writes and counts the publisher's pairs of an article's translations.
pub(super) fn process<'a>(
    loaded: &'a Loaded,
    settings: &Settings,
    norms: Option<&NormTable>,
    seen: &mut Seen<'a>,
    mut batch: Option<&mut Batch>,
    tally: &mut Tally,
) {
    for file in (0..loaded.files).filter(|&f| !loaded.originals[f]) {
        let version = &loaded.versions[file];
        let pairs = segment::published(&version.source, &version.document, &settings.segment);
        if pairs.source.units.is_empty() {
            continue;
        }
        let provenance = &version.source.provenance;
        let original = Version {
            locale: settings.source.clone(),
            source: Source {
                text: version.source.text.clone(),
                provenance: Provenance::default(),
                own_hash: provenance.source_hash.clone(),
                ..Source::default()
            },
            document: pairs.source,
        };
        let translation = Version {
            locale: version.locale.clone(),
            source: version.source.clone(),
            document: pairs.target,
        };
        let units = 0..original.document.units.len() as u32;
        let matches: Vec<Match> = units
            .map(|unit| Match {
                source: vec![unit],
                target: vec![unit],
                score: 1.0,
            })
            .collect();
        let sides = Sides::published(
            &loaded.document,
            [&original, &translation],
            loaded.translation_type(file),
        );
        let start = seen.advance(&version.locale, 0);
        let (counts, rows) =
            sides.more_records(&matches, settings, norms, start, batch.as_deref_mut());
        seen.advance(&version.locale, rows);
        tally.published += counts.pairs.total();
        tally.add_pair(&settings.source, &version.locale, counts);
    }
}
