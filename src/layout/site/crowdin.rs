//! `crowdin.yml`: a pattern for the originals, and one with a placeholder for the locale for the translations.

use super::{Site, data};
use crate::layout::pattern::Pattern;
use crate::layout::tree::{join, parent};

/// Placeholders that stand for a locale.
const LOCALES: [&str; 7] = [
    "%locale%",
    "%two_letters_code%",
    "%three_letters_code%",
    "%locale_with_underscore%",
    "%osx_locale%",
    "%osx_code%",
    "%language%",
];

pub(super) fn read(file: &str, text: &str) -> Option<Site> {
    let config = data(file, text)?;
    let mut site = Site::new(None, file);
    let base = config["base_path"]
        .as_str()
        .unwrap_or("")
        .trim_matches(['.', '/']);
    site.folder = join(&site.folder, base);
    for entry in config["files"].as_array().into_iter().flatten() {
        let (Some(source), Some(translation)) =
            (entry["source"].as_str(), entry["translation"].as_str())
        else {
            continue;
        };
        for map in entry["languages_mapping"]
            .as_object()
            .into_iter()
            .flat_map(|m| m.values())
        {
            for (tag, name) in map.as_object().into_iter().flatten() {
                if let Some(name) = name.as_str() {
                    site.add_name(name, Some(tag));
                }
            }
        }
        add_patterns(&mut site, source, translation);
    }
    (!site.patterns.is_empty() || !site.names.is_empty()).then_some(site)
}

/// `/docs/**/*.md` and `/i18n/%locale%/docs/**/%original_file_name%` are `docs/{path}` and `i18n/{locale}/docs/{path}`.
fn add_patterns(site: &mut Site, source: &str, translation: &str) {
    let from = source.find('*').map_or(source, |at| &source[..at]);
    let folder = if source.contains('*') {
        from.trim_end_matches('/')
    } else {
        parent(source)
    };
    let mut target = translation.replace("%original_path%", folder.trim_start_matches('/'));
    for placeholder in LOCALES {
        target = target.replace(placeholder, "{locale}");
    }
    let Some(at) = target.find("{locale}") else {
        return;
    };
    // What follows the locale up to `**` or the name of the file is the place of the path.
    let rest = &target[at..];
    let end = ["**", "%original_file_name%", "%file_name%"]
        .iter()
        .filter_map(|m| rest.find(m))
        .min();
    let Some(end) = end else { return };
    let suffix = rest[end..].contains(".{locale}.");
    let target = match suffix {
        true => return,
        false => format!("{}{{path}}", &target[..at + end]),
    };
    let source = format!("{}/{{path}}", folder.trim_end_matches('/'));
    site.patterns.extend(
        [source, target]
            .iter()
            .filter_map(|p| Pattern::in_folder(&site.folder, p)),
    );
}
