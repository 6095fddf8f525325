//! Reads the dialect of regular expressions that SRX prescribes, ICU's (and Java's, which rule files use), into a
//! [`Node`].
//!
//! Rust's engines differ in escapes, property names and what they take for a set operation; the differences are
//! ironed out here and nowhere else.

use super::class::{LINE_ENDS, literal};
use super::parser::Parser;
use super::pattern::Node;

/// Deeper nesting of groups is refused: it would only exhaust the stack.
const MAX_DEPTH: usize = 64;

/// Reads a pattern. An error says what is wrong or not supported.
pub(super) fn parse(pattern: &str) -> Result<Node, String> {
    let mut parser = Parser {
        rest: pattern,
        flags: String::new(),
        backrefs: has_backrefs(pattern),
        depth: 0,
    };
    let node = parser.alternatives()?;
    if parser.rest.is_empty() {
        Ok(node)
    } else {
        Err("unmatched `)`".into())
    }
}

fn has_backrefs(pattern: &str) -> bool {
    let mut escaped = false;
    pattern.chars().any(|c| {
        let reference = escaped && (c.is_ascii_digit() && c != '0' || c == 'k');
        escaped = c == '\\' && !escaped;
        reference
    })
}

impl Parser<'_> {
    fn alternatives(&mut self) -> Result<Node, String> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err("groups nested too deep".into());
        }
        let outer = self.flags.clone();
        let mut all = vec![self.sequence()?];
        while self.eat("|") {
            all.push(self.sequence()?);
        }
        self.flags = outer;
        self.depth -= 1;
        Ok(match all.len() {
            1 => all.remove(0),
            _ => Node::Alt(all),
        })
    }

    fn sequence(&mut self) -> Result<Node, String> {
        let mut list = Vec::new();
        while let Some(c) = self.peek() {
            if c == '|' || c == ')' {
                break;
            }
            let Some(node) = self.item()? else { continue };
            let node = self.repeated(node)?;
            list.push(if self.flags.is_empty() {
                node
            } else {
                Node::Flags(self.flags.clone(), Box::new(node))
            });
        }
        Ok(Node::Concat(list))
    }

    fn repeated(&mut self, node: Node) -> Result<Node, String> {
        let mut node = node;
        loop {
            let times = match self.peek() {
                Some(c @ ('*' | '+' | '?')) => {
                    self.next();
                    c.to_string()
                }
                Some('{') => {
                    self.next();
                    let inside = self.until("}")?.replace(' ', "");
                    let numbers = inside
                        .split(',')
                        .all(|n| n.bytes().all(|b| b.is_ascii_digit()));
                    if inside.is_empty() || inside.starts_with(',') || !numbers {
                        return Err(format!("`{{{inside}}}` is no count"));
                    }
                    format!("{{{inside}}}")
                }
                _ => return Ok(node),
            };
            let lazy = self.eat("?");
            let possessive = !lazy && self.eat("+");
            let times = if lazy { times + "?" } else { times };
            node = Node::Repeat(Box::new(node), times, possessive);
        }
    }

    /// One item; `None` where only flags were set.
    fn item(&mut self) -> Result<Option<Node>, String> {
        let c = self.next().unwrap_or_default();
        Ok(Some(match c {
            '(' => return self.group(),
            '[' => Node::Atom(self.class()?),
            '\\' => self.escape()?,
            '^' => Node::Anchor("^", "$"),
            '$' => Node::Anchor("$", "^"),
            '.' => Node::Atom(".".into()),
            '*' | '+' | '?' => return Err(format!("`{c}` repeats nothing")),
            c => Node::Atom(literal(c)),
        }))
    }

    fn group(&mut self) -> Result<Option<Node>, String> {
        let look = |ahead, negative| {
            move |inner| Node::Look {
                ahead,
                negative,
                inner: Box::new(inner),
            }
        };
        let made = if self.eat("?:") {
            self.alternatives()?
        } else if self.eat("?=") {
            look(true, false)(self.alternatives()?)
        } else if self.eat("?!") {
            look(true, true)(self.alternatives()?)
        } else if self.eat("?<=") {
            look(false, false)(self.alternatives()?)
        } else if self.eat("?<!") {
            look(false, true)(self.alternatives()?)
        } else if self.eat("?>") {
            Node::Atomic(Box::new(self.alternatives()?))
        } else if self.eat("?#") {
            self.until(")")?;
            return Ok(None);
        } else if self.eat("?<") || self.eat("?P<") {
            self.until(">")?;
            self.captured()?
        } else if self.eat("?") {
            let end = self.rest.find([':', ')']).ok_or("unfinished flags")?;
            let (flags, rest) = self.rest.split_at(end);
            let flags = known_flags(flags)?;
            self.rest = &rest[1..];
            if rest.starts_with(')') {
                self.flags.clone_from(&flags);
                return Ok(None);
            }
            let inner = self.alternatives()?;
            Node::Flags(flags, Box::new(inner))
        } else {
            self.captured()?
        };
        if self.eat(")") {
            Ok(Some(made))
        } else {
            Err("no `)` where one must be".into())
        }
    }

    /// Groups capture only where a back-reference asks for it: the engines are faster without.
    fn captured(&mut self) -> Result<Node, String> {
        let inner = self.alternatives()?;
        Ok(if self.backrefs {
            Node::Capture(Box::new(inner))
        } else {
            inner
        })
    }

    fn escape(&mut self) -> Result<Node, String> {
        Ok(match self.peek() {
            Some('b') => self.skip(Node::Boundary),
            Some('B') => self.skip(Node::NoBoundary),
            Some('A') => self.skip(Node::Anchor(r"\A", r"\z")),
            Some('Z' | 'z') => self.skip(Node::Anchor(r"\z", r"\A")),
            Some('Q') => {
                self.next();
                let quoted = match self.until(r"\E") {
                    Ok(quoted) => quoted.to_owned(),
                    Err(_) => std::mem::take(&mut self.rest).to_owned(),
                };
                Node::Concat(quoted.chars().map(|c| Node::Atom(literal(c))).collect())
            }
            Some('R') => self.skip(Node::Alt(vec![
                Node::Concat(vec![Node::Atom(r"\r".into()), Node::Atom(r"\n".into())]),
                Node::Atom(format!("[{LINE_ENDS}]")),
            ])),
            Some('X') => self.skip(Node::Concat(vec![
                Node::Atom(r"\P{M}".into()),
                Node::Repeat(Box::new(Node::Atom(r"\p{M}".into())), "*".into(), false),
            ])),
            Some(c @ '1'..='9') => self.skip(Node::Backref(c as u32 - '0' as u32)),
            _ => Node::Atom(self.character()?),
        })
    }

    fn skip(&mut self, node: Node) -> Node {
        self.next();
        node
    }
}

fn known_flags(flags: &str) -> Result<String, String> {
    match flags.find(|c| !"imsuw-".contains(c)) {
        Some(at) => Err(format!("the flag `{}` is not supported", &flags[at..])),
        // Case folding is Unicode's here anyway.
        None => Ok(flags
            .replace(['u', 'w'], "")
            .trim_end_matches('-')
            .to_owned()),
    }
}
