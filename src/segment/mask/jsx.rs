//! MDX: lines of JavaScript between blocks, `import Tabs from '@theme/Tabs'`, `export const x = 1`.

use super::super::neutral_key;
use super::super::normalize::is_blank;
use super::{LONGEST, MarkKind, Masker};

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

impl Masker<'_> {
    /// JavaScript that begins at the beginning of a line: up to the next blank line.
    pub(super) fn script(&mut self, at: usize) {
        let behind_blank = at == 0 || is_blank(&self.bytes[self.line(at - 1).range]);
        let begins = behind_blank || self.done == at;
        if !begins || !is_statement(&self.body[at..]) {
            return;
        }
        let mut end = at;
        while end < self.bytes.len() && end - at < LONGEST {
            if is_blank(&self.bytes[self.line(end).range]) {
                break;
            }
            end = self.next_line(end).unwrap_or(self.bytes.len());
        }
        let key = neutral_key::hash("script", self.body[at..end].trim().as_bytes());
        self.blank(at..end);
        self.done = end;
        self.mark(at..end, MarkKind::Landmark { key });
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
