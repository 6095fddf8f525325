//! Writes rows that wait as JSON to Parquet, in groups of bounded size.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ::parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use ::parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use ::parquet::schema::types::{Type, TypePtr};

use super::counts::{Counts, Places};
use super::dataset_columns::{DatasetColumn, Leaf, StoredRow};
use super::features;
use crate::export::formats::columns::CellType;

/// A group is written once it has this many rows, or this many bytes of JSON.
const GROUP: (usize, usize) = (1 << 16, 32 << 20);

/// How rows become Parquet.
pub(super) struct Table<'a> {
    pub columns: &'a [DatasetColumn],
    pub places: &'a Places,
    /// Whether units without partner are written. They are counted in any case.
    pub unaligned: bool,
    pub rows_per_file: Option<u64>,
}

/// Rows on their way to files.
struct Output<'a, P> {
    table: &'a Table<'a>,
    /// The path of the file of a number.
    path: P,
    files: Vec<PathBuf>,
    /// The last of the files, and how many rows it has.
    writer: Option<(SerializedFileWriter<File>, u64)>,
    group: Vec<StoredRow>,
    /// Bytes of JSON in the group.
    group_size: usize,
    counts: Counts,
}

impl Table<'_> {
    /// Writes the rows of a file of JSON to one or more files of Parquet. Returns counts and the files.
    pub fn convert(
        &self,
        rows: &Path,
        path: impl Fn(usize) -> PathBuf,
    ) -> io::Result<(Counts, Vec<PathBuf>)> {
        let mut output = Output {
            table: self,
            path,
            files: Vec::new(),
            writer: None,
            group: Vec::new(),
            group_size: 0,
            counts: Counts::default(),
        };
        let (mut lines, mut line) = (BufReader::new(File::open(rows)?), String::new());
        loop {
            line.clear();
            let read = lines.read_line(&mut line)?;
            if read == 0 {
                break;
            }
            output.add(StoredRow::parse(&line)?, read)?;
        }
        output.end()
    }
}

impl<P: Fn(usize) -> PathBuf> Output<'_, P> {
    fn add(&mut self, row: StoredRow, size: usize) -> io::Result<()> {
        self.counts.add(&row, self.table.places);
        if !self.table.unaligned && !self.table.places.is_pair(&row) {
            return Ok(());
        }
        self.group.push(row);
        self.group_size += size;
        let rows = self.writer.as_ref().map_or(0, |writer| writer.1) + self.group.len() as u64;
        let is_file_full = self.table.rows_per_file.is_some_and(|most| rows >= most);
        if is_file_full || self.group.len() >= GROUP.0 || self.group_size >= GROUP.1 {
            self.write_group()?;
        }
        if is_file_full {
            self.close()?;
        }
        Ok(())
    }

    /// Writes the rest. There is always a file, even if there are no rows.
    fn end(mut self) -> io::Result<(Counts, Vec<PathBuf>)> {
        if !self.group.is_empty() || self.files.is_empty() {
            self.write_group()?;
        }
        self.close()?;
        Ok((self.counts, self.files))
    }

    fn write_group(&mut self) -> io::Result<()> {
        let (writer, rows) = match &mut self.writer {
            Some(writer) => writer,
            none => {
                let path = (self.path)(self.files.len());
                let writer = create(&path, self.table.columns).map_err(error)?;
                self.files.push(path);
                none.insert((writer, 0))
            }
        };
        if !self.group.is_empty() {
            let bytes = write_group(writer, &self.group, self.table.columns).map_err(error)?;
            *rows += self.group.len() as u64;
            self.counts.rows += self.group.len() as u64;
            self.counts.bytes += bytes;
        }
        self.group.clear();
        self.group_size = 0;
        Ok(())
    }

    fn close(&mut self) -> io::Result<()> {
        if let Some((writer, _)) = self.writer.take() {
            writer.close().map_err(error)?;
        }
        Ok(())
    }
}

fn create(
    to: &Path,
    columns: &[DatasetColumn],
) -> Result<SerializedFileWriter<File>, ParquetError> {
    let metadata = KeyValue::new("huggingface".to_owned(), features::metadata(columns));
    let properties = WriterProperties::builder()
        .set_created_by(concat!("diglot ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_key_value_metadata(Some(vec![metadata]))
        .build();
    SerializedFileWriter::new(File::create(to)?, schema(columns)?, Arc::new(properties))
}

fn error(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(inner) => *inner,
            Err(inner) => io::Error::other(inner),
        },
        other => io::Error::other(other),
    }
}

fn schema(columns: &[DatasetColumn]) -> Result<TypePtr, ParquetError> {
    let fields: Result<Vec<_>, _> = columns.iter().map(field).collect();
    Type::group_type_builder("row")
        .with_fields(fields?)
        .build()
        .map(Arc::new)
}

fn field(column: &DatasetColumn) -> Result<TypePtr, ParquetError> {
    let texts = match column {
        DatasetColumn::Leaf(leaf) => return primitive(leaf),
        DatasetColumn::Translation(texts) => texts,
    };
    let texts: Result<Vec<_>, _> = texts.iter().map(primitive).collect();
    Type::group_type_builder("translation")
        .with_repetition(Repetition::REQUIRED)
        .with_fields(texts?)
        .build()
        .map(Arc::new)
}

fn primitive(leaf: &Leaf) -> Result<TypePtr, ParquetError> {
    let (physical, logical) = match leaf.cell_type {
        CellType::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        CellType::Integer | CellType::Span => (Physical::INT64, None),
        CellType::Real => (Physical::DOUBLE, None),
        CellType::Truth => (Physical::BOOLEAN, None),
    };
    Type::primitive_type_builder(&leaf.name, physical)
        .with_logical_type(logical)
        .with_repetition(Repetition::OPTIONAL)
        .build()
        .map(Arc::new)
}

/// Writes rows as one group and returns their size in memory.
fn write_group(
    writer: &mut SerializedFileWriter<File>,
    rows: &[StoredRow],
    columns: &[DatasetColumn],
) -> Result<u64, ParquetError> {
    let mut group = writer.next_row_group()?;
    let mut bytes = 0;
    for column in columns {
        let leaves = match column {
            DatasetColumn::Leaf(leaf) => std::slice::from_ref(leaf),
            DatasetColumn::Translation(texts) => texts,
        };
        for leaf in leaves {
            write_leaf(&mut group, rows, leaf)?;
            bytes += arrow_size(rows, leaf);
        }
    }
    group.close()?;
    Ok(bytes)
}

/// Bytes of a column in memory: values, the offsets of texts, and one bit per row for whether it has a value.
fn arrow_size(rows: &[StoredRow], leaf: &Leaf) -> u64 {
    let count = rows.len() as u64;
    let bits = count.div_ceil(8);
    let values = match leaf.cell_type {
        CellType::Text => {
            let texts = rows.iter().filter_map(|row| leaf.text(row));
            texts.map(|text| text.len() as u64).sum::<u64>() + 4 * (count + 1)
        }
        CellType::Integer | CellType::Span | CellType::Real => 8 * count,
        CellType::Truth => bits,
    };
    values + bits
}

fn write_leaf(
    group: &mut SerializedRowGroupWriter<'_, File>,
    rows: &[StoredRow],
    leaf: &Leaf,
) -> Result<(), ParquetError> {
    let bytes = |text: &str| ByteArray::from(text.as_bytes().to_vec());
    match leaf.cell_type {
        CellType::Text => fill::<ByteArrayType>(group, rows, |row| leaf.text(row).map(bytes)),
        CellType::Integer | CellType::Span => {
            fill::<Int64Type>(group, rows, |row| leaf.integer(row))
        }
        CellType::Real => fill::<DoubleType>(group, rows, |row| leaf.real(row)),
        CellType::Truth => fill::<BoolType>(group, rows, |row| leaf.truth(row)),
    }
}

/// Writes one column of a group: the values there are, and for each row whether it has one.
fn fill<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, File>,
    rows: &[StoredRow],
    cell: impl Fn(&StoredRow) -> Option<T::T>,
) -> Result<(), ParquetError> {
    let Some(mut column) = group.next_column()? else {
        return Err(ParquetError::General(
            "the schema has fewer columns than the rows".to_owned(),
        ));
    };
    let cells: Vec<Option<T::T>> = rows.iter().map(cell).collect();
    let present: Vec<i16> = cells.iter().map(|cell| cell.is_some().into()).collect();
    let values: Vec<T::T> = cells.into_iter().flatten().collect();
    column
        .typed::<T>()
        .write_batch(&values, Some(&present), None)?;
    column.close()
}
