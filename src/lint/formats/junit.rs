//! Findings as JUnit XML: one suite per file, one case per finding, and one passing case for a file without findings.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::export::xml::Xml;
use crate::lint::finding::Finding;
use crate::lint::report::Report;
use crate::model::text::printable;

/// Findings that make the run fail are failures. All others pass, with their message in `system-out`.
pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut suites: BTreeMap<&str, (&str, Vec<&Finding>)> = BTreeMap::new();
    for file in report.files {
        suites.entry(&file.path).or_default().0 = file.locale.as_str();
    }
    for finding in report.findings {
        let suite = suites.entry(&finding.path).or_default();
        suite.0 = finding.locale.as_str();
        suite.1.push(finding);
    }
    let failures = |of: &[&Finding]| of.iter().filter(|f| report.fails(f)).count();
    let tests: usize = suites.values().map(|s| s.1.len().max(1)).sum();
    let failed: usize = suites.values().map(|s| failures(&s.1)).sum();
    let mut bytes = Vec::new();
    let mut xml = Xml::new(&mut bytes);
    xml.declaration();
    let (tests, failed) = (tests.to_string(), failed.to_string());
    let counts = [("tests", &*tests), ("failures", &*failed)];
    let attributes = [&[("name", "diglot check")], &counts[..], &[("errors", "0")]].concat();
    xml.open("testsuites", &attributes);
    for (path, (locale, findings)) in suites {
        let path = &*printable(path);
        let tests = findings.len().max(1).to_string();
        let failed = failures(&findings).to_string();
        xml.line();
        xml.open(
            "testsuite",
            &[
                ("name", path),
                ("tests", &tests),
                ("failures", &failed),
                ("errors", "0"),
                ("skipped", "0"),
            ],
        );
        xml.line();
        if findings.is_empty() {
            let case = [
                ("name", "no finding"),
                ("classname", locale),
                ("file", path),
            ];
            xml.empty("testcase", &case);
            xml.line();
        }
        for finding in findings {
            case(report, finding, &mut xml);
            xml.line();
        }
        xml.close("testsuite");
    }
    xml.line();
    xml.close("testsuites");
    xml.line();
    out.write_all(&bytes)
}

fn case(report: &Report<'_>, finding: &Finding, xml: &mut Xml<'_>) {
    let line = finding.line().to_string();
    let path = printable(&finding.path);
    // Build servers distinguish cases by class and name, and show the name.
    let fingerprint = finding.fingerprint.get(..8).unwrap_or_default();
    let message = printable(&finding.message);
    let name = format!("{}: {message} ({fingerprint})", finding.rule);
    let mut attributes = vec![
        ("name", &*name),
        ("classname", finding.locale.as_str()),
        ("file", &*path),
    ];
    if finding.place.is_some() {
        attributes.push(("line", &line));
    }
    xml.open("testcase", &attributes);
    let mut body = match finding.place {
        Some(_) => format!("{path}:{line}: {}", printable(&finding.text)),
        None => path.clone(),
    };
    if let Some(source) = &finding.source {
        let (path, text) = (printable(&source.path), printable(&source.text));
        body.push_str(&format!("\n{path}:{}: {text}", source.line));
    }
    if report.fails(finding) {
        let failure = [("message", &*message), ("type", finding.rule.as_str())];
        xml.element("failure", &failure, &body);
    } else {
        let level = finding.level;
        let text = format!("{level}: {message}\n{body}");
        xml.element("system-out", &[], &text);
    }
    xml.close("testcase");
}
