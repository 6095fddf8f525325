//! Writes rows that wait as JSON to Parquet, in groups of bounded size.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;
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

/// Writes the rows of one file to the other, and counts them. Units without partner are only counted unless
/// `unaligned` is set.
pub(super) fn convert(
    rows: &Path,
    to: &Path,
    columns: &[DatasetColumn],
    places: &Places,
    unaligned: bool,
) -> io::Result<Counts> {
    let mut writer = create(to, columns).map_err(error)?;
    let mut counts = Counts::default();
    let mut lines = BufReader::new(File::open(rows)?);
    let (mut line, mut group, mut size) = (String::new(), Vec::new(), 0);
    loop {
        line.clear();
        let read = lines.read_line(&mut line)?;
        if read > 0 {
            let row = StoredRow::parse(&line)?;
            counts.add(&row, places);
            if unaligned || places.is_pair(&row) {
                group.push(row);
                size += read;
            }
        }
        let is_full = group.len() >= GROUP.0 || size >= GROUP.1;
        if !group.is_empty() && (is_full || read == 0) {
            counts.rows += group.len() as u64;
            counts.bytes += write_group(&mut writer, &group, columns).map_err(error)?;
            group.clear();
            size = 0;
        }
        if read == 0 {
            break;
        }
    }
    writer.close().map_err(error)?;
    Ok(counts)
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
