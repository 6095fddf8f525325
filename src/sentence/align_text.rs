//! Aligns two plain texts: what users of hunalign and vecalign know.

use super::align::{Bead, align_lines};
use super::srx::Splitter;

/// The sentences of a text: its lines, or what the splitter makes of them. Empty lines stay lines when nothing is
/// split, so that numbers are those of the file, and are left out when lines are split.
pub fn sentences<'t>(text: &'t str, splitter: Option<&mut Splitter>) -> Vec<&'t str> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let Some(splitter) = splitter else {
        return text.lines().map(str::trim).collect();
    };
    let mut all = Vec::new();
    for line in text.lines() {
        all.extend(splitter.sentences(line, &[]).into_iter().map(|s| &line[s]));
    }
    all
}

/// Two texts, sentence by sentence, and their beads.
#[derive(Debug)]
pub struct AlignedText<'t> {
    /// Sentences of the source.
    pub source: Vec<&'t str>,
    /// Sentences of the target.
    pub target: Vec<&'t str>,
    /// The beads, which cover all sentences once and in order.
    pub beads: Vec<Bead>,
}

impl<'t> AlignedText<'t> {
    /// Aligns two texts given as sentences.
    #[must_use]
    pub fn new(source: Vec<&'t str>, target: Vec<&'t str>) -> Self {
        let beads = align_lines(&source, &target);
        Self {
            source,
            target,
            beads,
        }
    }
}
