//! `diglot drift` on the sample corpus: a translation that is in step with its source, and a change of the source.
//!
//! The families are those of the content-detection benchmark of Kubernetes; those that begin with `own:` are ours. The
//! benchmark changes English pages and keeps the translation, and so do these scenarios.

use std::fs;
use std::path::Path;

use diglot::internals::drift::{Status, drift};
use diglot::internals::model::{ArticleVersion, Locale, Role, TranslationType};
use diglot::internals::read::{ReadSettings, parse};
use diglot::internals::segment::{SegmentSettings, segment};

use crate::common::Place;
use Status::{CandidateOutdated, OutdatedLowSeverity, UpToDate};

const UP: &[Status] = &[UpToDate];
const LOW: &[Status] = &[OutdatedLowSeverity];
const HIGH: &[Status] = &[CandidateOutdated];
const UP_OR_LOW: &[Status] = &[UpToDate, OutdatedLowSeverity];

/// A source file of the sample corpus with a translation.
#[derive(Debug, Clone, Copy)]
enum Pair {
    /// Installing, in Chinese, with anchors in HTML.
    Install,
    /// The same with anchors in braces, as Kubernetes has them.
    Braces,
    /// The same with a Hugo shortcode for the note.
    Hugo,
    /// Backups, in French.
    Backup,
    /// The same without anchors.
    Plain,
    /// Networks, in Swedish.
    Network,
}

/// Family, pair, text of the source, what replaces it, and the statuses that are right.
type Scenario = (
    &'static str,
    Pair,
    &'static str,
    &'static str,
    &'static [Status],
);

use Pair::{Backup, Braces, Hugo, Install, Network, Plain};

#[rustfmt::skip]
const SCENARIOS: &[Scenario] = &[
    ("unchanged", Install, "", "", UP),
    ("unchanged", Braces, "", "", UP),
    ("unchanged", Hugo, "", "", UP),
    ("unchanged", Backup, "", "", UP),
    ("unchanged", Plain, "", "", UP),
    ("unchanged", Network, "", "", UP),

    ("link made absolute", Install, "](../hub/network.md)", "](https://docs.kvistra.example/hub/network/)", UP),
    ("link made absolute", Braces, "](../sensors/calibrate.md)", "](/sensors/calibrate/)", UP),
    ("link made absolute", Backup, "](../privacy/data-retention.md#uploads)", "](/privacy/data-retention/#uploads)", UP),
    ("link made absolute", Plain, "](../privacy/data-retention.md#uploads)", "](https://docs.kvistra.example/privacy/data-retention)", UP),

    ("shortcode renamed", Hugo, "< note >}}", "< callout >}}", UP),
    ("shortcode renamed", Hugo, "{{< note >}}", "{{< note icon=\"pin\" >}}", UP),
    ("shortcode renamed", Hugo, "< /note >}}", "</note>}}", UP),

    ("paragraphs reordered", Backup, "The oldest backup is deleted as soon as a newer one has been checked.\n\nPasswords aren't part of a backup. Write them down elsewhere.",
        "Passwords aren't part of a backup. Write them down elsewhere.\n\nThe oldest backup is deleted as soon as a newer one has been checked.", UP_OR_LOW),
    ("paragraphs reordered", Plain, "The oldest backup is deleted as soon as a newer one has been checked.\n\nPasswords aren't part of a backup. Write them down elsewhere.",
        "Passwords aren't part of a backup. Write them down elsewhere.\n\nThe oldest backup is deleted as soon as a newer one has been checked.", UP_OR_LOW),
    ("paragraphs reordered", Install, "  - Windows 10 or later\n  - Linux with kernel 5.4 or later", "  - Linux with kernel 5.4 or later\n  - Windows 10 or later", UP_OR_LOW),
    ("paragraphs reordered", Braces, "  - Windows 10 or later\n  - Linux with kernel 5.4 or later", "  - Linux with kernel 5.4 or later\n  - Windows 10 or later", UP_OR_LOW),

    ("heading renamed", Install, "## Pair the radio stick", "## Connect the radio stick", LOW),
    ("heading renamed", Install, "## Install the package", "## Install the software", LOW),
    ("heading renamed", Braces, "## Pair the radio stick", "## Connect the stick", LOW),
    ("heading renamed", Braces, "## See the first reading", "## Watch the first reading", LOW),
    ("heading renamed", Backup, "## Create a backup", "## Make a backup", LOW),
    ("heading renamed", Backup, "## If a restore fails", "## Troubleshooting", LOW),

    ("command changed", Install, "sudo apt install kvistra-hub", "sudo snap install kvistra-hub", HIGH),
    ("command changed", Install, "systemctl status kvistra-hub", "systemctl show kvistra-hub", HIGH),
    ("command changed", Braces, "systemctl status kvistra-hub", "service kvistra-hub status", HIGH),
    ("command changed", Backup, "   kvistra restore 2023", "   kvistra recover 2023", HIGH),
    ("command changed", Plain, "   kvistra restore 2023", "   kvistra recover 2023", HIGH),
    ("command changed", Install, "`kvistra pair`", "`kvistra connect`", HIGH),
    ("command changed", Backup, "`kvistra backup now`", "`kvistra backup start`", HIGH),

    ("parameter added", Install, "curl -fsS https", "curl -fsS --retry 3 https", HIGH),
    ("parameter added", Braces, "curl -fsS https", "curl -fsS --retry 3 https", HIGH),
    ("parameter added", Backup, "--keep-network", "--keep-network --force", HIGH),
    ("parameter added", Plain, "--keep-network", "--keep-network --force", HIGH),
    ("parameter added", Backup, "`kvistra stop`", "`kvistra stop --now`", HIGH),
    ("parameter added", Install, "`/quiet`", "`/quiet /norestart`", HIGH),

    ("paragraph added", Install, "Then enter `kvistra pair`", "A short cable keeps the stick away from the computer, which improves its range.\n\nThen enter `kvistra pair`", HIGH),
    ("paragraph added", Braces, "Open the console and select", "The lamp blinks as long as the hub looks for sensors in the house.\n\nOpen the console and select", HIGH),
    ("paragraph added", Backup, "The **Last upload** field", "An upload takes a few minutes and does not slow down the hub.\n\nThe **Last upload** field", HIGH),
    ("paragraph added", Plain, "The **Last upload** field", "An upload takes a few minutes and does not slow down the hub.\n\nThe **Last upload** field", HIGH),
    ("paragraph added", Hugo, "Then enter `kvistra pair`", "A short cable keeps the stick away from the computer, which improves its range.\n\nThen enter `kvistra pair`", HIGH),

    ("paragraph removed", Install, "Open the console and select **Houses** > **Live**. The first reading arrives within 90 seconds.\n\n", "", HIGH),
    ("paragraph removed", Braces, "Plug the stick into a free USB port.  \nWait until its light turns from red to green.\n\n", "", HIGH),
    ("paragraph removed", Backup, "Passwords aren't part of a backup. Write them down elsewhere.\n\n", "", HIGH),
    ("paragraph removed", Plain, "Passwords aren't part of a backup. Write them down elsewhere.\n\n", "", HIGH),
    ("paragraph removed", Backup, "The **Last upload** field shows the time of the last copy.\n\n", "", HIGH),

    ("step added", Install, "1. Accept the licence terms.", "1. Read the licence terms to the end.\n1. Accept the licence terms.", HIGH),
    ("step added", Braces, "1. Check that the service runs:", "1. Open the port of the hub in the firewall.\n\n1. Check that the service runs:", HIGH),
    ("step added", Backup, "3. Select **Turn on**.", "3. Type a password for the copies.\n4. Select **Turn on**.", HIGH),
    ("step added", Plain, "3. Select **Turn on**.", "3. Type a password for the copies.\n4. Select **Turn on**.", HIGH),

    ("step removed", Install, "1. Restart the computer when you're asked to.\n", "", HIGH),
    ("step removed", Braces, "1. Restart the computer when you're asked to.\n", "", HIGH),
    ("step removed", Backup, "2. Choose a **region** near you.\n", "", HIGH),
    ("step removed", Plain, "2. Choose a **region** near you.\n", "", HIGH),

    ("own: white space", Install, "Make sure that you have:\n\n", "Make sure that you have:\n\n\n\n", UP),
    ("own: white space", Backup, "The oldest backup is deleted as soon as a newer one", "The oldest backup is deleted\nas soon as a newer one", UP),
    ("own: white space", Plain, "kvistra restore 2023-04-01.kvb --keep-network", "kvistra restore  2023-04-01.kvb  --keep-network", UP),
    ("own: comment in code", Install, "   systemctl status", "   # Ask the service.\n   systemctl status", UP),
    ("own: comment in code", Backup, "   kvistra restore 2023", "   # This takes a minute.\n   kvistra restore 2023", UP),
    ("own: version", Install, "Windows 10 or later", "Windows 11 or later", HIGH),
    ("own: version", Braces, "kernel 5.4", "kernel 6.1", HIGH),
    ("own: version", Backup, "up to 90 days", "up to 60 days", HIGH),
    ("own: typo", Install, "collects the readings", "colects the readings", UP),
    ("own: typo", Plain, "has been checked", "has been chekced", UP),
    ("own: table row added", Backup, "| `backup.keep` |", "| `backup.name` | `hub` | Name of the file |\n| `backup.keep` |", HIGH),
    ("own: table row removed", Plain, "| `backup.interval` | `24h` | Time between two backups |\n", "", HIGH),
    ("own: default changed", Backup, "| `7` |", "| `14` |", HIGH),
    ("own: bold", Install, "account owner", "account *owner*", UP),
    ("own: link to another page", Install, "](../sensors/calibrate.md)", "](../sensors/models.md)", LOW),
    ("own: image added", Install, "## Pair the radio stick\n", "## Pair the radio stick\n\n![](media/stick.png)\n", LOW),
    ("own: section added", Backup, "## If a restore fails", "## Test a backup\n\nRestore it on a second computer once a year.\n\nCompare the sensor lists of both.\n\n## If a restore fails", HIGH),
    ("own: code block added", Install, "Then enter `kvistra pair`", "```bash\nlsusb\n```\n\nThen enter `kvistra pair`", HIGH),
    ("own: code block removed", Install, "\n   ```bash\n   systemctl status kvistra-hub\n   ```\n", "", HIGH),
];

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(path);
    fs::read_to_string(path).unwrap()
}

/// Source, translation and locale of a pair.
fn texts(pair: Pair) -> (String, String, &'static str) {
    let of = |document: &str, folder: &str| {
        let source = read(&format!("en-US/{document}"));
        (source, read(&format!("{folder}/{document}")))
    };
    let (install, zh) = of("get-started/install.md", "zh-CN");
    let (backup, fr) = of("hub/backup-restore.md", "fr-FR");
    let (network, sv) = of("hub/network.md", "sv-SE");
    match pair {
        Install => (install, zh, "zh-CN"),
        Braces => (
            install,
            with_anchors(&zh, |anchor| format!(" {{#{anchor}}}")),
            "zh-CN",
        ),
        Hugo => (with_shortcode(&install), with_shortcode(&zh), "zh-CN"),
        Backup => (backup, fr, "fr-FR"),
        Plain => (backup, with_anchors(&fr, |_| String::new()), "fr-FR"),
        Network => (network, sv, "sv-SE"),
    }
}

/// Moves the anchor of each heading to its end.
fn with_anchors(text: &str, anchor: impl Fn(&str) -> String) -> String {
    let line = |line: &str| {
        let parts = line.split_once("<a name=\"").and_then(|(mark, rest)| {
            let (name, title) = rest.split_once("\"></a>")?;
            Some(format!("{mark}{title}{}\n", anchor(name)))
        });
        parts.unwrap_or_else(|| format!("{line}\n"))
    };
    text.lines().map(line).collect()
}

/// Makes the note a Hugo shortcode.
fn with_shortcode(text: &str) -> String {
    let (before, note) = text.split_once("> [!NOTE]\n> ").unwrap();
    let (note, after) = note.split_once('\n').unwrap();
    format!("{before}{{{{< note >}}}}\n{note}\n{{{{< /note >}}}}\n{after}")
}

fn version(text: &str, locale: &str, role: Role) -> ArticleVersion {
    let (source, _) = parse("a.md".into(), text.to_owned(), &ReadSettings::default());
    let settings = SegmentSettings {
        include_code: true,
        ..SegmentSettings::default()
    };
    let (document, _) = segment(&source, &settings);
    ArticleVersion::new(Locale::parse(locale).unwrap(), source, document, role)
}

#[test]
fn each_change_of_the_source_has_the_right_status() {
    assert!(SCENARIOS.len() >= 60);
    let mut wrong = Vec::new();
    for (family, pair, from, to, right) in SCENARIOS {
        let (source, translation, locale) = texts(*pair);
        assert!(source.contains(from), "{family}: {from}");
        let source = if from.is_empty() {
            source
        } else {
            source.replacen(from, to, 1)
        };
        let source = version(&source, "en-US", Role::Original);
        let role = Role::Translation(TranslationType::Unknown);
        let found = drift(Some(&source), Some(&version(&translation, locale, role)));
        if !right.contains(&found.status) {
            wrong.push(format!("{family} {pair:?} {to:?}: {found:#?}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn files_that_are_missing_or_untranslated_have_a_status() {
    let (source, translation, locale) = texts(Install);
    let source = version(&source, "en-US", Role::Original);
    let role = Role::Translation(TranslationType::Unknown);
    let target = version(&translation, locale, role);
    let copy = ArticleVersion::new(
        target.locale.clone(),
        source.source.clone(),
        source.document.clone(),
        role,
    );
    assert_eq!(
        drift(Some(&source), Some(&copy)).status,
        Status::NotTranslated
    );
    assert_eq!(drift(Some(&source), None).status, Status::NotTranslated);
    assert_eq!(drift(None, Some(&target)).status, Status::NoEnglishVersion);
    assert_eq!(drift(None, None).status, Status::NoEnglishVersion);
}

#[test]
fn the_program_answers_in_json_and_always_ends_with_0() {
    let place = Place::new();
    let (source, translation, _) = texts(Install);
    place.write(
        "content/en/a.md",
        source.replace("systemctl status", "systemctl show"),
    );
    place.write("content/zh-CN/a.md", translation);
    let run = |source: &str, translation: &str| {
        let (code, out, errors) = place.run(&["drift", source, translation, "--json"]);
        assert_eq!(code, 0, "{errors}");
        serde_json::from_str::<serde_json::Value>(&out).unwrap()
    };
    let changed = run("content/en/a.md", "content/zh-CN/a.md");
    assert_eq!(changed["status"], "candidate_outdated");
    assert_eq!(changed["differences"][0]["severity"], "high");
    assert!(changed["differences"][0]["source_line"].as_u64() > Some(40));
    assert_eq!(
        run("content/en/b.md", "content/zh-CN/a.md")["status"],
        "no_english_version"
    );
    assert_eq!(
        run("content/en/a.md", "content/zh-CN/b.md")["status"],
        "not_translated"
    );
    let (code, out, _) = place.run(&["drift", "content/en/a.md", "content/zh-CN/a.md"]);
    assert!(
        code == 0 && out.starts_with("candidate_outdated\n"),
        "{out}"
    );
}
