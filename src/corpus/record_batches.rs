//! The pairs of a corpus as Arrow record batches.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::task::Poll;
use std::thread::JoinHandle;
use std::time::Duration;

use arrow_array::{ArrayRef, RecordBatch, RecordBatchReader, StringArray};
use arrow_schema::{ArrowError, SchemaRef};

use super::Corpus;
use super::export::describe_pairs;
use crate::export::arrow::{MarkedRows, ROWS, Rows, TableError, schema};
use crate::export::{Duplicates, Format, Settings};
use crate::model::{Article, Flags, Pair, Warning};
use crate::pipeline::{self, Outcome};
use crate::quality::Keyer;

/// Batches and warnings that wait for the reader.
const WAITING: usize = 4;

/// The pairs of a corpus as Arrow record batches, in its order. Made by [`Corpus::record_batches`].
#[derive(Debug)]
pub struct RecordBatches {
    schema: SchemaRef,
    /// `None` after the last batch.
    receiver: Option<Receiver<Message>>,
    worker: Option<JoinHandle<()>>,
    stop: Arc<AtomicBool>,
    warnings: Vec<Warning>,
}

#[derive(Debug)]
enum Message {
    Warnings(Vec<Warning>),
    Batch(RecordBatch),
    Failed(TableError),
}

/// Why the work ended before the last article.
enum End {
    /// The reader has gone.
    Stopped,
    Failed(TableError),
}

impl<E: Into<TableError>> From<E> for End {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl Corpus {
    /// The pairs as Arrow record batches, with the columns and the values of JSONL.
    ///
    /// The settings say which columns there are (`markup`, `reasons`), how duplicates are handled, and which pairs are
    /// left out. Formats and folder have no effect. With [`Duplicates::Keep`], batches come while articles are worked
    /// on. Otherwise the first comes when all pairs are known; until then they wait in a temporary file.
    #[must_use]
    pub fn record_batches(&self, settings: &Settings) -> RecordBatches {
        let settings = self.table_settings(settings);
        let stop = Arc::new(AtomicBool::new(false));
        let (sender, receiver) = sync_channel(WAITING);
        let mut batches = RecordBatches {
            schema: schema(&settings),
            receiver: Some(receiver),
            worker: None,
            stop: Arc::clone(&stop),
            warnings: Vec::new(),
        };
        let (corpus, threads) = (self.clone(), rayon::current_num_threads());
        let work = move || {
            let worked = match settings.compares() {
                true => corpus.send_marked(&settings, &sender, &stop),
                false => corpus.send(&settings, &sender, &stop),
            };
            if let Err(End::Failed(error)) = worked {
                // If the reader has gone, nobody needs to know.
                let _ = sender.send(Message::Failed(error));
            }
        };
        let worker = std::thread::spawn(move || {
            match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
                Ok(pool) => pool.install(work),
                // Without more threads, this one does all the work.
                Err(_) => work(),
            }
        });
        batches.worker = Some(worker);
        batches
    }

    /// The schema of [`Corpus::record_batches`] with these settings.
    #[must_use]
    pub fn record_batch_schema(&self, settings: &Settings) -> SchemaRef {
        schema(&self.table_settings(settings))
    }

    fn table_settings(&self, settings: &Settings) -> Settings {
        Settings {
            formats: vec![Format::Jsonl],
            ..describe_pairs(settings.clone(), self)
        }
    }

    /// Sends batches when there are rows enough.
    fn send(
        &self,
        settings: &Settings,
        to: &SyncSender<Message>,
        stop: &AtomicBool,
    ) -> Result<(), End> {
        let schema = schema(settings);
        let (mut rows, mut flags) = (Rows::new(settings), Vec::new());
        let send = |rows: &mut Rows, flags: &mut Vec<Flags>| -> Result<(), End> {
            let batch = with_flags(&rows.take()?, &std::mem::take(flags), &schema)?;
            to.send(Message::Batch(batch)).map_err(|_| End::Stopped)
        };
        self.for_each_article(to, stop, |pairs| {
            for pair in &pairs {
                if !rows.leaves_out(pair) {
                    rows.add(pair);
                    flags.push(pair.flags);
                }
            }
            if rows.len() >= ROWS {
                send(&mut rows, &mut flags)?;
            }
            Ok(())
        })?;
        if rows.len() > 0 {
            send(&mut rows, &mut flags)?;
        }
        Ok(())
    }

    /// Sends batches when all pairs are known and were compared.
    fn send_marked(
        &self,
        settings: &Settings,
        to: &SyncSender<Message>,
        stop: &AtomicBool,
    ) -> Result<(), End> {
        let mut rows = MarkedRows::new(settings)?;
        self.for_each_article(to, stop, |pairs| Ok(rows.add(&pairs)?))?;
        for batch in rows.finish()? {
            to.send(Message::Batch(batch?)).map_err(|_| End::Stopped)?;
        }
        Ok(())
    }

    fn for_each_article(
        &self,
        to: &SyncSender<Message>,
        stop: &AtomicBool,
        mut work: impl FnMut(Vec<Pair>) -> Result<(), End> + Send,
    ) -> Result<(), End> {
        let done = |_: &Article, outcome: Outcome<Vec<Pair>>| {
            if stop.load(Ordering::Relaxed) {
                return Err(End::Stopped);
            }
            if !outcome.warnings.is_empty() {
                let warnings = Message::Warnings(outcome.warnings);
                to.send(warnings).map_err(|_| End::Stopped)?;
            }
            work(outcome.sink)
        };
        pipeline::run(&self.files, &self.settings, Vec::new, done)
    }
}

/// Adds the columns that are known last, where pairs are not compared.
fn with_flags(
    batch: &RecordBatch,
    flags: &[Flags],
    schema: &SchemaRef,
) -> Result<RecordBatch, ArrowError> {
    let flags: StringArray = flags.iter().map(|f| Some(f.to_string())).collect();
    let duplicate_of = StringArray::from(vec![""; batch.num_rows()]);
    let deferred = [Arc::new(flags) as ArrayRef, Arc::new(duplicate_of)];
    let arrays = batch.columns().iter().cloned().chain(deferred).collect();
    RecordBatch::try_new(Arc::clone(schema), arrays)
}

/// Pairs that are in memory as one record batch, with the columns of [`Corpus::record_batches`].
///
/// # Errors
/// If Arrow refuses the rows, or if they could not be kept in a temporary file.
pub fn record_batch(pairs: &[Pair], settings: &Settings) -> Result<RecordBatch, TableError> {
    if settings.duplicates == Duplicates::Keep {
        return Ok(record_batch_with_keys(pairs, settings)?.0);
    }
    let settings = Settings {
        formats: vec![Format::Jsonl],
        ..settings.clone()
    };
    let mut rows = MarkedRows::new(&settings)?;
    rows.add(pairs)?;
    let batches: Vec<RecordBatch> = rows.finish()?.collect::<Result<_, _>>()?;
    let schema = schema(&settings);
    Ok(arrow_select::concat::concat_batches(&schema, &batches)?)
}

/// Pairs as one record batch in which no duplicates are marked, and what is compared of each row to find them:
/// [`Keys::SIZE`](crate::quality::Keys::SIZE) bytes.
///
/// # Errors
/// If Arrow refuses the rows.
pub fn record_batch_with_keys(
    pairs: &[Pair],
    settings: &Settings,
) -> Result<(RecordBatch, Vec<u8>), TableError> {
    let settings = Settings {
        formats: vec![Format::Jsonl],
        duplicates: Duplicates::Keep,
        ..settings.clone()
    };
    let mut rows = Rows::new(&settings);
    let (mut flags, mut keys, mut keyer) = (Vec::new(), Vec::new(), Keyer::default());
    for pair in pairs {
        if !rows.leaves_out(pair) {
            rows.add(pair);
            flags.push(pair.flags);
            keyer.keys(pair, false).write(&mut keys);
        }
    }
    let batch = with_flags(&rows.take()?, &flags, &schema(&settings))?;
    Ok((batch, keys))
}

impl RecordBatches {
    /// What a user should know about the files that were read since the last call.
    pub fn take_warnings(&mut self) -> Vec<Warning> {
        std::mem::take(&mut self.warnings)
    }

    /// The next batch, or `None` after the last one. It is pending if it did not come within a time, or if there are
    /// warnings first.
    ///
    /// # Errors
    /// If rows could not be kept in a temporary file.
    pub fn poll(&mut self, timeout: Duration) -> Poll<Option<Result<RecordBatch, TableError>>> {
        let Some(receiver) = &self.receiver else {
            return Poll::Ready(None);
        };
        match receiver.recv_timeout(timeout) {
            Ok(Message::Batch(batch)) => Poll::Ready(Some(Ok(batch))),
            Ok(Message::Failed(error)) => {
                self.receiver = None;
                Poll::Ready(Some(Err(error)))
            }
            Ok(Message::Warnings(warnings)) => {
                self.warnings.extend(warnings);
                Poll::Pending
            }
            Err(RecvTimeoutError::Timeout) => Poll::Pending,
            Err(RecvTimeoutError::Disconnected) => {
                self.receiver = None;
                let worker = self.worker.take().map(JoinHandle::join);
                if let Some(Err(panic)) = worker {
                    std::panic::resume_unwind(panic);
                }
                Poll::Ready(None)
            }
        }
    }
}

impl Iterator for RecordBatches {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Poll::Ready(batch) = self.poll(Duration::from_secs(3600)) {
                return Some(batch?.map_err(|error| ArrowError::ExternalError(error.into())));
            }
        }
    }
}

impl RecordBatchReader for RecordBatches {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }
}

impl Drop for RecordBatches {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}
