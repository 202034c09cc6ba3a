//! Who keeps the door open for too long: deadlines of connections, kept without a timer per request.
//!
//! A thread counts ticks. A connection notes the tick by which its client must have done something, a plain store;
//! once a tick the thread looks through the connections and hangs up on those that are overdue.

use std::{
    io,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU32, Ordering::Relaxed},
        mpsc,
    },
    thread,
    time::Duration,
};

use tokio::task::AbortHandle;

use super::Limits;

/// No deadline: the house is at work, not the client.
const NEVER: u32 = u32::MAX;

/// The thread that counts. It ends when this is dropped.
#[derive(Debug)]
pub(super) struct Patience {
    guests: Arc<Guests>,
    _end: mpsc::Sender<()>,
}

impl Patience {
    pub(super) fn start(limits: &Limits) -> io::Result<Self> {
        let shortest = limits.head_time.min(limits.body_time).min(limits.idle_time);
        let tick = (shortest / 4).clamp(Duration::from_millis(5), Duration::from_secs(1));
        let guests = Arc::new(Guests::new(limits, tick));
        let (end, ended) = mpsc::channel();
        let watched = Arc::clone(&guests);
        thread::Builder::new().name("wikidouble-patience".into()).spawn(move || {
            while ended.recv_timeout(tick) == Err(mpsc::RecvTimeoutError::Timeout) {
                watched.pass();
            }
        })?;
        Ok(Self { guests, _end: end })
    }

    pub(super) fn guests(&self) -> Arc<Guests> {
        Arc::clone(&self.guests)
    }
}

/// The open connections, the tick it is, and how many ticks a client gets for what.
#[derive(Debug)]
pub(super) struct Guests {
    now: AtomicU32,
    head: u32,
    body: u32,
    idle: u32,
    present: Mutex<Vec<(Arc<Waiting>, AbortHandle)>>,
}

impl Guests {
    fn new(limits: &Limits, tick: Duration) -> Self {
        let ticks = |time: Duration| {
            u32::try_from(time.as_millis().div_ceil(tick.as_millis())).unwrap_or(NEVER / 2).saturating_add(1)
        };
        let (head, body, idle) = (ticks(limits.head_time), ticks(limits.body_time), ticks(limits.idle_time));
        Self { now: AtomicU32::new(0), head, body, idle, present: Mutex::default() }
    }

    fn present(&self) -> MutexGuard<'_, Vec<(Arc<Waiting>, AbortHandle)>> {
        self.present.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn welcome(&self, waiting: Arc<Waiting>, task: AbortHandle) {
        self.present().push((waiting, task));
    }

    /// A tick has passed: hangs up on those whose time is over and forgets those who left.
    fn pass(&self) {
        self.now.fetch_add(1, Relaxed);
        self.present().retain(|(waiting, task)| {
            if waiting.overdue() {
                tracing::debug!("a client took too long: connection closed");
                task.abort();
            }
            !task.is_finished()
        });
    }
}

/// What one connection waits for.
#[derive(Debug)]
pub(super) struct Waiting {
    guests: Arc<Guests>,
    due: AtomicU32,
    /// Whether the next byte that comes in begins a new head.
    between: AtomicBool,
}

impl Waiting {
    /// A connection just opened: its first head is awaited.
    pub(super) fn new(guests: &Arc<Guests>) -> Arc<Self> {
        let due = AtomicU32::new(guests.now.load(Relaxed).saturating_add(guests.head));
        Arc::new(Self { guests: Arc::clone(guests), due, between: false.into() })
    }

    fn within(&self, ticks: u32) {
        self.due.store(self.guests.now.load(Relaxed).saturating_add(ticks), Relaxed);
    }

    /// The client has to send the body now.
    pub(super) fn for_body(&self) {
        self.between.store(false, Relaxed);
        self.within(self.guests.body);
    }

    /// The request is whole: the client waits for us.
    pub(super) fn for_house(&self) {
        self.between.store(false, Relaxed);
        self.due.store(NEVER, Relaxed);
    }

    /// The answer is ready: the client has to read it and may then lie idle.
    pub(super) fn for_next(&self) {
        self.between.store(true, Relaxed);
        self.within(self.guests.idle);
    }

    /// The connection is being closed: the client has a moment to notice.
    pub(super) fn for_goodbye(&self) {
        self.between.store(false, Relaxed);
        self.within(1);
    }

    fn overdue(&self) -> bool {
        self.due.load(Relaxed) < self.guests.now.load(Relaxed)
    }

    /// Bytes came in.
    pub(super) fn came_in(&self) {
        if self.between.load(Relaxed) {
            self.between.store(false, Relaxed);
            self.within(self.guests.head);
        }
    }

    /// Bytes went out.
    pub(super) fn went_out(&self) {
        if self.between.load(Relaxed) {
            self.within(self.guests.idle);
        }
    }
}
