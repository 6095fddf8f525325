//! Writes the beads of two aligned plain texts, in the forms that users of hunalign and Vecalign know.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;

use super::formats::{rounded, tmx_document};
use super::xml::Xml;
use crate::model::Locale;
use crate::sentence::AlignedText;

/// How beads are written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum BeadFormat {
    /// `[0,1]:[0]:0.98`: line numbers from 0 and the score, as Vecalign writes them.
    #[default]
    Beads,
    /// Source text, target text, score, separated by tabs.
    Tsv,
    /// One object per line: `source`, `target` (null where there is none), `source_lines`, `target_lines`, `score`.
    Jsonl,
    /// TMX 1.4b; beads with an empty side are left out.
    Tmx {
        /// Locale of the source text.
        source: Locale,
        /// Locale of the target text.
        target: Locale,
    },
}

/// A bead with its texts.
#[derive(Serialize)]
struct Row<'a> {
    source: Option<Cow<'a, str>>,
    target: Option<Cow<'a, str>>,
    source_lines: Vec<usize>,
    target_lines: Vec<usize>,
    score: f64,
}

/// Writes the beads whose score is at least `min_score`.
///
/// # Errors
/// When writing fails.
pub fn write_beads(
    text: &AlignedText<'_>,
    format: &BeadFormat,
    min_score: f32,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut buffer = Vec::new();
    write_header(format, &mut buffer);
    for bead in text.beads.iter().filter(|b| b.score >= min_score) {
        let row = Row {
            source: joined(&text.source[bead.source.clone()]),
            target: joined(&text.target[bead.target.clone()]),
            source_lines: bead.source.clone().collect(),
            target_lines: bead.target.clone().collect(),
            score: rounded(bead.score),
        };
        write_row(&row, format, &mut buffer)?;
        out.write_all(&buffer)?;
        buffer.clear();
    }
    write_footer(format, &mut buffer);
    out.write_all(&buffer)
}

fn write_header(format: &BeadFormat, out: &mut Vec<u8>) {
    if let BeadFormat::Tmx { source, .. } = format {
        let header = tmx_document::Header {
            source: source.as_str(),
            sentences: true,
            original_format: "text",
        };
        header.write(out);
    }
}

fn write_footer(format: &BeadFormat, out: &mut Vec<u8>) {
    if let BeadFormat::Tmx { .. } = format {
        tmx_document::footer(out);
    }
}

fn write_row(row: &Row<'_>, format: &BeadFormat, out: &mut Vec<u8>) -> io::Result<()> {
    match format {
        BeadFormat::Beads => {
            let lines = [&row.source_lines, &row.target_lines].map(|lines| list(lines));
            writeln!(out, "{}:{}:{:.4}", lines[0], lines[1], row.score)
        }
        BeadFormat::Tsv => {
            let texts = [&row.source, &row.target].map(|text| cell(text.as_deref()));
            writeln!(out, "{}\t{}\t{:.4}", texts[0], texts[1], row.score)
        }
        BeadFormat::Jsonl => {
            serde_json::to_writer(&mut *out, row)?;
            out.write_all(b"\n")
        }
        BeadFormat::Tmx { source, target } => {
            if let (Some(from), Some(to)) = (&row.source, &row.target) {
                write_unit([(source, from), (target, to)], row.score, out);
            }
            Ok(())
        }
    }
}

/// Writes a `tu`, unless a side is empty.
fn write_unit(sides: [(&Locale, &str); 2], score: f64, out: &mut Vec<u8>) {
    if sides.iter().any(|(_, text)| text.is_empty()) {
        return;
    }
    let mut xml = Xml::new(out);
    xml.open("tu", &[]);
    xml.line();
    tmx_document::prop(&mut xml, "score", &format!("{score:.4}"));
    for (locale, text) in sides {
        tmx_document::variant(&mut xml, locale.as_str(), &[], |xml| xml.text(text));
    }
    xml.close("tu");
    xml.line();
}

fn cell(text: Option<&str>) -> String {
    text.unwrap_or_default().replace('\t', " ")
}

fn list(lines: &[usize]) -> String {
    let numbers: Vec<String> = lines.iter().map(usize::to_string).collect();
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
    use crate::sentence::sentences;

    const SOURCE: &str = "The valve opens.\n\nTurn the handle < 90 degrees & wait.\nClose it.\n";
    const TARGET: &str = "Das Ventil geht auf.\n\nDrehen Sie den Griff um < 90 Grad & warten Sie.\nSchließen Sie es.";

    fn written(format: &BeadFormat) -> String {
        let text = AlignedText::new(sentences(SOURCE, None), sentences(TARGET, None));
        let mut out = Vec::new();
        write_beads(&text, format, 0.0, &mut out).unwrap();
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
    fn texts_are_in_one_line_or_object() {
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
