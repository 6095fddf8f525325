//! Vectors of texts: what a static model of embeddings says about how near two texts are in meaning.
//!
//! The aligner knows only this trait, so that it does not depend on a format of models. Vectors of an article's texts are kept,
//! because the original's texts are compared with those of every translation.

use std::fmt::Debug;
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::features::{Bare, Features};
use super::version::Version;

/// A model that gives texts of different languages vectors which are near each other where the texts mean the same.
pub trait TextVectors: Debug + Send + Sync {
    /// The vector of a text, of length 1; `None` where the model knows nothing of the text.
    fn vector(&self, text: &str) -> Option<Vec<f32>>;

    /// Names the model: equal for models that give the same vectors.
    fn fingerprint(&self) -> &str;
}

/// A vector, or that the model knows nothing of the text.
pub(super) type Vector = Option<Arc<[f32]>>;

/// The texts of an article's units, and their vectors where there is a model. Each vector is made once, and only when it
/// is asked for.
pub(super) struct Texts<'a> {
    pub versions: &'a [Version<'a>],
    model: Option<&'a dyn TextVectors>,
    known: Mutex<FxHashMap<Box<str>, Vector>>,
}

impl<'a> Texts<'a> {
    pub fn new(versions: &'a [Version<'a>], model: Option<&'a dyn TextVectors>) -> Self {
        Self {
            versions,
            model,
            known: Mutex::default(),
        }
    }

    /// Whether there is a model.
    pub fn have_vectors(&self) -> bool {
        self.model.is_some()
    }

    /// The vector of a unit; none where nothing in it is translated.
    pub fn vector(&self, unit: &Features) -> Vector {
        let model = self.model.filter(|_| unit.bare == Bare::No)?;
        let document = self.versions[usize::from(unit.version)].document;
        let text = document.text(&document.units[unit.unit as usize]);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(vector) = known.get(text) {
            return vector.clone();
        }
        let vector: Vector = model.vector(text).map(Into::into);
        known.insert(text.into(), vector.clone());
        vector
    }
}

/// The cosine of the angle between two vectors of length 1.
pub(super) fn cosine(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}
