//! What is written, and where.

use std::sync::Arc;

use anyhow::{Context, ensure};

use super::Resolver;
use super::preset::FormChoices;
use crate::cli::align_text::load_rules;
use crate::cli::args::{OutputArgs, PairArgs};
use crate::cli::console::Console;
use crate::cli::values::Segment;
use crate::export::{self, Duplicates, ExcludedTexts, Format};
use crate::model::{Flag, Flags, Locale};
use crate::pairs::{Cut, SentenceSettings, TextForm};
use crate::quality::Preset;

impl Resolver {
    /// What is written, and where.
    pub fn output(
        &self,
        args: &OutputArgs,
        pairs: &PairArgs,
        source: Locale,
    ) -> anyhow::Result<export::Settings> {
        let chosen = FormChoices::of(self.purpose(pairs));
        let review = chosen.review;
        let config = &self.config;
        let out = args.out.as_ref().or(config.out.as_ref());
        let out = out.cloned().unwrap_or_else(|| "exports".into());
        let mut settings = export::Settings::new(out, source);
        settings.formats = vec![chosen.format];
        if let Some(formats) = args.format.as_ref().or(config.format.as_ref()) {
            ensure!(!formats.is_empty(), "`format` names no format");
            settings.formats.clear();
            for format in formats {
                if !settings.formats.contains(format) {
                    settings.formats.push(*format);
                }
            }
        }
        settings.clean = args.clean.or(config.clean).unwrap_or(false);
        settings.excel = args.excel.or(config.excel).unwrap_or(false);
        settings.multilingual = args.multilingual.or(config.multilingual).unwrap_or(false);
        settings.inline = args.inline.or(config.inline).unwrap_or(chosen.inline);
        let po_contexts = args.po_contexts.or(config.po_contexts);
        settings.po_contexts = po_contexts.unwrap_or(chosen.po_contexts);
        settings.markup = args.markup.or(config.markup).unwrap_or(review);
        settings.reasons = args.reasons.or(config.reasons).unwrap_or(review);
        let lang_style = args.lang_style.or(config.lang_style);
        settings.lang_style = lang_style.unwrap_or(chosen.lang_style);
        settings.max_chars = args.max_chars.or(config.max_chars);
        settings.compress = args.compress.or(config.compress);
        settings.unaligned = args.unaligned.or(config.unaligned).unwrap_or(review);
        self.what_is_compared(args, pairs, &mut settings);
        settings.split = args.split.or(config.split);
        settings.rows_per_file = args.rows_per_file.or(config.rows_per_file);
        if let Some(path) = args
            .exclude_texts
            .as_ref()
            .or(config.exclude_texts.as_ref())
        {
            let texts = ExcludedTexts::read(path)
                .with_context(|| format!("cannot read the texts in {}", path.display()))?;
            settings.excluded_texts = Some(Arc::new(texts));
        }
        settings.licence = args.licence.clone().or_else(|| config.licence.clone());
        ensure_effective(args, &settings)?;
        Ok(settings)
    }

    /// Whether pairs are compared with each other, and what becomes of what is found then.
    fn what_is_compared(
        &self,
        args: &OutputArgs,
        pairs: &PairArgs,
        settings: &mut export::Settings,
    ) {
        let config = &self.config;
        let check = self.acceptance_policy(pairs);
        let unless_said = match self.purpose(pairs) {
            _ if !check.inspect => Duplicates::Keep,
            Some(Preset::Review) => Duplicates::Mark,
            _ => Duplicates::Auto,
        };
        let duplicates = args.duplicates.or(config.duplicates);
        settings.duplicates = duplicates.unwrap_or(unless_said);
        settings.drop = check.drop;
        if !check.inspect {
            settings.drop = Flags::NONE;
        } else if settings.duplicates == Duplicates::Keep {
            let repeats = [Flag::Duplicate, Flag::NearDuplicate];
            settings.drop = settings.drop.difference(Flags::of(&repeats));
        }
        settings.prefer = args.prefer.or(config.prefer).unwrap_or_default();
        if let Some(most) = args.most_compared.or(config.most_compared) {
            settings.most_compared = most;
        }
    }

    /// How much text a pair has, and the rules to split sentences by.
    pub fn cut(
        &self,
        args: &OutputArgs,
        pairs: &PairArgs,
        console: &mut Console,
    ) -> anyhow::Result<Cut> {
        let segment = args.segment.or(self.config.segment);
        let segment = segment.unwrap_or(FormChoices::of(self.purpose(pairs)).segment);
        ensure!(
            segment == Segment::Sentence || args.srx.is_none(),
            "--srx needs --segment sentence"
        );
        Ok(match segment {
            Segment::Block => Cut::Units,
            Segment::TextParagraph => Cut::TextParagraphs,
            Segment::Sentence => {
                let path = args.srx.as_deref().or(self.config.srx.as_deref());
                let rules = path.map(|path| load_rules(path, console)).transpose()?;
                let rules = rules.map(Into::into);
                Cut::Sentences(SentenceSettings { rules })
            }
        })
    }

    /// What the texts of pairs are.
    pub fn text_form(&self, args: &OutputArgs, pairs: &PairArgs) -> TextForm {
        let text = args.text.or(self.config.text);
        text.unwrap_or(FormChoices::of(self.purpose(pairs)).text)
    }
}

/// Fails for options that were typed and have no effect, and for options that exclude each other.
fn ensure_effective(args: &OutputArgs, settings: &export::Settings) -> anyhow::Result<()> {
    let has = |format| settings.formats.contains(&format);
    // Typed for a format that is not written, it would be dropped in silence.
    ensure!(
        args.excel != Some(true) || has(Format::Csv),
        "--excel needs --format csv"
    );
    ensure!(
        args.multilingual != Some(true) || has(Format::Tmx),
        "--multilingual needs --format tmx"
    );
    ensure!(
        args.po_contexts.is_none() || has(Format::Po),
        "--po-contexts needs --format po"
    );
    ensure!(
        args.rows_per_file.is_none() || has(Format::Hf),
        "--rows-per-file needs --format hf"
    );
    let has_columns = [Format::Jsonl, Format::Csv, Format::Hf]
        .into_iter()
        .any(has);
    for (name, typed) in [("markup", args.markup), ("reasons", args.reasons)] {
        ensure!(
            typed != Some(true) || has_columns,
            "--{name} needs --format jsonl, csv or hf"
        );
    }
    // Its texts in all locales are one: there is no pair to leave out once all are written.
    ensure!(
        !(settings.multilingual && has(Format::Tmx) && settings.drops_late()),
        "--multilingual cannot go with --prefer, or with dropping duplicate, near_duplicate or inconsistent pairs"
    );
    Ok(())
}
