//! How much and how long the door takes from a client.

use std::time::Duration;

/// What the door allows a client; every number has a default that fits a test double.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The largest form, in bytes. PHP's `post_max_size` is 8 MiB unless configured.
    pub form: usize,
    /// The largest `multipart/form-data` body, files included, in bytes.
    pub upload: usize,
    /// The largest request head, in bytes. A GET with fifty long titles fits well.
    pub head: usize,
    /// How many connections may be open at once; more wait to be accepted.
    pub connections: usize,
    /// How long a client may take to send the head of a request.
    pub head_time: Duration,
    /// How long a client may take to send a body.
    pub body_time: Duration,
    /// How long a connection may lie idle, or a client may leave an answer unread.
    pub idle_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            form: 8 << 20,
            upload: 100 << 20,
            head: 128 << 10,
            connections: 4096,
            head_time: Duration::from_secs(20),
            body_time: Duration::from_secs(300),
            idle_time: Duration::from_secs(75),
        }
    }
}
