//! Where a wiki's log is kept: an append-only list of opaque records, and now and then a snapshot.
//!
//! A store knows no wiki words. One record is one commit; a record is kept whole or not at all.

mod memory;

use std::{future::Future, pin::Pin};

use bytes::Bytes;

pub use memory::MemoryStore;

/// How many records a log holds up to some point; the first record has number 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Seq(pub u64);

/// One commit as the log keeps it.
#[derive(Debug, Clone)]
pub struct Record {
    /// Its place in the log.
    pub seq: Seq,
    /// What the wiki wrote.
    pub bytes: Bytes,
}

/// Everything up to one point of the log, in one piece.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// The last record it includes.
    pub upto: Seq,
    /// What the wiki wrote.
    pub bytes: Bytes,
}

/// What a store gives a wiki that starts.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// The newest snapshot, if any was made.
    pub snapshot: Option<Snapshot>,
    /// The records after it.
    pub records: Vec<Record>,
}

/// What became of an append.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Appended {
    /// The record is kept and has this number.
    At(Seq),
    /// Another node wrote first: read on, decide again.
    Behind,
}

/// Why a store could not do what was asked.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the store failed: {0}")]
pub struct StoreError(pub String);

/// An answer of a store, to be awaited.
pub type Boxed<'s, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 's>>;

/// A log with a snapshot.
pub trait Store: Send + Sync {
    /// Whether anything is kept at all. A wiki does not even write its records for a store that keeps nothing.
    fn keeps(&self) -> bool;

    /// The newest snapshot and the records after it.
    fn load(&self) -> Boxed<'_, Loaded>;

    /// The records after `seq`.
    fn since(&self, seq: Seq) -> Boxed<'_, Vec<Record>>;

    /// Appends one record, if the log still ends at `after`.
    fn append(&self, after: Seq, record: Bytes) -> Boxed<'_, Appended>;

    /// Replaces everything up to a point by a snapshot.
    fn compact(&self, snapshot: Snapshot) -> Boxed<'_, ()>;
}
