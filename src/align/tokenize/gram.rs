//! Text written without spaces: overlapping n-grams.

use std::hash::Hasher;

use rustc_hash::FxHasher;

/// The last characters of a run of text written without spaces.
#[derive(Default)]
pub(super) struct Gram {
    last: [u32; 2],
    seen: u8,
}

impl Gram {
    pub fn clear(&mut self) {
        self.seen = 0;
    }

    pub fn push(&mut self, c: char, size: u8) -> Option<u64> {
        let full = self.seen + 1 >= size;
        let gram = full.then(|| {
            let mut hash = FxHasher::default();
            if size == 3 {
                hash.write_u32(self.last[0]);
            }
            hash.write_u32(self.last[1]);
            hash.write_u32(c as u32);
            hash.finish()
        });
        self.last = [self.last[1], c as u32];
        self.seen = (self.seen + 1).min(size - 1);
        gram
    }
}
