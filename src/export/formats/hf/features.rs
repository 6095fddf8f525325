//! The features of a dataset: its columns and their types, as `datasets` reads them.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::dataset_columns::DatasetColumn;

/// The features as the metadata of a Parquet file has them.
pub(super) fn metadata(columns: &[DatasetColumn]) -> String {
    let mut features = Map::new();
    for column in columns {
        let (name, feature) = match column {
            DatasetColumn::Leaf(leaf) => {
                let feature = json!({"dtype": leaf.dtype(), "_type": "Value"});
                (leaf.name.as_str(), feature)
            }
            DatasetColumn::Translation(texts) => {
                let languages = texts.each_ref().map(|text| &text.name);
                let feature = json!({"languages": languages, "_type": "Translation"});
                ("translation", feature)
            }
        };
        features.insert(name.to_owned(), feature);
    }
    json!({"info": {"features": Value::Object(features)}}).to_string()
}

/// Writes the features as the YAML of a card has them.
pub(super) fn yaml(columns: &[DatasetColumn], card: &mut String) {
    for column in columns {
        // Writing to a string cannot fail.
        let _ = match column {
            DatasetColumn::Leaf(leaf) => {
                writeln!(card, "  - name: {}\n    dtype: {}", leaf.name, leaf.dtype())
            }
            DatasetColumn::Translation([source, target]) => writeln!(
                card,
                "  - name: translation\n    dtype:\n      translation:\n        languages:\n        - {}\n        - {}",
                Value::from(&*source.name),
                Value::from(&*target.name)
            ),
        };
    }
}
