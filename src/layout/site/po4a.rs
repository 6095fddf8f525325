//! `po4a.cfg`: the languages, and a line for each document that names its translations.

use super::Site;
use crate::layout::pattern::Pattern;
use crate::layout::tree::{file_name, parent, without_ending};

pub(super) fn read(file: &str, text: &str) -> Option<Site> {
    let mut site = Site::new(None, file);
    let joined = text.replace("\\\n", " ");
    for line in joined.lines() {
        let Some(rest) = line.trim().strip_prefix('[') else {
            continue;
        };
        let Some((head, rest)) = rest.split_once(']') else {
            continue;
        };
        let words = rest.split_whitespace();
        if matches!(head.trim(), "po4a_langs" | "po4a_lang") {
            words.for_each(|name| site.add_name(name, None));
        } else if head.trim_start().starts_with("type") {
            let words: Vec<&str> = words.collect();
            add_document(&mut site, &words);
        }
    }
    (!site.names.is_empty()).then_some(site)
}

/// `docs/a.md $lang:docs/$lang/a.md`: the folders of both, where the file keeps its name.
fn add_document(site: &mut Site, words: &[&str]) {
    let Some(master) = words.first() else { return };
    let target = words.iter().find_map(|w| w.strip_prefix("$lang:"));
    let Some(target) = target else { return };
    let master_name = without_ending(file_name(master));
    let patterns = if file_name(target) == file_name(master) {
        [
            folder_pattern(master),
            folder_pattern(&target.replace("$lang", "{locale}")),
        ]
    } else if file_name(target).contains("$lang") && file_name(target).contains(master_name) {
        let pattern = target
            .replacen(master_name, "{path}", 1)
            .replace("$lang", "{locale}");
        [pattern, String::new()]
    } else {
        return;
    };
    let patterns = patterns
        .iter()
        .filter_map(|p| Pattern::in_folder(&site.folder, p));
    let new: Vec<_> = patterns.filter(|p| !site.patterns.contains(p)).collect();
    site.patterns.extend(new);
}

fn folder_pattern(path: &str) -> String {
    match parent(path) {
        "" => "{path}".to_owned(),
        folder => format!("{folder}/{{path}}"),
    }
}
