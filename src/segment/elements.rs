//! HTML elements that decide the kind of unit, and how they open and close.
//!
//! Tags are often left out or crossed: a new cell ends the one before, a table's end ends all in it.

use crate::model::Cell;

use super::containers::{Containers, Element};
use super::html::Sort;

/// Deeper nesting of HTML is not followed.
const DEEPEST: usize = 200;

impl Containers {
    /// Whether a table of HTML is open.
    pub fn in_html_table(&self) -> bool {
        self.elements
            .iter()
            .any(|(e, _)| matches!(e, Element::Table { .. }))
    }

    /// Whether a tag of a block inside a paragraph begins another unit.
    pub fn splits(&self) -> bool {
        self.elements
            .iter()
            .any(|(e, _)| matches!(e, Element::List | Element::Cell(..)))
    }

    /// The level of the HTML heading that is open, 0 for none.
    pub fn html_heading(&self) -> u8 {
        match self.elements.last() {
            Some((Element::Heading(level), _)) => *level,
            _ => 0,
        }
    }

    /// A block element begins; those it ends by implication are closed.
    pub fn open_element(&mut self, sort: Sort, table: u32) {
        let element = match sort {
            Sort::Table => Element::Table {
                id: table,
                rows: 0,
                columns: 0,
            },
            Sort::Row => {
                if let Some(Element::Table { rows, columns, .. }) = self.innermost_table() {
                    *rows += 1;
                    *columns = 0;
                }
                return;
            }
            Sort::Cell => {
                let Some(Element::Table { id, rows, columns }) = self.innermost_table() else {
                    return;
                };
                let cell = Cell {
                    table: *id,
                    row: rows.saturating_sub(1),
                    column: *columns,
                };
                *columns += 1;
                Element::Cell(cell, cell.row == 0)
            }
            Sort::List => Element::List,
            Sort::Item => {
                let open = self
                    .elements
                    .iter()
                    .rposition(|(e, _)| !matches!(e, Element::Quote | Element::Heading(_)));
                if let Some(open) = open
                    && matches!(self.elements[open].0, Element::Item(_))
                {
                    self.elements.truncate(open);
                }
                Element::Item(false)
            }
            Sort::Quote => Element::Quote,
            Sort::Heading(level) => Element::Heading(level),
            _ => return,
        };
        if self.elements.len() < DEEPEST {
            self.elements.push((element, self.frames.len()));
        }
    }

    /// A block element ends, and all in it.
    pub fn close_element(&mut self, sort: Sort) {
        if sort == Sort::Row {
            self.innermost_table();
            return;
        }
        let matches = |e: &Element| match sort {
            Sort::Table => matches!(e, Element::Table { .. }),
            Sort::Cell => matches!(e, Element::Cell(..)),
            Sort::List => matches!(e, Element::List),
            Sort::Item => matches!(e, Element::Item(_)),
            Sort::Quote => matches!(e, Element::Quote),
            Sort::Heading(_) => matches!(e, Element::Heading(_)),
            _ => false,
        };
        let table = self
            .elements
            .iter()
            .rposition(|(e, _)| matches!(e, Element::Table { .. }))
            .unwrap_or(0);
        let found = self
            .elements
            .iter()
            .rposition(|(e, _)| matches(e))
            .filter(|found| *found >= table);
        if let Some(found) = found {
            self.elements.truncate(found);
        }
    }

    /// The innermost table, all that is open in it closed.
    fn innermost_table(&mut self) -> Option<&mut Element> {
        let table = self
            .elements
            .iter()
            .rposition(|(e, _)| matches!(e, Element::Table { .. }))?;
        self.elements.truncate(table + 1);
        self.elements.last_mut().map(|(element, _)| element)
    }
}
