//! The manifest of an export: which files belong to it, how they were made, and what they contain.
//!
//! A reader that wants to be sure that it has one complete export compares the hashes of the files with those in
//! `manifest.json`. Diglot compares the manifest with the files that are there to find those of earlier exports.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Settings;

/// The name of the manifest in the output folder.
pub const MANIFEST: &str = "manifest.json";
const TOOL: &str = "diglot";
/// Bytes read at a time.
const READ: usize = 64 << 10;

/// The content of `manifest.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Manifest {
    /// Always `diglot`.
    pub tool: String,
    /// The version of Diglot that made the export.
    pub version: String,
    /// The settings of the output, and what else the caller says about the run.
    pub settings: serde_json::Map<String, serde_json::Value>,
    /// How many pairs were found in each pair of locales, before duplicates were left out.
    pub locale_pairs: Vec<LocalePairCount>,
    /// The files of the export, sorted by name. The manifest is not among them.
    pub files: Vec<ManifestFile>,
    /// Files of earlier exports that this one did not write and that are still in the folder.
    pub earlier_files: Vec<ManifestFile>,
}

/// How many pairs two locales have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LocalePairCount {
    /// Source locale.
    pub source: String,
    /// Target locale.
    pub target: String,
    /// Pairs.
    pub pairs: u64,
}

/// One file of an export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ManifestFile {
    /// Path below the output folder, with `/` between folders.
    pub name: String,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 of the content, in hexadecimal digits.
    pub sha256: String,
    /// Pairs in the file; `None` for a file that is not written pair by pair, such as a dataset card.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pairs: Option<u64>,
}

impl Manifest {
    /// Reads the manifest of an output folder. `None` if there is none, or if another program made it.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(folder: &Path) -> io::Result<Option<Self>> {
        let bytes = match fs::read(folder.join(MANIFEST)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let manifest = serde_json::from_slice::<Self>(&bytes);
        Ok(manifest.ok().filter(|m| m.tool == TOOL))
    }

    pub(super) fn new(settings: &Settings, locale_pairs: Vec<LocalePairCount>) -> Self {
        Self {
            tool: TOOL.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            settings: settings.describe(),
            locale_pairs,
            files: Vec::new(),
            earlier_files: Vec::new(),
        }
    }

    /// The manifest as it is written.
    pub(super) fn to_bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

impl ManifestFile {
    /// Describes a complete file.
    pub(super) fn new(name: String, path: &Path, pairs: Option<u64>) -> io::Result<Self> {
        let (bytes, sha256) = hash(path)?;
        Ok(Self {
            name,
            bytes,
            sha256,
            pairs,
        })
    }

    /// Whether a file still has the content that the export wrote.
    pub(super) fn is_unchanged(&self, path: &Path) -> bool {
        let is_same_size = fs::symlink_metadata(path)
            .is_ok_and(|found| found.is_file() && found.len() == self.bytes);
        is_same_size && hash(path).is_ok_and(|(_, sha256)| sha256 == self.sha256)
    }
}

/// The size of a file and its SHA-256.
fn hash(path: &Path) -> io::Result<(u64, String)> {
    let (mut file, mut hasher) = (File::open(path)?, Sha256::new());
    let (mut buffer, mut bytes) = (vec![0; READ], 0);
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        hasher.update(&buffer[..read]);
        bytes += read as u64;
    }
    let hash = hasher.finalize();
    let digits = hash.iter().map(|byte| format!("{byte:02x}"));
    Ok((bytes, digits.collect()))
}
