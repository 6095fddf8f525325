//! The tables of a model: a vector for each row, and which row and which weight each token has.
//!
//! `model.safetensors` has the table `embeddings`. Models whose vocabulary was made smaller also have `mapping`, the row of
//! each token, and models whose vectors were quantized have `weights`, a factor for each token.

use std::path::Path;

use half::{bf16, f16};
use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors};

use super::EmbeddingsError;

/// The vectors of a model's tokens.
#[derive(Debug)]
pub(super) struct Tables {
    /// The vectors, one after the other.
    vectors: Vec<f32>,
    dimensions: usize,
    /// The row of each token; the token's own number without it.
    rows: Option<Vec<u32>>,
    /// The factor of each token; 1 without it.
    weights: Option<Vec<f32>>,
}

impl Tables {
    /// Reads the tables of a file.
    pub fn read(path: &Path, bytes: &[u8]) -> Result<Self, EmbeddingsError> {
        let wrong = |message: String| EmbeddingsError::format(path, message);
        let file = SafeTensors::deserialize(bytes)
            .map_err(|error| wrong(format!("not a safetensors file: {error}")))?;
        let table = file
            .tensor("embeddings")
            .map_err(|_| wrong("it has no tensor `embeddings`".to_owned()))?;
        let &[rows, dimensions] = table.shape() else {
            let shape = table.shape();
            return Err(wrong(format!(
                "`embeddings` has the shape {shape:?}, not vocabulary × dimensions"
            )));
        };
        if rows == 0 || dimensions == 0 {
            return Err(wrong(format!(
                "`embeddings` is empty: {rows} × {dimensions}"
            )));
        }
        let list = |name: &str| file.tensor(name).ok();
        let tables = Self {
            vectors: numbers(&table, "embeddings").map_err(wrong)?,
            dimensions,
            rows: list("mapping")
                .map(|t| row_numbers(&t, rows))
                .transpose()
                .map_err(wrong)?,
            weights: list("weights")
                .map(|t| numbers(&t, "weights"))
                .transpose()
                .map_err(wrong)?,
        };
        Ok(tables)
    }

    /// How many tokens have a vector.
    pub fn tokens(&self) -> usize {
        let rows = self.vectors.len() / self.dimensions;
        let mapped = self.rows.as_ref().map_or(rows, Vec::len);
        self.weights
            .as_ref()
            .map_or(mapped, |w| w.len().min(mapped))
    }

    /// The mean of the vectors of tokens, of length 1; `None` where there is no token, or where they cancel out.
    pub fn mean(&self, tokens: impl Iterator<Item = u32>) -> Option<Vec<f32>> {
        let mut sum = vec![0.0_f32; self.dimensions];
        for token in tokens.map(|token| token as usize) {
            let row = self
                .rows
                .as_ref()
                .map_or(token, |rows| rows[token] as usize);
            let weight = self.weights.as_ref().map_or(1.0, |weights| weights[token]);
            let vector = &self.vectors[row * self.dimensions..][..self.dimensions];
            sum.iter_mut()
                .zip(vector)
                .for_each(|(sum, x)| *sum += weight * x);
        }
        let length = sum.iter().map(|x| x * x).sum::<f32>().sqrt();
        if !length.is_normal() {
            return None;
        }
        sum.iter_mut().for_each(|x| *x /= length);
        Some(sum)
    }
}

/// The numbers of a tensor.
fn numbers(tensor: &TensorView<'_>, name: &str) -> Result<Vec<f32>, String> {
    let bytes = tensor.data();
    let numbers: Vec<f32> = match tensor.dtype() {
        Dtype::F64 => words(bytes).map(|b| f64::from_le_bytes(b) as f32).collect(),
        Dtype::F32 => words(bytes).map(f32::from_le_bytes).collect(),
        Dtype::F16 => words(bytes)
            .map(|b| f16::from_le_bytes(b).to_f32())
            .collect(),
        Dtype::BF16 => words(bytes)
            .map(|b| bf16::from_le_bytes(b).to_f32())
            .collect(),
        Dtype::I8 => bytes.iter().map(|&b| f32::from(b.cast_signed())).collect(),
        other => {
            return Err(format!(
                "`{name}` has numbers of the type {other:?}, which is not known"
            ));
        }
    };
    match numbers.iter().position(|x| !x.is_finite()) {
        Some(at) => Err(format!("`{name}` has a number that is not finite, at {at}")),
        None => Ok(numbers),
    }
}

/// The rows of tokens, all of which are there.
fn row_numbers(tensor: &TensorView<'_>, rows: usize) -> Result<Vec<u32>, String> {
    let bytes = tensor.data();
    let numbers: Vec<i64> = match tensor.dtype() {
        Dtype::I64 => words(bytes).map(i64::from_le_bytes).collect(),
        Dtype::I32 => words(bytes).map(|b| i32::from_le_bytes(b).into()).collect(),
        other => {
            return Err(format!(
                "`mapping` has numbers of the type {other:?}, which is not known"
            ));
        }
    };
    let row = |number: i64| {
        let row = u32::try_from(number)
            .ok()
            .filter(|row| (*row as usize) < rows);
        row.ok_or_else(|| format!("`mapping` names row {number} of {rows}"))
    };
    numbers.into_iter().map(row).collect()
}

/// Bytes in words of N; what does not fill a word at the end is left out, and the file's format forbids it.
fn words<const N: usize>(bytes: &[u8]) -> impl Iterator<Item = [u8; N]> {
    bytes.as_chunks::<N>().0.iter().copied()
}
