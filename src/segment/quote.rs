//! Quotes that are notes: by a marker, `> [!NOTE]`, or by their first words, `> **Note:** …`.

/// The kind of note that a quote is, `None` for a quote; an alert has a marker.
pub(super) fn label(alert: bool, quote: &str) -> Option<Box<str>> {
    match alert {
        true => marker(quote),
        false => first_words(quote).map(Into::into),
    }
}

/// The kind in the marker of an alert.
fn marker(quote: &str) -> Option<Box<str>> {
    let open = quote.find("[!")? + 2;
    let close = quote[open..].find(']')? + open;
    Some(quote[open..close].to_lowercase().into())
}

/// The first bytes of a quote. Quotes can be nested, so reading each to its end would take quadratic time.
fn beginning(quote: &str) -> &str {
    const BYTES: usize = 256;
    let mut end = quote.len().min(BYTES);
    while !quote.is_char_boundary(end) {
        end -= 1;
    }
    &quote[..end]
}

/// The kind of note that bold first words name. MDN wrote notes so before alerts existed.
fn first_words(quote: &str) -> Option<&'static str> {
    const LONGEST: usize = 40;
    // What such words begin with in the languages MDN is translated into.
    const WARNINGS: [&str; 9] = [
        "Warn",
        "Attention",
        "Avertissement",
        "Advertencia",
        "Aviso",
        "警告",
        "경고",
        "Предупр",
        "Achtung",
    ];
    let text = beginning(quote)
        .trim_start_matches(['>', ' ', '\t'])
        .strip_prefix("**")?;
    let end = text.find("**").filter(|end| *end <= LONGEST)?;
    let (words, behind) = (text[..end].trim_end(), text[end + 2..].trim_start());
    let colon = [':', '：'];
    let one_line = !words.contains('\n');
    if !one_line || !words.ends_with(colon) && !behind.starts_with(colon) {
        return None;
    }
    let warns = WARNINGS.iter().any(|word| words.starts_with(word));
    Some(if warns { "warning" } else { "note" })
}
