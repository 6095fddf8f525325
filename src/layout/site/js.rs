//! Reads the plain literals of a JavaScript or TypeScript configuration, without running it.
//!
//! The answer is JSON. Strings, numbers, `true`, `false`, objects and arrays are read as they stand; a name that the
//! same file gives a literal is read as that literal; a call such as `defineConfig({…})` is read as an object with its
//! arguments under the key `()`. Everything else (imports, functions, conditions, template strings with `${}`,
//! concatenations) is `null`: it is not understood, and what stands beside it is read all the same.

use serde_json::{Map, Value};

/// Levels of literals inside each other that are read.
const DEEPEST: usize = 40;
/// Times that a name may be replaced by its literal, in all.
const MOST_NAMES: usize = 1000;

/// Key of the arguments of a call.
pub(super) const ARGUMENTS: &str = "()";

/// The literals of a file: those that a name is given, by their names, and what is exported as `default`.
pub(super) fn read(text: &str) -> Value {
    let mut found = Map::new();
    let mut scanner = Scanner { text, at: 0 };
    while scanner.at < text.len() {
        scanner.space();
        let before = scanner.at;
        if let Some(name) = scanner.statement() {
            let value = scanner.value(0);
            found.insert(name, value);
        } else if scanner.at == before {
            scanner.step();
        }
    }
    let names = found.clone();
    let mut left = MOST_NAMES;
    found
        .values_mut()
        .for_each(|value| replace_names(value, &names, &mut left, 0));
    Value::Object(found)
}

/// Names stand in the result as an object with this key until they are replaced.
const NAME: &str = "\0name";

fn replace_names(value: &mut Value, names: &Map<String, Value>, left: &mut usize, depth: usize) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Array(items) => items
            .iter_mut()
            .for_each(|v| replace_names(v, names, left, depth + 1)),
        Value::Object(map) => {
            if let Some(Value::String(name)) = map.get(NAME) {
                let known = names.get(name).filter(|_| *left > 0).cloned();
                *left = left.saturating_sub(1);
                *value = known.unwrap_or(Value::Null);
                return replace_names(value, names, left, depth + 8);
            }
            map.values_mut()
                .for_each(|v| replace_names(v, names, left, depth + 1));
        }
        _ => {}
    }
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn step(&mut self) {
        match self.peek() {
            // What a string holds begins no statement.
            Some(quote @ ('"' | '\'' | '`')) => drop(self.string(quote)),
            Some(c) => self.at += c.len_utf8(),
            None => {}
        }
        // Neither does the middle of a word.
        if self.text[..self.at]
            .chars()
            .next_back()
            .is_some_and(is_word)
        {
            self.word();
        }
    }

    fn take(&mut self, text: &str) -> bool {
        let taken = self.rest().starts_with(text);
        self.at += if taken { text.len() } else { 0 };
        taken
    }

    /// White space and comments.
    fn space(&mut self) {
        loop {
            let rest = self.rest();
            self.at += rest.len() - rest.trim_start().len();
            let end = if self.rest().starts_with("//") {
                self.rest().find('\n')
            } else if self.rest().starts_with("/*") {
                self.rest().find("*/").map(|at| at + 2)
            } else {
                return;
            };
            self.at = end.map_or(self.text.len(), |end| self.at + end);
        }
    }

    fn word(&mut self) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// The beginning of a statement that gives a name a value; stands before the value then.
    fn statement(&mut self) -> Option<String> {
        let start = self.at;
        let name = match self.word() {
            "const" | "let" | "var" => {
                self.space();
                self.word().to_owned()
            }
            "export" => {
                self.space();
                if self.take("default ") {
                    return Some("default".to_owned());
                }
                String::new()
            }
            "return" => return Some("return".to_owned()),
            "module" => {
                if self.take(".exports") {
                    "default".to_owned()
                } else {
                    String::new()
                }
            }
            _ => {
                self.at = start;
                return None;
            }
        };
        // The type of a name may stand before the `=`; it ends in the same line.
        let line = self.rest().split('\n').next().unwrap_or("");
        let equals = line.find('=').filter(|&at| !line[at..].starts_with("=="))?;
        if name.is_empty() || line[..equals].contains(['(', ';']) {
            return None;
        }
        self.at += equals + 1;
        Some(name)
    }

    fn value(&mut self, depth: usize) -> Value {
        self.space();
        let value = match self.peek() {
            Some('{') if depth < DEEPEST => self.object(depth),
            Some('[') if depth < DEEPEST => Value::Array(self.items(']', depth)),
            Some(quote @ ('"' | '\'' | '`')) => {
                self.string(quote).map_or(Value::Null, Value::String)
            }
            Some(c) if is_word(c) => self.named(depth),
            _ => return Value::Null,
        };
        self.assertion();
        value
    }

    /// `as const` and `satisfies Type` say nothing of the value.
    fn assertion(&mut self) {
        let start = self.at;
        self.space();
        match self.word() {
            "as" | "satisfies" => {
                let end = self.rest().find([',', ';', '\n', ')', '}', ']']);
                self.at = end.map_or(self.text.len(), |end| self.at + end);
            }
            _ => self.at = start,
        }
    }

    /// A number, a word of the language, a name, or a call of one.
    fn named(&mut self, depth: usize) -> Value {
        let word = self.word();
        match word {
            "true" => return Value::Bool(true),
            "false" => return Value::Bool(false),
            "await" | "new" => return self.value(depth),
            _ => {}
        }
        if let Ok(number) = word.parse::<i64>() {
            return number.into();
        }
        while self.take(".") {
            self.word();
        }
        if self.peek() == Some('(') && depth < DEEPEST {
            let arguments = self.items(')', depth);
            return Value::Object(Map::from_iter([(
                ARGUMENTS.to_owned(),
                Value::Array(arguments),
            )]));
        }
        Value::Object(Map::from_iter([(NAME.to_owned(), word.into())]))
    }

    /// The items of an array or of a call; stands behind the bracket that ends it.
    fn items(&mut self, end: char, depth: usize) -> Vec<Value> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.space();
            match self.peek() {
                Some(c) if c == end => {
                    self.at += 1;
                    return items;
                }
                // A bracket that fits nothing ends the list.
                None | Some(')' | ']' | '}') => return items,
                Some(',') => self.at += 1,
                Some(_) => {
                    let spread = self.take("...");
                    let value = self.value(depth + 1);
                    let value = if self.skip_to(end) {
                        value
                    } else {
                        Value::Null
                    };
                    match (spread, value) {
                        (true, Value::Array(more)) => items.extend(more),
                        (_, value) => items.push(value),
                    }
                }
            }
        }
    }

    fn object(&mut self, depth: usize) -> Value {
        self.at += 1;
        let mut map = Map::new();
        loop {
            self.space();
            match self.peek() {
                Some('}') => {
                    self.at += 1;
                    return Value::Object(map);
                }
                None | Some(')' | ']') => return Value::Object(map),
                Some(',') => self.at += 1,
                Some(_) => self.property(&mut map, depth),
            }
        }
    }

    fn property(&mut self, map: &mut Map<String, Value>, depth: usize) {
        let key = match self.peek() {
            Some(quote @ ('"' | '\'')) => self.string(quote),
            Some(c) if is_word(c) => Some(self.word().to_owned()),
            _ => None,
        };
        self.space();
        let value = match (&key, self.peek()) {
            (Some(_), Some(':')) => {
                self.at += 1;
                self.value(depth + 1)
            }
            (Some(name), Some(',' | '}')) => {
                Value::Object(Map::from_iter([(NAME.to_owned(), name.as_str().into())]))
            }
            _ => Value::Null,
        };
        let whole = self.skip_to('}');
        if let Some(key) = key {
            map.insert(key, if whole { value } else { Value::Null });
        }
    }

    /// Goes on to the `,` or the bracket that ends an item; whether nothing but space stood before it.
    fn skip_to(&mut self, end: char) -> bool {
        let mut whole = true;
        let mut open = 0_u32;
        loop {
            self.space();
            let Some(c) = self.peek() else { return whole };
            match c {
                ',' if open == 0 => return whole,
                c if c == end && open == 0 => return whole,
                '{' | '[' | '(' => open += 1,
                '}' | ']' | ')' if open == 0 => return false,
                '}' | ']' | ')' => open -= 1,
                '"' | '\'' | '`' => {
                    self.string(c);
                    whole = false;
                    continue;
                }
                _ => {}
            }
            whole = false;
            self.at += c.len_utf8();
        }
    }

    /// A string, without its quotes; `None` for a template with parts that are computed.
    fn string(&mut self, quote: char) -> Option<String> {
        self.at += 1;
        let (mut text, mut computed) = (String::new(), false);
        let mut chars = self.rest().char_indices();
        let end = loop {
            match chars.next() {
                None => break self.rest().len(),
                Some((at, c)) if c == quote => break at + 1,
                Some((at, '\n')) if quote != '`' => break at,
                Some((_, '\\')) => text.extend(chars.next().map(|(_, c)| c)),
                Some((_, c)) => {
                    computed |= quote == '`' && c == '{' && text.ends_with('$');
                    text.push(c);
                }
            }
        };
        self.at += end;
        (!computed).then_some(text)
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$')
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn literals_are_read_and_the_rest_is_null() {
        let text = r#"
            import x from './x' // const no = 1
            const locales: Locales = { root: { lang: 'en' }, 'zh-cn': { lang: "zh-CN", nav: nav(x) }, ...more, };
            export default defineConfig({
              locales, i18n: { defaultLocale: 'en', locales: ['en', `fr`, `x-${y}`] as const, },
              title: 'a' + b, plugins: [require.resolve('x'), ['p', { id: 'c', path: cond ? 'a' : 'b' }]],
              head() { return { a: [1, 2] } }, last: true
            } satisfies Config)"#;
        let read = read(text);
        let root =
            json!({"root": {"lang": "en"}, "zh-cn": {"lang": "zh-CN", "nav": {"()": [null]}}});
        assert_eq!(read["locales"], root);
        let config = &read["default"][ARGUMENTS][0];
        assert_eq!(config["locales"], root);
        assert_eq!(
            config["i18n"],
            json!({"defaultLocale": "en", "locales": ["en", "fr", null]})
        );
        assert_eq!(config["title"], Value::Null);
        assert_eq!(
            config["plugins"][1],
            json!(["p", {"id": "c", "path": null}])
        );
        assert_eq!(config["last"], true);
    }

    #[test]
    fn broken_files_end() {
        for text in [
            "const a = {",
            "export default [[[[",
            "module.exports = 'x",
            "const a = {a: {b: }}",
            "const a = a",
        ] {
            read(text);
        }
        read(&"const a = [".repeat(5000));
        let many: String = (0..200)
            .map(|n| format!("const a{n} = [a{}, a{}];\n", n + 1, n + 1))
            .collect();
        read(&many);
    }
}
