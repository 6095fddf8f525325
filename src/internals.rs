//! What this package's own program, tests, benchmarks and fuzz targets use beyond the public API.
//!
//! Other crates must not use it: it can change in any version. Each module lists its items one by one, so that the
//! compiler still finds code that nobody uses.

pub mod align {
    //! Alignment of the versions of an article.
    pub use crate::align::{
        AlignSettings, Fingerprint, Input, Match, Prepared, Spine, TextVectors, Trace, UnitPlace,
        align, learn,
    };
}

pub mod article {
    //! One article in memory.
    pub use crate::article::{ArticleSettings, LoadedArticle};
}

#[cfg(feature = "cli")]
pub mod cli {
    //! The command line.
    pub use crate::cli::main;
}

pub mod drift {
    //! Whether one translation is outdated.
    pub use crate::drift::{Status, drift};
}

pub mod evaluate {
    //! Scores against gold alignments.
    pub use crate::evaluate::{Gold, Pairs, Report, evaluate};
}

pub mod export {
    //! Files of pairs.
    pub use crate::export::{Batch, Duplicates, ExportWriter, Format, Inline, Settings};
}

pub mod layout {
    //! From file trees to articles.
    pub use crate::layout::{LayoutSettings, Pattern, Place, find};
}

pub mod lint {
    //! Rules of `diglot check`.
    pub use crate::lint::Rule;
}

pub mod matching {
    //! Which files are similar.
    pub use crate::matching::nearest;
}

pub mod model {
    //! Plain data.
    pub use crate::model::{
        Aligner, ArticleVersion, Bead, Cell, Corpus, Document, Flags, Inline, InlineKind, Locale,
        Pair, Role, Section, Side, Source, TranslationType, Unit, UnitId, UnitKind,
    };
}

pub mod pipeline {
    //! The runner.
    pub use crate::pipeline::{Learning, Outcome, Settings, run};
}

#[cfg(feature = "arrow")]
pub mod arrow {
    //! Tables of pairs whose duplicates are found elsewhere.
    pub use crate::corpus::record_batch_with_keys;
}

pub mod quality {
    //! Checks on pairs.
    pub use crate::quality::{
        DedupSettings, Flag, FlagSink, Flags, Keys, LocalePairProfile, LocalePairProfiles,
        ProfileLearner, TextPair, inspect, judge,
    };
}

pub mod read {
    //! From bytes to text and front matter.
    pub use crate::read::{ReadSettings, parse, read};
}

pub mod segment {
    //! From text to units.
    pub use crate::segment::{Dialect, SegmentSettings, segment};
}

pub mod sentence {
    //! Sentences.
    pub use crate::sentence::{AlignedText, Piece, cut, protected, sentences};

    pub mod align {
        //! Alignment of sentences.
        pub use crate::sentence::align::align_lines;
    }

    pub mod srx {
        //! Rules that split text into sentences.
        pub use crate::sentence::srx::{Splitter, Srx};
    }
}
