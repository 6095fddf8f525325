//! One article's findings: its translations beside the originals they were made from.

mod files;
mod translation;
mod write;

use super::stale::staleness;
use super::{Settings, Staleness};
use crate::align::AlignSettings;
use crate::article::{GitSettings, LoadedArticle};
use crate::lint::{self, Finding};
use crate::lint::{LintFault, Rule, RuleSet};
use crate::model::{self, ArticleVersion, Corpus, Span, VersionId, Warning};
use crate::pairs::Trained;
use translation::Translation;

/// What was found in one article.
#[derive(Debug, Default)]
pub struct Checked {
    /// The findings, version by version.
    pub findings: Vec<Finding>,
    /// The localized files that were looked at.
    pub files: Vec<lint::File>,
    /// Findings that comments in the files ask to ignore.
    pub ignored: u64,
}

/// Checks the translations of an article. The code blocks have to be units, and the original as git has it now be
/// loaded where it is not on disk.
pub(super) fn check(
    corpus: &Corpus,
    article: &model::Article,
    (loaded, warnings): (&LoadedArticle, &[Warning]),
    (settings, rules): (&Settings, &RuleSet),
    trained: Trained<'_>,
) -> Checked {
    let Trained { lexicon, norms } = trained;
    let mut checked = Checked::default();
    files::unreadable(corpus, article, warnings, rules, &mut checked);
    files::missing((corpus, article, loaded), settings, rules, &mut checked);
    let today = loaded.today();
    let localized = loaded
        .on_disk()
        .filter(|(_, v)| v.locale != settings.article.source);
    let compared: Vec<(VersionId, Option<VersionId>)> = localized
        .map(|(v, _)| (v, loaded.original_of(v).or(today)))
        .collect();
    let mut pairs: Vec<(VersionId, VersionId)> = Vec::new();
    for &(version, source) in &compared {
        let sources = [source, today];
        let wanted = sources.into_iter().flatten().map(|s| (s, version));
        for pair in wanted {
            if !pairs.contains(&pair) {
                pairs.push(pair);
            }
        }
    }
    let spine = loaded.prepare_for(&pairs).align(AlignSettings { lexicon });
    let stale = settings.article.git.as_ref();
    let stale: Vec<Staleness> = stale.map_or_else(Vec::new, |git: &GitSettings| {
        staleness(loaded, git, lexicon)
    });
    let originals_known =
        corpus.locales.contains(&settings.article.source) || settings.article.git.is_some();
    for (version, source) in compared {
        let translation = Translation {
            loaded,
            version,
            min_score: settings.pairs.check.min_score,
            norms,
        };
        let mut faults = translation.damage(warnings, source);
        let broken = broken_tables(loaded.version(version), &faults);
        if let Some(source) = source {
            let matches = spine.pairs(source.index(), version.index());
            let mut compared = translation.compared(source, matches);
            // A table that broke is told once.
            let is_broken = |at: &Span| broken.iter().any(|table| table.contains(&at.start));
            let goes_with_it = |fault: &LintFault| {
                use Rule::{AddedText, LostText, Structure, TableShape};
                matches!(fault.rule, TableShape | AddedText | LostText | Structure)
                    && fault.at.as_ref().is_some_and(is_broken)
            };
            compared.retain(|fault| !goes_with_it(fault));
            faults.extend(compared);
            let change = stale.iter().find(|s| s.version == version);
            if let (Some(today), Some(change)) = (today.filter(|&t| t != source), change) {
                let matches = spine.pairs(today.index(), version.index());
                faults.extend(translation.behind(today, matches, change));
            }
        } else {
            faults.extend(translation.alone(|_| true));
            if originals_known {
                let message = "there is no original of this article any more".to_owned();
                faults.push(LintFault::of(Rule::OrphanedArticle, None, message));
            }
        }
        let source = source.map(|s| loaded.version(s));
        let today = today.map(|t| loaded.version(t));
        let version = loaded.version(version);
        let document = &loaded.document;
        write::write(
            (document, version),
            [source, today],
            faults,
            rules,
            &mut checked,
        );
    }
    checked
}

/// The bytes of the tables that broke, with what is left of their headers before them.
fn broken_tables(version: &ArticleVersion, faults: &[LintFault]) -> Vec<Span> {
    let (units, text) = (&version.document.units, &version.source.text);
    let tables = faults.iter().filter_map(|fault| {
        let at = matches!(fault.rule, Rule::BrokenTable | Rule::ExtraCells).then_some(&fault.at);
        let line = at?.as_ref()?;
        let mut behind = units.iter().filter(|u| u.span.start >= line.start);
        let table = behind.find_map(|u| u.cell)?.table;
        let mut cells = units
            .iter()
            .filter(|u| u.cell.is_some_and(|c| c.table == table));
        let first = cells.next()?.span.clone();
        let end = cells.next_back().map_or(first.end, |c| c.span.end);
        let lines = text[..first.start as usize].split_inclusive('\n').rev();
        let block = lines.take_while(|line| !line.trim().is_empty());
        let before: usize = block.map(str::len).sum();
        Some(first.start - before as u32..end)
    });
    tables.collect()
}
