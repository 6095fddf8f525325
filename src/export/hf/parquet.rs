//! Rows that wait as JSON, written as Parquet by groups of bounded size.

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

use super::Columns;
use super::card;
use super::counts::Counts;
use super::stored::{BEFORE, Stored, TEXTS, Values, after};

/// A group is written once its rows are so many, or their JSON so many bytes.
const GROUP: (usize, usize) = (1 << 16, 32 << 20);

/// Writes the rows of one file to the other, and counts them.
pub(super) fn convert(
    rows: &Path,
    to: &Path,
    languages: &[String; 2],
    extra: Columns,
    unaligned: bool,
) -> io::Result<Counts> {
    let metadata = KeyValue::new("huggingface".to_owned(), card::features(languages, extra));
    let properties = WriterProperties::builder()
        .set_created_by(concat!("diglot ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_key_value_metadata(Some(vec![metadata]))
        .build();
    let schema = schema(languages, extra).map_err(error)?;
    let mut writer = SerializedFileWriter::new(File::create(to)?, schema, Arc::new(properties))
        .map_err(error)?;
    let mut counts = Counts::default();
    let mut lines = BufReader::new(File::open(rows)?);
    let (mut line, mut group, mut size) = (String::new(), Vec::new(), 0);
    loop {
        line.clear();
        let read = lines.read_line(&mut line)?;
        if read > 0 {
            let row: Stored = serde_json::from_str(&line)?;
            counts.add(&row);
            if unaligned || (row.source.is_some() && row.target.is_some()) {
                group.push(row);
                size += read;
            }
        }
        let full = group.len() >= GROUP.0 || size >= GROUP.1;
        if !group.is_empty() && (full || read == 0) {
            counts.rows += group.len() as u64;
            write(&mut writer, &group, extra).map_err(error)?;
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

fn error(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(inner) => *inner,
            Err(inner) => io::Error::other(inner),
        },
        other => io::Error::other(other),
    }
}

fn schema(languages: &[String; 2], extra: Columns) -> Result<TypePtr, ParquetError> {
    let mut fields = Vec::new();
    for &(name, values) in BEFORE {
        fields.push(column(name, values)?);
    }
    let texts: Result<Vec<_>, _> = languages
        .iter()
        .zip(TEXTS)
        .map(|(name, values)| column(name, values))
        .collect();
    let translation = Type::group_type_builder("translation")
        .with_repetition(Repetition::REQUIRED)
        .with_fields(texts?)
        .build()?;
    fields.push(Arc::new(translation));
    for &(name, values) in after(extra) {
        fields.push(column(name, values)?);
    }
    Type::group_type_builder("row")
        .with_fields(fields)
        .build()
        .map(Arc::new)
}

fn column(name: &str, values: Values) -> Result<TypePtr, ParquetError> {
    let (physical, logical) = match values {
        Values::Text(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Values::Number(_) => (Physical::INT64, None),
        Values::Real(_) => (Physical::DOUBLE, None),
        Values::Truth(_) => (Physical::BOOLEAN, None),
    };
    Type::primitive_type_builder(name, physical)
        .with_logical_type(logical)
        .with_repetition(Repetition::OPTIONAL)
        .build()
        .map(Arc::new)
}

fn write(
    writer: &mut SerializedFileWriter<File>,
    rows: &[Stored],
    extra: Columns,
) -> Result<(), ParquetError> {
    let mut group = writer.next_row_group()?;
    let columns = BEFORE
        .iter()
        .map(|c| c.1)
        .chain(TEXTS)
        .chain(after(extra).map(|c| c.1));
    for values in columns {
        match values {
            Values::Text(get) => {
                fill::<ByteArrayType>(&mut group, rows, |row| {
                    get(row).map(|t| ByteArray::from(t.as_bytes().to_vec()))
                })?;
            }
            Values::Number(get) => fill::<Int64Type>(&mut group, rows, get)?,
            Values::Real(get) => fill::<DoubleType>(&mut group, rows, get)?,
            Values::Truth(get) => fill::<BoolType>(&mut group, rows, get)?,
        }
    }
    group.close()?;
    Ok(())
}

/// Writes one column of a group: the values there are, and for each row whether there is one.
fn fill<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, File>,
    rows: &[Stored],
    get: impl Fn(&Stored) -> Option<T::T>,
) -> Result<(), ParquetError> {
    let Some(mut column) = group.next_column()? else {
        return Err(ParquetError::General(
            "the schema has fewer columns than the rows".to_owned(),
        ));
    };
    let cells: Vec<Option<T::T>> = rows.iter().map(get).collect();
    let present: Vec<i16> = cells.iter().map(|cell| cell.is_some().into()).collect();
    let values: Vec<T::T> = cells.into_iter().flatten().collect();
    column
        .typed::<T>()
        .write_batch(&values, Some(&present), None)?;
    column.close()
}
