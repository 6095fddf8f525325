//! Rows that wait until all pairs are known, because a later pair may decide what is said of an earlier one.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, BufWriter, Seek};
use std::sync::Arc;

use arrow_array::types::UInt32Type;
use arrow_array::{Array, ArrayRef, BooleanArray, PrimitiveArray, RecordBatch, StringArray};
use arrow_ipc::reader::StreamReader;
use arrow_ipc::writer::StreamWriter;
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use arrow_select::filter::filter_record_batch;

use super::{ROWS, Rows, TableError, schema};
use crate::export::Settings;
use crate::export::writer::dedup_store::{Comparing, DedupStore, Entries, Judged};
use crate::model::{Flags, Locale, Pair};
use crate::scratch::ScratchFolder;

/// Bytes that are compared of two locales' pairs and may be in memory.
const IN_MEMORY: usize = 1 << 20;

/// Columns that say which pair a row is of: the number of its locale pair, its number there, and its flags so far.
const WAITING: [&str; 3] = ["locale_pair", "number", "known_flags"];

/// Rows of all pairs, in a temporary file until the last pair is known.
pub(crate) struct MarkedRows {
    settings: Settings,
    rows: Rows,
    /// The columns of [`WAITING`] for the rows in `rows`.
    waiting: [Vec<u32>; 3],
    file: StreamWriter<BufWriter<File>>,
    comparing: Option<Comparing>,
    locales: BTreeMap<(Locale, Locale), usize>,
    stores: Vec<DedupStore>,
    folder: ScratchFolder,
}

impl MarkedRows {
    pub fn new(settings: &Settings) -> Result<Self, TableError> {
        let file = BufWriter::new(tempfile::tempfile()?);
        let mut rows = Rows::new(settings);
        let schema = waiting_schema(&rows.take()?.schema());
        Ok(Self {
            comparing: Comparing::new(settings),
            settings: settings.clone(),
            rows,
            waiting: Default::default(),
            file: StreamWriter::try_new(file, &schema)?,
            locales: BTreeMap::new(),
            stores: Vec::new(),
            folder: ScratchFolder::temporary()?,
        })
    }

    /// Adds the pairs of an article.
    pub fn add(&mut self, pairs: &[Pair]) -> Result<(), TableError> {
        for pair in pairs {
            if self.rows.leaves_out(pair) {
                continue;
            }
            let locale_pair = self.compare(pair)?;
            let number = self.stores[locale_pair].len - 1;
            let known = [locale_pair as u32, number as u32, pair.flags.bits()];
            for (column, value) in self.waiting.iter_mut().zip(known) {
                column.push(value);
            }
            self.rows.add(pair);
        }
        if self.rows.len() >= ROWS {
            self.write()?;
        }
        Ok(())
    }

    /// Keeps what is compared of a pair. Returns the number of its locale pair.
    fn compare(&mut self, pair: &Pair) -> Result<usize, TableError> {
        let locales = (&pair.source.locale, &pair.target.locale);
        let mut entries = Entries::new(locales);
        entries.add(pair, self.comparing.as_mut());
        let next = self.stores.len();
        let index = *self.locales.entry(entries.locales).or_insert(next);
        if index == next {
            let path = self.folder.path().join(format!("{index}.keys"));
            self.stores.push(DedupStore::at(path));
        }
        let store = &mut self.stores[index];
        store.append(&entries.bytes, IN_MEMORY)?;
        store.len += 1;
        Ok(index)
    }

    fn write(&mut self) -> Result<(), TableError> {
        let batch = self.rows.take()?;
        let waiting = self.waiting.iter_mut().map(|column| {
            let column = PrimitiveArray::<UInt32Type>::from(std::mem::take(column));
            Arc::new(column) as ArrayRef
        });
        let arrays = batch.columns().iter().cloned().chain(waiting).collect();
        let batch = RecordBatch::try_new(waiting_schema(&batch.schema()), arrays)?;
        Ok(self.file.write(&batch)?)
    }

    /// All rows with their flags, without those that are dropped, after the last pair.
    pub fn finish(
        mut self,
    ) -> Result<impl Iterator<Item = Result<RecordBatch, TableError>>, TableError> {
        self.write()?;
        self.file.finish()?;
        let judge = |store: &DedupStore| store.judge(self.settings.judge());
        let judged: Result<Vec<Judged>, _> = self.stores.iter().map(judge).collect();
        let judged = judged?;
        let mut file = self
            .file
            .into_inner()?
            .into_inner()
            .map_err(|e| e.into_error())?;
        file.rewind()?;
        let schema = schema(&self.settings);
        let batches = StreamReader::try_new(BufReader::new(file), None)?;
        let batches = batches.map(move |batch| mark(&batch?, &judged, &schema));
        // Batches of which nothing is left are no news.
        Ok(batches.filter(|batch| batch.as_ref().map_or(true, |b| b.num_rows() > 0)))
    }
}

fn waiting_schema(schema: &SchemaRef) -> SchemaRef {
    let waiting = WAITING.map(|name| Arc::new(Field::new(name, DataType::UInt32, false)));
    let fields = schema.fields().iter().cloned().chain(waiting);
    Arc::new(Schema::new(fields.collect::<Vec<_>>()))
}

/// Replaces the columns of [`WAITING`] by what is known now, and leaves out the rows that are dropped.
fn mark(
    batch: &RecordBatch,
    judged: &[Judged],
    schema: &SchemaRef,
) -> Result<RecordBatch, TableError> {
    let known = batch.num_columns() - WAITING.len();
    let column = |index: usize| {
        let column = batch.column(known + index).as_any();
        column.downcast_ref::<PrimitiveArray<UInt32Type>>()
    };
    let [Some(locale_pairs), Some(numbers), Some(flags)] = [column(0), column(1), column(2)] else {
        let error = "the temporary file is not what was written to it";
        return Err(std::io::Error::other(error).into());
    };
    let rows = 0..batch.num_rows();
    let pair = |row: usize| {
        (
            &judged[locale_pairs.value(row) as usize],
            numbers.value(row),
        )
    };
    let all_flags = rows.clone().map(|row| {
        let (judged, number) = pair(row);
        let known = Flags::from_bits(flags.value(row));
        known.union(judged.verdict(number).flags).to_string()
    });
    let all_flags: StringArray = all_flags.map(Some).collect();
    let duplicate_of = rows.clone().map(|row| {
        let (judged, number) = pair(row);
        Some(judged.duplicate_of(number).unwrap_or_default())
    });
    let duplicate_of: StringArray = duplicate_of.collect();
    let stays = rows.map(|row| {
        let (judged, number) = pair(row);
        Some(!judged.verdict(number).dropped)
    });
    let stays: BooleanArray = stays.collect();
    let deferred = [Arc::new(all_flags) as ArrayRef, Arc::new(duplicate_of)];
    let known = batch.columns()[..known].iter().cloned();
    let arrays = known.chain(deferred).collect();
    let batch = RecordBatch::try_new(Arc::clone(schema), arrays)?;
    if stays.false_count() == 0 {
        return Ok(batch);
    }
    Ok(filter_record_batch(&batch, &stays)?)
}
