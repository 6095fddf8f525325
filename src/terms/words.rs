//! The words of texts, and whether a text has a term or one of its translations.

/// The words of a text in lower case.
pub(super) fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// The words of a text in lower case, without those in addresses, paths and names of programs: `Client.Alerts`.
pub(super) fn prose_words(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    for token in text.split_whitespace() {
        let inner = token.trim_matches(|c: char| !c.is_alphanumeric());
        if !inner.contains(['.', '/', '\\', '_', ':', '@', '=']) {
            all.extend(words(inner));
        }
    }
    all
}

/// A word as it is, and without the endings of a plural.
pub(super) fn singulars(word: &str) -> impl Iterator<Item = &str> {
    [Some(word), word.strip_suffix('s'), word.strip_suffix("es")]
        .into_iter()
        .flatten()
}

/// Takes a term out of the words of a text, wherever it stands. The last word may be a plural. Returns whether it was there.
pub(super) fn take(left: &mut [Option<String>], term: &[String]) -> bool {
    let mut found = false;
    let Some(last) = left.len().checked_sub(term.len()) else {
        return false;
    };
    for start in 0..=last {
        let here = &left[start..start + term.len()];
        let is_same = |(index, (word, of_term)): (usize, (&Option<String>, &String))| {
            let Some(word) = word else { return false };
            let is_last = index + 1 == term.len();
            word == of_term || is_last && singulars(word).any(|form| form == of_term)
        };
        if here.iter().zip(term).enumerate().all(is_same) {
            left[start..start + term.len()].fill(None);
            found = true;
        }
    }
    found
}

/// Whether a target text has a translation, in any form of its words: inflected, compounded or in another order. Texts of
/// scripts without spaces are looked for as they are.
pub(super) fn contains(target: &str, target_words: &[String], wanted: &str) -> bool {
    let wanted = wanted.to_lowercase();
    if target.contains(&wanted) {
        return true;
    }
    if wanted.chars().any(|c| matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}')) {
        let packed = |text: &str| text.split_whitespace().collect::<String>();
        return packed(target).contains(&packed(&wanted));
    }
    words(&wanted).iter().all(|word| {
        let stem = stem(word);
        target_words.iter().any(|of_text| of_text.contains(&stem))
    })
}

/// The beginning of a word that its inflected forms share: two thirds of it, three letters at least.
fn stem(word: &str) -> String {
    let count = word.chars().count();
    let kept = (count * 2).div_ceil(3).max(3).min(count);
    word.chars().take(kept).collect()
}
