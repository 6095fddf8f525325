//! Compression of whole files.
//!
//! A file is compressed once it is whole, as one stream: some readers stop at the first of several spooled without a
//! word, and an encoder for each of thousands of growing files would take gigabytes.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use flate2::write::GzEncoder;

use crate::export::Compression;

/// Compresses a file beside itself and removes it; gives the path and the ending of the name.
pub(super) fn compress(path: &Path, how: Compression) -> io::Result<(PathBuf, &'static str)> {
    let ending = match how {
        Compression::Zstd => ".zst",
        Compression::Gzip => ".gz",
    };
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    let to = PathBuf::from(name);
    let mut plain = File::open(path)?;
    let size = plain.metadata()?.len();
    let out = File::create(&to)?;
    match how {
        Compression::Zstd => {
            let mut encoder = zstd::Encoder::new(out, zstd::DEFAULT_COMPRESSION_LEVEL)?;
            encoder.set_pledged_src_size(Some(size))?;
            encoder.include_checksum(true)?;
            io::copy(&mut plain, &mut encoder)?;
            encoder.finish()?;
        }
        Compression::Gzip => {
            let mut encoder = GzEncoder::new(out, flate2::Compression::default());
            io::copy(&mut plain, &mut encoder)?;
            encoder.finish()?;
        }
    }
    fs::remove_file(path)?;
    Ok((to, ending))
}
