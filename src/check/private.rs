//! What nobody should publish: keys and tokens by their shape, and addresses of persons.
//!
//! Secrets stand in code as well as in prose, so the whole text is read. What is plainly an example is none: keys that
//! say so, and those made of few characters; addresses at domains that are reserved or invented for documentation, and
//! those of roles rather than persons. `docs/checks/private.md` lists them.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use memchr::memmem::Finder;

use super::pair::Report;
use super::view::{Marks, View};
use crate::model::Flag;

/// How a kind of secret begins, and at least how many characters of a key follow.
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
/// Bytes of the shortest secret, with its beginning.
const SHORTEST: usize = 20;
/// Distinct characters below which a key is one that was typed to fill the place.
const DISTINCT: usize = 10;

static BEGINNINGS: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::new(SECRETS.map(|secret| secret.0)).ok());

/// Domains that are no one's: reserved by RFC 2606 and RFC 6761, or invented for documentation.
const DOMAINS: [&str; 26] = [
    "example.com",
    "example.org",
    "example.net",
    "example.edu",
    "example",
    "test",
    "invalid",
    "localhost",
    "local",
    "contoso",
    "fabrikam",
    "adventure-works",
    "northwind",
    "northwindtraders",
    "woodgrove",
    "wingtiptoys",
    "litware",
    "tailspintoys",
    "proseware",
    "treyresearch",
    "adatum",
    "fourthcoffee",
    "mydomain",
    "domain",
    "acme",
    "foo",
];
/// Names before the `@` that are no person's.
const ROLES: [&str; 40] = [
    "abuse",
    "admin",
    "administrator",
    "azureuser",
    "billing",
    "contact",
    "conduct",
    "donotreply",
    "email",
    "feedback",
    "git",
    "hello",
    "help",
    "hostmaster",
    "info",
    "legal",
    "mail",
    "marketing",
    "me",
    "name",
    "no-reply",
    "noreply",
    "office",
    "postmaster",
    "press",
    "privacy",
    "root",
    "sales",
    "security",
    "service",
    "someone",
    "support",
    "team",
    "test",
    "user",
    "username",
    "webmaster",
    "you",
    "your",
    "yourname",
];

/// Flags secrets and addresses on either side.
pub(super) fn check(source: &View<'_>, target: &View<'_>, report: &mut impl Report) {
    let both = [("source", source), ("target", target)];
    let found = both
        .iter()
        .find_map(|(name, view)| Some((name, secret(view.text)?)));
    if let Some((name, beginning)) = found {
        report.flag(Flag::Secret, || format!("`{beginning}…` in the {name}"));
    }
    let found = both
        .iter()
        .filter(|(_, view)| view.all.any(Marks::AT))
        .find_map(|(name, view)| Some((name, address(view.text)?)));
    if let Some((name, address)) = found {
        report.flag(Flag::Personal, || format!("{address} in the {name}"));
    }
}

/// The beginning of the first secret in a text. The rest of it is told to nobody.
fn secret(text: &str) -> Option<&'static str> {
    if !could_hold_a_key(text.as_bytes()) {
        return None;
    }
    let beginnings = BEGINNINGS.as_ref()?;
    beginnings.find_overlapping_iter(text).find_map(|found| {
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
        let length = rest.bytes().take_while(|b| KEY[*b as usize]).count();
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

/// Whether some run of bytes is as long as the shortest secret, or a private key begins. Looks at every twentieth byte,
/// and from there as far as the run goes.
fn could_hold_a_key(text: &[u8]) -> bool {
    let is_of_key = |byte: &u8| KEY[*byte as usize];
    let mut probe = SHORTEST - 1;
    while let Some(byte) = text.get(probe) {
        let mut next = probe + 1;
        if is_of_key(byte) {
            let before = text[..probe].iter().rev().take(SHORTEST);
            let start = probe - before.take_while(|b| is_of_key(b)).count();
            let ahead = text[next..].iter().take_while(|b| is_of_key(b));
            next += ahead.take(SHORTEST).count();
            if next - start >= SHORTEST {
                return true;
            }
        }
        probe = next + SHORTEST - 1;
    }
    PRIVATE_KEY.find(text).is_some()
}

static PRIVATE_KEY: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("-----BEGIN "));

/// The bytes that keys are made of.
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

/// The first address of a person in a text.
fn address(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'@', bytes).find_map(|at| {
        let in_name =
            |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'+' | b'-' | b'%');
        let name = bytes[..at].iter().rev().take_while(in_name).count();
        let in_host = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-');
        let host = bytes[at + 1..].iter().take_while(in_host).count();
        let host = text[at + 1..at + 1 + host].trim_end_matches(['.', '-']);
        let name = text[at - name..at].trim_start_matches(['.', '-', '+', '%']);
        // `https://name@host` is the address of a page.
        let linked = text[..at - name.len()].ends_with('/');
        (is_personal(name, host) && !linked).then(|| &text[at - name.len()..at + 1 + host.len()])
    })
}

fn is_personal(name: &str, host: &str) -> bool {
    const FILES: [&str; 10] = [
        "png", "jpg", "jpeg", "svg", "gif", "md", "js", "css", "json", "webp",
    ];
    let (name, host) = (name.to_ascii_lowercase(), host.to_ascii_lowercase());
    let Some((rest, top)) = host.rsplit_once('.') else {
        return false;
    };
    let real = top.len() >= 2
        && top.bytes().all(|b| b.is_ascii_alphabetic())
        && !rest.is_empty()
        && !FILES.contains(&top);
    // A reserved domain, or a label of the host that begins like an invented one: contosohotels.com.
    let invented = DOMAINS.iter().any(|domain| {
        let is_under = host
            .strip_suffix(domain)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
        is_under || domain.len() > 4 && host.split('.').any(|label| label.starts_with(domain))
    });
    let role = ROLES.iter().any(|role| {
        let rest = name.strip_prefix(role);
        rest.is_some_and(|rest| {
            rest.is_empty() || !rest.starts_with(|c: char| c.is_ascii_alphabetic())
        })
    });
    real && !invented && !role && name.len() > 1 && name.bytes().any(|b| b.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn addresses_of_persons_are_told_from_samples_and_roles() {
        assert_eq!(
            address("Write to maria.k@kvistra.dev."),
            Some("maria.k@kvistra.dev")
        );
        let none = [
            "user@contoso.com",
            "joe@mail.example.org",
            "support@kvistra.dev",
            "logo@2x.png",
            "@types/node",
            "npm@10.2",
            "git@host.dev",
            "a@b",
            "your-name@kvistra.dev",
            "https://joe@host.dev/x",
        ];
        for text in none {
            assert_eq!(address(text), None, "{text}");
        }
    }
}
