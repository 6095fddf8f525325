//! A slot of the spine: what founded it, and what is known of its slug.

use std::sync::Arc;

use crate::align::features::Features;
use crate::align::slug::Slug;

/// A place in the article that units of several versions may share.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    /// The unit that founded it; `None` for a landmark.
    pub unit: Option<Arc<Features>>,
    /// Key of a landmark.
    pub landmark: u64,
    /// Identifies the table row it is a cell of.
    pub row: Option<u64>,
    /// The slug that its headings state; not known as long as none does.
    pub stated: Slug,
    /// The generation that founded it.
    pub founder: usize,
}

impl Slot {
    /// Takes over the slug of a heading; `false` if the slot states another one.
    pub fn agree(&mut self, slug: Slug) -> bool {
        if self.stated.contradicts(slug) {
            return false;
        }
        if slug.is_stated && self.stated.id().is_none() {
            self.stated = slug;
        }
        let unknown = self.unit.as_ref().filter(|u| u.slug.id().is_none());
        if slug.id().is_some()
            && unknown.is_some()
            && let Some(unit) = &mut self.unit
        {
            Arc::make_mut(unit).slug = slug;
        }
        true
    }
}

/// A slug if it is stated.
pub(super) fn stated(slug: Slug) -> Slug {
    match slug.is_stated {
        true => slug,
        false => Slug::default(),
    }
}
