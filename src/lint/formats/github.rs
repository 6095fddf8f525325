//! Findings as workflow commands of GitHub Actions: each becomes an annotation at its line.

use std::io::{self, Write};

use crate::lint::report::Report;
use crate::lint::rule::Level;

/// Those that a baseline has are left out: GitHub shows ten annotations of a level and step.
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
        let mut message = finding.message.clone();
        if let Some(source) = &finding.source {
            message.push_str(&format!(
                "\n{}:{}: {}",
                source.path, source.line, source.text
            ));
        }
        writeln!(out, ",title={title}::{}", data(&message))?;
    }
    Ok(())
}

/// A message: `%` and line ends would end it or be read as escapes.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A property, which colons and commas end too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_message_or_a_property_is_escaped() {
        assert_eq!(data("50 %: a,\r\nb"), "50 %25: a,%0D%0Ab");
        assert_eq!(property("c:\\a,b%0A"), "c%3A\\a%2Cb%250A");
    }
}
