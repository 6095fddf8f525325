//! Keeps a panic in one article from ending the run.
//!
//! A panic is a bug in Diglot. It must not cost the other articles: the article's files are skipped with a warning, as
//! files that cannot be read are.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::article::{ArticleSettings, LoadedArticle};
use crate::model::{Article, Corpus, Warning, WarningKind};

/// An article as it was read, and what a user should know about its files.
pub(super) type Read = (LoadedArticle, Vec<Warning>);

/// Does some work on an article. If it panics, returns the message of the panic.
///
/// What the work changes is lost with its result, and what it shares is only read or is a cache, so nothing half changed
/// is seen afterwards.
pub(super) fn catch<T>(article: &Article, work: impl FnOnce() -> T) -> Result<T, String> {
    let work = || {
        plant(article);
        work()
    };
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| message(&*panic))
}

/// An article without versions, and a warning for each of its files.
pub(super) fn skipped(
    corpus: &Corpus,
    article: &Article,
    settings: &ArticleSettings,
    message: &str,
) -> Read {
    let warning = |&(locale, _): &(u16, u16)| Warning {
        path: corpus.path(article, usize::from(locale)),
        line: 0,
        kind: WarningKind::LeftOut,
        message: format!("left out: an internal error, please report it: {message}"),
    };
    let warnings = article.versions.iter().map(warning).collect();
    (
        LoadedArticle::without_files(corpus, article, settings),
        warnings,
    )
}

fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("unknown").to_owned()
}

/// Panics in the article that a test names. Only builds with debug assertions do so.
fn plant(article: &Article) {
    if cfg!(debug_assertions)
        && std::env::var_os("DIGLOT_TEST_PANIC_IN").is_some_and(|name| name == *article.document)
    {
        panic!("planted by a test");
    }
}
