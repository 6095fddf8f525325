//! Repositories are made by the tests with git itself.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};

use super::*;

/// A repository in a folder of its own, with fixed names and dates.
pub(crate) struct Repo {
    folder: tempfile::TempDir,
    day: u32,
}

impl Repo {
    pub fn new() -> Self {
        let repo = Self {
            folder: tempfile::tempdir().unwrap(),
            day: 0,
        };
        repo.git(&["init", "-q", "-b", "main", "."]);
        repo
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn git(&self, arguments: &[&str]) -> String {
        let date = format!("2024-01-{:02}T09:00:00Z", self.day + 1);
        let output = Command::new("git")
            .args(arguments)
            .current_dir(self.path())
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap())
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .envs(["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"].map(|k| (k, "Test")))
            .envs(["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"].map(|k| (k, "test@example.org")))
            .envs(["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"].map(|k| (k, &date)))
            .output()
            .unwrap();
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "git {arguments:?}: {error}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Commits all there is, a day after the commit before, and gives its id.
    pub fn commit(&mut self) -> String {
        self.day += 1;
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", "Change"]);
        self.git(&["rev-parse", "HEAD"])
    }

    fn clone_with(&self, options: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let from = format!("file://{}", self.path().display());
        let mut arguments = vec!["clone", "-q"];
        arguments.extend(options);
        let to = folder.path().to_str().unwrap();
        arguments.extend([&*from, to]);
        self.git(&["config", "uploadpack.allowFilter", "true"]);
        self.git(&arguments);
        folder
    }
}

pub(crate) fn sha256(bytes: impl AsRef<[u8]>) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|b| format!("{b:02x}")).collect()
}

fn open(folder: &Path) -> SourceRepositories {
    SourceRepositories::open(&[folder.to_owned()], &[]).unwrap()
}

fn wanted<'a>(document: &'a str, commit: &'a str, hash: Option<&'a str>) -> Wanted<'a> {
    Wanted {
        document,
        commit,
        hash,
    }
}

const OLD: &str = "# Tide tables\n\nHigh water at six.\n";

/// Two versions of `docs/tides.md`; the commit of each.
fn tides() -> (Repo, [String; 2]) {
    let mut repo = Repo::new();
    repo.write("docs/tides.md", OLD);
    repo.write("docs/moon.md", "# Moon\n");
    let first = repo.commit();
    repo.write("docs/tides.md", "# Tide tables\n\nHigh water at seven.\n");
    let second = repo.commit();
    (repo, [first, second])
}

#[test]
fn the_version_of_the_named_commit_is_read_and_verified() {
    let (repo, [first, second]) = tides();
    let sources = open(repo.path());
    let hash = sha256(OLD);
    let found = sources
        .find(wanted("docs/tides.md", &first, Some(&hash)))
        .unwrap();
    assert_eq!(found.text, OLD);
    assert!(found.verified && !found.renamed);
    assert_eq!(
        (&*found.blob.commit, &*found.blob.path),
        (&*first, "docs/tides.md")
    );
    let newer = sources
        .find(wanted("docs/tides.md", &second, None))
        .unwrap();
    assert!(newer.text.contains("seven") && !newer.verified);
    assert_ne!(newer.id, found.id);
}

#[test]
fn hashes_of_crlf_and_bom_verify_blobs_with_lf() {
    let (repo, [first, _]) = tides();
    let crlf = OLD.replace('\n', "\r\n");
    for spelling in [
        crlf.clone(),
        format!("\u{feff}{OLD}"),
        format!("\u{feff}{crlf}"),
    ] {
        let hash = sha256(&spelling);
        let found = open(repo.path()).find(wanted("docs/tides.md", &first, Some(&hash)));
        assert_eq!(found.unwrap().text, OLD);
    }
}

#[test]
fn the_first_digits_of_a_commit_suffice() {
    let (repo, [first, _]) = tides();
    let found = open(repo.path())
        .find(wanted("docs/tides.md", &first[..9], None))
        .unwrap();
    assert_eq!(found.blob.commit, first);
}

#[test]
fn each_reason_for_a_miss_is_told() {
    let (repo, [first, second]) = tides();
    let sources = open(repo.path());
    let reason = |document: &str, commit: &str, hash: Option<&str>| {
        let error = sources.find(wanted(document, commit, hash)).unwrap_err();
        error.as_str()
    };
    let hash = sha256(OLD);
    assert_eq!(
        reason("docs/tides.md", &"0".repeat(40), None),
        "commit missing"
    );
    assert_eq!(reason("docs/tides.md", "0123456", None), "commit missing");
    assert_eq!(reason("docs/sun.md", &first, None), "path missing");
    assert_eq!(reason("docs", &first, None), "path missing");
    assert_eq!(
        reason("docs/sun.md", &first, Some(&sha256("?"))),
        "path missing"
    );
    assert_eq!(
        reason("docs/tides.md", &second, Some(&hash)),
        "hash differs"
    );
    let tree = repo.git(&["rev-parse", &format!("{first}^{{tree}}")]);
    assert_eq!(reason("docs/tides.md", &tree, None), "commit missing");
}

#[test]
fn a_renamed_folder_or_file_is_followed_by_hash() {
    let (mut repo, [first, _]) = tides();
    let sources = open(repo.path());
    let hash = sha256(OLD);
    for document in ["guide/sea/tides.md", "docs/tide-tables.md", "tides.md"] {
        let found = sources.find(wanted(document, &first, Some(&hash))).unwrap();
        assert_eq!(
            (&*found.blob.path, found.renamed),
            ("docs/tides.md", true),
            "{document}"
        );
    }
    repo.write("archive/2019/tides.md", "# Old tides\n");
    repo.write("sea/tides.md", OLD);
    let third = repo.commit();
    let found = open(repo.path())
        .find(wanted("guide/tides.md", &third, Some(&hash)))
        .unwrap();
    assert_eq!(found.blob.path, "sea/tides.md");
}

#[test]
fn prefixes_and_repositories_are_tried_in_turn() {
    let (repo, [first, _]) = tides();
    let other = Repo::new();
    let folders = [other.path().to_owned(), repo.path().to_owned()];
    let prefixes = ["/elsewhere/".to_owned(), "docs/".to_owned()];
    let sources = SourceRepositories::open(&folders, &prefixes).unwrap();
    let found = sources.find(wanted("tides.md", &first, None)).unwrap();
    assert_eq!((found.repository, &*found.blob.path), (1, "docs/tides.md"));
    let missing = sources.find(wanted("sun.md", &first, None)).unwrap_err();
    assert_eq!(missing.as_str(), "path missing");
}

#[test]
fn bare_shallow_and_partial_clones_and_inner_folders_are_read() {
    let (repo, [first, second]) = tides();
    let find = |folder: &Path, commit: &str| {
        open(folder)
            .find(wanted("docs/tides.md", commit, None))
            .map(|found| found.text)
    };
    let bare = repo.clone_with(&["--bare"]);
    assert_eq!(find(bare.path(), &first).unwrap(), OLD);
    assert_eq!(find(&repo.path().join("docs"), &first).unwrap(), OLD);

    let shallow = repo.clone_with(&["--bare", "--depth=1"]);
    assert!(find(shallow.path(), &second).unwrap().contains("seven"));
    assert_eq!(
        find(shallow.path(), &first).unwrap_err().as_str(),
        "commit missing"
    );

    // A partial clone with a work tree holds the blobs of its checkout only.
    let partial = repo.clone_with(&["--filter=blob:none"]);
    assert!(find(partial.path(), &second).unwrap().contains("seven"));
    assert_eq!(
        find(partial.path(), &first).unwrap_err().as_str(),
        "object missing"
    );
}

#[test]
fn what_is_no_repository_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let missing: PathBuf = folder.path().join("nowhere");
    for folder in [folder.path().to_owned(), missing] {
        let error = SourceRepositories::open(std::slice::from_ref(&folder), &[]).unwrap_err();
        assert!(
            error.to_string().contains(&folder.display().to_string()),
            "{error}"
        );
    }
}

#[test]
fn binary_files_are_no_originals() {
    let (mut repo, _) = tides();
    repo.write("docs/wave.md", b"\xff\xfe\x00");
    let commit = repo.commit();
    let missing = open(repo.path())
        .find(wanted("docs/wave.md", &commit, None))
        .unwrap_err();
    assert_eq!(missing.as_str(), "not UTF-8");
}

#[test]
fn many_threads_find_the_same() {
    use rayon::prelude::*;
    let (repo, commits) = tides();
    let sources = open(repo.path());
    let found: Vec<_> = (0..200)
        .into_par_iter()
        .map(|n| {
            let document = ["docs/tides.md", "docs/moon.md"][n / 2 % 2];
            sources
                .find(wanted(document, &commits[n % 2], None))
                .unwrap()
        })
        .collect();
    for (n, one) in found.iter().enumerate() {
        assert_eq!(*one, found[n % 4]);
    }
}

#[test]
fn a_version_of_a_path_that_was_renamed_and_moved_is_followed_through_its_history() {
    let (mut repo, [first, _]) = tides();
    let hash = sha256(OLD);
    // Renamed and moved at once, text unchanged; later changed under its new name.
    repo.write("docs/tides.md", OLD);
    repo.commit();
    repo.git(&["rm", "-q", "-r", "docs"]);
    repo.write("sea/high-water.md", OLD);
    let moved = repo.commit();
    repo.write("sea/high-water.md", "# Tide tables, new\n");
    repo.commit();
    let sources = open(repo.path());
    for commit in [&*first, "0123456789abcdef0123456789abcdef01234567"] {
        let found = sources
            .find(wanted("sea/high-water.md", commit, Some(&hash)))
            .unwrap();
        assert_eq!((&*found.text, found.renamed), (OLD, true));
        assert_eq!(found.blob.commit, moved);
    }
    let missing = sources
        .find(wanted("sea/high-water.md", &first, None))
        .unwrap_err();
    assert_eq!(missing.as_str(), "path missing");
}

#[test]
fn changes_of_a_merged_branch_count_once_and_merges_do_not() {
    let (mut repo, [first, second]) = tides();
    repo.git(&["checkout", "-q", "-b", "side", &first]);
    repo.write("docs/moon.md", "# Moon\n\nNew.\n");
    let side = repo.commit();
    repo.git(&["checkout", "-q", "main"]);
    repo.git(&["merge", "-q", "--no-ff", "-m", "Merge", "side"]);
    let sources = open(repo.path());
    let since = |commit: &str, document: &str| {
        let blob = Blob {
            commit: commit.to_owned(),
            path: document.to_owned(),
        };
        sources.since(&blob, document)
    };
    let of = |commits, days| {
        Some(Since {
            commits,
            days,
            complete: true,
        })
    };
    assert_eq!(since(&first, "docs/moon.md"), of(1, 2));
    assert_eq!(since(&first, "docs/tides.md"), of(1, 1));
    assert_eq!(since(&side, "docs/moon.md"), of(0, 0));
    assert_eq!(since(&side, "docs/tides.md"), of(1, 0));
    assert_eq!(since(&second, "docs/moon.md"), of(1, 1));
    assert_eq!(since(&"0".repeat(40), "docs/moon.md"), None);

    // A commit of a branch that was never merged is behind from where the branch began.
    repo.git(&["checkout", "-q", "-b", "other", &first]);
    let other = repo.commit();
    repo.git(&["checkout", "-q", "main"]);
    let sources = open(repo.path());
    let blob = Blob {
        commit: other,
        path: "docs/tides.md".to_owned(),
    };
    assert_eq!(sources.since(&blob, "docs/tides.md").unwrap().commits, 1);
}

#[test]
fn trees_made_to_be_deep_do_no_harm() {
    let (mut repo, [first, _]) = tides();
    let blob = repo.git(&["rev-parse", &format!("{first}:docs/moon.md")]);
    let entry = format!("100644,{blob},{}tides.md", "d/".repeat(1500));
    repo.git(&["update-index", "--add", "--cacheinfo", &entry]);
    repo.git(&["commit", "-q", "-m", "Deep"]);
    let commit = repo.git(&["rev-parse", "HEAD"]);
    repo.day += 1;
    let sources = open(repo.path());
    let hash = sha256("?");
    for commit in [&*commit, &first] {
        let missing = sources.find(wanted("sea/tides.md", commit, Some(&hash)));
        assert_eq!(missing.unwrap_err().as_str(), "path missing");
    }
    let blob = Blob {
        commit: first,
        path: "docs/tides.md".to_owned(),
    };
    assert_eq!(sources.since(&blob, "docs/tides.md").unwrap().commits, 1);
}
