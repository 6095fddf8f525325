//! Faults that readers notice, and that `diglot check` once missed. Each test stands for a class of faults.

use crate::common::Place;
use serde_json::Value;

/// `path:line rule: message` of each finding in a corpus whose source is English.
fn findings(files: &[(&str, &str)]) -> Vec<String> {
    let place = Place::with(files);
    let mut locales: Vec<&str> = files.iter().map(|(path, _)| &path[..2]).collect();
    locales.dedup();
    let roots: Vec<String> = locales
        .iter()
        .map(|l| format!("--root={l}=corpus/{l}"))
        .collect();
    // The files are too small to show that they are one text.
    let ignored = ["--ignore", "position_only"];
    let mut arguments = vec!["check", "--source", "en", "--format", "json"];
    arguments.extend(ignored);
    arguments.extend(roots.iter().map(String::as_str));
    let (_, out, errors) = place.run(&arguments);
    let json: Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{errors}"));
    let findings = json["findings"].as_array().unwrap().iter().map(|finding| {
        let path = finding["path"].as_str().unwrap();
        let path = path.strip_prefix("corpus/").unwrap_or(path);
        let line = finding["line"].as_u64().unwrap_or(0);
        let (rule, message) = (&finding["rule"], &finding["message"]);
        format!(
            "{path}:{line} {}: {}",
            rule.as_str().unwrap(),
            message.as_str().unwrap()
        )
    });
    findings.collect()
}

/// Findings without their messages.
fn places(files: &[(&str, &str)]) -> Vec<String> {
    let findings = findings(files).into_iter();
    findings
        .map(|finding| finding.split(": ").next().unwrap().to_owned())
        .collect()
}

#[test]
fn front_matter_keys_were_translated() {
    let found = findings(&[
        (
            "en/a.md",
            "---\ntitle: Doors\ndescription: How to open doors.\n---\n\n# Doors\n\nPush the door.\n",
        ),
        (
            "de/a.md",
            "---\nTitel: Türen\nBeschreibung: So öffnen Sie Türen.\n---\n\n# Türen\n\nDrücken Sie gegen die Tür.\n",
        ),
    ]);
    let expected = "de/a.md:2 front_matter: the front-matter keys `title`, `description` of the source are missing; \
        perhaps translated as `Titel`, `Beschreibung`";
    assert_eq!(found, [expected]);
}

#[test]
fn a_front_matter_key_was_lost() {
    let found = places(&[
        (
            "en/a.md",
            "---\ntitle: Doors\ndescription: How to open doors.\nweight: 3\n---\n\nPush the door.\n",
        ),
        (
            "de/a.md",
            "---\ntitle: Türen\n---\n\nDrücken Sie gegen die Tür.\n",
        ),
    ]);
    assert_eq!(found, ["de/a.md:1 front_matter"]);
}

const OBJECTS: &str = "# Objects {#objects}\n\nAn object is a record of intent.\n\n\
    ## Desired and current state {#desired-vs-current}\n\nEach object has two states.\n\n\
    The system works to make them match.\n\n## Names {#names}\n\nEach name is used once.\n\n\
    See [the states](#desired-vs-current) again.\n";

#[test]
fn heading_anchors_were_translated() {
    let it = "# Oggetti {#oggetti}\n\nUn oggetto è un'annotazione di intenti.\n\n\
        ## Stato desiderato e corrente {#desiderato-e-corrente}\n\nOgni oggetto ha due stati.\n\n\
        Il sistema lavora per farli coincidere.\n\n## Nomi {#nomi}\n\nOgni nome si usa una volta.\n\n\
        Vedi di nuovo [gli stati](#desired-vs-current).\n";
    let found = places(&[("en/a.md", OBJECTS), ("it/a.md", it)]);
    let expected = [
        "it/a.md:1 heading_anchor",
        "it/a.md:5 heading_anchor",
        "it/a.md:11 heading_anchor",
        "it/a.md:15 broken_anchor",
    ];
    assert_eq!(found, expected);
}

#[test]
fn heading_anchors_that_were_kept_are_fine() {
    let it = OBJECTS
        .replace("# Objects", "# Oggetti")
        .replace("## Names", "## Nomi");
    let found = places(&[("en/a.md", OBJECTS), ("it/a.md", &it)]);
    assert!(found.iter().all(|f| !f.contains("anchor")), "{found:?}");
}

#[test]
fn links_lead_to_anchors_that_are_not_there() {
    let found = findings(&[
        (
            "en/a.md",
            "# Links\n\nGo to [the first part](#first-part).\n\nSee [colors](b.md#colors).\n\n## First part\n\nText of it.\n",
        ),
        ("en/b.md", "# Settings\n\n## Colors\n\nPick one.\n"),
        (
            "de/a.md",
            "# Verweise\n\nGehen Sie zum [ersten Teil](#first-part).\n\nSiehe [Farben](b.md#colors).\n\n## Erster Teil\n\nText davon.\n",
        ),
        (
            "de/b.md",
            "# Einstellungen\n\n## Farben\n\nWählen Sie eine.\n",
        ),
    ]);
    let expected = [
        "de/a.md:3 broken_anchor: `#first-part` is not an anchor of this file",
        "de/a.md:5 broken_anchor: `#colors` is not an anchor of b.md",
    ];
    assert_eq!(found, expected);
}

#[test]
fn links_to_translated_or_kept_anchors_are_fine() {
    let found = places(&[
        (
            "en/a.md",
            "# Links\n\nGo to [the part](#first-part), [here](#kept) and [there](b.md#colors).\n\n## First part\n\n<a id=\"kept\"></a>Text of it.\n",
        ),
        ("en/b.md", "# Settings\n\n## Colors\n\nPick one.\n"),
        (
            "de/a.md",
            "# Verweise\n\nGehen Sie zum [Teil](#erster-teil), [hierhin](#kept) und [dorthin](b.md#farben).\n\n## Erster Teil\n\n<a id=\"kept\"></a>Text davon.\n",
        ),
        (
            "de/b.md",
            "# Einstellungen\n\n## Farben\n\nWählen Sie eine.\n",
        ),
    ]);
    assert_eq!(found, [""; 0]);
}

#[test]
fn a_container_is_never_closed() {
    let en = "# Backups\n\n:::tip\n\nKeep three copies of every backup.\n\n:::\n\nRun the backup each night.\n\nCheck the log in the morning.\n";
    let zh = "# 备份\n\n:::tip\n\n每个备份保留三份副本。\n\n每天晚上运行备份。\n\n早上检查日志。\n";
    let found = findings(&[("en/a.md", en), ("zh/a.md", zh)]);
    let not_closed = "zh/a.md:3 not_closed: the container `:::tip` is never closed";
    assert!(found.contains(&not_closed.to_owned()), "{found:?}");
    let open_in_both = places(&[("en/a.md", zh), ("zh/a.md", zh)]);
    assert!(
        open_in_both.iter().all(|f| !f.contains("not_closed")),
        "{open_in_both:?}"
    );
}

#[test]
fn a_tag_is_never_closed() {
    let en = "# Details\n\n<details>\n<summary>Show the list</summary>\n\n- One lamp\n\n</details>\n\nAfter the list.\n";
    let de = "# Einzelheiten\n\n<details>\n<summary>Liste zeigen\n\n- Eine Lampe\n\n</details>\n\nNach der Liste.\n";
    let found = findings(&[("en/a.md", en), ("de/a.md", de)]);
    let not_closed = "de/a.md:4 not_closed: the tag `<summary>` is never closed";
    assert!(found.contains(&not_closed.to_owned()), "{found:?}");
}

#[test]
fn fences_comments_components_and_shortcodes_are_never_closed() {
    let en = "# A\n\n<Tabs>\n\nOne two three.\n\n</Tabs>\n\n{{< note >}}\n\nFour five six.\n\n{{< /note >}}\n\n\
        <!-- seven -->\n\nEight `<b>` nine.\n\n```sh\nls\n```\n";
    let broken = |from: &str, to: &str| {
        let found = findings(&[("en/a.md", en), ("de/a.md", &en.replace(from, to))]);
        let found = found.into_iter().filter(|f| f.contains("not_closed"));
        found
            .map(|f| f.split_once(' ').unwrap().1.to_owned())
            .collect::<Vec<_>>()
    };
    let one = |what: &str| vec![format!("not_closed: the {what} is never closed")];
    assert_eq!(broken("</Tabs>", ""), one("tag `<Tabs>`"));
    assert_eq!(broken("{{< /note >}}", ""), one("shortcode `{{< note >}}`"));
    assert_eq!(broken(" -->", ""), one("comment `<!--`"));
    assert_eq!(broken("ls\n```", "ls\n"), one("code fence"));
    assert_eq!(broken("", ""), [""; 0]);
}

#[test]
fn a_reference_link_is_named_by_its_address() {
    let found = findings(&[
        (
            "en/a.md",
            "# Use of the tool\n\nUse [tool] for it every day.\n\nNext text.\n\n[tool]: https://example.com/tool\n",
        ),
        (
            "de/a.md",
            "# Nutzung\n\nNutzen Sie tool jeden Tag dafür.\n\nNächster Text.\n\n[tool]: https://example.com/tool\n",
        ),
    ]);
    assert_eq!(
        found,
        ["de/a.md:3 links: link lost: `https://example.com/tool`"]
    );
    let same = findings(&[
        (
            "en/a.md",
            "Use [the tool][1] for it every day.\n\n[1]: https://example.com/tool\n",
        ),
        (
            "de/a.md",
            "Nutzen Sie [das Werkzeug](https://example.com/tool) jeden Tag dafür.\n",
        ),
    ]);
    assert_eq!(same, [""; 0]);
}

#[test]
fn prose_in_another_script_was_not_translated() {
    let lines = [
        "The Main Application",
        "Alice, an admin",
        "Example:",
        "Setting the colour property",
        "Create Certificates and Identifiers",
    ];
    let names = [
        "Visual Studio for Mac",
        "Lib and Ref",
        "GitHub Actions",
        "Internet of Things",
    ];
    for line in lines {
        let ru = format!(
            "# Название\n\nПервый текст без ошибок.\n\n{line}\n\nВторой текст без ошибок.\n"
        );
        let en = format!(
            "# Title of it\n\nThe first text is right.\n\n{line}\n\nThe second text is right.\n"
        );
        assert_eq!(
            places(&[("en/a.md", &en), ("ru/a.md", &ru)]),
            ["ru/a.md:5 untranslated"],
            "{line}"
        );
    }
    for line in names {
        let ru = format!(
            "# Название\n\nПервый текст без ошибок.\n\n{line}\n\nВторой текст без ошибок.\n"
        );
        let en = format!(
            "# Title of it\n\nThe first text is right.\n\n{line}\n\nThe second text is right.\n"
        );
        assert_eq!(
            places(&[("en/a.md", &en), ("ru/a.md", &ru)]),
            [""; 0],
            "{line}"
        );
    }
}

const PODS: &str = "# Pods\n\nA pod holds one or more containers.\n\n```shell\nkubectl apply -f pod.yaml\n```\n\n\
    Then you wait until it runs on port 8080.\n\nThe log is in `/var/log/pods` on the node.\n";
const PODS_DE: &str = "# Pods\n\nEin Pod enthält einen oder mehrere Container.\n\n```shell\nkubectl apply -f pod.yaml\n```\n\n\
    Dann warten Sie, bis er auf Port 8080 läuft.\n\nDas Protokoll liegt in `/var/log/pods` auf dem Knoten.\n";

#[test]
fn a_command_was_changed_and_nothing_says_from_what_it_was_translated() {
    assert_eq!(places(&[("en/a.md", PODS), ("de/a.md", PODS_DE)]), [""; 0]);
    let de = PODS_DE.replace("kubectl apply", "kubectl create");
    assert_eq!(
        places(&[("en/a.md", PODS), ("de/a.md", &de)]),
        ["de/a.md:6 code_block"]
    );
}

#[test]
fn swapped_paragraphs_are_not_a_stale_section() {
    let (first, second) = PODS_DE.split_once("Dann").unwrap();
    let (then, log) = second.split_once("\n\n").unwrap();
    let de = format!("{first}{}\n\nDann{then}\n", log.trim_end());
    let found = places(&[("en/a.md", PODS), ("de/a.md", &de)]);
    assert!(
        found.iter().all(|f| !f.contains("stale_section")),
        "{found:?}"
    );
}
