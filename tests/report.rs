//! The page that `report` writes.

use serde_json::Value;

use crate::common::{DE, EN, Place};

/// The text of the cells of each row of a table, by the heading above it.
fn table(html: &str, heading: &str) -> Vec<Vec<String>> {
    let after = html.split(&format!("<h2>{heading}</h2>")).nth(1).unwrap();
    let body = after
        .split("<tbody>")
        .nth(1)
        .unwrap()
        .split("</tbody>")
        .next()
        .unwrap();
    let text = |cell: &str| {
        let inner = cell
            .split_once('>')
            .unwrap()
            .1
            .split("</td>")
            .next()
            .unwrap();
        let mut text = String::new();
        let mut depth = 0;
        for c in inner.chars() {
            match c {
                '<' => depth += 1,
                '>' => depth -= 1,
                _ if depth == 0 => text.push(c),
                _ => {}
            }
        }
        text.trim().to_owned()
    };
    let row = |row: &str| row.split("<td").skip(1).map(text).collect();
    body.split("<tr>").skip(1).map(row).collect()
}

fn report(place: &Place, arguments: &[&str]) -> String {
    let (code, _, errors) = place.run(&[&["report", "--out", "report.html"], arguments].concat());
    assert_eq!(code, 0, "{errors}");
    std::fs::read_to_string(place.path("report.html")).unwrap()
}

#[test]
fn the_figures_are_those_of_stats() {
    let place = Place::new();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    let html = report(&place, &[sample]);
    let (_, out, _) = place.run(&["stats", "--json", sample]);
    let stats: Value = serde_json::from_str(&out).unwrap();
    let pairs = stats["pairs"].as_array().unwrap();
    let rows = table(&html, "Locale pairs");
    assert_eq!(rows.len(), pairs.len());
    for (row, pair) in rows.iter().zip(pairs) {
        let types = &pair["pairs"];
        let number = |value: &Value| value.as_u64().unwrap();
        let all = number(&types["HT"]) + number(&types["MT"]) + number(&types["unknown"]);
        let unaligned = number(&pair["unaligned_source"]) + number(&pair["unaligned_target"]);
        let wanted = [
            pair["source_locale"].as_str().unwrap().to_owned(),
            pair["target_locale"].as_str().unwrap().to_owned(),
            pair["articles"].to_string(),
            all.to_string(),
            String::new(),
            types["HT"].to_string(),
            types["MT"].to_string(),
            types["unknown"].to_string(),
            unaligned.to_string(),
            pair["repeats"]["duplicates"].to_string(),
        ];
        assert_eq!(row[..], wanted);
    }
    let coverage = stats["coverage"].as_array().unwrap();
    let missing = coverage.iter().filter(|c| c["units"].is_null()).count();
    let cells = table(&html, "Coverage").concat();
    assert_eq!(cells.iter().filter(|c| *c == "missing").count(), missing);
    let scores = pairs[0]["quality"]["scores"].as_array().unwrap();
    for score in scores {
        assert!(html.contains(&format!("class=\"count\">{score}</text>")));
    }
    assert!(!html.contains("<script"), "the report needs no scripts");
}

#[test]
fn texts_with_several_translations_are_listed() {
    let place = Place::new();
    for (n, word) in ["Spülen", "Spülen", "Auswaschen"].into_iter().enumerate() {
        place.write(&format!("corpus/en-US/a{n}.md"), EN);
        place.write(&format!("corpus/de-DE/a{n}.md"), DE.replace("Spülen", word));
    }
    let rows = table(&report(&place, &[]), "Texts translated in several ways");
    assert_eq!(
        rows[0],
        ["en-US → de-DE", "Rinse", "Spülen (2)Auswaschen (1)"]
    );
}

#[test]
fn names_and_texts_of_documents_are_never_markup() {
    let attack = "<img src=x onerror=alert(1)>";
    let place = Place::new();
    for (n, word) in ["Spülen", "Waschen"].into_iter().enumerate() {
        let name = format!("a{n}<b>&'.md");
        place.write(
            &format!("corpus/en-US/{name}"),
            EN.replace("Rinse", &format!("Rinse `{attack}`")),
        );
        place.write(
            &format!("corpus/de-DE/{name}"),
            DE.replace("Spülen", &format!("{word} `{attack}`")),
        );
    }
    let html = report(&place, &[]);
    assert!(!html.contains("<img") && !html.contains("<b>"), "{html}");
    assert!(html.contains("&lt;img src=x onerror=alert(1)&gt;"));
    assert!(html.contains("a0&lt;b&gt;&amp;&#x27;.md"), "{html}");
}

#[test]
fn stale_translations_come_first() {
    let place = Place::new();
    let git = |arguments: &[&str]| {
        let mut command = std::process::Command::new("git");
        command.current_dir(place.path("corpus/en-US")).args([
            "-c",
            "user.name=n",
            "-c",
            "user.email=e@example.org",
        ]);
        let output = command.args(arguments).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    place.write("corpus/en-US/a.md", EN);
    place.write("corpus/en-US/b.md", EN);
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "first"]);
    let commit = git(&["rev-parse", "HEAD"]);
    for name in ["a.md", "b.md"] {
        let front = format!("ms.translationtype: HT\nms.sourcegitcommit: {commit}");
        place.write(
            &format!("corpus/de-DE/{name}"),
            DE.replace("ms.translationtype: HT", &front),
        );
    }
    place.write(
        "corpus/en-US/b.md",
        format!("{EN}\nA new line.\n\nAnd one more.\n"),
    );
    git(&["commit", "-qam", "second"]);
    let html = report(&place, &["--source-repo", "corpus/en-US"]);
    let rows = table(&html, "Stale translations");
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0][..3], ["b.md", "de-DE", "1"]);
    assert_eq!(table(&html, "Articles that need work first")[0][0], "b.md");
}

#[test]
fn a_report_that_cannot_be_written_is_an_error() {
    let place = Place::with(&[("en-US/a.md", EN), ("de-DE/a.md", DE)]);
    place.write("file", "");
    let (code, _, errors) = place.run(&["report", "--out", "file/report.html"]);
    assert_eq!(code, 2);
    assert!(errors.contains("cannot write file/report.html"), "{errors}");
    let (code, _, errors) = place.run(&["review", "--out", "file/review.html"]);
    assert_eq!(code, 2);
    assert!(errors.contains("cannot write file/review.html"), "{errors}");
    let (code, _, errors) = place.run(&["review", "--seed", "3"]);
    assert_eq!(code, 2);
    assert!(errors.contains("--seed needs --sample"), "{errors}");
    let (code, _, errors) = place.run(&["review", "--min-score", "1", "--out", "none.html"]);
    assert_eq!(code, 2);
    assert!(errors.contains("no pairs to review"), "{errors}");
}
