//! Pairs that the publisher made in the files, told from ours.

use crate::common::{EN, Place, texts};

const SXS: &str = "---\ntitle: Filter reinigen\nms.translationtype: HT\n---\n# Filter reinigen\n\n\
    <span data-ttu-id=\"1a-101\">Schalten Sie die Pumpe aus.</span><span class=\"sxs-lookup\">\
    <span data-stu-id=\"1a-101\">Turn the pump off.</span></span>\n\n\
    ## Spülen\n\nHalten Sie den Filter unter warmes Wasser.\n";

#[test]
fn they_are_off_unless_asked_for_and_never_in_our_texts() {
    let place = Place::with(&[("en-US/pump.md", EN), ("de-DE/pump.md", SXS)]);
    let (_, pairs, _) = place.export(&[]);
    assert!(pairs.iter().all(|p| p.get("aligner").is_none()));
    assert!(texts(&pairs).contains(&("Switch the pump off first.", "Schalten Sie die Pumpe aus.")));
    assert!(
        !texts(&pairs)
            .iter()
            .any(|(s, t)| s.contains("Turn") || t.contains("Turn"))
    );
}

#[test]
fn asked_for_they_come_beside_ours_and_say_whose_they_are() {
    let place = Place::with(&[("en-US/pump.md", EN), ("de-DE/pump.md", SXS)]);
    let (_, ours, _) = place.export(&[]);
    let (code, all, errors) = place.export(&["--publisher-pairs"]);
    assert_eq!((code, all.len()), (0, ours.len() + 1), "{errors}");
    assert!(
        errors.contains("1 pair written into the files by the publisher"),
        "{errors}"
    );
    let (last, rest) = all.split_last().unwrap();
    assert!(rest.iter().all(|p| p["aligner"] == "diglot"));
    assert_eq!(last["aligner"], "publisher");
    assert_eq!(last["source"], "Turn the pump off.");
    assert_eq!(last["target"], "Schalten Sie die Pumpe aus.");
    assert_eq!(last["translation_type"], "HT");
    for side in ["source", "target"] {
        let bound = |n: usize| last[format!("{side}_span")][n].as_u64().unwrap() as usize;
        assert_eq!(last[side], SXS[bound(0)..bound(1)]);
        assert_eq!(last[format!("{side}_line")], 7);
    }
    place.run(&[
        "export",
        "--publisher-pairs",
        "--format",
        "csv,tmx",
        "--out",
        "other",
    ]);
    let file = |name: &str| String::from_utf8(place.files("other").remove(name).unwrap()).unwrap();
    let csv = file("en-US_de-DE.csv");
    assert!(csv.lines().next().unwrap().contains(",score,aligner,"));
    assert!(csv.lines().last().unwrap().contains(",publisher,"));
    assert_eq!(file("en-US_de-DE.HT.tmx").matches("x-aligner").count(), 1);
}

#[test]
fn no_other_file_is_needed() {
    let text = "<!--\nA pump moves water.\n-->\n水泵输送水。\n";
    let place = Place::with(&[("zh-CN/pump.md", text)]);
    let (_, pairs, _) = place.export(&["--publisher-pairs"]);
    assert_eq!(texts(&pairs), [("A pump moves water.", "水泵输送水。")]);
    assert_eq!(pairs[0]["source_locale"], "en-US");
}
