//! The rules of one language, compiled.
//!
//! All patterns of one side are one lazy automaton that tells in a single run which of them match at a position;
//! patterns with look-around are asked one by one, and only where the outcome depends on them.

use regex_automata::{Anchored, Input};
use rustc_hash::FxHashMap;

use super::automaton::{Automaton, Caches};
use super::dialect;
use super::error::SrxProblem;
use super::file::RawRule;
use super::first::first_bytes;
use super::pattern::{Form, Node};

/// How far a pattern may reach from a position (bytes): keeps time linear for rules such as `.*\.`.
const REACH: usize = 2048;

/// Characters and classes that a pattern may have when its counted repetitions are written out. Engines write them
/// out, so `((a{999}){999}){999}` would need gigabytes.
const LARGEST: u64 = 20_000;

/// The rules of one language.
#[derive(Debug)]
pub struct Rules {
    /// Whether each rule breaks.
    pub(super) breaks: Vec<bool>,
    pub(super) before: Patterns,
    pub(super) after: Patterns,
    /// For each leading byte of the character before and after a position, the breaking rules (bit n for the nth,
    /// the last bit for all others) that can match there.
    pub(super) candidates: Box<[[u64; 256]; 2]>,
    problems: Vec<SrxProblem>,
}

impl Rules {
    pub(super) fn compile(raw: &[(&str, &RawRule)]) -> Self {
        let mut sides = [Side::new(Form::Backward), Side::new(Form::Forward)];
        let mut candidates = Box::new([[0; 256]; 2]);
        let (mut breaks, mut problems, mut breaking) = (Vec::new(), Vec::new(), 0);
        for (name, rule) in raw {
            let parsed = [("beforebreak", &rule.before), ("afterbreak", &rule.after)]
                .map(|(what, text)| (what, text, dialect::parse(text)));
            let mut texts = [None, None];
            for (i, (what, text, parsed)) in parsed.into_iter().enumerate() {
                match parsed.and_then(|node| sides[i].check(node)) {
                    Ok(checked) => texts[i] = Some(checked),
                    Err(message) => problems.push(SrxProblem {
                        line: rule.line,
                        rules: (*name).to_owned(),
                        message: format!("{what} `{text}`: {message}"),
                    }),
                }
            }
            let [Some(before), Some(after)] = texts else {
                continue;
            };
            if rule.breaks {
                let bit = 1 << breaking.min(63);
                breaking += 1;
                for (table, checked) in candidates.iter_mut().zip([&before, &after]) {
                    let first = first_bytes(&checked.loose);
                    for (byte, mask) in table.iter_mut().enumerate() {
                        if first.is_none_or(|f| f[byte]) {
                            *mask |= bit;
                        }
                    }
                }
            }
            let id = breaks.len();
            sides[0].add(before, id);
            sides[1].add(after, id);
            breaks.push(rule.breaks);
        }
        let [before, after] = sides.map(|side| side.build(breaks.len()));
        Self {
            breaks,
            before,
            after,
            candidates,
            problems,
        }
    }

    /// Rules that could not be compiled and are left out.
    #[must_use]
    pub fn problems(&self) -> &[SrxProblem] {
        &self.problems
    }

    /// How many rules there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.breaks.len()
    }

    /// Whether there is no rule: then nothing is split.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.breaks.is_empty()
    }
}

/// A pattern that an engine takes.
struct Checked {
    text: String,
    loose: String,
    fancy: Option<fancy_regex::Regex>,
}

/// The patterns of one side while they are collected.
struct Side {
    form: Form,
    easy: Vec<(String, Vec<usize>)>,
    index: FxHashMap<String, usize>,
    fancy: Vec<(usize, fancy_regex::Regex)>,
}

impl Side {
    fn new(form: Form) -> Self {
        Self {
            form,
            easy: Vec::new(),
            index: FxHashMap::default(),
            fancy: Vec::new(),
        }
    }

    fn check(&self, mut node: Node) -> Result<Checked, String> {
        if self.form == Form::Backward && node.has_backref() {
            return Err("a back-reference is not supported here".into());
        }
        if node.expanded() > LARGEST {
            return Err(format!(
                "its repetitions make more than {LARGEST} characters"
            ));
        }
        let is_fancy = node.is_fancy();
        if !is_fancy {
            node.relax_end(self.form);
        }
        let (text, loose) = (node.print(self.form), node.print_loose(self.form));
        let fancy = if is_fancy {
            // `\G` rather than an anchored input, which patterns that need no look-around in the end ignore.
            let built = fancy_regex::Regex::new(&format!(r"\G(?:{text})"));
            Some(built.map_err(|e| e.to_string())?)
        } else {
            regex_syntax::parse(&text).map_err(|e| last_line(&e.to_string()))?;
            None
        };
        Ok(Checked { text, loose, fancy })
    }

    fn add(&mut self, checked: Checked, rule: usize) {
        if let Some(fancy) = checked.fancy {
            self.fancy.push((rule, fancy));
            return;
        }
        let at = *self.index.entry(checked.text.clone()).or_insert_with(|| {
            self.easy.push((checked.text, Vec::new()));
            self.easy.len() - 1
        });
        self.easy[at].1.push(rule);
    }

    fn build(self, rules: usize) -> Patterns {
        let mut fancy: Vec<Option<fancy_regex::Regex>> = (0..rules).map(|_| None).collect();
        for (rule, regex) in self.fancy {
            fancy[rule] = Some(regex);
        }
        let mut pending = vec![0; rules.div_ceil(64)];
        for rule in (0..rules).filter(|&r| fancy[r].is_some()) {
            pending[rule / 64] |= 1 << (rule % 64);
        }
        // Patterns with word boundaries make the automaton give up at letters beyond ASCII: they go apart.
        let has_boundary = |text: &String| {
            regex_syntax::parse(text)
                .is_ok_and(|h| h.properties().look_set().contains_word_unicode())
        };
        let of_pattern = |i: usize| self.easy[i].1.clone();
        let (apart, together): (Vec<usize>, Vec<usize>) =
            (0..self.easy.len()).partition(|&i| has_boundary(&self.easy[i].0));
        let automata = [together, apart]
            .into_iter()
            .filter(|list| !list.is_empty())
            .map(|list| {
                let texts = list.iter().map(|&i| self.easy[i].0.clone()).collect();
                Automaton::new(texts, list.into_iter().map(of_pattern).collect())
            })
            .collect();
        Patterns {
            automata,
            fancy,
            pending,
        }
    }
}

fn last_line(message: &str) -> String {
    let line = message.lines().last().unwrap_or(message);
    line.trim_start_matches("error: ").to_owned()
}

/// All patterns of one side.
#[derive(Debug)]
pub(super) struct Patterns {
    automata: Vec<Automaton>,
    fancy: Vec<Option<fancy_regex::Regex>>,
    /// Rules whose pattern of this side is a fancy one, as bits.
    pub(super) pending: Vec<u64>,
}

/// What running a side's patterns needs and may change.
#[derive(Debug)]
pub(super) struct Scratch {
    caches: Vec<Caches>,
    pub(super) bits: Vec<u64>,
}

impl Patterns {
    pub(super) fn scratch(&self) -> Scratch {
        Scratch {
            caches: self.automata.iter().map(Automaton::caches).collect(),
            bits: vec![0; self.pending.len()],
        }
    }

    /// Sets the bits of the rules whose pattern matches from `at` on, fancy patterns left out.
    pub(super) fn run(&self, text: &str, at: usize, scratch: &mut Scratch) {
        scratch.bits.fill(0);
        let input = Input::new(text)
            .range(at..text.len().min(at + REACH))
            .anchored(Anchored::Yes);
        for (automaton, caches) in self.automata.iter().zip(&mut scratch.caches) {
            automaton.run(&input, caches, &mut scratch.bits);
        }
    }

    /// Whether a rule's fancy pattern matches from `at` on. One that runs out of its budget does not.
    pub(super) fn run_fancy(&self, rule: usize, text: &str, at: usize) -> bool {
        self.fancy[rule]
            .as_ref()
            .is_some_and(|regex| regex.find_from_pos(text, at).is_ok_and(|m| m.is_some()))
    }
}
