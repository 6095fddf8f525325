//! The pages of `docs/checks` are the documentation of the checks.

use std::fs;
use std::path::Path;

use diglot::internals::quality::{DedupSettings, Flag};

/// The module documentation of a file, without the comment signs.
fn module_documentation(path: &Path) -> String {
    let code = fs::read_to_string(path).unwrap();
    let lines = code.lines().map_while(|line| line.strip_prefix("//!"));
    let lines = lines.map(|line| line.strip_prefix(' ').unwrap_or(line));
    lines.map(|line| format!("{line}\n")).collect()
}

/// `DIGLOT_BLESS=1 cargo test` writes the pages anew.
#[test]
fn every_flag_has_a_page_that_is_the_documentation_of_its_file() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let overview = fs::read_to_string(root.join("docs/checks/README.md")).unwrap();
    for flag in Flag::ALL {
        let row = format!("| [`{flag}`](");
        assert!(
            overview.contains(&row),
            "docs/checks/README.md lacks {flag}"
        );
        if DedupSettings::FLAGS.contains(*flag) {
            continue;
        }
        let checks = root.join("src/quality/checks");
        let file = checks.join(format!("{flag}.rs"));
        let folder = checks.join(format!("{flag}/mod.rs"));
        let documentation = module_documentation(if file.exists() { &file } else { &folder });
        let title = format!("# `{flag}`: {}\n", flag.about());
        assert!(documentation.starts_with(&title), "{flag}: {documentation}");
        let page = root.join(format!("docs/checks/{flag}.md"));
        if std::env::var_os("DIGLOT_BLESS").is_some() {
            fs::write(&page, &documentation).unwrap();
        }
        assert_eq!(fs::read_to_string(page).unwrap(), documentation, "{flag}");
    }
}
