//! Identities that do not change with language: hashes of link targets, paths, code and tag names.
//!
//! Translators and publishing tools put a locale into addresses (`/fr-fr/`, `/ja/`). It is left out, and letter case
//! too, so that the same link has the same key in every version.

use std::hash::Hasher;

use rustc_hash::FxHasher;

/// Hash of some bytes under a name that keeps sorts of things apart.
pub(super) fn hash(sort: &str, bytes: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(sort.as_bytes());
    hasher.write(bytes);
    hasher.finish().max(1)
}

/// Hash of an address or a path, its locale part removed and letter case with it.
pub(super) fn hash_address(sort: &str, address: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(sort.as_bytes());
    let mut lower = [0; 64];
    for segment in kept(address) {
        for piece in segment.as_bytes().chunks(lower.len()) {
            let lower = &mut lower[..piece.len()];
            lower.copy_from_slice(piece);
            lower.make_ascii_lowercase();
            hasher.write(lower);
        }
    }
    hasher.finish().max(1)
}

/// An address or path without the segment that names a locale.
pub(super) fn without_locale(address: &str) -> String {
    let mut text = String::with_capacity(address.len());
    for (index, segment) in kept(address).enumerate() {
        if index > 0 {
            text.push('/');
        }
        text.push_str(segment);
    }
    text
}

/// The segments of an address, the one that names a locale left out.
fn kept(address: &str) -> impl Iterator<Item = &str> {
    let mut slashes = memchr::memchr_iter(b'/', address.as_bytes()).chain([address.len()]);
    let (mut start, mut index) = (0, 0);
    std::iter::from_fn(move || {
        loop {
            let end = slashes.next()?;
            let segment = &address[start..end];
            let leads =
                index == 1 && address.starts_with('/') || index == 3 && address.contains("://");
            (start, index) = (end + 1, index + 1);
            if !is_locale(segment, leads) {
                return Some(segment);
            }
        }
    })
}

/// `fr-fr`, `zh-hans`, `sr-latn-rs`; where a locale usually leads a path, `fr` too.
fn is_locale(segment: &str, leads: bool) -> bool {
    if !(2..=12).contains(&segment.len()) {
        return false;
    }
    let mut parts = segment.split('-');
    let language = parts.next().unwrap_or("");
    let alphabetic = |s: &str| s.bytes().all(|b| b.is_ascii_alphabetic());
    if !(2..=3).contains(&language.len()) || !alphabetic(language) {
        return false;
    }
    match (parts.next(), parts.next(), parts.next()) {
        (None, ..) => leads && language.len() == 2,
        (Some(region), None, _) => {
            alphabetic(region)
                && (region.len() == 2
                    || matches!(
                        &*region.to_ascii_lowercase(),
                        "hans" | "hant" | "latn" | "cyrl"
                    ))
        }
        (Some(script), Some(region), None) => {
            alphabetic(script) && script.len() == 4 && alphabetic(region) && region.len() == 2
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{hash_address, without_locale};

    #[test]
    fn a_locale_in_an_address_makes_no_difference() {
        let english = hash_address("link", "https://docs.example.com/en-us/install/setup");
        for other in [
            "https://docs.example.com/fr-fr/install/setup",
            "https://docs.example.com/zh-Hans/install/Setup",
            "https://docs.example.com/sr-latn-rs/install/setup",
            "https://docs.example.com/install/setup",
            "https://docs.example.com/ja/install/setup",
        ] {
            assert_eq!(hash_address("link", other), english, "{other}");
        }
        assert_ne!(
            hash_address("link", "https://docs.example.com/install"),
            english
        );
    }

    #[test]
    fn two_letters_are_a_locale_only_at_the_front() {
        assert_eq!(without_locale("/fr/docs/js/x"), "/docs/js/x");
        assert_eq!(without_locale("media/js/a.png"), "media/js/a.png");
        assert_eq!(without_locale("go/a.md"), "go/a.md");
    }
}
