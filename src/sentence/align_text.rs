//! Aligns two plain texts: what users of hunalign and vecalign know.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;

use super::align::{Bead, align_lines};
use super::srx::Splitter;
use super::tmx;
use crate::model::Locale;

/// How beads are written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum BeadFormat {
    /// `[0,1]:[0]:0.98`: line numbers from 0 and the score, as Vecalign writes them.
    #[default]
    Beads,
    /// Source text, target text, score, separated by tabs.
    Tsv,
    /// One object a line: `source`, `target` (null where there is none), `source_lines`, `target_lines`, `score`.
    Jsonl,
    /// TMX 1.4b; beads with an empty side are left out.
    Tmx {
        /// Locale of the source text.
        source: Locale,
        /// Locale of the target text.
        target: Locale,
    },
}

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

#[derive(Serialize)]
struct Row<'a> {
    source: Option<Cow<'a, str>>,
    target: Option<Cow<'a, str>>,
    source_lines: Vec<usize>,
    target_lines: Vec<usize>,
    score: f64,
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

    /// Writes the beads whose score is at least `min_score`.
    ///
    /// # Errors
    /// When writing fails.
    pub fn write(
        &self,
        format: &BeadFormat,
        min_score: f32,
        out: &mut impl Write,
    ) -> io::Result<()> {
        if let BeadFormat::Tmx { source, .. } = format {
            tmx::head(source, out)?;
        }
        for bead in self.beads.iter().filter(|b| b.score >= min_score) {
            let source = joined(&self.source[bead.source.clone()]);
            let target = joined(&self.target[bead.target.clone()]);
            match format {
                BeadFormat::Beads => {
                    let (s, t) = (list(&bead.source), list(&bead.target));
                    writeln!(out, "{s}:{t}:{:.4}", bead.score)?;
                }
                BeadFormat::Tsv => {
                    let (s, t) = (source.unwrap_or_default(), target.unwrap_or_default());
                    writeln!(
                        out,
                        "{}\t{}\t{:.4}",
                        s.replace('\t', " "),
                        t.replace('\t', " "),
                        bead.score
                    )?;
                }
                BeadFormat::Jsonl => {
                    let row = Row {
                        source,
                        target,
                        source_lines: bead.source.clone().collect(),
                        target_lines: bead.target.clone().collect(),
                        score: (f64::from(bead.score) * 1e4).round() / 1e4,
                    };
                    serde_json::to_writer(&mut *out, &row)?;
                    out.write_all(b"\n")?;
                }
                BeadFormat::Tmx {
                    source: from,
                    target: to,
                } => {
                    if let (Some(s), Some(t)) = (source, target) {
                        tmx::unit((from, &s), (to, &t), bead.score, out)?;
                    }
                }
            }
        }
        if let BeadFormat::Tmx { .. } = format {
            tmx::tail(out)?;
        }
        Ok(())
    }
}

fn list(lines: &std::ops::Range<usize>) -> String {
    let numbers: Vec<String> = lines.clone().map(|n| n.to_string()).collect();
    format!("[{}]", numbers.join(","))
}

fn joined<'t>(lines: &[&'t str]) -> Option<Cow<'t, str>> {
    match lines {
        [] => None,
        [one] => Some(Cow::Borrowed(one)),
        more => Some(Cow::Owned(more.join(" "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "The valve opens.\n\nTurn the handle < 90 degrees & wait.\nClose it.\n";
    const TARGET: &str = "Das Ventil geht auf.\n\nDrehen Sie den Griff um < 90 Grad & warten Sie.\nSchließen Sie es.";

    fn written(format: &BeadFormat) -> String {
        let text = AlignedText::new(sentences(SOURCE, None), sentences(TARGET, None));
        let mut out = Vec::new();
        text.write(format, 0.0, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn beads_are_numbered_by_line() {
        let numbers: Vec<String> = written(&BeadFormat::Beads)
            .lines()
            .map(|l| l.rsplit_once(':').unwrap().0.to_owned())
            .collect();
        assert_eq!(numbers, ["[0]:[0]", "[1]:[1]", "[2]:[2]", "[3]:[3]"]);
    }

    #[test]
    fn texts_stand_beside_each_other() {
        let tsv = written(&BeadFormat::Tsv);
        assert!(
            tsv.starts_with("The valve opens.\tDas Ventil geht auf.\t"),
            "{tsv}"
        );
        let jsonl = written(&BeadFormat::Jsonl);
        let row: serde_json::Value = serde_json::from_str(jsonl.lines().nth(2).unwrap()).unwrap();
        assert_eq!(row["source"], "Turn the handle < 90 degrees & wait.");
        assert_eq!(row["target_lines"], serde_json::json!([2]));
    }

    #[test]
    fn tmx_is_escaped_and_has_its_locales() {
        let tmx = written(&BeadFormat::Tmx {
            source: Locale::parse("en").unwrap(),
            target: Locale::parse("de").unwrap(),
        });
        assert!(tmx.contains(r#"<tuv xml:lang="de"><seg>Drehen Sie den Griff um &lt; 90 Grad &amp; warten Sie.</seg></tuv>"#), "{tmx}");
        assert!(tmx.contains(r#"segtype="sentence""#) && tmx.contains(r#"srclang="en""#));
        assert_eq!(
            tmx.matches("<tu>").count(),
            3,
            "an empty line is no unit: {tmx}"
        );
    }
}
