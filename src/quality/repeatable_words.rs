//! Words that may occur twice in a row in a correct sentence.

/// Languages that repeat words to express something, such as a plural.
const REDUPLICATING: [&str; 12] = [
    "id", "ms", "vi", "tr", "th", "zh", "ja", "hi", "bn", "tl", "fil", "sw",
];
/// Words that occur twice in a row in correct sentences, by language.
const REPEATED: [(&str, &[&str]); 5] = [
    ("de", &["das", "der", "die", "sie"]),
    ("en", &["had", "that"]),
    ("fr", &["nous", "vous"]),
    ("nl", &["dat", "die"]),
    ("sv", &["det", "som"]),
];

/// The words of a language that may be repeated; `None` if any word may.
pub(super) fn allowed_repeats(language: &str) -> Option<&'static [&'static str]> {
    let found = REPEATED.iter().find(|entry| entry.0 == language);
    (!REDUPLICATING.contains(&language)).then(|| found.map_or(&[][..], |entry| entry.1))
}
