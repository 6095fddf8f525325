//! A report as text for a terminal: one line of figures, then the tables.

use std::fmt;

use super::{Missed, Report, Status, Wrong};

/// Maximum number of characters of a text that are shown.
const SHOWN: usize = 70;

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "articles {} (none {})  pairs {}  P {:.4}  strict {:.4}  R {:.4}  F1 {:.4}  ECE ",
            self.articles,
            self.articles_without_pairs,
            self.pairs,
            self.precision,
            self.strict,
            self.recall,
            self.f1
        )?;
        writeln!(f, "{}", figure(self.ece))?;
        for path in &self.without_pairs {
            writeln!(f, "no pair: {path}")?;
        }
        if self.ece.is_some() {
            writeln!(f, "\nscore        pairs  mean score  share right")?;
            for row in &self.reliability {
                let (mean, right) = (figure(row.mean_score), figure(row.right));
                let (from, to, pairs) = (row.from, row.to, row.pairs);
                writeln!(f, "{from:.1}-{to:.1} {pairs:>10} {mean:>11} {right:>12}")?;
            }
            writeln!(f, "\nleast score  pairs  coverage  precision  recall")?;
            for row in &self.coverage {
                let [coverage, precision, recall] =
                    [row.coverage, row.precision, row.recall].map(figure);
                let (least, pairs) = (row.min_score, row.pairs);
                writeln!(
                    f,
                    "{least:<7} {pairs:>10} {coverage:>9} {precision:>10} {recall:>7}"
                )?;
            }
        }
        writeln!(f, "\nkind          pairs  precision  strict  mean score")?;
        for row in &self.kinds {
            let [precision, strict, mean] = [row.precision, row.strict, row.mean_score].map(figure);
            let (kind, pairs) = (or_dash(&row.kind), row.pairs);
            writeln!(
                f,
                "{kind:<12} {pairs:>6} {precision:>10} {strict:>7} {mean:>11}"
            )?;
        }
        writeln!(
            f,
            "\nstatus      segments   found  recall   pairs  precision"
        )?;
        for row in &self.statuses {
            let [recall, precision] = [row.recall, row.precision].map(figure);
            let (status, segments, found, pairs) =
                (row.status.as_str(), row.segments, row.found, row.pairs);
            writeln!(
                f,
                "{status:<10} {segments:>9} {found:>7} {recall:>7} {pairs:>7} {precision:>10}"
            )?;
        }
        Ok(())
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let statuses: Vec<&str> = self.statuses.iter().map(|s| s.as_str()).collect();
        let gold = match self.gold_lines.first() {
            Some(line) => format!("gold: line {line}"),
            None if self.statuses.contains(&Status::Removed) => "gold: gone".to_owned(),
            None => "gold: knows only the source".to_owned(),
        };
        write!(
            f,
            "{}:{} = {}:{}",
            self.document, self.source_line, self.target_locale, self.target_line
        )?;
        write!(f, "  {} {}", or_dash(&self.kind), figure(self.score))?;
        writeln!(f, "  ({gold}; {})", or_dash(&statuses.join(", ")))?;
        writeln!(f, "    {}", short(&self.source))?;
        write!(f, "    {}", short(&self.target))
    }
}

impl fmt::Display for Missed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{} = {}:{}",
            self.document, self.source_line, self.target_locale, self.target_line
        )?;
        writeln!(f, "  {} {}", self.id, self.status.as_str())?;
        writeln!(f, "    {}", short(&self.source))?;
        write!(f, "    {}", short(&self.target))
    }
}

/// Four digits, or a dash if there is no value.
fn figure(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |v| format!("{v:.4}"))
}

fn or_dash(text: &str) -> &str {
    if text.is_empty() { "-" } else { text }
}

/// The beginning of a text on one line, without control characters.
fn short(text: &str) -> String {
    let line = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    let mut shown: String = line.take(SHOWN).collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}
