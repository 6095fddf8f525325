//! The option `--embeddings`, with a small model of two invented languages.

use std::fs;

use crate::common::Place;
use crate::languages::{Languages, vectors};

const OPTION: [&str; 2] = ["--embeddings", "model"];

/// A file with tensors: name, type, shape and bytes of each.
fn safetensors(tensors: &[(&str, &str, &[usize], Vec<u8>)]) -> Vec<u8> {
    let (mut header, mut data) = (serde_json::Map::new(), Vec::<u8>::new());
    for (name, kind, shape, bytes) in tensors {
        let start = data.len();
        data.extend(bytes);
        let place = [start, data.len()];
        let tensor = serde_json::json!({"dtype": kind, "shape": shape, "data_offsets": place});
        header.insert((*name).to_owned(), tensor);
    }
    let header = serde_json::to_vec(&header).unwrap();
    let mut file = (header.len() as u64).to_le_bytes().to_vec();
    file.extend(header);
    file.extend(data);
    file
}

fn bytes_of(numbers: impl IntoIterator<Item = f32>) -> Vec<u8> {
    numbers.into_iter().flat_map(f32::to_le_bytes).collect()
}

/// A tokenizer that knows words; the first one stands for all that it lacks.
fn tokenizer<'a>(words: impl Iterator<Item = &'a String>) -> String {
    let mut vocabulary = serde_json::Map::from_iter([("[UNK]".to_owned(), 0.into())]);
    for word in words {
        vocabulary.insert(word.clone(), vocabulary.len().into());
    }
    serde_json::json!({
        "version": "1.0", "truncation": null, "padding": null, "added_tokens": [], "normalizer": null,
        "pre_tokenizer": {"type": "Whitespace"}, "post_processor": null, "decoder": null,
        "model": {"type": "WordLevel", "vocab": vocabulary, "unk_token": "[UNK]"},
    })
    .to_string()
}

/// A corpus of an article of equal paragraphs, in another order in the translation, and a model that knows their words.
fn place() -> Place {
    let mut languages = Languages::new(3, 300);
    let place = Place::new();
    let texts: Vec<[String; 2]> = (0..9).map(|_| languages.text(14)).collect();
    let text = |side: usize, first: usize| {
        let order = (0..9).map(|k| &*texts[(first + k) % 9][side]);
        order.collect::<Vec<_>>().join("\n\n")
    };
    place.write("corpus/en/a.md", text(0, 0));
    place.write("corpus/fr/a.md", text(1, 3));
    place.write(
        "model/config.json",
        r#"{"model_type": "model2vec", "normalize": true}"#,
    );
    place.write(
        "model/tokenizer.json",
        tokenizer(languages.words.iter().flatten()),
    );
    let words = languages.words[0].len();
    let vectors = vectors(words);
    let rows = std::iter::once(vec![1.0; 48])
        .chain(vectors.clone())
        .chain(vectors);
    let table = bytes_of(rows.flatten());
    let shape = [1 + 2 * words, 48];
    place.write(
        "model/model.safetensors",
        safetensors(&[("embeddings", "F32", &shape, table)]),
    );
    place
}

/// How many pairs join the paragraphs that are translations of each other.
fn right(pairs: &[serde_json::Value]) -> usize {
    let words = |text: &serde_json::Value| text.as_str().unwrap().split(' ').count();
    assert!(pairs.iter().all(|p| words(&p["source"]) == 14), "{pairs:?}");
    let place = |pair: &serde_json::Value, side: &str| pair[side].as_u64().unwrap();
    let is_right = |p: &&serde_json::Value| {
        (place(p, "source_line") / 2 + 6) % 9 == place(p, "target_line") / 2
    };
    pairs.iter().filter(is_right).count()
}

#[test]
fn a_model_finds_paragraphs_in_another_order() {
    let place = place();
    let (code, pairs, errors) = place.export(&[]);
    assert_eq!((code, right(&pairs)), (0, 0), "{errors}");
    let (code, pairs, errors) = place.export(&OPTION);
    assert_eq!(code, 0, "{errors}");
    assert!(
        pairs.len() >= 8 && right(&pairs) == pairs.len(),
        "{pairs:?}"
    );
    let first = place.files("out");
    for jobs in ["1", "3"] {
        place.export(&[&OPTION[..], &["--jobs", jobs]].concat());
        assert_eq!(first, place.files("out"));
    }
    // The file of settings has the key too, and a folder is meant from the file's own.
    place.write("settings/diglot.toml", "embeddings = \"../model\"\n");
    place.export(&["--config", "settings/diglot.toml", "--corpus", "corpus"]);
    assert_eq!(first, place.files("out"));
}

#[test]
fn numbers_of_other_types_give_the_same_pairs() {
    let place = place();
    let (_, pairs, _) = place.export(&OPTION);
    let words = 600;
    // A smaller table: both languages share rows, and weights of tokens scale them.
    let table = std::iter::once(vec![1.0; 48])
        .chain(vectors(words / 2))
        .flatten();
    let mapping = (0..=words as i64).map(|token| match token {
        0 => 0,
        _ => (token - 1) % (words as i64 / 2) + 1,
    });
    let small = |x: f32| ((x * 120.0) as i8).to_le_bytes();
    let half = |x: f32| {
        // Numbers from -1 to 1 as half of a single's bits: sign, exponent with another bias, and a shorter fraction.
        let bits = x.to_bits();
        let exponent = ((bits >> 23) & 0xff).saturating_sub(112).min(31);
        let magnitude = if exponent == 0 {
            0
        } else {
            exponent << 10 | (bits >> 13) & 0x3ff
        };
        ((bits >> 16 & 0x8000) | magnitude) as u16
    };
    let rows = words / 2 + 1;
    let tokens = words + 1;
    let mapping: Vec<u8> = mapping.flat_map(i64::to_le_bytes).collect();
    let weights = vec![0.5_f64; tokens]
        .into_iter()
        .flat_map(f64::to_le_bytes)
        .collect();
    let halves = table.clone().flat_map(|x| half(x).to_le_bytes()).collect();
    let bytes = table.flat_map(small).collect();
    for (kind, table) in [("F16", halves), ("I8", bytes)] {
        let tensors: [(&str, &str, &[usize], Vec<u8>); 3] = [
            ("embeddings", kind, &[rows, 48], table),
            ("mapping", "I64", &[tokens], mapping.clone()),
            ("weights", "F64", &[tokens], Vec::clone(&weights)),
        ];
        place.write("model/model.safetensors", safetensors(&tensors));
        let (code, others, errors) = place.export(&OPTION);
        assert_eq!((code, others.len()), (0, pairs.len()), "{errors}");
        assert_eq!(right(&others), right(&pairs), "{kind}");
    }
}

/// What an export with a broken model says.
fn error(place: &Place) -> String {
    let (code, pairs, errors) = place.export(&OPTION);
    assert_eq!((code, pairs.len()), (2, 0), "{errors}");
    errors
}

#[test]
fn files_that_are_missing_or_too_large_are_named() {
    for name in ["config.json", "tokenizer.json", "model.safetensors"] {
        let place = place();
        let path = place.path("model").join(name);
        fs::remove_file(&path).unwrap();
        let file = format!(
            "cannot read the file {} of the model",
            path.strip_prefix(place.path("")).unwrap().display()
        );
        assert!(error(&place).contains(&file), "{}", error(&place));
        // A sparse file takes no room on disk.
        fs::File::create(&path)
            .unwrap()
            .set_len((2 << 30) + 1)
            .unwrap();
        let errors = error(&place);
        assert!(
            errors.contains(&file) && errors.contains("larger than the limit"),
            "{errors}"
        );
    }
}

#[test]
fn files_that_are_no_model_are_named_with_what_is_wrong() {
    let table = |kind, shape: &'static [usize], count: usize| {
        let bytes = bytes_of((0..count).map(|x| x as f32 + 1.0));
        safetensors(&[("embeddings", kind, shape, bytes)])
    };
    let nan = safetensors(&[("embeddings", "F32", &[1, 2], bytes_of([1.0, f32::NAN]))]);
    let mapped = |row: i64| {
        let one = bytes_of([1.0, 2.0]);
        let row = row.to_le_bytes().to_vec();
        safetensors(&[
            ("embeddings", "F32", &[1, 2], one),
            ("mapping", "I64", &[1], row),
        ])
    };
    let tables = [
        (b"no tensors".to_vec(), "not a safetensors file"),
        (
            safetensors(&[("other", "F32", &[1], bytes_of([1.0]))]),
            "no tensor `embeddings`",
        ),
        (
            table("F32", &[4], 4),
            "the shape [4], not vocabulary × dimensions",
        ),
        (table("F32", &[0, 4], 0), "`embeddings` is empty: 0 × 4"),
        (table("U32", &[1, 4], 4), "numbers of the type U32"),
        (
            table("F32", &[2, 4], 8),
            "vectors for 2 tokens, and tokenizer.json has a token 600",
        ),
        (nan, "a number that is not finite, at 1"),
        (mapped(1), "`mapping` names row 1 of 1"),
        (mapped(-1), "`mapping` names row -1 of 1"),
    ];
    let others = [
        ("tokenizer.json", &b"{}"[..], "not a tokenizer"),
        ("config.json", b"[", "not a configuration"),
        (
            "config.json",
            b"{\"model_type\": \"bert\"}",
            "`model_type` is `bert`, not `model2vec`",
        ),
    ];
    let tables = tables
        .iter()
        .map(|(bytes, wrong)| ("model.safetensors", &**bytes, *wrong));
    for (name, bytes, wrong) in tables.chain(others) {
        let place = place();
        place.write(&format!("model/{name}"), bytes);
        let errors = error(&place);
        let file = format!("{name} of the model for --embeddings cannot be used: ");
        assert!(
            errors.contains(&file) && errors.contains(wrong),
            "{wrong}: {errors}"
        );
    }
}

#[test]
fn shards_of_different_models_are_not_merged() {
    let place = place();
    let shard = |number: &str, more: &[&str]| {
        let arguments = [
            "export", "--format", "jsonl", "--out", "shards", "--shard", number,
        ];
        let (code, _, errors) = place.run(&[&arguments[..], more].concat());
        assert!(code < 2, "{errors}");
    };
    shard("1/2", &OPTION);
    shard("2/2", &[]);
    let (code, _, errors) = place.run(&[
        "merge",
        "shards/shard-1-of-2.diglot",
        "shards/shard-2-of-2.diglot",
    ]);
    assert_eq!(code, 2, "{errors}");
}
