//! Who keeps the door open for too long: deadlines of connections, kept without a timer per request.
//!
//! A worker counts ticks. A connection notes the tick by which its client must have done something, a plain store;
//! once a tick the worker looks through its connections and hangs up on those that are overdue.

use std::{
    io,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering::Relaxed},
    },
    task::{Context, Poll},
    time::Duration,
};

use hyper::rt::{Read, ReadBufCursor, Write};
use tokio::task::AbortHandle;

use super::Limits;

/// No deadline: the house is at work, not the client.
const NEVER: u32 = u32::MAX;

/// The ticks of one worker, and how many of them a client gets for what.
#[derive(Debug)]
pub(super) struct Patience {
    now: AtomicU32,
    tick: Duration,
    head: u32,
    body: u32,
    idle: u32,
}

impl Patience {
    pub(super) fn new(limits: &Limits) -> Arc<Self> {
        let shortest = limits.head_time.min(limits.body_time).min(limits.idle_time);
        let tick = (shortest / 4).clamp(Duration::from_millis(10), Duration::from_secs(1));
        let ticks = |time: Duration| {
            u32::try_from(time.as_millis().div_ceil(tick.as_millis())).unwrap_or(NEVER / 2).saturating_add(1)
        };
        let (head, body, idle) = (ticks(limits.head_time), ticks(limits.body_time), ticks(limits.idle_time));
        Arc::new(Self { now: AtomicU32::new(0), tick, head, body, idle })
    }

    /// How often [`Patience::pass`] wants to be called.
    pub(super) fn tick(&self) -> Duration {
        self.tick
    }

    /// A tick has passed.
    pub(super) fn pass(&self) {
        self.now.fetch_add(1, Relaxed);
    }
}

/// What one connection waits for.
#[derive(Debug)]
pub(super) struct Waiting {
    patience: Arc<Patience>,
    due: AtomicU32,
    /// Whether the next byte that comes in begins a new head.
    between: AtomicBool,
}

impl Waiting {
    /// A connection just opened: its first head is awaited.
    pub(super) fn new(patience: &Arc<Patience>) -> Arc<Self> {
        let due = AtomicU32::new(patience.now.load(Relaxed).saturating_add(patience.head));
        Arc::new(Self { patience: Arc::clone(patience), due, between: false.into() })
    }

    fn within(&self, ticks: u32) {
        self.due.store(self.patience.now.load(Relaxed).saturating_add(ticks), Relaxed);
    }

    /// The client has to send the body now.
    pub(super) fn for_body(&self) {
        self.between.store(false, Relaxed);
        self.within(self.patience.body);
    }

    /// The request is whole: the client waits for us.
    pub(super) fn for_house(&self) {
        self.between.store(false, Relaxed);
        self.due.store(NEVER, Relaxed);
    }

    /// The answer is ready: the client has to read it and may then lie idle.
    pub(super) fn for_next(&self) {
        self.between.store(true, Relaxed);
        self.within(self.patience.idle);
    }

    fn overdue(&self) -> bool {
        self.due.load(Relaxed) < self.patience.now.load(Relaxed)
    }

    fn came_in(&self) {
        if self.between.load(Relaxed) {
            self.between.store(false, Relaxed);
            self.within(self.patience.head);
        }
    }

    fn went_out(&self) {
        if self.between.load(Relaxed) {
            self.within(self.patience.idle);
        }
    }
}

/// The open connections of one worker.
#[derive(Debug, Default)]
pub(super) struct Guests(Vec<(Arc<Waiting>, AbortHandle)>);

impl Guests {
    pub(super) fn welcome(&mut self, waiting: Arc<Waiting>, task: AbortHandle) {
        self.0.push((waiting, task));
    }

    /// Hangs up on those whose time is over and forgets those who left.
    pub(super) fn look_around(&mut self) {
        self.0.retain(|(waiting, task)| {
            if waiting.overdue() {
                tracing::debug!("a client took too long: connection closed");
                task.abort();
            }
            !task.is_finished()
        });
    }
}

/// A connection's bytes, watched as they come and go.
#[derive(Debug)]
pub(super) struct Watched<T> {
    pub(super) stream: T,
    pub(super) waiting: Arc<Waiting>,
}

impl<T: Read + Unpin> Read for Watched<T> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        let read = Pin::new(&mut self.stream).poll_read(cx, buf);
        if read.is_ready() {
            self.waiting.came_in();
        }
        read
    }
}

impl<T: Write + Unpin> Write for Watched<T> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, buf);
        if written.is_ready() {
            self.waiting.went_out();
        }
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, bufs);
        if written.is_ready() {
            self.waiting.went_out();
        }
        written
    }
}
