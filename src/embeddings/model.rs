//! A static model: its tokenizer and its vectors.

use std::path::Path;

use serde::Deserialize;
use tokenizers::Tokenizer;
use tokenizers::models::ModelWrapper;

use super::EmbeddingsError;
use super::tensors::Tables;
use crate::align::TextVectors;
use crate::regular_file;

/// Bytes of the largest table: a million tokens with 512 dimensions.
const LARGEST_TABLE: u64 = 2 << 30;
/// Bytes of the largest tokenizer.
const LARGEST_TOKENIZER: u64 = 256 << 20;
/// What a text is about shows in its beginning: bytes that are looked at.
const LONGEST_TEXT: usize = 8 << 10;

/// A static model in the format of model2vec.
#[derive(Debug)]
pub struct StaticModel {
    tokenizer: Tokenizer,
    /// The token for what the vocabulary lacks. It stands for nothing, so it is left out.
    unknown: Option<u32>,
    tables: Tables,
    fingerprint: String,
}

/// What counts of `config.json`.
#[derive(Deserialize)]
struct Config {
    /// The kind of model, which has to be this one where it is stated.
    model_type: Option<String>,
}

impl StaticModel {
    /// Loads `config.json`, `tokenizer.json` and `model.safetensors` of a folder.
    ///
    /// # Errors
    /// If a file is missing, too large or not what the format asks for.
    pub fn load(folder: &Path) -> Result<Self, EmbeddingsError> {
        let mut hasher = blake3::Hasher::new();
        let mut read = |name: &str, limit: u64| {
            let path = folder.join(name);
            match regular_file::read(&path, limit) {
                Ok(bytes) => {
                    hasher.update(&bytes);
                    Ok((path, bytes))
                }
                Err(source) => Err(EmbeddingsError::Io { path, source }),
            }
        };
        let (path, config) = read("config.json", regular_file::CONFIGURATION)?;
        check_config(&path, &config)?;
        let (tokenizer_path, tokenizer) = read("tokenizer.json", LARGEST_TOKENIZER)?;
        let (path, tables) = read("model.safetensors", LARGEST_TABLE)?;
        let tables = Tables::read(&path, &tables)?;
        let tokenizer = read_tokenizer(&tokenizer_path, &tokenizer)?;
        // Added tokens may have numbers of their own.
        let last = tokenizer.get_vocab(true).into_values().max().unwrap_or(0);
        if last as usize >= tables.tokens() {
            return Err(EmbeddingsError::format(
                &path,
                format!(
                    "it has vectors for {} tokens, and tokenizer.json has a token {last}",
                    tables.tokens()
                ),
            ));
        }
        Ok(Self {
            unknown: unknown(&tokenizer),
            tokenizer,
            tables,
            fingerprint: hasher.finalize().to_hex()[..32].to_owned(),
        })
    }
}

/// The model has to be a static one. Whether its vectors are normalized does not matter: the aligner needs only their
/// directions.
fn check_config(path: &Path, bytes: &[u8]) -> Result<(), EmbeddingsError> {
    let config: Config = serde_json::from_slice(bytes)
        .map_err(|error| EmbeddingsError::format(path, format!("not a configuration: {error}")))?;
    match config.model_type.as_deref() {
        None | Some("model2vec") => Ok(()),
        Some(other) => Err(EmbeddingsError::format(
            path,
            format!("`model_type` is `{other}`, not `model2vec`"),
        )),
    }
}

/// The tokenizer, which neither cuts nor fills up texts.
fn read_tokenizer(path: &Path, bytes: &[u8]) -> Result<Tokenizer, EmbeddingsError> {
    let wrong = |error| EmbeddingsError::format(path, format!("not a tokenizer: {error}"));
    let mut tokenizer = Tokenizer::from_bytes(bytes).map_err(wrong)?;
    tokenizer.with_truncation(None).map_err(wrong)?;
    tokenizer.with_padding(None);
    Ok(tokenizer)
}

/// The token for what the vocabulary lacks.
fn unknown(tokenizer: &Tokenizer) -> Option<u32> {
    let name = match tokenizer.get_model() {
        ModelWrapper::WordPiece(model) => Some(model.unk_token.clone()),
        ModelWrapper::WordLevel(model) => Some(model.unk_token.clone()),
        ModelWrapper::BPE(model) => model.unk_token.clone(),
        ModelWrapper::Unigram(model) => {
            let state = serde_json::to_value(model).ok()?;
            return state.get("unk_id")?.as_u64()?.try_into().ok();
        }
    };
    tokenizer.token_to_id(&name?)
}

impl TextVectors for StaticModel {
    fn vector(&self, text: &str) -> Option<Vec<f32>> {
        let mut ends = (0..=text.len().min(LONGEST_TEXT)).rev();
        let end = ends.find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let text = &text[..end];
        // A text that cannot be cut into tokens says nothing.
        let tokens = self.tokenizer.encode_fast(text, false).ok()?;
        let known = tokens.get_ids().iter().copied();
        self.tables
            .mean(known.filter(|token| Some(*token) != self.unknown))
    }

    fn fingerprint(&self) -> &str {
        &self.fingerprint
    }
}
