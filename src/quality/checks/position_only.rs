//! # `position_only`: Only its position speaks for the pair: nothing shows that the two files are versions of one text.
//!
//! ## What it does
//!
//! The aligner looks for what two versions of one text share: links, code, numbers, names, slugs, words that are linked in
//! the corpus, and lengths that go together in order. A pair is reported where all of that does not make it likelier that the
//! files are versions of one text than the share of unrelated files in the corpus does alone.
//!
//! ## Why is this bad?
//!
//! Two articles of the same outline fit together whether or not one translates the other. Renamed files, reused file
//! names and copied pages give such articles. The score of the pair is true for many of its kind, but nobody can tell
//! this one from a wrong one by its content.
//!
//! ## Example
//!
//! | source | target |
//! |---|---|
//! | Run it each night. | Öffnen Sie die Ansicht. |
//!
//! ## How well it works
//!
//! The flag says that evidence is missing, not that the pair is wrong. `docs/alignment.md` shows how often pairs with it are
//! right, in small articles without links, code and numbers.

/// The reason that is given for the flag.
pub const REASON: &str = "nothing in the two files shows that they are one text";
