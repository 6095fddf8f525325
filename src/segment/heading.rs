//! Slugs of headings: `<a name="slug"></a>` before the text, `{#slug}` after it.
//!
//! Publishing tools write the slug of the original's heading into a translation, which makes it the best evidence
//! there is. The anchor is not text and not part of the unit's span.

/// A heading's text without `{#id}` at its end, and the id.
pub(super) fn trailing_id(text: &str) -> Option<(usize, &str)> {
    let trimmed = text.trim_end();
    let inner = trimmed.strip_suffix('}')?;
    let open = inner.rfind("{#")?;
    let id = inner[open + 2..].split_ascii_whitespace().next()?;
    let fits = !inner[open..].contains(['\n', '}']) && !id.is_empty();
    fits.then_some((open, id))
}

/// The tab's id in the address of a heading that is a tab's title.
pub(super) fn tab_id(address: &str) -> Option<&str> {
    let id = address.strip_prefix("#tab/")?;
    (!id.is_empty()).then_some(id)
}
