//! Static models of embeddings in the format of model2vec, from a folder of the user's.
//!
//! Such a model is a table with a vector for each token. The vector of a text is the mean of those of its tokens, so
//! it costs little more than cutting the text into tokens. Nothing is downloaded.

mod error;
mod model;
mod tensors;

pub use error::EmbeddingsError;
pub use model::StaticModel;
