//! Findings as workflow commands of GitHub Actions. Each becomes an annotation at its line.

use std::io::{self, Write};

use crate::lint::report::Report;
use crate::lint::rule::Level;
use crate::model::text::printable;

/// Findings of the baseline are left out, because GitHub shows only ten annotations per level and step.
pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    for finding in report.findings.iter().filter(|f| f.is_new()) {
        let command = match finding.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "notice",
        };
        write!(out, "::{command} file={}", property(&finding.path))?;
        if let Some(place) = finding.place {
            write!(out, ",line={},endLine={}", place.line, place.end_line)?;
            // Columns are refused where the end is on another line.
            if place.line == place.end_line {
                let (from, to) = (place.column, place.end_column);
                write!(out, ",col={from},endColumn={to}")?;
            }
        }
        let title = property(finding.rule.as_str());
        write!(out, ",title={title}::{}", data(&finding.message))?;
        if let Some(source) = &finding.source {
            let (path, text) = (data(&source.path), data(&source.text));
            write!(out, "%0A{path}:{}: {text}", source.line)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// A message. A line end would end it, `%` would begin an escape, and control characters would reach the log.
fn data(text: &str) -> String {
    printable(text).replace('%', "%25")
}

/// A property. Colons and commas end it too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_message_or_a_property_is_escaped() {
        assert_eq!(data("50 %: a,\r\nb"), "50 %25: a,\\r\\nb");
        assert_eq!(property("c:\\a,b%0A"), "c%3A\\a%2Cb%250A");
    }
}
