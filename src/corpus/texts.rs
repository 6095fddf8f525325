//! Texts in memory: segment one, or align two, without a corpus on disk.

use crate::article::{ArticleSettings, LoadedArticle};
use crate::model::{ArticleVersion, Document, Locale, Pair, Role, TranslationType};
use crate::pairs::{PairMaker, PairSettings, PairSink, Trained};
use crate::read::{self, ReadSettings};
use crate::segment::{self, SegmentSettings};

/// Cuts a Markdown text into units.
///
/// ```
/// let document = diglot::segment("# Tea\n\nBoil *water*.\n", &Default::default());
/// let texts: Vec<&str> = document.units.iter().map(|unit| document.text(unit)).collect();
/// assert_eq!(texts, ["Tea", "Boil water."]);
/// ```
#[must_use]
pub fn segment(text: &str, settings: &SegmentSettings) -> Document {
    let read = ReadSettings {
        keys: settings.front_matter_keys.clone(),
        ..ReadSettings::default()
    };
    let (source, _) = read::parse("text.md".into(), text.to_owned(), &read);
    segment::segment(&source, settings).0
}

/// Aligns two Markdown texts, the second of which is a translation of the first. Pairs below a score of 0.75 are
/// dropped; give other settings to change this.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use diglot::{Locale, align_texts};
///
/// let (en, de) = (Locale::parse("en")?, Locale::parse("de")?);
/// let pairs = align_texts(&en, "# Tea\n\nBoil 2 l.\n", &de, "# Tee\n\n2 l kochen.\n", &Default::default());
/// assert_eq!(pairs[1].target.text, "2 l kochen.");
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn align_texts(
    source_locale: &Locale,
    source: &str,
    target_locale: &Locale,
    target: &str,
    settings: &PairSettings,
) -> Vec<Pair> {
    let article_settings = ArticleSettings::new(source_locale.clone());
    let version = |locale: &Locale, text: &str, role| {
        let read = &article_settings.read;
        let (source, _) = read::parse("text.md".into(), text.to_owned(), read);
        let (document, _) = segment::segment(&source, &article_settings.segment);
        ArticleVersion::new(locale.clone(), source, document, role)
    };
    let translation = Role::Translation(TranslationType::Unknown);
    let article = LoadedArticle {
        document: "text.md".into(),
        versions: vec![
            version(source_locale, source, Role::Original),
            version(target_locale, target, translation),
        ],
        ..LoadedArticle::default()
    };
    let mut pairs: Vec<Pair> = Vec::new();
    let sink: &mut dyn PairSink = &mut pairs;
    PairMaker::new(&article, &article_settings, settings, Trained::default()).run(None, Some(sink));
    pairs
}
