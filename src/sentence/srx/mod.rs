//! Segmentation rules in SRX 2.0, the exchange format of translation tools.
//!
//! A memory is hit only where its segments are cut as the user's tool cuts them, so the user's own rule file can
//! stand in for ours, and means here what it means there: at each position the first rule whose `beforebreak`
//! matches up to it and whose `afterbreak` matches from it decides; where none matches there is no break.

mod automaton;
mod class;
mod dialect;
mod error;
mod file;
mod first;
mod parser;
mod pattern;
mod rules;
mod splitter;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

pub use error::{SrxError, SrxProblem};
pub use rules::Rules;
pub use splitter::Splitter;

use file::File;

/// A rule file. Rules are compiled for a language when it is first asked for.
#[derive(Debug)]
pub struct Srx {
    file: File,
    problems: Vec<SrxProblem>,
    compiled: Mutex<BTreeMap<String, Arc<Rules>>>,
}

static OWN: LazyLock<Srx> = LazyLock::new(|| {
    Srx::parse(include_str!("../rules.srx")).unwrap_or_else(|_| Srx {
        file: File::default(),
        problems: Vec::new(),
        compiled: Mutex::default(),
    })
});

impl Srx {
    /// The rules that come with the program.
    #[must_use]
    pub fn own() -> &'static Self {
        &OWN
    }

    /// Reads a rule file, SRX 2.0 or 1.0.
    ///
    /// # Errors
    /// When it is not well-formed XML, or no SRX. Single rules that cannot be used are no error; see
    /// [`Self::problems`] and `Rules::problems`.
    pub fn parse(xml: &str) -> Result<Self, SrxError> {
        let mut problems = Vec::new();
        let file = File::parse(xml, &mut problems)?;
        for (_, name, line) in &file.maps {
            if !file.groups.iter().any(|g| g.0 == *name) {
                problems.push(SrxProblem {
                    line: *line,
                    rules: name.clone(),
                    message: "mapped to, but not in the file".into(),
                });
            }
        }
        Ok(Self {
            file,
            problems,
            compiled: Mutex::default(),
        })
    }

    /// Every rule of the file that cannot be used, whatever its language.
    #[must_use]
    pub fn problems(&self) -> Vec<SrxProblem> {
        let mut all = self.problems.clone();
        for (name, list) in &self.file.groups {
            let raw: Vec<_> = list.iter().map(|rule| (name.as_str(), rule)).collect();
            all.extend_from_slice(Rules::compile(&raw).problems());
        }
        all.sort_by_key(|p| p.line);
        all
    }

    /// The rules of a language, given as a tag such as `fr-FR`.
    #[must_use]
    pub fn rules(&self, tag: &str) -> Arc<Rules> {
        let mut compiled = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(rules) = compiled.get(tag) {
            return rules.clone();
        }
        let rules = Arc::new(Rules::compile(&self.file.of_language(tag)));
        compiled.insert(tag.to_owned(), rules.clone());
        rules
    }
}
