//! What files claim about their origin.

use super::*;

#[test]
fn provenance_in_todays_spelling() {
    let (source, warnings) = take(
        "---\nms.openlocfilehash: 0123456789ABCDEF0123456789abcdef01234567\n\
         ms.sourcegitcommit: 3ac88f7925bfe1df90e267ee5c1ee4d752ac92d4\nms.translationtype: HT\n\
         ms.contentlocale: fr-fr\nms.lasthandoff: 06/29/2021\n---\n",
    );
    let found = source.provenance;
    assert_eq!(found.translation_type, Some(TranslationType::Human));
    assert_eq!(
        found.source_hash.unwrap(),
        "0123456789abcdef0123456789abcdef01234567"
    );
    assert_eq!(found.source_commit.unwrap().len(), 40);
    assert_eq!(found.handoff.unwrap().to_string(), "2021-06-29");
    assert_eq!(found.locale.unwrap().as_str(), "fr-FR");
    assert_eq!(warnings, []);
}

#[test]
fn provenance_in_other_spellings() {
    let kind = |value: &str| {
        let (source, warnings) = take(&format!("---\ntranslationtype: {value}\n---\n"));
        (
            source.provenance.translation_type.unwrap(),
            warnings.is_empty(),
        )
    };
    assert_eq!(kind("Human Translation"), (TranslationType::Human, true));
    assert_eq!(kind("MT"), (TranslationType::Machine, true));
    assert_eq!(kind("MTE95"), (TranslationType::Machine, true));
    assert_eq!(kind("\"MTE75\""), (TranslationType::Machine, true));
    assert_eq!(kind("robots"), (TranslationType::Unknown, false));

    let (source, _) = take("---\nl10n:\n  sourceCommit: 1234567890abcdef\n---\n");
    assert_eq!(source.provenance.source_commit.unwrap(), "1234567890abcdef");
    let (source, _) = take("---\ndefault_lang_commit: abcdef0 # patched\n---\n");
    assert_eq!(source.provenance.source_commit.unwrap(), "abcdef0");
    let (source, _) = take("---\nms.lasthandoff: 2021-06-29T10:00:00Z\n---\n");
    assert_eq!(source.provenance.handoff.unwrap().to_string(), "2021-06-29");
}

#[test]
fn provenance_that_cannot_be_right_is_ignored_and_reported() {
    let (source, warnings) = take(
        "---\nms.openlocfilehash: 0123\nms.sourcegitcommit: zzz\nms.lasthandoff: 31/12/2021\n\
         ms.contentlocale: klingon\n---\n",
    );
    assert_eq!(source.provenance, crate::model::Provenance::default());
    let lines: Vec<_> = warnings.iter().map(|w| (w.kind, w.line)).collect();
    let provenance = WarningKind::Provenance;
    assert_eq!(
        lines,
        [
            (provenance, 2),
            (provenance, 3),
            (provenance, 4),
            (provenance, 5)
        ]
    );
}

#[test]
fn a_user_may_add_keys() {
    let settings = ReadSettings {
        keys: vec!["summary".into(), "seo.title".into()],
        provenance: vec![("from_commit".into(), Field::SourceCommit)],
        ..ReadSettings::default()
    };
    let text = "---\ntitle: T\nsummary: S\nfrom_commit: 1234567\nseo:\n    title: Inner\n---\n";
    let (source, _) = parse(PathBuf::from("a.md"), text.to_owned(), &settings);
    let found: Vec<_> = entries(&source).iter().map(|e| (e.0, e.1)).collect();
    assert_eq!(
        found,
        [
            ("summary", "S"),
            ("from_commit", "1234567"),
            ("seo.title", "Inner")
        ]
    );
    assert_eq!(source.provenance.source_commit.unwrap(), "1234567");
}
