//! What a whole file contains of code, links and numbers, whatever the order.

use crate::model::{ArticleVersion, Flag, InlineKind, UnitKind};
use crate::quality::{LinkDefinitions, link_address, page};

/// Sorted tokens of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tokens {
    code: Vec<String>,
    links: Vec<String>,
    digits: Vec<u32>,
}

impl Tokens {
    /// Reads the tokens of all units that are text.
    pub fn of(version: &ArticleVersion) -> Self {
        let (text, document) = (&version.source.text, &version.document);
        let definitions = LinkDefinitions::of(text);
        let mut tokens = Self {
            code: Vec::new(),
            links: Vec::new(),
            digits: Vec::new(),
        };
        for unit in document.units.iter().filter(|u| u.kind != UnitKind::Code) {
            let runs = document.runs(unit);
            for (index, run) in runs.iter().enumerate() {
                let range = run.text.start as usize..run.text.end as usize;
                let plain = document.plain.get(range).unwrap_or_default();
                match run.kind {
                    InlineKind::Code => tokens.code.push(plain.trim().to_owned()),
                    InlineKind::LinkOpen => {
                        let address = link_address(text, run, runs[index + 1..].iter());
                        let address = address.unwrap_or_else(|l| definitions.get(l).unwrap_or(l));
                        tokens.links.push(page(address));
                    }
                    _ => tokens
                        .digits
                        .extend(plain.chars().filter_map(|c| c.to_digit(10))),
                }
            }
        }
        tokens.code.sort_unstable();
        tokens.links.sort_unstable();
        tokens.digits.sort_unstable();
        tokens
    }

    /// Whether two files have the same tokens of the kind that a flag compares, so that a difference within a pair only
    /// shows that texts are in another order.
    pub fn are_same_for(&self, other: &Self, flag: Flag) -> bool {
        match flag {
            Flag::Code => self.code == other.code,
            Flag::Links => self.links == other.links,
            Flag::Numbers => self.digits == other.digits,
            _ => false,
        }
    }
}
