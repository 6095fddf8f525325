//! The texts of a pair as Markdown.

use super::TextForm;
use crate::model::{ArticleVersion, Pair, PairSide, UnitKind};

impl TextForm {
    /// Gives a pair the texts that are asked for. Ids and checks depend on the plain text all the same.
    pub(super) fn apply(self, pair: &mut Pair, source: &ArticleVersion, target: &ArticleVersion) {
        if self == Self::Plain {
            return;
        }
        let marker = (pair.kind == UnitKind::Note)
            .then(|| alert_marker(&pair.source, source))
            .flatten();
        for (side, version) in [(&mut pair.source, source), (&mut pair.target, target)] {
            self.apply_to(side);
            if let Some(marker) = marker {
                let own = alert_marker(side, version).unwrap_or(marker);
                side.text = format!("{own} {}", side.text);
            }
        }
    }

    /// Gives one side the text that is asked for.
    pub(super) fn apply_to(self, side: &mut PairSide) {
        if self == Self::Markdown {
            side.text = side.markdown_line();
            side.runs.clear();
        }
    }
}

/// The marker of an alert, such as `[!NOTE]`, on the line above its first paragraph. CommonMark knows no alerts: it reads
/// marker and paragraph as one paragraph of a quote.
fn alert_marker<'a>(side: &PairSide, version: &'a ArticleVersion) -> Option<&'a str> {
    let before = &version.source.text[..side.span.start as usize];
    let before = before.trim_end_matches([' ', '\t', '>']);
    let before = before.strip_suffix('\n')?;
    let line = before.rsplit('\n').next()?.trim();
    let marker = line.trim_start_matches(['>', ' ', '\t']);
    let name = marker.strip_prefix("[!")?.strip_suffix(']')?;
    let is_name = !name.is_empty() && name.chars().all(char::is_alphanumeric);
    (line.len() > marker.len() && is_name).then_some(marker)
}
