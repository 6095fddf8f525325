//! # `secret`: The text contains what looks like a key, a token or a password.
//!
//! ## What it does
//!
//! Looks on both sides, and in code, for secrets by their shape: keys of AWS (`AKIA`, `ASIA`), tokens of GitHub, GitLab,
//! Slack, Google, Stripe, OpenAI, Anthropic, npm, Hugging Face and SendGrid, keys and signatures of Azure storage and
//! service bus, JSON web tokens, and private keys in PEM. A key with fewer than 10 different characters or with the word
//! `EXAMPLE` is not a secret. A reason names only the beginning of the secret.
//!
//! ## Why is this bad?
//!
//! A key in a published corpus cannot be called back. Pairs with this flag are dropped by default.
//!
//! ## Example
//!
//! | source | target |
//! |---|---|
//! | Use `ghp_` and 36 letters. | Utilisez `ghp_` et 36 lettres. |
//!
//! ## How well it works
//!
//! All of 200 planted secrets are found. No pair of 25,399 real pairs has the flag.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use memchr::memmem::Finder;

use crate::model::Flag;
use crate::quality::byte_classes::ByteClasses;
use crate::quality::segment_view::SegmentView;
use crate::quality::text_pair::FlagSink;

/// The beginning of each kind of secret, and how many characters of a key must follow.
const SECRETS: [(&str, usize); 26] = [
    ("AKIA", 16),
    ("ASIA", 16),
    ("ghp_", 36),
    ("gho_", 36),
    ("ghu_", 36),
    ("ghs_", 36),
    ("ghr_", 36),
    ("github_pat_", 22),
    ("glpat-", 20),
    ("xoxb-", 20),
    ("xoxp-", 20),
    ("xoxa-", 20),
    ("xoxs-", 20),
    ("AIza", 35),
    ("sk_live_", 16),
    ("rk_live_", 16),
    ("sk-ant-", 20),
    ("sk-proj-", 20),
    ("npm_", 36),
    ("hf_", 30),
    ("SG.", 40),
    ("eyJ", 40),
    ("AccountKey=", 40),
    ("SharedAccessKey=", 30),
    ("SharedAccessSignature=", 30),
    ("-----BEGIN ", 10),
];
/// Bytes of the shortest secret, including its beginning.
const SHORTEST: usize = 20;
/// Longer runs of such bytes are data and not a key. This also bounds the time, because each beginning in a run is
/// followed by the rest of the run.
const LONGEST: usize = 8192;
/// A key with fewer different characters was typed as a placeholder.
const DISTINCT: usize = 10;

/// No beginning is a part of another, so a search that continues after a match misses none.
static BEGINNINGS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let mut builder = AhoCorasick::builder();
    let builder = builder.match_kind(MatchKind::LeftmostFirst);
    builder.build(SECRETS.map(|secret| secret.0)).ok()
});

static PRIVATE_KEY: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("-----BEGIN "));

/// Reports the first secret of either side.
pub fn check(source: &SegmentView<'_>, target: &SegmentView<'_>, sink: &mut impl FlagSink) {
    let both = [("source", source), ("target", target)];
    let found = both
        .iter()
        .find_map(|(name, view)| Some((name, secret(view.text, view.all_classes)?)));
    if let Some((name, beginning)) = found {
        sink.flag(Flag::Secret, || format!("`{beginning}…` in the {name}"));
    }
}

/// The beginning of the first secret in a text. The rest is never reported.
fn secret(text: &str, classes: ByteClasses) -> Option<&'static str> {
    let pem = classes.any(ByteClasses::HYPHEN) && PRIVATE_KEY.find(text.as_bytes()).is_some();
    if !pem && !could_hold_a_key(text.as_bytes()) {
        return None;
    }
    let beginnings = BEGINNINGS.as_ref()?;
    let mut run_end = 0;
    beginnings.find_iter(text).find_map(|found| {
        let (beginning, least) = SECRETS[found.pattern().as_usize()];
        let before = text[..found.start()].bytes().next_back();
        if before.is_some_and(|b| b.is_ascii_alphanumeric() || b == b'_') {
            return None;
        }
        let rest = &text[found.end()..];
        if beginning.ends_with("BEGIN ") {
            let line = rest.get(..40).unwrap_or(rest);
            return line.contains("PRIVATE KEY-----").then_some(beginning);
        }
        if run_end <= found.end() {
            let length = rest.bytes().take_while(|b| KEY[*b as usize]).count();
            run_end = found.end() + length;
        }
        let length = run_end - found.end();
        if length > LONGEST {
            return None;
        }
        let key = rest[..length].trim_end_matches(['.', '-', '/']);
        let says_so = ["EXAMPLE", "example", "xxxx", "XXXX", "1234567890", "...."];
        let is_real = key.len() >= least
            && !says_so.iter().any(|sign| key.contains(sign))
            && distinct(key) >= DISTINCT
            && (beginning != "eyJ" || key.matches('.').count() == 2)
            && (!matches!(beginning, "AKIA" | "ASIA")
                || key
                    .bytes()
                    .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()));
        is_real.then_some(beginning)
    })
}

/// Whether a run of key bytes is nearly as long as the shortest secret: a quick test that few texts pass. Four bytes at a
/// time (`benches/pipeline.rs`, group `checks`).
fn could_hold_a_key(text: &[u8]) -> bool {
    // A run of the length of the shortest secret contains this many blocks of four, wherever it begins.
    const BLOCKS: u32 = (SHORTEST as u32 - 3) / 4;
    let (mut run, mut longest) = (0, 0);
    for block in text.as_chunks::<4>().0 {
        // The highest bit of a byte is set beyond ASCII; after the addition, it is set for everything but spaces and the like.
        let bytes = u32::from_le_bytes(*block);
        let inside = bytes.wrapping_add(0x5555_5555) & !bytes & 0x8080_8080;
        run = if inside == 0x8080_8080 { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest >= BLOCKS
}

/// The bytes that occur in keys.
const KEY: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        let b = byte as u8;
        table[byte] = b.is_ascii_alphanumeric()
            || matches!(b, b'_' | b'-' | b'.' | b'/' | b'+' | b'=' | b'%');
        byte += 1;
    }
    table
};

fn distinct(key: &str) -> usize {
    let seen = key.bytes().fold(0_u128, |seen, b| seen | 1 << (b & 127));
    seen.count_ones() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> Option<&'static str> {
        super::secret(text, ByteClasses::of(text.as_bytes()))
    }

    /// A key of the shape asked for, made here so that no scanner takes this file for a leak.
    fn key(beginning: &str, length: usize) -> String {
        let letters = "Q7W3E9R5T1Y8U2I4O6P0A";
        beginning
            .chars()
            .chain(letters.chars().cycle().take(length))
            .collect()
    }

    #[test]
    fn secrets_are_known_by_their_shape() {
        let text = format!("Set the key to {}.", key("AKIA", 16));
        assert_eq!(secret(&text), Some("AKIA"));
        assert_eq!(secret(&key("ghp_", 36)), Some("ghp_"));
        let jwt = format!("{}.{}.{}", key("eyJ", 30), key("eyJ", 30), key("", 20));
        assert_eq!(secret(&jwt), Some("eyJ"));
        let pem = ["-----BEGIN RSA PRI", "VATE KEY-----"].concat();
        assert_eq!(secret(&pem), Some("-----BEGIN "));
    }

    #[test]
    fn examples_are_no_secrets() {
        let none = [
            "AKIAIOSFODNN7EXAMPLE is an example",
            "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "-----BEGIN CERTIFICATE-----",
        ];
        for text in none {
            assert_eq!(secret(text), None, "{text}");
        }
    }
}
