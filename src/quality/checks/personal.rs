//! # `personal`: The text contains an e-mail address that may belong to a person.
//!
//! ## What it does
//!
//! Looks on both sides, and in code, for e-mail addresses. Ignored are addresses at `example.com` and similar domains,
//! `.test`, `.invalid` and `localhost`; at hosts of invented companies (contoso, fabrikam, adventure-works, northwind,
//! woodgrove, wingtiptoys, litware, tailspintoys, proseware, treyresearch, adatum, fourthcoffee); and addresses of roles
//! (`support@`, `info@`, `noreply@`, `user@`, and so on).
//!
//! ## Why is this bad?
//!
//! Personal data should not be in a training corpus.
//!
//! ## Example
//!
//! | source | target |
//! |---|---|
//! | Write to maria.k@kvistra.dev. | Écrivez à maria.k@kvistra.dev. |
//!
//! ## How well it works
//!
//! All of 200 planted addresses are found. 1 of 25,399 real pairs has the flag: the address of a team.

use crate::model::Flag;
use crate::quality::byte_classes::ByteClasses;
use crate::quality::segment_view::SegmentView;
use crate::quality::text_pair::FlagSink;

/// Domains that belong to nobody: reserved by RFC 2606 and RFC 6761, or invented for documentation.
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
/// Names before the `@` that are not those of a person.
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

/// Reports the first address of a person on either side.
pub fn check(source: &SegmentView<'_>, target: &SegmentView<'_>, sink: &mut impl FlagSink) {
    let both = [("source", source), ("target", target)];
    let found = both
        .iter()
        .filter(|(_, view)| view.all_classes.any(ByteClasses::AT))
        .find_map(|(name, view)| Some((name, address(view.text)?)));
    if let Some((name, address)) = found {
        sink.flag(Flag::Personal, || format!("{address} in the {name}"));
    }
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
    // A reserved domain, or a host name that begins like an invented one: contosohotels.com.
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
