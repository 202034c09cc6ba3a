//! The store that keeps nothing: the wiki lives as long as its process.

use bytes::Bytes;

use super::{Appended, Boxed, Loaded, Record, Seq, Snapshot, Store};

/// Keeps nothing.
#[derive(Debug, Default, Clone, Copy)]
pub struct MemoryStore;

impl Store for MemoryStore {
    fn keeps(&self) -> bool {
        false
    }

    fn load(&self) -> Boxed<'_, Loaded> {
        Box::pin(async { Ok(Loaded::default()) })
    }

    fn since(&self, _seq: Seq) -> Boxed<'_, Vec<Record>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn append(&self, after: Seq, _record: Bytes) -> Boxed<'_, Appended> {
        Box::pin(async move { Ok(Appended::At(Seq(after.0 + 1))) })
    }

    fn compact(&self, _snapshot: Snapshot) -> Boxed<'_, ()> {
        Box::pin(async { Ok(()) })
    }
}
