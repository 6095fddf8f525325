//! Splits text by the rules of a language.

use std::ops::Range;
use std::sync::Arc;

use super::rules::{Rules, Scratch};

/// Splits texts by one language's rules. Keeps what it learned of the rules' automata: one a thread is best.
#[derive(Debug)]
pub struct Splitter {
    rules: Arc<Rules>,
    before: Scratch,
    after: Scratch,
    /// The text turned round, for the `beforebreak` patterns.
    reversed: String,
}

impl Splitter {
    /// A splitter for these rules.
    #[must_use]
    pub fn new(rules: Arc<Rules>) -> Self {
        Self {
            before: rules.before.scratch(),
            after: rules.after.scratch(),
            reversed: String::new(),
            rules,
        }
    }

    /// Where the text is split: byte offsets inside it, ascending. White space around a break belongs where the
    /// rules put it, which is before the next sentence as a rule. No break falls inside a `protected` range
    /// (bytes, ascending, not overlapping).
    pub fn breaks(&mut self, text: &str, protected: &[Range<usize>]) -> Vec<usize> {
        let mut breaks = Vec::new();
        let bytes = text.as_bytes();
        let Some(&first) = bytes.first() else {
            return breaks;
        };
        let rules = self.rules.clone();
        let [before, after] = &*rules.candidates;
        let mut protected = protected.iter().peekable();
        let mut lead = first;
        self.reversed.clear();
        for (at, &byte) in bytes.iter().enumerate().skip(1) {
            if byte & 0xC0 == 0x80 {
                continue;
            }
            if before[lead as usize] & after[byte as usize] != 0 {
                while protected.next_if(|r| r.end <= at).is_some() {}
                let inside = protected.peek().is_some_and(|r| r.start < at);
                if !inside && self.breaks_at(&rules, text, at) {
                    breaks.push(at);
                }
            }
            lead = byte;
        }
        breaks
    }

    /// The sentences of a text: byte ranges without the white space around them; what is only white space is none.
    pub fn sentences(&mut self, text: &str, protected: &[Range<usize>]) -> Vec<Range<usize>> {
        let mut start = 0;
        let mut breaks = self.breaks(text, protected);
        breaks.push(text.len());
        let mut sentences = Vec::with_capacity(breaks.len());
        for end in breaks {
            let piece = &text[start..end];
            let from = end - piece.trim_start().len();
            let to = from + piece.trim().len();
            if from < to {
                // White space at the edge of code is code.
                let cut = |at: usize| protected.iter().find(|r| r.start < at && at < r.end);
                let from = cut(from).map_or(from, |r| r.start.max(start));
                sentences.push(from..cut(to).map_or(to, |r| r.end.min(end)));
            }
            start = end;
        }
        sentences
    }

    fn breaks_at(&mut self, rules: &Rules, text: &str, at: usize) -> bool {
        if self.reversed.is_empty() {
            reverse(text, &mut self.reversed);
        }
        let mirrored = text.len() - at;
        rules.after.run(text, at, &mut self.after);
        rules.before.run(&self.reversed, mirrored, &mut self.before);
        for word in 0..self.before.bits.len() {
            let (fancy_before, fancy_after) =
                (rules.before.pending[word], rules.after.pending[word]);
            let mut open =
                (self.before.bits[word] | fancy_before) & (self.after.bits[word] | fancy_after);
            while open != 0 {
                let bit = open & open.wrapping_neg();
                let rule = word * 64 + open.trailing_zeros() as usize;
                open ^= bit;
                if (fancy_after & bit == 0 || rules.after.run_fancy(rule, text, at))
                    && (fancy_before & bit == 0
                        || rules.before.run_fancy(rule, &self.reversed, mirrored))
                {
                    return rules.breaks[rule];
                }
            }
        }
        false
    }
}

/// Puts the characters of a text in reverse order.
fn reverse(text: &str, out: &mut String) {
    out.reserve(text.len());
    out.extend(text.chars().rev());
}
