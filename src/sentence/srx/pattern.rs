//! The regular expressions of SRX rules: read in ICU's dialect, written in that of the engines, forwards or
//! backwards.
//!
//! Whether `beforebreak` matches *up to* a position is asked by running it backwards from there: a pattern turned
//! round, over the text turned round, anchored at its start. Any regex engine answers that exactly, whatever the
//! pattern's choices; searching forwards would find one of several ends only.

use std::fmt::Write;

/// A pattern as a tree of what matters for turning it round.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    /// One character or class, in the engines' dialect.
    Atom(String),
    /// `^`, `$` and their kin, each with its mirror image.
    Anchor(&'static str, &'static str),
    /// `\b`: the same from both sides.
    Boundary,
    /// `\B`.
    NoBoundary,
    Concat(Vec<Node>),
    Alt(Vec<Node>),
    /// What, how often, and whether it never gives back (`++`).
    Repeat(Box<Node>, String, bool),
    /// Inline flags and what they hold for.
    Flags(String, Box<Node>),
    Atomic(Box<Node>),
    Look {
        ahead: bool,
        negative: bool,
        inner: Box<Node>,
    },
    /// A group that a back-reference names.
    Capture(Box<Node>),
    Backref(u32),
}

/// Which way, and how exactly, a pattern is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// As it stands.
    Forward,
    /// Turned round.
    Backward,
}

impl Node {
    /// The pattern in the engines' dialect.
    pub(super) fn print(&self, form: Form) -> String {
        let mut out = String::new();
        self.write(form, false, &mut out);
        out
    }

    /// A pattern without look-around that matches wherever this one does, and more: for finding candidates.
    pub(super) fn print_loose(&self, form: Form) -> String {
        let mut out = String::new();
        self.write(form, true, &mut out);
        out
    }

    /// Whether it needs an engine with look-around, back-references or atomic groups.
    pub(super) fn is_fancy(&self) -> bool {
        match self {
            Self::Look { .. } | Self::Atomic(_) | Self::Backref(_) => true,
            Self::Repeat(inner, _, possessive) => *possessive || inner.is_fancy(),
            Self::Concat(list) | Self::Alt(list) => list.iter().any(Self::is_fancy),
            Self::Flags(_, inner) | Self::Capture(inner) => inner.is_fancy(),
            _ => false,
        }
    }

    /// Whether a back-reference is in it: such a pattern cannot be turned round.
    pub(super) fn has_backref(&self) -> bool {
        match self {
            Self::Backref(_) => true,
            Self::Concat(list) | Self::Alt(list) => list.iter().any(Self::has_backref),
            Self::Repeat(inner, ..)
            | Self::Flags(_, inner)
            | Self::Atomic(inner)
            | Self::Capture(inner)
            | Self::Look { inner, .. } => inner.has_backref(),
            _ => false,
        }
    }

    /// How many characters and classes it becomes when each counted repetition is written out. Saturates.
    pub(super) fn expanded(&self) -> u64 {
        match self {
            Self::Concat(list) | Self::Alt(list) => {
                list.iter().map(Self::expanded).fold(0, u64::saturating_add)
            }
            Self::Repeat(inner, times, _) => inner.expanded().saturating_mul(most(times)),
            Self::Flags(_, inner)
            | Self::Atomic(inner)
            | Self::Capture(inner)
            | Self::Look { inner, .. } => inner.expanded(),
            _ => 1,
        }
    }

    fn write(&self, form: Form, loose: bool, out: &mut String) {
        let nested = |inner: &Self, open: &str, out: &mut String| {
            out.push_str(open);
            inner.write(form, loose, out);
            out.push(')');
        };
        match self {
            Self::Atom(text) => out.push_str(text),
            Self::Anchor(here, mirrored) => {
                out.push_str(if form == Form::Forward {
                    here
                } else {
                    mirrored
                });
            }
            Self::Boundary if loose => {}
            Self::Boundary => out.push_str(r"\b"),
            Self::NoBoundary if loose => {}
            Self::NoBoundary => out.push_str(r"\B"),
            Self::Concat(list) => {
                let mut one = |n: &Self| match n {
                    Self::Alt(_) => nested(n, "(?:", out),
                    _ => n.write(form, loose, out),
                };
                match form {
                    Form::Forward => list.iter().for_each(&mut one),
                    Form::Backward => list.iter().rev().for_each(&mut one),
                }
            }
            Self::Alt(list) => {
                for (i, n) in list.iter().enumerate() {
                    if i > 0 {
                        out.push('|');
                    }
                    n.write(form, loose, out);
                }
            }
            Self::Repeat(inner, times, possessive) => {
                nested(inner, "(?:", out);
                out.push_str(times);
                if *possessive && !loose {
                    out.push('+');
                }
            }
            Self::Flags(flags, inner) => {
                let _ = write!(out, "(?{flags}:");
                inner.write(form, loose, out);
                out.push(')');
            }
            Self::Atomic(inner) => nested(inner, if loose { "(?:" } else { "(?>" }, out),
            Self::Look { .. } if loose => {}
            Self::Look {
                ahead,
                negative,
                inner,
            } => {
                let ahead = *ahead == (form == Form::Forward);
                let open = match (ahead, negative) {
                    (true, false) => "(?=",
                    (true, true) => "(?!",
                    (false, false) => "(?<=",
                    (false, true) => "(?<!",
                };
                nested(inner, open, out);
            }
            Self::Capture(inner) => nested(inner, if loose { "(?:" } else { "(" }, out),
            Self::Backref(_) if loose => out.push_str("(?s:.)*"),
            Self::Backref(n) => {
                let _ = write!(out, r"\{n}");
            }
        }
    }

    /// Makes the end of the pattern cheap, where only whether it matches will be asked: what may be repeated there is
    /// taken as seldom as it may, and a word boundary behind a word character becomes "no word character follows",
    /// which a finite automaton decides for any script.
    pub(super) fn relax_end(&mut self, form: Form) {
        match self {
            Self::Alt(list) => list.iter_mut().for_each(|n| n.relax_end(form)),
            Self::Flags(_, inner) => inner.relax_end(form),
            Self::Repeat(inner, times, _) => match least(times) {
                0 => *self = Self::Concat(Vec::new()),
                1 => {
                    inner.relax_end(form);
                    *self = std::mem::replace(inner, Self::Boundary);
                }
                n => *times = format!("{{{n}}}"),
            },
            Self::Concat(list) => {
                let (last, rest) = match form {
                    Form::Forward => list.split_last_mut(),
                    Form::Backward => list.split_first_mut(),
                }
                .unzip();
                let (Some(last), Some(rest)) = (last, rest) else {
                    return;
                };
                let before = match form {
                    Form::Forward => rest.last(),
                    Form::Backward => rest.first(),
                };
                if *last == Self::Boundary {
                    if before.is_some_and(|n| n.ends_in_word(form)) {
                        let end = match form {
                            Form::Forward => Self::Anchor(r"\z", r"\A"),
                            Form::Backward => Self::Anchor(r"\A", r"\z"),
                        };
                        *last = Self::Alt(vec![Self::Atom(r"\W".into()), end]);
                    }
                    return;
                }
                last.relax_end(form);
                if *last == Self::Concat(Vec::new()) {
                    match form {
                        Form::Forward => drop(list.pop()),
                        Form::Backward => drop(list.remove(0)),
                    }
                    self.relax_end(form);
                }
            }
            _ => {}
        }
    }

    /// Whether every match ends in a word character.
    fn ends_in_word(&self, form: Form) -> bool {
        match self {
            Self::Atom(text) => is_word(text),
            Self::Alt(list) => list.iter().all(|n| n.ends_in_word(form)),
            Self::Concat(list) => {
                // What may be missing at the end must be of a word too, and so must what stands before it.
                let decides =
                    |n: &&Self| !matches!(n, Self::Repeat(_, times, _) if least(times) == 0);
                let optional = |n: &Self| match n {
                    Self::Repeat(inner, ..) => inner.ends_in_word(form),
                    _ => true,
                };
                let all: Vec<&Self> = match form {
                    Form::Forward => list.iter().rev().collect(),
                    Form::Backward => list.iter().collect(),
                };
                let last = all.iter().position(decides);
                last.is_some_and(|at| {
                    all[..at].iter().all(|n| optional(n)) && all[at].ends_in_word(form)
                })
            }
            Self::Repeat(inner, times, _) => least(times) > 0 && inner.ends_in_word(form),
            Self::Flags(_, inner) | Self::Atomic(inner) | Self::Capture(inner) => {
                inner.ends_in_word(form)
            }
            _ => false,
        }
    }
}

/// How often a repetition must at least be taken.
fn least(times: &str) -> u32 {
    match times.as_bytes() {
        [b'+', ..] => 1,
        [b'{', ..] => {
            let digits = times[1..].find(|c: char| !c.is_ascii_digit());
            digits.map_or(0, |end| times[1..=end].parse().unwrap_or(0))
        }
        _ => 0,
    }
}

/// How often a repetition is written out: the larger count, and once without a count.
fn most(times: &str) -> u64 {
    let counts = times.split(|c: char| !c.is_ascii_digit());
    // A count that is too large for a number is too large for any engine.
    let counts = counts.filter(|c| !c.is_empty());
    counts
        .map(|c| c.parse().unwrap_or(u64::MAX))
        .max()
        .unwrap_or(1)
        .max(1)
}

/// Whether everything an atom matches is a word character.
fn is_word(atom: &str) -> bool {
    use regex_syntax::hir::{Class, Hir, HirKind};
    let class = |pattern: &str| match regex_syntax::parse(pattern).map(Hir::into_kind) {
        Ok(HirKind::Class(Class::Unicode(class))) => Some(class),
        Ok(HirKind::Literal(literal)) => {
            let c = std::str::from_utf8(&literal.0).ok()?.chars().next()?;
            let range = regex_syntax::hir::ClassUnicodeRange::new(c, c);
            Some(regex_syntax::hir::ClassUnicode::new([range]))
        }
        _ => None,
    };
    if atom.len() == 1 {
        return atom.as_bytes()[0].is_ascii_alphanumeric();
    }
    match (class(atom), class(r"\w")) {
        (Some(mut given), Some(word)) => {
            given.difference(&word);
            given.ranges().is_empty()
        }
        _ => false,
    }
}
