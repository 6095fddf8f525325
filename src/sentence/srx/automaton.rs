//! Many patterns as one lazy automaton: which of them match at a position, told in a single run.

use std::sync::OnceLock;

use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::nfa::thompson::{self, WhichCaptures, pikevm, pikevm::PikeVM};
use regex_automata::{Input, MatchKind, PatternSet};

/// Patterns, each with the rules it stands in.
#[derive(Debug)]
pub(super) struct Automaton {
    dfa: Option<DFA>,
    /// For text that the automaton gives up on: word boundaries beside letters beyond ASCII.
    slow: OnceLock<Option<PikeVM>>,
    texts: Vec<String>,
    rules: Vec<Vec<usize>>,
}

/// What running an automaton needs and may change.
#[derive(Debug)]
pub(super) struct Caches {
    dfa: Option<Cache>,
    slow: Option<pikevm::Cache>,
    set: PatternSet,
}

impl Automaton {
    /// Patterns that are known to be valid, and the rules of each.
    pub(super) fn new(texts: Vec<String>, rules: Vec<Vec<usize>>) -> Self {
        let dfa = DFA::builder()
            .configure(
                DFA::config()
                    .match_kind(MatchKind::All)
                    .unicode_word_boundary(true)
                    .skip_cache_capacity_check(true),
            )
            .thompson(thompson::Config::new().which_captures(WhichCaptures::None))
            .build_many(&texts);
        Self {
            dfa: dfa.ok(),
            slow: OnceLock::new(),
            texts,
            rules,
        }
    }

    pub(super) fn caches(&self) -> Caches {
        Caches {
            dfa: self.dfa.as_ref().map(DFA::create_cache),
            slow: None,
            set: PatternSet::new(self.texts.len()),
        }
    }

    /// Sets the bits of the rules whose pattern matches.
    pub(super) fn run(&self, input: &Input<'_>, caches: &mut Caches, bits: &mut [u64]) {
        let Caches { dfa, slow, set } = caches;
        set.clear();
        let done = match (&self.dfa, dfa) {
            (Some(dfa), Some(cache)) => {
                dfa.try_which_overlapping_matches(cache, input, set).is_ok()
            }
            _ => false,
        };
        if !done && let Some(vm) = self.slow.get_or_init(|| self.build_slow()) {
            set.clear();
            let cache = slow.get_or_insert_with(|| vm.create_cache());
            vm.which_overlapping_matches(cache, input, set);
        }
        for pattern in set.iter() {
            for &rule in &self.rules[pattern.as_usize()] {
                bits[rule / 64] |= 1 << (rule % 64);
            }
        }
    }

    fn build_slow(&self) -> Option<PikeVM> {
        PikeVM::builder()
            .configure(PikeVM::config().match_kind(MatchKind::All))
            .thompson(thompson::Config::new().which_captures(WhichCaptures::None))
            .build_many(&self.texts)
            .ok()
    }
}
