use proptest::prelude::*;

use super::bead::BEADS;
use super::*;

/// Beads as `source lines:target lines`, such as `1:2` for one line that became two.
fn shape(beads: &[Bead]) -> Vec<(usize, usize)> {
    beads
        .iter()
        .map(|b| (b.source.len(), b.target.len()))
        .collect()
}

const ENGLISH: [&str; 6] = [
    "Orbital pumps of the 7300 series are delivered with a certificate.",
    "Keep it.",
    "The pump must be mounted on a level floor, and the drain must stay open at all times.",
    "Call Meridian Support on 555 0192 if the display shows E41.",
    "Never open the housing while the rotor turns.",
    "Spare filters are sold in packs of 12.",
];
const GERMAN: [&str; 6] = [
    "Orbitalpumpen der Serie 7300 werden mit einem Zertifikat geliefert.",
    "Bewahren Sie es auf.",
    "Die Pumpe muss auf einem ebenen Boden stehen.",
    "Der Abfluss muss jederzeit offen bleiben.",
    "Rufen Sie den Meridian Support unter 555 0192 an, wenn auf dem Display E41 steht.",
    "Ersatzfilter werden in Packungen zu 12 Stück verkauft.",
];

#[test]
fn a_divided_and_a_lost_sentence_are_found() {
    let beads = align_lines(&ENGLISH, &GERMAN);
    let wanted = [(1, 1), (1, 1), (1, 2), (1, 1), (1, 0), (1, 1)];
    assert_eq!(shape(&beads), wanted, "{beads:?}");
}

#[test]
fn the_other_direction_is_the_mirror_image() {
    let beads = align_lines(&GERMAN, &ENGLISH);
    let wanted = [(1, 1), (1, 1), (2, 1), (1, 1), (0, 1), (1, 1)];
    assert_eq!(shape(&beads), wanted, "{beads:?}");
}

#[test]
fn scripts_without_spaces_and_shared_letters_are_aligned_by_length_and_numbers() {
    let japanese = [
        "7300シリーズの軌道ポンプには証明書が付属しています。",
        "保管してください。",
        "ポンプは水平な床に設置し、排水口は常に開けておく必要があります。",
        "ディスプレイに E41 と表示されたら、Meridian サポート (555 0192) に電話してください。",
        "ローターの回転中は、決してハウジングを開けないでください。",
        "交換用フィルターは 12 個入りで販売されています。",
    ];
    assert_eq!(shape(&align_lines(&ENGLISH, &japanese)), [(1, 1); 6]);
}

#[test]
fn a_model_learned_from_pairs_aligns_their_parts() {
    let pairs = ENGLISH
        .iter()
        .zip(["un", "deux", "trois", "quatre", "cinq", "six"]);
    let model = Model::learn(pairs.map(|(a, b)| (*a, b)));
    let beads = model.align(&["One thing.", "Pump 12."], &["Eine Sache.", "Pumpe 12."]);
    assert_eq!(shape(&beads), [(1, 1), (1, 1)]);
}

#[test]
fn an_empty_side_leaves_all_lines_alone() {
    assert_eq!(align_lines(&[], &[]), []);
    assert_eq!(shape(&align_lines(&["a", "b"], &[])), [(1, 0), (1, 0)]);
    assert_eq!(shape(&align_lines(&[], &["a", "b"])), [(0, 1), (0, 1)]);
}

/// A text of numbered sentences long enough for the corridor to be narrower than the grid.
fn long(lines: usize, without: std::ops::Range<usize>) -> Vec<String> {
    let words = ["mira", "tolan", "besk", "orun", "pelita", "sund", "vark"];
    (0..lines)
        .filter(|i| !without.contains(i))
        .map(|i| {
            let tail: Vec<_> = (0..3 + i * 7 % 11)
                .map(|k| words[(i * 5 + k * 3) % 7])
                .collect();
            format!("Item {} {}.", i * i, tail.join(" "))
        })
        .collect()
}

#[test]
fn a_chapter_missing_in_a_long_text_is_jumped_over() {
    let (source, target) = (long(1500, 0..0), long(1500, 600..900));
    let source: Vec<&str> = source.iter().map(String::as_str).collect();
    let target: Vec<&str> = target.iter().map(String::as_str).collect();
    let beads = align_lines(&source, &target);
    let right = beads
        .iter()
        .filter(|b| b.source.len() == 1 && b.target.len() == 1);
    let right = right.filter(|b| source[b.source.start] == target[b.target.start]);
    assert!(right.count() >= 1190, "{beads:?}");
}

fn lines() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec("[a-c0-2 。ก一é.]{0,12}", 0..14)
}

proptest! {
    #[test]
    fn beads_cover_all_lines_once_and_in_order(a in lines(), b in lines()) {
        let source: Vec<&str> = a.iter().map(String::as_str).collect();
        let target: Vec<&str> = b.iter().map(String::as_str).collect();
        let beads = align_lines(&source, &target);
        let (mut i, mut j) = (0, 0);
        for bead in &beads {
            prop_assert_eq!((bead.source.start, bead.target.start), (i, j));
            prop_assert!((0.0..=1.0).contains(&bead.score));
            prop_assert!(BEADS.contains(&(bead.source.len(), bead.target.len())));
            (i, j) = (bead.source.end, bead.target.end);
        }
        prop_assert_eq!((i, j), (a.len(), b.len()));
        prop_assert_eq!(beads, align_lines(&source, &target));
    }
}
