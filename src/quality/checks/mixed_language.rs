//! # `mixed_language`: Part of the target is in the source language.
//!
//! ## What it does
//!
//! If the target should be in another script, looks for five Latin words in a row, four of them in lower case. If both
//! sides share a script, looks for four words that the source has in the same order. Text in bold, italics or quotation
//! marks and the text of links may be the name of a button and is ignored. Languages as close as Spanish and Portuguese
//! are not checked.
//!
//! ## Why is this bad?
//!
//! The translator or the machine missed a part of the text.
//!
//! ## Example
//!
//! | source | target |
//! |---|---|
//! | Open the lid, then wait until the light is green. | Ouvrez le couvercle, then wait until the light is green. |
//!
//! ## How well it works
//!
//! Of 200 targets whose second half is the source text 98.5 % are found, and no good pair of the sample corpus has the flag.
//! 1 of 25,399 real pairs has it: an error message that was left in English.

use rustc_hash::FxHashSet;

use crate::model::{Flag, InlineKind};
use crate::quality::byte_classes::ByteClasses;
use crate::quality::locale_pair_profile::LocalePairProfile;
use crate::quality::segment_view::{HOLE, SegmentView};
use crate::quality::text_pair::FlagSink;
use crate::quality::words::{Word, bare as without_signs, words};

/// This many equal words in a row are not a coincidence.
const RUN: usize = 4;
/// How many of them must be in lower case.
const LOWER: usize = 3;
/// Reports the first run of words of the source language in the target.
pub fn check(
    source: &SegmentView<'_>,
    target: &SegmentView<'_>,
    profile: &LocalePairProfile,
    sink: &mut impl FlagSink,
) {
    if profile.near || source.prose == target.prose {
        return;
    }
    let foreign = profile.leaves_latin();
    let may_have = match foreign {
        true => may_have_latin_run(target.prose.as_bytes()),
        false => may_share(source.word_prefixes(), target.word_prefixes()),
    };
    if !may_have {
        return;
    }
    let text = bare(target);
    let found = match foreign {
        true => latin_run(&text),
        false => shared_run(&source.prose, &text),
    };
    if let Some(found) = found {
        sink.flag(Flag::MixedLanguage, || format!("`{found}`"));
    }
}

/// The prose without texts that may be names. A [`HOLE`] replaces each, so that no new neighbours arise.
fn bare<'v>(view: &'v SegmentView<'_>) -> std::borrow::Cow<'v, str> {
    use InlineKind as K;
    let quotes = |c: char| {
        matches!(
            c,
            '"' | '“' | '”' | '„' | '«' | '»' | '「' | '」' | '『' | '』'
        )
    };
    let any = ByteClasses::QUOTE
        | ByteClasses::SIGNS
        | ByteClasses::PUNCTUATION
        | ByteClasses::EAST_ASIAN;
    let has_quotes = view.classes.any(any) && view.prose.contains(quotes);
    if !view.marked_up && !has_quotes {
        return std::borrow::Cow::Borrowed(&view.prose);
    }
    let mut text = String::with_capacity(view.prose.len());
    let mut depth = 0_u32;
    if view.marked_up {
        for run in view.side.runs.iter().copied().flatten() {
            match run.kind {
                K::StrongOpen | K::EmphasisOpen | K::LinkOpen => depth += 1,
                K::StrongClose | K::EmphasisClose | K::LinkClose => depth = depth.saturating_sub(1),
                K::Text | K::Escape | K::Break if depth == 0 => text.push_str(view.text_of(run)),
                _ => text.push(HOLE),
            }
        }
    } else {
        text.push_str(&view.prose);
    }
    // Remove the text between two quotation marks.
    let mut parts = text.split(quotes);
    let mut out = String::with_capacity(text.len());
    out.push_str(parts.next().unwrap_or_default());
    while let (Some(_), after) = (parts.next(), parts.next()) {
        out.push(HOLE);
        out.push_str(after.unwrap_or_default());
    }
    std::borrow::Cow::Owned(out)
}

/// Bytes of the shortest run of Latin words that is reported.
const LATIN_RUN: usize = 20;

/// Whether a text has this many ASCII bytes in a row.
fn may_have_latin_run(text: &[u8]) -> bool {
    let mut parts = text.split(|b| !b.is_ascii());
    parts.any(|part| part.len() >= LATIN_RUN)
}

/// Six bytes at the beginning of words are compared: the last three words of a run have at least as many after them.
const BEGINNING: u64 = (1 << 48) - 1;

/// Whether three words in a row, two of them in lower case, begin like words of the source: a quick test that few
/// targets in another language pass.
fn may_share(source: &[u64], target: &[u64]) -> bool {
    let mut known = [0_u64; 16];
    let place = |word: &u64| {
        let mixed = (word & BEGINNING).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        ((mixed >> 60) as usize, 1 << (mixed >> 54 & 63))
    };
    for (slot, bit) in source.iter().map(place) {
        known[slot] |= bit;
    }
    // Without a branch, because the outcome is not predictable (`benches/pipeline.rs`, group `checks`).
    let (mut words, mut small, mut found) = (0_u32, 0_u32, false);
    for word in target {
        let (slot, bit) = place(word);
        let is_known = u32::from(known[slot] & bit != 0);
        words = (words + 1) * is_known;
        small = (small + u32::from((*word as u8).is_ascii_lowercase())) * is_known;
        found |= words > 2 && small > 1;
    }
    found
}

/// A run of words in Latin letters, most of them in lower case.
fn latin_run(text: &str) -> Option<String> {
    let is_latin = |c: char| c.is_ascii() || matches!(c, '’' | '–' | '—' | '…');
    text.split(|c| !is_latin(c))
        .filter(|part| part.len() >= LATIN_RUN)
        .find_map(|part| {
            // A separator ends a sentence or an entry of a list of names.
            let (mut run, mut lower) = (Vec::new(), 0);
            for word in part.split(' ') {
                let bare = without_signs(word);
                // A single letter is a name, or the rest of one.
                let kind = Word::of(bare);
                let is_name = bare.len() == 1 || kind == Word::Code;
                if !bare.is_empty() && is_name {
                    (run, lower) = (Vec::new(), 0);
                } else if !bare.is_empty() {
                    run.push(bare);
                    lower += usize::from(kind == Word::Lower);
                }
                if run.len() > RUN && lower > LOWER {
                    return Some(run.join(" "));
                }
                if word.ends_with([',', ';', '/', '|', ')']) {
                    (run, lower) = (Vec::new(), 0);
                }
            }
            None
        })
}

/// A run of words that the source has in the same order.
fn shared_run(source: &str, target: &str) -> Option<String> {
    let known: FxHashSet<&str> = runs(source).collect();
    let found = runs(target).find(|run| known.contains(run));
    found.map(str::to_owned)
}

/// Runs of words, most of them in lower case, with only a space between two words.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    let mut words = words(text);
    // Each word, and whether it is in lower case.
    let mut run = [("", false); RUN];
    std::iter::from_fn(move || {
        loop {
            let word = words.next()?;
            run.rotate_left(1);
            run[RUN - 1] = (word, Word::of(word) == Word::Lower);
            if run[0].0.is_empty() || run.iter().filter(|word| word.1).count() < LOWER {
                continue;
            }
            let place = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
            let start = place(run[0].0);
            let end = place(word) + word.len();
            if end - start == run.iter().map(|word| word.0.len()).sum::<usize>() + RUN - 1 {
                return Some(&text[start..end]);
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_of_the_source_are_found_in_another_script() {
        let found = latin_run("센서를 엽니다. Make sure that the lid is closed. 끝");
        assert_eq!(found.as_deref(), Some("Make sure that the lid"));
        assert_eq!(
            latin_run("Visual Studio Code for Mac, Azure DevOps 및 GitHub를 엽니다"),
            None
        );
        assert_eq!(latin_run("개체 System.web. n a m a. n a m. n a m"), None);
        assert_eq!(
            latin_run("명령 dotnet build, dotnet test, dotnet run 및 dotnet publish"),
            None
        );
    }

    #[test]
    fn words_in_the_order_of_the_source_are_found_in_the_same_script() {
        let source = "Open the lid, then wait until the light turns green.";
        let found = shared_run(
            source,
            "Ouvrez le couvercle, then wait until the light est vert.",
        );
        assert_eq!(found.as_deref(), Some("then wait until the"));
        assert_eq!(
            shared_run(
                source,
                "Ouvrez le couvercle et attendez que le voyant soit vert."
            ),
            None
        );
        let names = "Visual Studio Code for Mac and Azure";
        assert_eq!(
            shared_run(names, "Visual Studio Code for Mac et Azure"),
            None
        );
    }
}
