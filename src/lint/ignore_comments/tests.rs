use super::*;
use crate::lint::LintFault;
use crate::read::{ReadSettings, parse};
use crate::segment::{SegmentSettings, segment};

/// Whether a fault of a rule at each place where `X` stands is ignored, and what is said of the comments.
fn ignored(text: &str, rule: &str) -> (Vec<bool>, Vec<String>) {
    let (source, _) = parse("a.md".into(), text.to_owned(), &ReadSettings::default());
    let settings = SegmentSettings {
        include_code: true,
        ..SegmentSettings::default()
    };
    let (document, _) = segment(&source, &settings);
    let mut ignores = Ignores::read(text, &document);
    let rule: Rule = rule.parse().unwrap();
    let places = text.match_indices('X').map(|(at, _)| at);
    let covered =
        places.map(|at| ignores.cover(&LintFault::at(rule, &(at..at + 1), String::new())));
    let covered = covered.collect();
    let said = ignores.rest(|_| true).into_iter();
    (covered, said.map(|fault| fault.message).collect())
}

fn covered(text: &str) -> Vec<bool> {
    let (covered, said) = ignored(text, "numbers");
    assert_eq!(said, [""; 0], "{text}");
    covered
}

#[test]
fn a_comment_on_its_own_line_is_for_the_block_that_follows() {
    let text = "Xa\n\n<!-- diglot-ignore numbers -->\nXb\nXc\n\nXd\n";
    assert_eq!(covered(text), [false, true, true, false]);
    let list = "- Xa\n\n  <!-- diglot-ignore numbers -->\n- Xb\n- Xc\n";
    assert_eq!(covered(list), [false, true, false]);
    let code = "<!-- diglot-ignore code_block, numbers -->\n\n```\nXa\n\nXb\n```\n\nXc\n";
    assert_eq!(ignored(code, "code_block").0, [true, true, false]);
    let quote = "> <!-- diglot-ignore: it is meant so -->\n> Xa\n\nXb\n";
    assert_eq!(covered(quote), [true, false]);
}

#[test]
fn a_comment_before_a_table_is_for_all_of_it_and_one_in_a_row_for_the_row() {
    let text = "<!-- diglot-ignore numbers -->\n\n| Xa | b |\n|---|---|\n| c | Xd |\n\nXe\n";
    assert_eq!(covered(text), [true, true, false]);
    let row = "| Xa | b |\n|---|---|\n| c | Xd <!-- diglot-ignore numbers --> |\n| e | Xf |\n";
    assert_eq!(covered(row), [false, true, false]);
}

#[test]
fn a_comment_behind_text_is_for_the_texts_of_its_line() {
    let text = "Xa\nXb <!-- diglot-ignore numbers -->\n\nXc\n";
    assert_eq!(covered(text), [true, true, false]);
    let list = "- Xa\n- Xb {/* diglot-ignore numbers */}\n- Xc\n";
    assert_eq!(covered(list), [false, true, false]);
}

#[test]
fn start_and_end_enclose_and_nest() {
    let text = "Xa\n\n<!-- diglot-ignore-start numbers -->\n\nXb\n\n<!-- diglot-ignore-start -->\n\
        \nXc\n\n<!-- diglot-ignore-end -->\n\nXd\n\n<!-- diglot-ignore-end -->\n\nXe\n";
    assert_eq!(covered(text), [false, true, true, true, false]);
}

#[test]
fn a_file_is_ignored_as_a_whole_from_anywhere() {
    let text = "Xa\n\n<!-- diglot-ignore-file numbers -->\n";
    assert_eq!(covered(text), [true]);
    let (source, _) = parse("a.md".into(), text.to_owned(), &ReadSettings::default());
    let (document, _) = segment(&source, &SegmentSettings::default());
    let mut ignores = Ignores::read(text, &document);
    let whole = LintFault::of("numbers".parse().unwrap(), None, String::new());
    assert!(ignores.cover(&whole));
}

#[test]
fn only_the_rules_named_are_ignored() {
    let (covered, said) = ignored("<!-- diglot-ignore links -->\nX\n", "numbers");
    assert_eq!(covered, [false]);
    assert_eq!(said, ["there is no links to ignore here"]);
}

#[test]
fn what_cannot_be_obeyed_is_said() {
    let said = |text| ignored(text, "numbers").1;
    assert_eq!(
        said("<!-- diglot-ignore nubmers -->\nX\n"),
        ["`nubmers` is not a rule"]
    );
    assert_eq!(
        said("X\n\n<!-- diglot-ignore-end -->\n"),
        ["has no diglot-ignore-start"]
    );
    assert_eq!(
        said("<!-- diglot-ignore-next -->\nX\n"),
        ["`diglot-ignore-next` is not an ignore comment"]
    );
    let open = said("<!-- diglot-ignore-start numbers -->\n\nX\n");
    assert_eq!(
        open,
        ["has no diglot-ignore-end: it applies up to the end of the file"]
    );
}

#[test]
fn code_that_shows_a_comment_is_no_comment() {
    for text in [
        "`<!-- diglot-ignore numbers -->` X\n",
        "```\n<!-- diglot-ignore numbers -->\n```\n\nX\n",
        "The word diglot-ignore alone: X\n",
    ] {
        assert_eq!(covered(text), [false], "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn no_text_is_too_strange(parts in proptest::collection::vec(0_usize..10, 0..12)) {
        const PARTS: [&str; 10] = [
            "<!--", "-->", " diglot-ignore", "-start", "-end", " numbers", "\n", "é", "| X |", "`",
        ];
        let text: String = parts.iter().map(|&part| PARTS[part]).collect();
        let _ = ignored(&text, "numbers");
    }
}
