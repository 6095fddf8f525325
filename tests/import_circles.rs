//! No files import each other in a circle: one of them could then not be read, tested or moved without the others.
//!
//! A file imports the file that defines a name. A re-export (`pub use`) only passes a name on, so it is followed and
//! does not count as an import.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The path of a module, such as `["pairs", "pair_id"]`.
type Module = Vec<String>;

/// All modules with their code, and where re-exported names come from.
struct Crate {
    code: BTreeMap<Module, String>,
    re_exports: BTreeMap<(Module, String), Module>,
}

impl Crate {
    fn read(src: &Path) -> Self {
        let mut code = BTreeMap::new();
        collect(src, &[], &mut code);
        let mut this = Self {
            code,
            re_exports: BTreeMap::new(),
        };
        for (module, code) in &this.code {
            for path in imports(code).0 {
                if let (Some(path), Some(name)) = (this.absolute(module, &path), path.last()) {
                    let key = (module.clone(), name.clone());
                    this.re_exports.insert(key, path);
                }
            }
        }
        this
    }

    /// A path from the root of the crate; `None` for paths into other crates.
    fn absolute(&self, module: &[String], path: &[String]) -> Option<Module> {
        let mut base = module.to_vec();
        let mut rest = path;
        match rest.first()?.as_str() {
            "crate" => (base, rest) = (Vec::new(), &rest[1..]),
            "self" => rest = &rest[1..],
            "super" => {
                while rest.first().is_some_and(|part| part == "super") {
                    base.pop();
                    rest = &rest[1..];
                }
            }
            child => {
                base.push(child.to_owned());
                rest = self.code.contains_key(&base).then_some(&rest[1..])?;
            }
        }
        base.extend(rest.iter().cloned());
        Some(base)
    }

    /// The module that defines what a path names.
    fn defining(&self, path: &[String], depth: usize) -> Option<Module> {
        let length = (0..=path.len()).rev();
        let mut lengths = length.filter(|&n| self.code.contains_key(&path[..n]));
        let (module, rest) = path.split_at(lengths.next()?);
        let Some(name) = rest.first().filter(|_| depth < 8) else {
            return Some(module.to_vec());
        };
        match self.re_exports.get(&(module.to_vec(), name.clone())) {
            Some(origin) => self.defining(origin, depth + 1),
            None => Some(module.to_vec()),
        }
    }

    fn imports_of(&self, module: &Module) -> BTreeSet<Module> {
        let paths = imports(&self.code[module]).1.into_iter();
        let absolute = paths.filter_map(|path| self.absolute(module, &path));
        let modules = absolute.filter_map(|path| self.defining(&path, 0));
        modules.filter(|other| other != module).collect()
    }
}

/// The modules below a folder, without tests.
fn collect(folder: &Path, above: &[String], found: &mut BTreeMap<Module, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        if name == "tests" {
            continue;
        }
        let mut module = above.to_vec();
        if !matches!(name, "mod" | "lib" | "main") {
            module.push(name.to_owned());
        }
        if path.is_dir() {
            collect(&path, &module, found);
        } else if path.extension().is_some_and(|e| e == "rs") && name != "main" {
            found.insert(module, code(&fs::read_to_string(&path).unwrap()));
        }
    }
}

/// Code without comments, and without the tests at its end.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let lines = text.lines().map(|line| line.split("//").next().unwrap());
    lines.collect::<Vec<_>>().join("\n")
}

/// The paths that code re-exports, and those that it imports or names in place.
fn imports(code: &str) -> (Vec<Module>, Vec<Module>) {
    let (mut exported, mut imported, mut body) = (Vec::new(), Vec::new(), String::new());
    let mut lines = code.lines();
    while let Some(line) = lines.next() {
        let words: Vec<&str> = line.split_whitespace().take(2).collect();
        let is_export = matches!(words[..], [word, "use"] if word.starts_with("pub"));
        if !is_export && words.first() != Some(&"use") {
            body.push_str(line);
            body.push('\n');
            continue;
        }
        let mut statement = line.split_once("use ").unwrap().1.to_owned();
        while !statement.contains(';') {
            statement.push_str(lines.next().expect("a use statement ends"));
        }
        let tree = statement.split(';').next().unwrap();
        let paths = if is_export {
            &mut exported
        } else {
            &mut imported
        };
        expand("", tree, paths);
    }
    for start in ["crate::", "super::"] {
        for (at, _) in body.match_indices(start) {
            let rest = &body[at..];
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':');
            let path = rest[..end.unwrap_or(rest.len())].trim_end_matches(':');
            imported.push(path.split("::").map(str::to_owned).collect());
        }
    }
    (exported, imported)
}

/// The paths of a tree such as `a::{b, c::{d, e}}`.
fn expand(prefix: &str, tree: &str, paths: &mut Vec<Module>) {
    let tree = tree.trim();
    let Some((head, list)) = tree.split_once('{') else {
        let path = format!("{prefix}{tree}");
        let path = path.split(" as ").next().unwrap_or_default().trim();
        paths.push(
            path.split("::")
                .map(|part| part.trim().to_owned())
                .collect(),
        );
        return;
    };
    let list = list.rsplit_once('}').map_or(list, |parts| parts.0);
    let prefix = format!("{prefix}{}", head.trim());
    let (mut depth, mut start) = (0, 0);
    for (at, c) in list.char_indices().chain([(list.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                if !list[start..at].trim().is_empty() {
                    expand(&prefix, &list[start..at], paths);
                }
                start = (at + 1).min(list.len());
            }
            _ => {}
        }
    }
}

/// The modules that can be reached from one by imports.
fn reachable(graph: &BTreeMap<Module, BTreeSet<Module>>, from: &Module) -> BTreeSet<Module> {
    let mut seen: BTreeSet<Module> = BTreeSet::new();
    let mut open: Vec<&Module> = vec![from];
    while let Some(module) = open.pop() {
        for next in graph.get(module).into_iter().flatten() {
            if seen.insert(next.clone()) {
                open.push(next);
            }
        }
    }
    seen
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let modules = Crate::read(&src);
    let graph: BTreeMap<Module, BTreeSet<Module>> = modules
        .code
        .keys()
        .map(|module| (module.clone(), modules.imports_of(module)))
        .collect();
    assert!(
        graph.values().map(BTreeSet::len).sum::<usize>() > 300,
        "imports are not seen"
    );
    let reached: BTreeMap<&Module, BTreeSet<Module>> = graph
        .keys()
        .map(|module| (module, reachable(&graph, module)))
        .collect();
    // Imports whose target imports the file again, directly or through others.
    let mut circular = Vec::new();
    for (module, imports) in &graph {
        let back = imports.iter().filter(|to| reached[to].contains(module));
        circular.extend(back.map(|to| format!("{} -> {}", module.join("/"), to.join("/"))));
    }
    assert!(
        circular.is_empty(),
        "these imports are parts of circles:\n{}",
        circular.join("\n")
    );
}

#[test]
fn imports_are_seen_in_every_spelling() {
    let code = "pub use self::a::B;\nuse crate::{\n    c::D,\n    e::{self, F as G},\n};\nlet x = super::h::i();\n";
    let (exported, imported) = imports(code);
    let join = |paths: Vec<Module>| paths.iter().map(|p| p.join("::")).collect::<Vec<_>>();
    assert_eq!(join(exported), ["self::a::B"]);
    assert_eq!(
        join(imported),
        [
            "crate::c::D",
            "crate::e::self",
            "crate::e::F",
            "super::h::i"
        ]
    );
}
