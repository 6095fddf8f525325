//! Findings as lines for people.

use std::io::{self, Write};

use crate::lint::finding::Finding;
use crate::lint::report::Report;
use crate::model::text::printable;

/// Each new finding as `path:line:column: level rule: message`, then the text and its source. Findings of the baseline are
/// left out.
pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    for finding in report.findings.iter().filter(|f| f.is_new()) {
        let Finding {
            level,
            rule,
            message,
            ..
        } = finding;
        write!(out, "{}", printable(&finding.path))?;
        if let Some(place) = finding.place {
            write!(out, ":{}:{}", place.line, place.column)?;
        }
        writeln!(out, ": {level} {rule}: {}", printable(message))?;
        if !finding.text.is_empty() {
            writeln!(out, "    {}", printable(&finding.text))?;
        }
        if let Some(source) = &finding.source {
            let (path, text) = (printable(&source.path), printable(&source.text));
            let colon = if text.is_empty() { "" } else { ": " };
            writeln!(out, "    {path}:{}{colon}{text}", source.line)?;
        }
    }
    Ok(())
}
