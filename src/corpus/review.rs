//! A page for reviewers.

use std::convert::Infallible;
use std::io;
use std::path::Path;

use super::Corpus;
use crate::model::{Article, Warning};
use crate::pipeline;
use crate::review::{Page, PageFiles, ReviewArticle, RowSink, Sample, review_article, write_pages};

impl Corpus {
    /// Writes the review page. `progress` is called after each article, with the warnings about its files.
    pub(crate) fn review(
        &self,
        title: String,
        sample: Option<Sample>,
        out: &Path,
        mut progress: impl FnMut(&[Warning]) + Send,
    ) -> io::Result<PageFiles> {
        let mut articles: Vec<ReviewArticle> = Vec::new();
        let git = self.settings.article.git.as_ref();
        let done = |_: &Article, outcome: pipeline::Outcome<ReviewArticle>| {
            progress(&outcome.warnings);
            if !outcome.sink.rows.is_empty() {
                articles.push(outcome.sink);
            }
            Ok::<_, Infallible>(())
        };
        let Ok(()) = pipeline::run_with(
            &self.files,
            &self.settings,
            RowSink::default,
            |loaded, sink| review_article(loaded, sink, git),
            done,
        );
        if let Some(sample) = sample {
            sample.apply(&mut articles);
        }
        let decisions = self.settings.article.decisions.as_ref();
        let page = Page {
            title,
            articles,
            decisions: decisions.map_or_else(Vec::new, |d| d.iter().cloned().collect()),
            is_sample: sample.is_some(),
        };
        write_pages(page, out)
    }
}
