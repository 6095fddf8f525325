//! Splitting and aligning sentences: `cargo bench --bench sentence`.
//!
//! Splitting is measured in bytes a second on one thread, our rules beside Unicode's (icu_segmenter) in the same run.
//! Aligning is measured in lines a second, on two made-up languages whose words translate each other.

use diglot::internals::sentence::align::align_lines;
use diglot::internals::sentence::srx::{Splitter, Srx};
use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;

fn main() {
    divan::main();
}

/// Paragraphs of the executable specs, which have many more hard places than running text has.
const SPECS: [(&str, &str); 6] = [
    ("en", include_str!("../tests/srx/en.txt")),
    ("de", include_str!("../tests/srx/de.txt")),
    ("fr", include_str!("../tests/srx/fr.txt")),
    ("ru", include_str!("../tests/srx/ru.txt")),
    ("ja", include_str!("../tests/srx/ja.txt")),
    ("th", include_str!("../tests/srx/th.txt")),
];

/// Running text of a language: between two lines of a spec stand sentences as long as usual.
fn paragraphs(language: &str) -> Vec<String> {
    let spec = SPECS.iter().find(|s| s.0 == language).map_or("", |s| s.1);
    let filler = match language {
        "ja" => "この装置は、部屋の温度と湿度を測り、結果を画面に表示し、必要に応じて記録します。",
        "th" => "อุปกรณ์นี้วัดอุณหภูมิและความชื้นของห้อง แสดงผลบนหน้าจอ และบันทึกเมื่อจำเป็น ",
        "ru" => {
            "Этот прибор измеряет температуру и влажность воздуха, показывает их на экране и записывает по запросу. "
        }
        _ => {
            "This device measures the temperature and humidity of the room, shows them on its display and records them on demand. "
        }
    };
    let lines = spec.lines().filter(|l| !l.starts_with('#'));
    let lines: Vec<String> = lines
        .map(|l| format!("{filler}{} {filler}", l.replace('‖', "")))
        .collect();
    lines.iter().cycle().take(2_000).cloned().collect()
}

#[divan::bench(args = ["en", "de", "fr", "ru", "ja", "th"])]
fn our_rules(bencher: Bencher<'_, '_>, language: &str) {
    let texts = paragraphs(language);
    let bytes = texts.iter().map(String::len).sum::<usize>();
    let mut splitter = Splitter::new(Srx::own().rules(language));
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        let breaks = texts
            .iter()
            .map(|t| splitter.breaks(black_box(t), &[]).len());
        breaks.sum::<usize>()
    });
}

#[divan::bench(args = ["en", "de", "fr", "ru", "ja", "th"])]
fn unicode_rules(bencher: Bencher<'_, '_>, language: &str) {
    let texts = paragraphs(language);
    let bytes = texts.iter().map(String::len).sum::<usize>();
    let segmenter = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        let breaks = texts
            .iter()
            .map(|t| segmenter.segment_str(black_box(t)).count());
        breaks.sum::<usize>()
    });
}

/// What the first sentence of a language costs: reading the rule file and compiling the language's rules.
#[divan::bench(args = ["en", "de", "ru"])]
fn first_use(bencher: Bencher<'_, '_>, language: &str) {
    let xml = include_str!("../src/sentence/rules.srx");
    bencher.bench_local(|| {
        let srx = Srx::parse(black_box(xml)).expect("our own rules");
        Splitter::new(srx.rules(language))
            .breaks("One. Two.", &[])
            .len()
    });
}

#[divan::bench(args = [100, 1_000, 10_000], sample_count = 1, sample_size = 1)]
fn aligning(bencher: Bencher<'_, '_>, lines: usize) {
    let (source, target) = texts(lines);
    let source: Vec<&str> = source.iter().map(String::as_str).collect();
    let target: Vec<&str> = target.iter().map(String::as_str).collect();
    bencher
        .counter(ItemsCount::new(lines))
        .bench_local(|| align_lines(black_box(&source), black_box(&target)).len());
}

/// Lines in two languages: every word has one translation, one line in ten is divided, one in twenty left out.
fn texts(lines: usize) -> (Vec<String>, Vec<String>) {
    let mut state = 7u64;
    let mut next = |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let syllables = ["ba", "ne", "ti", "ko", "lu", "ra", "ves", "mon"];
    let word = |n: u64, salt: u64| {
        let mut n = (n + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15 ^ salt);
        let mut out = String::new();
        for _ in 0..2 + n % 3 {
            n = n.rotate_left(9).wrapping_mul(31);
            out.push_str(syllables[(n % 8) as usize]);
        }
        out
    };
    let (mut source, mut target) = (Vec::new(), Vec::new());
    while source.len() < lines {
        let words: Vec<u64> = (0..6 + next(16))
            .map(|_| next(70).pow(2) + next(40))
            .collect();
        let text = |words: &[u64], salt| {
            words
                .iter()
                .map(|w| word(*w, salt))
                .collect::<Vec<_>>()
                .join(" ")
                + "."
        };
        source.push(text(&words, 0));
        match next(20) {
            0 => {}
            1 | 2 => {
                let (left, right) = words.split_at(words.len() / 2);
                target.push(text(left, 77));
                target.push(text(right, 77));
            }
            _ => target.push(text(&words, 77)),
        }
    }
    (source, target)
}
