//! Evidence for units whose blocks may have changed: content counts, and the kind of block hardly.

use super::PairScorer;
use super::structure::{slugs, text};
use super::texts::{length, tokens};
use crate::align::sequence::UnitPlace;
use crate::model::UnitKind;

impl PairScorer<'_> {
    /// Evidence for two units by content, whatever block each is in; `None` where they have neither a token nor, as far as a
    /// model says, a meaning in common, or where slugs forbid the pair.
    pub fn loose(&self, a: UnitPlace, b: UnitPlace) -> Option<f32> {
        let (x, y) = (&self.units[0][a.index()], &self.units[1][b.index()]);
        let same = x.identity == y.identity && x.length >= 4.0;
        let meaning = self.meaning(&[a], &[b]);
        if !same && meaning <= 0.0 && !self.tokens[0].may_share(a, &self.tokens[1], b) {
            return None;
        }
        let text = text(x, y)?;
        let slugs = slugs(x.slug, y.slug)?;
        let kind = match (x.kind == y.kind, is_prose(x.kind) && is_prose(y.kind)) {
            (true, _) => 0.0,
            (_, true) => -1.5,
            _ => -3.0,
        };
        let shared = self.tokens[0].shared(a, &self.tokens[1], b);
        let words = self.slug_words.evidence(a, b);
        let texts = length(y.log - x.log) + tokens(shared.sum) + self.contradiction(shared, x, y);
        Some(kind + text + slugs + words + texts + meaning)
    }
}

fn is_prose(kind: UnitKind) -> bool {
    use UnitKind::{ListItem, Note, Paragraph, Quote};
    matches!(kind, Paragraph | ListItem | Note | Quote)
}
