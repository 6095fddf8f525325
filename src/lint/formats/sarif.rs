//! Findings as SARIF 2.1.0, which code scanning services read.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::json_text::write_json;
use crate::lint::finding::Finding;
use crate::lint::report::Report;
use crate::lint::rule::Rule;
use crate::model::text::printable;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let rules: Vec<Rule> = Rule::all().collect();
    let results = report
        .findings
        .iter()
        .map(|finding| result(finding, &rules));
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "diglot",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(|&r| rule(r)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<_>>(),
        }],
    });
    write_json(&log, out)
}

fn rule(rule: Rule) -> Value {
    json!({
        "id": rule.as_str(),
        "shortDescription": {"text": rule.about()},
        "fullDescription": {"text": rule.about()},
        "help": {"text": format!("{} docs/check.md tells more of the rule {rule}.", rule.about())},
        "defaultConfiguration": {"level": rule.level().as_str()},
    })
}

fn result(finding: &Finding, rules: &[Rule]) -> Value {
    let mut result = Map::new();
    let index = rules.iter().position(|&r| r == finding.rule);
    result.insert("ruleId".into(), finding.rule.as_str().into());
    result.insert("ruleIndex".into(), index.into());
    result.insert("level".into(), finding.level.as_str().into());
    result.insert(
        "message".into(),
        json!({"text": printable(&finding.message)}),
    );
    // GitHub needs a line even for a finding about the whole file.
    let region = finding.place.map_or_else(
        || json!({"startLine": 1}),
        |place| {
            json!({
                "startLine": place.line,
                "startColumn": place.column,
                "endLine": place.end_line,
                "endColumn": place.end_column,
            })
        },
    );
    let location = json!({"physicalLocation": physical(&finding.path, region)});
    result.insert("locations".into(), json!([location]));
    if let Some(source) = finding.source.as_ref().filter(|s| s.on_disk) {
        let region = json!({"startLine": source.line});
        let related = json!({
            "id": 1,
            "message": {"text": format!("the source: {}", printable(&source.text))},
            "physicalLocation": physical(&source.path, region),
        });
        result.insert("relatedLocations".into(), json!([related]));
    }
    let fingerprints = json!({"diglot/v1": finding.fingerprint});
    result.insert("partialFingerprints".into(), fingerprints);
    if let Some(known) = finding.known {
        let state = if known { "unchanged" } else { "new" };
        result.insert("baselineState".into(), state.into());
    }
    Value::Object(result)
}

fn physical(path: &str, region: Value) -> Value {
    json!({"artifactLocation": {"uri": uri(path)}, "region": region})
}

/// A path as a URI: relative where the path is.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    let is_drive = path.len() > 2 && path[1..].starts_with(":/");
    match path.starts_with('/') {
        true => uri.push_str("file://"),
        false if is_drive => uri.push_str("file:///"),
        false => {}
    }
    for &byte in path.as_bytes() {
        let plain = byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
        if plain || is_drive && byte == b':' {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("corpus/fr-FR/a b.md"), "corpus/fr-FR/a%20b.md");
        assert_eq!(uri("/x/é.md"), "file:///x/%C3%A9.md");
        assert_eq!(uri("C:/x/a.md"), "file:///C:/x/a.md");
        assert_eq!(uri("a:b%.md"), "a%3Ab%25.md");
    }
}
