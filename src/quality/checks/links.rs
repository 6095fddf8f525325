//! # `links`: A link was lost or added, or leads to another page.
//!
//! ## What it does
//!
//! Compares the links of both sides as a multiset. Two links are the same if they lead to the same page. The page is
//! the last part of the address without locale, anchor, query and file extension, so `../setup/install.md` and
//! `/fr-fr/setup/install` are the same. A reference link such as `[text][label]` has the address of its definition.
//!
//! ## Why is this bad?
//!
//! Readers miss a link or reach the wrong page. The flag drops no pair, because CAT tools insert the links of the segment
//! at hand.
//!
//! ## Example
//!
//! | source | target |
//! |---|---|
//! | See `[the plan](plan.md)`. | Voir le plan. |
//!
//! ## How well it works
//!
//! All of 200 lost links and all of 200 links to another page are found. All of 53 findings in real pairs that were
//! read name a real difference; most come from translations of an older source.

use crate::model::Flag;
use crate::quality::link_address::{address, page};
use crate::quality::markup::{MarkupClass, MarkupDifference, report_difference};
use crate::quality::multiset::drop_common;
use crate::quality::text_pair::FlagSink;

/// Reports links that only one side has.
pub fn check(difference: &MarkupDifference<'_, '_>, sink: &mut impl FlagSink) {
    let (source, target) = (difference.source, difference.target);
    let lost = difference.lost(MarkupClass::Link);
    let mut lost: Vec<_> = lost.map(|link| address(source, link.run)).collect();
    let added = difference.added(MarkupClass::Link);
    let mut added: Vec<_> = added.map(|link| address(target, link.run)).collect();
    // The same page at another address is the same link.
    drop_common(&mut lost, &mut added, |address| page(address));
    report_difference(Flag::Links, "link", &lost, &added, sink);
}
