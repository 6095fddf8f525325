//! Plots as SVG. They contain numbers only, so nothing in them has to be escaped but names of classes, which are ours.

use std::fmt::Write;

use minijinja::Value;

/// Width and height of a plot, in pixels.
const SIZE: (f64, f64) = (300.0, 130.0);
/// Space below the bars for names.
const BELOW: f64 = 34.0;

/// A bar for each class.
pub fn bars(counts: &[u64], names: &[&str]) -> Value {
    let most = counts.iter().copied().max().unwrap_or(0).max(1) as f64;
    let width = SIZE.0 / counts.len() as f64;
    let mut svg = begin(&format!("Pairs by score: {}", described(counts, names)));
    for (index, (count, name)) in counts.iter().zip(names).enumerate() {
        let height = (SIZE.1 - BELOW - 12.0) * *count as f64 / most;
        let (x, y) = (index as f64 * width, SIZE.1 - BELOW - height);
        let middle = x + width / 2.0;
        let _ = write!(
            svg,
            "<rect x=\"{:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{height:.1}\" class=\"bar\"/>\
             <text x=\"{middle:.1}\" y=\"{:.1}\" class=\"count\">{count}</text>\
             <text x=\"{middle:.1}\" y=\"{:.1}\" class=\"name\">{}</text>",
            x + 2.0,
            width - 4.0,
            y - 2.0,
            SIZE.1 - BELOW + 12.0,
            name.replace("below ", "<tspan>&lt;&#160;</tspan>"),
        );
    }
    end(svg)
}

fn described(counts: &[u64], names: &[&str]) -> String {
    let parts = counts.iter().zip(names);
    let parts: Vec<String> = parts
        .map(|(count, name)| format!("{name} {count}"))
        .collect();
    parts.join(", ")
}

/// Bins of the plot of lengths, from a quarter to four times the source's length.
const BINS: usize = 32;

/// How long targets are compared with their sources, on a logarithmic scale.
pub fn ratios(ratios: &[f64]) -> Value {
    let mut counts = [0_u64; BINS];
    for ratio in ratios {
        let place = (ratio.max(1e-6).log2() + 2.0) / 4.0 * BINS as f64;
        counts[(place.max(0.0) as usize).min(BINS - 1)] += 1;
    }
    let most = counts.iter().copied().max().unwrap_or(0).max(1) as f64;
    let width = SIZE.0 / BINS as f64;
    let median = median(ratios);
    let mut svg = begin(&format!(
        "Length of targets over sources: median {median:.2} of {} pairs",
        ratios.len()
    ));
    for (index, count) in counts.iter().enumerate() {
        let height = (SIZE.1 - BELOW) * *count as f64 / most;
        let _ = write!(
            svg,
            "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{height:.1}\" class=\"bar\"/>",
            index as f64 * width,
            SIZE.1 - BELOW - height,
            width - 1.0,
        );
    }
    for (ratio, name) in [(0.5, "half"), (1.0, "same"), (2.0, "double")] {
        let x = (f64::log2(ratio) + 2.0) / 4.0 * SIZE.0;
        let _ = write!(
            svg,
            "<line x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"0\" y2=\"{:.1}\" class=\"axis\"/><text x=\"{x:.1}\" y=\"{:.1}\" class=\"name\">{name}</text>",
            SIZE.1 - BELOW,
            SIZE.1 - BELOW + 12.0,
        );
    }
    let _ = write!(
        svg,
        "<text x=\"{:.1}\" y=\"{:.1}\" class=\"name\">median {median:.2}</text>",
        SIZE.0 / 2.0,
        SIZE.1 - 6.0
    );
    end(svg)
}

fn median(values: &[f64]) -> f64 {
    let mut values = values.to_vec();
    if values.is_empty() {
        return 0.0;
    }
    let middle = values.len() / 2;
    *values.select_nth_unstable_by(middle, f64::total_cmp).1
}

fn begin(label: &str) -> String {
    let (width, height) = SIZE;
    format!("<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{label}\">")
}

fn end(mut svg: String) -> Value {
    svg.push_str("</svg>");
    Value::from_safe_string(svg)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_have_their_counts() {
        let svg = bars(&[0, 3, 6], &["below 0.5", "below 0.9", "more"]).to_string();
        assert!(
            svg.contains(">6</text>") && svg.contains("aria-label=\"Pairs by score: below 0.5 0,")
        );
        assert!(
            svg.contains("height=\"84.0\"") && svg.contains("height=\"42.0\""),
            "{svg}"
        );
    }

    #[test]
    fn ratios_out_of_range_are_in_the_last_bins() {
        let svg = ratios(&[0.0, 0.01, 1.0, 1000.0]).to_string();
        assert!(svg.contains("median 1.00 of 4 pairs"), "{svg}");
        assert!(!ratios(&[]).to_string().contains("NaN"));
    }
}
