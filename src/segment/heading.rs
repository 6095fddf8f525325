//! Slugs of headings: `<a name="slug"></a>` before the text, `{#slug}` after it.
//!
//! Publishing tools write the slug of the original's heading into a translation, which makes it the best evidence
//! there is. The anchor is not text and not part of the unit's span.

/// The tab's id in the address of a heading that is a tab's title.
pub(super) fn tab_id(address: &str) -> Option<&str> {
    let id = address.strip_prefix("#tab/")?;
    (!id.is_empty()).then_some(id)
}
