//! Alignments that were wrong once, one test per class, named after what broke.

use crate::common::Place;
use serde_json::Value;

/// The pairs of one article, each with its source, target and row.
fn pairs(source: &str, locale: &str, target: &str) -> Vec<(String, String, Value)> {
    let path = format!("{locale}/a.md");
    let place = Place::with(&[("en/a.md", source), (&path, target)]);
    let (_, rows, errors) = place.export(&["corpus", "--source", "en"]);
    assert!(!errors.contains("panicked"), "{errors}");
    let text = |row: &Value, key: &str| row[key].as_str().unwrap().to_owned();
    let pair = |row: Value| (text(&row, "source"), text(&row, "target"), row);
    rows.into_iter().map(pair).collect()
}

fn has(pairs: &[(String, String, Value)], source: &str, target: &str) -> bool {
    pairs.iter().any(|p| p.0 == source && p.1 == target)
}

#[test]
fn anchors_that_a_file_translates_throughout_are_no_evidence_against_pairs() {
    let en = "# Objects {#objects}\n\nAn object is a record of intent.\n\n\
        ## Desired and current state {#desired-vs-current}\n\nEach object has two states.\n\n\
        The system works to make them match.\n\n## Names {#names}\n\nEach name is used once.\n\n\
        See [the states](#desired-vs-current) again.\n";
    let it = "# Oggetti {#oggetti}\n\nUn oggetto è un'annotazione di intenti.\n\n\
        ## Stato desiderato e corrente {#desiderato-e-corrente}\n\nOgni oggetto ha due stati.\n\n\
        Il sistema lavora per farli coincidere.\n\n## Nomi {#nomi}\n\nOgni nome si usa una volta.\n\n\
        Vedi di nuovo [gli stati](#desired-vs-current).\n";
    let found = pairs(en, "it", it);
    assert_eq!(found.len(), 8, "{found:?}");
    assert!(has(&found, "Names", "Nomi"));
}

#[test]
fn code_spans_that_contradict_beat_the_place() {
    let en = "# Commands\n\n- `start` starts the server and waits for calls.\n\
        - `stop` stops the server after the last call.\n- `status` tells whether the server runs.\n\
        - `restart` does both, one after the other.\n\nThe config is in `app.toml`.\n\nLogs are in `/var/log`.\n";
    let de = "# Befehle\n\n- `status` sagt, ob der Server läuft.\n\
        - `stop` hält den Server nach dem letzten Aufruf an.\n- `restart` macht beides nacheinander.\n\
        - `start` startet den Server und wartet auf Aufrufe.\n\nDie Protokolle liegen in `/var/log`.\n\n\
        Die Konfiguration steht in `app.toml`.\n";
    for (source, target, _) in pairs(en, "de", de) {
        let marks = [
            "start ", "stop ", "status ", "restart ", "app.toml", "/var/log",
        ];
        let mark = |text: &str| marks.iter().position(|m| text.contains(m));
        assert_eq!(mark(&source), mark(&target), "{source} | {target}");
    }
}

#[test]
fn another_article_of_the_same_shape_has_no_high_score() {
    let en = "# Backups\n\nKeep three copies of every backup, one of them in another house.\n\n\
        - Run it each night.\n- Test it once a month.\n\nOld copies are deleted after ninety days.\n";
    let de = "# Farben der Oberfläche\n\nSie können das dunkle oder das helle Design wählen, oder dem System folgen.\n\n\
        - Öffnen Sie die Ansicht.\n- Klicken Sie auf Design.\n\nDie Wahl gilt nur für dieses Gerät.\n";
    for (source, target, row) in pairs(en, "de", de) {
        assert!(row["score"].as_f64().unwrap() < 0.9, "{source} | {target}");
        let flags = row["flags"].as_array().unwrap();
        assert!(flags.contains(&Value::from("position_only")), "{row}");
    }
}

#[test]
fn paragraphs_that_were_joined_and_split_are_not_paired_one_by_one() {
    let en = "# Report\n\nThe report lists every change. It is sent on Monday.\n\n\
        You can turn it off in the settings.\n\nIt has two parts: a table and a chart.\n";
    let de = "# Bericht\n\nDer Bericht listet jede Änderung auf.\n\nEr wird am Montag gesendet.\n\n\
        Sie können ihn in den Einstellungen abschalten. Er hat zwei Teile: eine Tabelle und ein Diagramm.\n";
    let found = pairs(en, "de", de);
    assert!(!has(
        &found,
        "You can turn it off in the settings.",
        "Er wird am Montag gesendet."
    ));
    let first = "Der Bericht listet jede Änderung auf.";
    let both = "The report lists every change. It is sent on Monday.";
    assert!(!has(&found, both, first), "{found:?}");
}

#[test]
fn a_slug_that_is_only_derived_does_not_forbid_a_heading() {
    let en = "# Lamps\n\nLamps give light.\n\n## Changing the bulb\n\nTake the old one out.\n\n\
        ## Cleaning\n\nUse a dry cloth.\n";
    let ja = "# ランプ\n\nランプは光を出します。\n\n## 電球の交換 {#change-bulb}\n\n古い電球を外します。\n\n\
        ## 掃除 {#cleaning}\n\n乾いた布を使います。\n";
    let found = pairs(en, "ja", ja);
    assert!(has(&found, "Changing the bulb", "電球の交換"), "{found:?}");
}

#[test]
fn identical_names_pair_with_themselves() {
    let names = |names: &[&str]| names.iter().map(|n| format!("- {n}\n")).collect::<String>();
    let rows = |rows: &[(&str, &str)]| {
        let row = |r: &(&str, &str)| format!("| {} | {} |\n", r.0, r.1);
        rows.iter().map(row).collect::<String>()
    };
    let en = format!(
        "# Names\n\n{}\n| Part | Made in |\n|---|---|\n{}",
        names(&[
            "Basket", "Counter", "Mailer", "Bridge", "Wallet", "Shelf", "Offers", "Advisor"
        ]),
        rows(&[
            ("Basket", "Java"),
            ("Counter", "Ruby"),
            ("Mailer", "Kotlin"),
            ("Bridge", "Python"),
            ("Wallet", "Swift"),
            ("Shelf", "Go"),
            ("Offers", "PHP")
        ])
    );
    let es = format!(
        "# Nombres\n\n{}\n| Parte | Hecho en |\n|---|---|\n{}",
        names(&[
            "Basket", "Counter", "Mailer", "Wallet", "Shelf", "Ratings", "Offers", "Advisor"
        ]),
        rows(&[
            ("Basket", "Java"),
            ("Counter", "Ruby"),
            ("Mailer", "Kotlin"),
            ("Wallet", "Swift"),
            ("Shelf", "Go"),
            ("Ratings", "Rust"),
            ("Offers", "PHP")
        ])
    );
    let found = pairs(&en, "es", &es);
    for name in ["Wallet", "Shelf", "Swift", "Go"] {
        assert!(has(&found, name, name), "{name}");
    }
    let alone = ["Bridge", "Python", "Ratings", "Rust"];
    let is_alone = |text: &str| alone.contains(&text);
    assert!(
        !found.iter().any(|p| is_alone(&p.0) || is_alone(&p.1)),
        "{found:?}"
    );
}

#[test]
fn blocks_in_a_cell_go_together_with_a_cell_that_has_line_breaks() {
    let en = "# Costs\n\n| Case | Sources | Effect |\n|---|---|---|\n\
        | Two sources share all costs of the project. | Source 1 <br> Source 2 | Time is billed.<br>Travel is not billed. |\n\
        | One source pays until its money is used up. | Source 3 <br> Source 4 <br> Source 5 | Time is not billed.<br>Travel is billed.<br>Food is billed. |\n";
    let de = "# Kosten\n\n<table>\n<tr><th>Fall</th><th>Quellen</th><th>Wirkung</th></tr>\n\
        <tr><td>Zwei Quellen teilen sich alle Kosten des Projekts.</td>\
        <td><ul><li>Quelle 1</li><li>Quelle 2</li></ul></td>\
        <td><p>Zeit wird berechnet.</p><p>Reisen werden nicht berechnet.</p></td></tr>\n\
        <tr><td>Eine Quelle zahlt, bis ihr Geld verbraucht ist.</td>\
        <td><ul><li>Quelle 3</li><li>Quelle 4</li><li>Quelle 5</li></ul></td>\
        <td><p>Zeit wird nicht berechnet.</p><p>Reisen werden berechnet.</p><p>Essen wird berechnet.</p></td></tr>\n</table>\n";
    let found = pairs(en, "de", de);
    let target = |start: &str| {
        let pair = found.iter().find(|pair| pair.0.starts_with(start));
        pair.map(|(_, target, row)| (target.clone(), row["bead"].clone()))
    };
    let both = |target: &str, bead: &str| Some((target.to_owned(), Value::from(bead)));
    assert_eq!(target("Source 1"), both("Quelle 1 Quelle 2", "1-2"));
    assert_eq!(
        target("Source 3"),
        both("Quelle 3 Quelle 4 Quelle 5", "1-3")
    );
    assert_eq!(
        target("Time is billed"),
        both("Zeit wird berechnet. Reisen werden nicht berechnet.", "1-2")
    );
}

#[test]
fn items_that_define_another_term_are_no_pair() {
    let en = "# Properties\n\n- `PackageName` is the name of the package. It must be unique.\n\
        - `Authors` are the people who made it. If it is not set, the default is `PackageName`.\n\
        - `Company` is the name of the company. If it is not set, the default is `Authors`.\n\
        - `Product` is the name of the product. If it is not set, the default is `PackageName`.\n\
        - `License` is the license. If it is not set, the default is `None`.\n\
        - `Icon` is the path of the icon. If it is not set, the default is `None`.\n";
    let de = "# Eigenschaften\n\n- `PackageName` ist der Name des Pakets. Er muss eindeutig sein.\n\
        - `Company` ist der Name der Firma. Ohne Angabe gilt `PackageName`.\n\
        - `Version` ist die Version. Ohne Angabe gilt `PackageName`.\n\
        - `License` ist die Lizenz. Ohne Angabe gilt `None`.\n\
        - `Icon` ist der Pfad des Symbols. Ohne Angabe gilt `None`.\n";
    let found = pairs(en, "de", de);
    assert!(
        found
            .iter()
            .any(|pair| pair.0.starts_with("Company") && pair.1.starts_with("Company"))
    );
    for (source, target, _) in &found {
        let term = |text: &str| text.split(' ').next().unwrap().to_owned();
        let has_term = |text: &str| {
            [
                "PackageName",
                "Authors",
                "Company",
                "Product",
                "Version",
                "License",
                "Icon",
            ]
            .contains(&&*term(text))
        };
        if has_term(source) && has_term(target) {
            assert_eq!(term(source), term(target), "{source} | {target}");
        }
    }
}

/// Articles of one kind: they share most of their text, and each has options of its own.
fn command(number: usize, locale: &str) -> String {
    let (a, b) = (format!("--{number}-before"), format!("--{number}-after"));
    match locale {
        "en" => format!(
            "---\ntitle: The command{number} command\n---\n\n# The command{number} command\n\nRuns one step and writes a report.\n\n## Syntax\n\nCall it with a path.\n\n\
            ## Options\n\n- `--verbose` writes more.\n- `{a}` runs another step first.\n- `{b}` runs another step last.\n\n\
            ## See also\n\nAll commands are in the list of commands.\n"
        ),
        _ => format!(
            "---\ntitle: Der Befehl command{number}\n---\n\n# Der Befehl command{number}\n\nFührt einen Schritt aus und schreibt einen Bericht.\n\n## Syntax\n\nRufen Sie ihn mit einem Pfad auf.\n\n\
            ## Optionen\n\n- `--verbose` schreibt mehr.\n- `{a}` führt zuerst einen anderen Schritt aus.\n- `{b}` führt zuletzt einen anderen Schritt aus.\n\n\
            ## Siehe auch\n\nAlle Befehle stehen in der Liste der Befehle.\n"
        ),
    }
}

#[test]
fn a_title_with_a_slip_does_not_outweigh_what_only_this_article_has() {
    let mut files = Vec::new();
    for number in 0..40 {
        let en = command(number, "en");
        let de = match number {
            // One of the two titles was not changed when the page was copied.
            7 => command(7, "de").replacen("# Der Befehl command7", "# Der Befehl command8", 1),
            // The file is another article's.
            20 => command(21, "de"),
            _ => command(number, "de"),
        };
        files.push((format!("en/c{number}.md"), en));
        files.push((format!("de/c{number}.md"), de));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(p, t)| (&**p, &**t)).collect();
    let place = Place::with(&files);
    let (_, rows, _) = place.export(&["corpus", "--source", "en"]);
    let of = |document: &str| -> Vec<&Value> {
        rows.iter()
            .filter(|row| row["document"] == document)
            .collect()
    };
    let body = |rows: &[&Value]| rows.iter().filter(|row| row["kind"] == "list_item").count();
    assert_eq!(body(&of("c7.md")), 3, "{:?}", of("c7.md"));
    assert_eq!(body(&of("c8.md")), 3);
    let impostor = of("c20.md");
    let own = impostor.iter().filter(|row| {
        row["source"]
            .as_str()
            .is_some_and(|text| text.contains("20"))
    });
    assert_eq!(own.count(), 0, "{impostor:?}");
}

#[test]
fn a_slug_that_names_another_article_tells_that_the_file_is_that_ones() {
    let things = [
        ("quote", "Angebot"),
        ("contract", "Vertrag"),
        ("order", "Bestellung"),
        ("return", "Rückgabe"),
        ("invoice", "Rechnung"),
        ("payment", "Zahlung"),
        ("receipt", "Quittung"),
        ("discount", "Rabatt"),
        ("customer", "Kunde"),
        ("supplier", "Lieferant"),
        ("employee", "Mitarbeiter"),
        ("project", "Projekt"),
    ];
    let en = |thing: &str| {
        format!(
            "# Create a schedule for a {thing}\n\nA schedule tells when money is asked for, and how much.\n\n\
             - Open the list and choose a line.\n- Choose how often money is asked for.\n- Save the line.\n\n\
             You can change the schedule as long as nothing was sent.\n"
        )
    };
    let de = |thing: &str, slug: &str| {
        format!(
            "# <a name=\"create-a-schedule-for-a-{slug}\"></a>{thing}: Zeitplan erstellen\n\n\
             Ein Zeitplan sagt, wann Geld verlangt wird, und wie viel.\n\n\
             - Öffnen Sie die Liste, und wählen Sie eine Zeile.\n- Wählen Sie, wie oft Geld verlangt wird.\n- Speichern Sie die Zeile.\n\n\
             Sie können den Zeitplan ändern, solange nichts gesendet wurde.\n"
        )
    };
    let mut files = Vec::new();
    for (number, (slug, _)) in things.iter().enumerate() {
        // The file of the fifth article is the sixth's.
        let (other, name) = things[if number == 4 { 5 } else { number }];
        files.push((format!("en/{slug}.md"), en(slug)));
        files.push((format!("de/{slug}.md"), de(name, other)));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(p, t)| (&**p, &**t)).collect();
    let (_, rows, errors) = Place::with(&files).export(&["corpus", "--source", "en"]);
    let headings = |document: &str| {
        let of = |row: &&Value| row["document"] == document && row["kind"] == "heading";
        rows.iter().filter(of).count()
    };
    assert_eq!(headings("order.md"), 1, "{errors}");
    assert_eq!(headings("invoice.md"), 0, "{rows:?}");
}
