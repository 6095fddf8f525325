//! The pairs of a corpus as an iterator.
//!
//! Threads of their own work on the articles and hand over the pairs of one article after another. They wait when the
//! reader is slow, so that memory stays bounded. They are not the threads of the caller's Rayon pool, because a reader
//! in that pool and a worker that waits for it could block each other.

use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::JoinHandle;

use super::Corpus;
use crate::model::{Pair, Warning};
use crate::pipeline;

/// Articles whose pairs wait for the reader, besides those that are worked on.
const WAITING: usize = 8;

/// The pairs of a corpus, in its order. Made by [`Corpus::pairs`].
#[derive(Debug)]
pub struct Pairs {
    /// `None` after the last article.
    articles: Option<Receiver<ArticlePairs>>,
    worker: Option<JoinHandle<()>>,
    current: std::vec::IntoIter<Pair>,
    warnings: Vec<Warning>,
}

/// The pairs of one article, and what a user should know about its files.
type ArticlePairs = (Vec<Pair>, Vec<Warning>);

impl Corpus {
    /// The pairs that are kept, in the order of the articles, then of the locale pairs, then of the text.
    ///
    /// Articles are worked on in parallel, on as many threads as the current Rayon pool has. Files that cannot be read are left out with a warning, see
    /// [`Pairs::warnings`]. Flags that compare a pair with all others, such as `duplicate`, are not set here.
    #[must_use]
    pub fn pairs(&self) -> Pairs {
        let corpus = self.clone();
        let threads = rayon::current_num_threads();
        let (sender, receiver) = sync_channel(WAITING);
        let work = move || {
            // An error means that the reader has gone; then the rest is not needed.
            let _ = pipeline::run(&corpus.files, &corpus.settings, Vec::new, |_, outcome| {
                sender.send((outcome.sink, outcome.warnings))
            });
        };
        let start = move || {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            match pool {
                Ok(pool) => pool.install(work),
                // Without more threads, this one does all the work.
                Err(_) => work(),
            }
        };
        Pairs {
            articles: Some(receiver),
            worker: Some(std::thread::spawn(start)),
            current: Vec::new().into_iter(),
            warnings: Vec::new(),
        }
    }
}

impl Pairs {
    /// What a user should know about the files that were read so far.
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// The pairs of the next article; `None` after the last one.
    fn next_article(&mut self) -> Option<Vec<Pair>> {
        let received = self.articles.as_ref()?.recv();
        let Ok((pairs, warnings)) = received else {
            self.articles = None;
            let ended = self.worker.take().map(JoinHandle::join);
            if let Some(Err(panic)) = ended {
                std::panic::resume_unwind(panic);
            }
            return None;
        };
        self.warnings.extend(warnings);
        Some(pairs)
    }
}

impl Iterator for Pairs {
    type Item = Pair;

    fn next(&mut self) -> Option<Pair> {
        loop {
            if let Some(pair) = self.current.next() {
                return Some(pair);
            }
            self.current = self.next_article()?.into_iter();
        }
    }
}
