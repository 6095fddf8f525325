//! Identities that do not change with language: hashes of link targets, paths, code and tag names.
//!
//! Translators and publishing tools put a locale into addresses (`/fr-fr/`, `/ja/`); it is left out, and letter case with it, so that
//! the same link has the same key in every version.

use std::hash::Hasher;

use rustc_hash::FxHasher;

/// Hash of some bytes under a name that keeps sorts of things apart.
pub(super) fn of(sort: &str, bytes: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(sort.as_bytes());
    hasher.write(bytes);
    hasher.finish().max(1)
}

/// Hash of an address or a path, its locale part removed.
pub(super) fn address(sort: &str, address: &str) -> u64 {
    let bytes = address.as_bytes();
    if bytes.iter().any(u8::is_ascii_uppercase) || may_hold_locale(bytes) {
        of(
            sort,
            without_locale(address).to_ascii_lowercase().as_bytes(),
        )
    } else {
        of(sort, bytes)
    }
}

/// An address or path without the segment that names a locale.
pub(super) fn without_locale(address: &str) -> String {
    let mut kept = String::with_capacity(address.len());
    let mut first = true;
    for (index, segment) in address.split('/').enumerate() {
        let leads = index == 1 && address.starts_with('/') || index == 3 && address.contains("://");
        if is_locale(segment, leads) {
            continue;
        }
        if !first {
            kept.push('/');
        }
        kept.push_str(segment);
        first = false;
    }
    kept
}

fn may_hold_locale(bytes: &[u8]) -> bool {
    let mut start = 0;
    for at in memchr::memchr_iter(b'/', bytes).chain([bytes.len()]) {
        if (2..=10).contains(&(at - start)) {
            return true;
        }
        start = at + 1;
    }
    false
}

/// `fr-fr`, `zh-hans`, `sr-latn-rs`; where a locale usually leads a path, `fr` too.
fn is_locale(segment: &str, leads: bool) -> bool {
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
    use super::{address, without_locale};

    #[test]
    fn a_locale_in_an_address_makes_no_difference() {
        let english = address("link", "https://docs.example.com/en-us/install/setup");
        for other in [
            "https://docs.example.com/fr-fr/install/setup",
            "https://docs.example.com/zh-Hans/install/Setup",
            "https://docs.example.com/sr-latn-rs/install/setup",
            "https://docs.example.com/install/setup",
            "https://docs.example.com/ja/install/setup",
        ] {
            assert_eq!(address("link", other), english, "{other}");
        }
        assert_ne!(address("link", "https://docs.example.com/install"), english);
    }

    #[test]
    fn two_letters_are_a_locale_only_at_the_front() {
        assert_eq!(without_locale("/fr/docs/js/x"), "/docs/js/x");
        assert_eq!(without_locale("media/js/a.png"), "media/js/a.png");
        assert_eq!(without_locale("go/a.md"), "go/a.md");
    }
}
