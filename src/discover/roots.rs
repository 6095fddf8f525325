//! Which folder holds which locale, and the order of the locales.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::walk::holds_markdown;
use super::{DiscoverError, DiscoverSettings};
use crate::model::{Locale, Warning, WarningKind};

/// Folders of each locale, the first winning.
type Roots = BTreeMap<Locale, Vec<PathBuf>>;

/// The locale folders of a corpus folder. Two spellings of one locale are merged, in byte order of their names.
pub(super) fn in_folder(
    folder: &Path,
    warnings: &mut Vec<Warning>,
) -> Result<Roots, DiscoverError> {
    let error = |source| DiscoverError::Folder {
        path: folder.to_owned(),
        source,
    };
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(error)? {
        names.push(entry.map_err(error)?.file_name());
    }
    names.sort_unstable();

    let (mut roots, mut others) = (Roots::new(), Vec::new());
    for name in &names {
        let path = folder.join(name);
        if !path.is_dir() {
            continue;
        }
        let Some(locale) = name.to_str().and_then(|n| Locale::parse(n).ok()) else {
            others.push(path);
            continue;
        };
        let folders = roots.entry(locale).or_default();
        if let Some(first) = folders.first() {
            warnings.push(Warning {
                path: path.clone(),
                line: 0,
                kind: WarningKind::Layout,
                message: format!(
                    "the same locale as {}; the two folders are read as one",
                    first.display()
                ),
            });
        }
        folders.push(path);
    }
    if roots.is_empty() {
        return Err(DiscoverError::NoLocale {
            path: folder.to_owned(),
            found: shorten(names.iter().map(|n| n.to_string_lossy().into_owned())),
        });
    }
    // A folder such as `images` is no news, one with articles may be a locale in a spelling of its own.
    for path in others.into_iter().filter(|path| holds_markdown(path)) {
        warnings.push(Warning {
            path,
            line: 0,
            kind: WarningKind::Layout,
            message: "not read: its name is no language tag; --root LOCALE=FOLDER says which it is"
                .to_owned(),
        });
    }
    Ok(roots)
}

/// The folders a user named, which have to exist.
pub(super) fn given(named: &[(Locale, PathBuf)]) -> Result<Roots, DiscoverError> {
    let mut roots = Roots::new();
    for (locale, path) in named {
        fs::read_dir(path).map_err(|source| DiscoverError::Folder {
            path: path.clone(),
            source,
        })?;
        roots.entry(locale.clone()).or_default().push(path.clone());
    }
    Ok(roots)
}

/// The locale list: as asked for, else the source locale first and the rest by tag.
pub(super) fn order(
    mut found: Roots,
    settings: &DiscoverSettings,
) -> Result<(Vec<Locale>, Vec<Vec<PathBuf>>), DiscoverError> {
    let mut ordered: Vec<(Locale, Vec<PathBuf>)> = Vec::new();
    if let Some(wanted) = &settings.locales {
        for locale in wanted {
            if ordered.iter().any(|(l, _)| l == locale) {
                continue;
            }
            let Some(folders) = found.remove(locale) else {
                found.extend(ordered);
                return Err(DiscoverError::LocaleMissing {
                    locale: locale.clone(),
                    found: shorten(found.keys().map(Locale::to_string)),
                });
            };
            ordered.push((locale.clone(), folders));
        }
    } else {
        ordered.extend(found.remove_entry(&settings.source));
        ordered.extend(found);
    }
    let fits = |n: usize| u16::try_from(n).is_ok();
    if !fits(ordered.len()) || !ordered.iter().all(|(_, f)| fits(f.len())) {
        return Err(DiscoverError::TooMany);
    }
    Ok(ordered.into_iter().unzip())
}

/// A list for an error message, of ten names at most.
fn shorten(names: impl Iterator<Item = String>) -> String {
    let mut names: Vec<_> = names.take(11).collect();
    if names.is_empty() {
        return "nothing".to_owned();
    }
    if names.len() > 10 {
        names[10] = "…".to_owned();
    }
    names.join(", ")
}
