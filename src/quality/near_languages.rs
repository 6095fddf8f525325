//! Languages so close that a translation may share a few words in a row with its source.

/// Groups of close languages.
const NEAR: [&[&str]; 5] = [
    &["da", "nb", "nn", "no", "sv"],
    &["ca", "es", "gl", "it", "pt"],
    &["cs", "sk"],
    &["id", "ms"],
    &["bs", "hr", "sl", "sr"],
];

/// Whether two languages may share a few words in a row.
pub(super) fn are_near(one: &str, other: &str) -> bool {
    let both = |group: &&[&str]| group.contains(&one) && group.contains(&other);
    one == other || NEAR.iter().any(both)
}
