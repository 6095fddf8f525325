//! Writes the file of one shard.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::{FORMAT, Header, RecordHead, ShardFileError, Trailer};
use crate::export::writer::{Batch, Staging};
use crate::export::{Settings, built_in};
use crate::scratch;

/// The file of one shard while it grows. It is put in place when it is whole.
pub struct ShardWriter {
    settings: Settings,
    /// Holds the growing file and what articles spill.
    staging: Staging,
    file: Hashed<BufWriter<File>>,
    path: PathBuf,
}

impl ShardWriter {
    /// Begins the file of shard `number` of `count`, from 1, in the output folder of the settings.
    ///
    /// `corpus` says what the shards of one export have in common, and `left_out` is the number of files of the corpus
    /// that no shard can read.
    ///
    /// # Errors
    /// If the file cannot be created, another process writes the same shard, or this build cannot write a format.
    pub fn create(
        mut settings: Settings,
        (number, count): (u32, u32),
        corpus: String,
        left_out: u64,
    ) -> Result<Self, ShardFileError> {
        built_in::check(&settings)?;
        let header = Header {
            format: FORMAT.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            number,
            count,
            corpus,
            left_out,
            settings: settings.clone(),
        };
        let width = count.to_string().len();
        let name = format!("shard-{number:0width$}-of-{count}");
        let path = settings.out.join(format!("{name}.diglot"));
        // A folder for each shard, so that all of them can be written at the same time.
        settings.out = settings.out.join(format!(".{name}"));
        let staging = Staging::create(&settings.out)?;
        let growing = growing(&staging);
        let file = File::create(&growing).map_err(|e| ShardFileError::io(&growing, e))?;
        let mut file = Hashed::new(BufWriter::new(file));
        line(&mut file, &header).map_err(|e| ShardFileError::io(&growing, e))?;
        Ok(Self {
            settings,
            staging,
            file,
            path,
        })
    }

    /// The settings that batches of this shard are made with.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Appends what was rendered of an article, in the order of the corpus. `article` is its number in the corpus, from
    /// 0, and `note` what else the run counted of it.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn append(
        &mut self,
        article: u32,
        note: &impl Serialize,
        batch: Batch,
    ) -> Result<(), ShardFileError> {
        let append = || -> io::Result<()> {
            let output = batch.into_output();
            let (bytes, mut content) = output.content()?;
            let head = RecordHead {
                article,
                note,
                output: output.head(),
                bytes,
            };
            line(&mut self.file, &head)?;
            let written = io::copy(&mut content, &mut self.file)?;
            if written == bytes {
                Ok(())
            } else {
                Err(io::ErrorKind::UnexpectedEof.into())
            }
        };
        append().map_err(|e| ShardFileError::io(&self.path, e))
    }

    /// Ends the file and puts it in place. Returns its path.
    ///
    /// # Errors
    /// If the file cannot be written or put in place.
    pub fn finish(mut self) -> Result<PathBuf, ShardFileError> {
        let error = |e| ShardFileError::io(&self.path, e);
        let trailer = Trailer {
            blake3: self.file.hasher.finalize().to_hex().to_string(),
        };
        line(&mut self.file, &trailer).map_err(error)?;
        self.file.flush().map_err(error)?;
        self.file.to.get_ref().sync_all().map_err(error)?;
        let growing = growing(&self.staging);
        {
            // A signal ends the program before this or after it.
            let _lock = scratch::lock();
            fs::rename(growing, &self.path).map_err(error)?;
        }
        drop(self.staging);
        // It is empty. If it cannot be removed, the next run of this shard uses it.
        let _ = fs::remove_dir(&self.settings.out);
        Ok(self.path)
    }
}

fn growing(staging: &Staging) -> PathBuf {
    Path::join(staging.path(), "shard")
}

fn line(to: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *to, value)?;
    to.write_all(b"\n")
}

/// Hashes what is written.
struct Hashed<W> {
    to: W,
    hasher: blake3::Hasher,
}

impl<W> Hashed<W> {
    fn new(to: W) -> Self {
        Self {
            to,
            hasher: blake3::Hasher::new(),
        }
    }
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}
