//! Symbolic links, and what is no regular file.

use std::os::unix::fs::symlink;

use super::*;

fn names(warnings: &[Warning]) -> Vec<String> {
    let name = |w: &Warning| w.path.file_name().unwrap().to_string_lossy().into_owned();
    warnings.iter().map(name).collect()
}

#[test]
fn a_loop_of_links_is_left_out_and_the_rest_found() {
    let folder = tree(&["fr/a.md", "en/a.md"]);
    let at = folder.path();
    symlink(at.join("fr"), at.join("fr/again")).unwrap();
    symlink("nowhere.png", at.join("fr/x.png")).unwrap();
    symlink("nowhere.md", at.join("fr/x.md")).unwrap();
    let (layout, warnings) = run(at);
    assert_eq!(layout.corpus.articles.len(), 1);
    assert_eq!(names(&warnings), ["again", "x.md"]);
}

#[test]
fn a_link_that_leaves_the_corpus_needs_an_option() {
    let outside = tree(&["fr/b.md", "c.md"]);
    let folder = tree(&["en/b.md", "en/c.md", "fr/x.md"]);
    symlink(outside.path().join("fr"), folder.path().join("fr/sub")).unwrap();
    symlink(outside.path().join("c.md"), folder.path().join("fr/c.md")).unwrap();
    let (layout, warnings) = run(folder.path());
    assert_eq!(layout.files(), [2, 1]);
    assert_eq!(names(&warnings), ["c.md", "sub"]);
    assert!(
        warnings[0].message.contains("--follow-links"),
        "{warnings:?}"
    );
    let settings = LayoutSettings {
        follow_links: true,
        ..LayoutSettings::default()
    };
    let (layout, warnings) = run_with(folder.path(), &settings);
    assert_eq!((layout.files(), warnings), (vec![2, 3], vec![]));
}

#[test]
fn a_link_inside_the_corpus_is_followed_once() {
    let folder = tree(&["en/a.md", "fr/b.md", "shared/a.md"]);
    symlink(
        folder.path().join("shared/a.md"),
        folder.path().join("fr/a.md"),
    )
    .unwrap();
    let (layout, warnings) = run(folder.path());
    assert_eq!((layout.paired(), warnings), (1, vec![]));
}

#[test]
fn many_ways_through_links_cost_nothing() {
    // Each folder has two links to the next one: 2^18 paths to the last.
    let folder = tree(&["en/a.md", "fr/a.md"]);
    let mut at = folder.path().join("fr");
    for _ in 0..18 {
        let next = at.join("n");
        fs::create_dir(&next).unwrap();
        symlink("n", at.join("x")).unwrap();
        symlink("n", at.join("y")).unwrap();
        at = next;
    }
    fs::write(at.join("z.md"), "text").unwrap();
    let (layout, _) = run(folder.path());
    assert!(layout.markdown < 50, "{}", layout.markdown);
}

#[test]
fn what_is_no_regular_file_is_left_out_with_a_warning() {
    let folder = tree(&["en/a.md", "fr/a.md"]);
    let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("fr/s.md")).unwrap();
    symlink("/dev/null", folder.path().join("fr/null.md")).unwrap();
    let settings = LayoutSettings {
        follow_links: true,
        ..LayoutSettings::default()
    };
    let (layout, warnings) = run_with(folder.path(), &settings);
    assert_eq!(layout.corpus.articles.len(), 1);
    assert_eq!(names(&warnings), ["null.md", "s.md"]);
}
