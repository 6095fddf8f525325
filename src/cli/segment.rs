//! `diglot segment`: the units of files.

use std::io::{BufWriter, Write};

use serde::Serialize;
use serde_json::value::RawValue;

use super::Exit;
use super::args::SegmentArgs;
use super::console::Console;
use super::settings::Resolver;
use super::table::{Table, terminal_width};
use crate::layout::Generators;
use crate::model::{Cell, Document, Unit, UnitKind};
use crate::read;
use crate::segment;

/// Prints the units of each file.
pub fn run(args: &SegmentArgs, resolver: &Resolver, mut console: Console) -> anyhow::Result<Exit> {
    let (reading, segmenting) = resolver.text(&args.text);
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut generators = Generators::default();
    for path in &args.files {
        let (mut source, warnings) = match read::read(path, &reading) {
            Ok(read) => read,
            Err(error) => {
                console.warn(&error.into());
                continue;
            }
        };
        source.generator = generators.of(path);
        let (document, more) = segment::segment(&source, &segmenting);
        warnings.iter().chain(&more).for_each(|w| console.warn(w));
        let name = path.display().to_string();
        let dialect = segmenting.dialect_of(&source).as_str();
        console.say(&format!("{name}: read as {dialect}"));
        if args.json {
            // Every row has the file's name. It is escaped once.
            let file = serde_json::value::to_raw_value(&name)?;
            // Rows are small: they are put together in memory and written once for each file.
            let mut rows = Vec::new();
            for (index, unit) in document.units.iter().enumerate() {
                let row = Row::new(&file, dialect, index, unit, &document);
                serde_json::to_writer(&mut rows, &row)?;
                rows.push(b'\n');
            }
            out.write_all(&rows)?;
            continue;
        }
        if args.files.len() > 1 {
            writeln!(out, "{name}")?;
        }
        out.write_all(table(&document).render(terminal_width()).as_bytes())?;
    }
    out.flush()?;
    console.print_suppressed_summary();
    Ok(Exit::after(console.left_out()))
}

fn table(document: &Document) -> Table {
    let mut table = Table::new(&[">line", "kind", "place", "label", "text"]);
    for unit in &document.units {
        table.row([
            unit.line.to_string(),
            unit.kind.as_str().to_owned(),
            place(unit),
            unit.label.as_deref().unwrap_or_default().to_owned(),
            document.text(unit).to_owned(),
        ]);
    }
    table
}

/// Level of a heading, place of a cell, depth in lists.
fn place(unit: &Unit) -> String {
    match unit.cell {
        Some(cell) => format!(
            "table {} row {} column {}",
            cell.table, cell.row, cell.column
        ),
        None if unit.level > 0 => format!("level {}", unit.level),
        None if unit.depth > 0 => format!("depth {}", unit.depth),
        None => String::new(),
    }
}

/// A unit as JSON shows it.
#[derive(Serialize)]
struct Row<'a> {
    file: &'a RawValue,
    dialect: &'static str,
    index: usize,
    kind: UnitKind,
    line: u32,
    span: [u32; 2],
    context: Vec<&'a str>,
    level: Option<u8>,
    depth: u8,
    cell: Option<Cell>,
    label: Option<&'a str>,
    text: &'a str,
}

impl<'a> Row<'a> {
    fn new(
        file: &'a RawValue,
        dialect: &'static str,
        index: usize,
        unit: &'a Unit,
        document: &'a Document,
    ) -> Self {
        Self {
            file,
            dialect,
            index,
            kind: unit.kind,
            line: unit.line,
            span: [unit.span.start, unit.span.end],
            context: document.context(unit),
            level: (unit.level > 0).then_some(unit.level),
            depth: unit.depth,
            cell: unit.cell,
            label: unit.label.as_deref(),
            text: document.text(unit),
        }
    }
}
