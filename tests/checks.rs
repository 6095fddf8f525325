//! Checks on pairs: Markdown in, flags and reasons out. Rows without flags are as important as those with flags.

use diglot::internals::model::{Locale, UnitKind};
use diglot::internals::quality::{Flag, LocalePairProfiles};
use libtest_mimic::Trial;

use crate::{expect_equal, planted};

/// Locales, source and target; the reasons, each behind the name of its flag.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
);

#[rustfmt::skip]
const NUMBERS: &[Row] = &[
    ("en de", "Fill in 12 litres.", "Füllen Sie 13 Liter ein.", &["numbers: 12 became 13"]),
    ("en de", "Fill in 1,250.5 litres.", "Füllen Sie 1.250,5 Liter ein.", &[]),
    ("en fr", "The shed opens at 6 PM.", "La serre ouvre à 18h00.", &[]),
    ("en fr", "The shed opens at 6:30 PM.", "La serre ouvre à 18h30.", &[]),
    ("en fr", "The shed opens at 6 PM.", "La serre ouvre à 19h00.", &["numbers: 6 became 19"]),
    ("fr ko", "La pompe démarre à 16 h.", "펌프는 오후 4시에 시작합니다.", &[]),
    ("fr zh-CN", "La pompe démarre à 16 h.", "水泵在下午 4:00 启动。", &[]),
    ("fr ja", "La pompe démarre à 16 h.", "ポンプは午後 4 時に始動します。", &[]),
    ("fr ko", "La pompe tourne 24 h/24 et 7 j/7.", "펌프는 연중무휴로 작동합니다.", &[]),
    ("en zh-CN", "The pump runs 24/7.", "水泵全天候运行。", &[]),
    ("en de", "The pump runs 24 hours.", "Die Pumpe läuft ununterbrochen.", &["numbers: missing: 24"]),
    ("fr ko", "Le filtre coûte 0,80 euro.", "필터 가격은 .80유로입니다.", &[]),
    ("en de", "Set the valve to 0.", "Stellen Sie das Ventil ein.", &["numbers: missing: 0"]),
];

#[rustfmt::skip]
const MARKUP: &[Row] = &[
    ("en de", "Press **Start**.", "Drücken Sie auf Start.", &["tags: bold text lost: `**`"]),
    // In Chinese and Japanese, names of buttons stand in quotation marks.
    ("en zh-CN", "Press **Start**.", "选择“开始”。", &[]),
    ("en ja", "Press **Start**, then **Stop**.", "「開始」、「停止」の順に押します。", &[]),
    ("en ja", "Press **Start**, then **Stop**.", "「開始」を押します。", &["tags: bold text lost: `**`"]),
    ("en zh-CN", "Press **Start** in “Pump”.", "在“水泵”中选择开始。", &["tags: bold text lost: `**`"]),
    ("en de", "See [the pump](pump.md).", "Siehe die Pumpe.", &["links: link lost: `pump.md`"]),
    ("en de", "See [the pump](pump.md).", "Siehe [die Pumpe](/de-de/garden/pump).", &[]),
    ("en de", "Run `flow`.", "Führen Sie `fluss` aus.", &["code: code changed: `flow` became `fluss`"]),
];

#[rustfmt::skip]
const WORDS: &[Row] = &[
    ("en de", "Open the lid before you clean it.", "Open the lid before you clean it.",
        &["untranslated: the target is the text of the source"]),
    ("en de", "KV-200", "KV-200", &["nothing_to_translate: no word of a language on either side"]),
    ("en de", "Open the lid.", "Öffnen Sie den den Deckel.", &["repeated_words: `den den`"]),
    ("en fr", "Do it together.", "Faites-le si vous vous sentez prêt.", &[]),
];

/// The reasons that a pair gets, each after the name of its flag.
fn reasons(locales: &str, source: &str, target: &str) -> Vec<String> {
    let locales: Vec<Locale> = locales
        .split(' ')
        .map(|l| Locale::parse(l).unwrap())
        .collect();
    let mut found: Vec<(Flag, String)> = Vec::new();
    planted::report(
        &LocalePairProfiles::default(),
        UnitKind::Paragraph,
        &[locales[0].clone(), locales[1].clone()],
        [source, target],
        &mut found,
    );
    found
        .iter()
        .map(|(flag, reason)| format!("{flag}: {reason}"))
        .collect()
}

/// A test for each row, named `checks::TABLE::LOCALES: SOURCE => TARGET`.
pub fn trials() -> Vec<Trial> {
    let tables = [("numbers", NUMBERS), ("markup", MARKUP), ("words", WORDS)];
    let mut trials = Vec::new();
    for (table, rows) in tables {
        for &(locales, source, target, expected) in rows {
            let name = format!("checks::{table}::{locales}: {source} => {target}");
            trials.push(Trial::test(name, move || {
                let found = reasons(locales, source, target);
                expect_equal(&expected.join("\n"), &found.join("\n"))
            }));
        }
    }
    trials
}
