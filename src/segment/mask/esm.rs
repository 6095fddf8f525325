//! JavaScript between blocks: `import Tabs from '@theme/Tabs'`, `export const x = 1`.

use super::super::diagnostics::Diagnostic;
use super::super::jsx_scan::skip_literal;
use super::super::neutral_key;
use super::super::normalize::is_blank;
use super::mark::{LONGEST, MarkKind};
use super::masker::Masker;

/// Words that follow `export` in a program.
const DECLARED: [&str; 8] = [
    "const ",
    "let ",
    "var ",
    "function ",
    "async ",
    "class ",
    "default ",
    "{",
];

/// Maximum length of a statement in MDX (bytes).
const LONGEST_STATEMENT: usize = 1 << 18;

impl Masker<'_> {
    /// JavaScript that begins at the beginning of a line: up to the next blank line.
    pub(super) fn script(&mut self, at: usize) {
        let after_blank = at == 0 || is_blank(&self.bytes[self.line(at - 1).range]);
        let begins = after_blank || self.done == at;
        if !begins || !is_statement(&self.body[at..]) {
            return;
        }
        let end = self.blank_line_after(at);
        self.mask_script(at, end);
        self.done = end;
    }

    /// The same in MDX, where a statement may hold blank lines: up to the first one outside of brackets.
    pub(super) fn esm(&mut self, at: usize) -> Option<usize> {
        if !matches!(self.bytes[at], b'i' | b'e') || !is_statement(&self.body[at..]) {
            return None;
        }
        let end = self.statement_end(at).unwrap_or_else(|| {
            self.diagnose(at, Diagnostic::UnclosedStatement);
            self.blank_line_after(at)
        });
        self.mask_script(at, end);
        Some(end)
    }

    fn mask_script(&mut self, at: usize, end: usize) {
        let key = neutral_key::hash("script", self.body[at..end].trim().as_bytes());
        self.blank(at..end);
        self.mark(at..end, MarkKind::Landmark { key });
    }

    /// Where the blank line after a byte begins.
    fn blank_line_after(&self, at: usize) -> usize {
        let mut end = at;
        while end < self.bytes.len() && end - at < LONGEST {
            if is_blank(&self.bytes[self.line(end).range]) {
                break;
            }
            end = self.next_line(end).unwrap_or(self.bytes.len());
        }
        end
    }

    /// Where the first blank line outside of brackets begins.
    fn statement_end(&mut self, start: usize) -> Option<usize> {
        if self.budget == 0 {
            return None;
        }
        let bytes = &self.bytes[..self.bytes.len().min(start + LONGEST_STATEMENT)];
        let mut open: Vec<u8> = Vec::new();
        let mut at = start;
        while let Some(byte) = bytes.get(at) {
            let in_template = open.last() == Some(&b'`');
            match byte {
                b'\\' => at += 1,
                b'`' if in_template => {
                    open.pop();
                }
                b'$' if in_template && bytes.get(at + 1) == Some(&b'{') => open.push(b'$'),
                _ if in_template => {}
                b'{' if open.last() == Some(&b'$') && bytes[at - 1] == b'$' => {}
                b'{' | b'(' | b'[' | b'`' => open.push(*byte),
                b'}' | b')' | b']' => {
                    open.pop();
                }
                b'\n' if open.is_empty() => {
                    let next = bytes[at + 1..].split(|b| *b == b'\n').next();
                    if next.is_none_or(is_blank) {
                        return Some(at + 1);
                    }
                }
                b'/' | b'"' | b'\'' => {
                    let end = skip_literal(bytes, at);
                    // The end of a line is looked at again, because it may end the statement.
                    at = end - usize::from(bytes.get(end) == Some(&b'\n'));
                }
                _ => {}
            }
            at += 1;
        }
        if open.is_empty() && bytes.len() == self.bytes.len() {
            return Some(bytes.len());
        }
        self.charge(bytes.len() - start);
        None
    }
}

/// Whether a text begins with a statement that MDX takes for JavaScript rather than with a sentence.
fn is_statement(text: &str) -> bool {
    if let Some(rest) = text.strip_prefix("import ") {
        let mut lines = rest.lines().take_while(|line| !line.trim().is_empty());
        let names = |line: &str| line.contains(" from '") || line.contains(" from \"");
        return rest.starts_with(['\'', '"']) || lines.any(names);
    }
    let rest = text.strip_prefix("export ");
    rest.is_some_and(|rest| DECLARED.iter().any(|word| rest.starts_with(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_no_statements() {
        assert!(is_statement("import Tabs from '@theme/Tabs';"));
        assert!(is_statement("import {\n  A,\n} from \"b\";"));
        assert!(is_statement("export const pumps = [];"));
        assert!(!is_statement(
            "import the readings from another hub\n\nfrom 'x'"
        ));
        assert!(!is_statement("export the readings"));
        assert!(!is_statement("exports"));
    }
}
