//! The bytes of a connection, watched as they come and go.

use std::{
    io,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use super::patience::Waiting;

/// A connection's bytes, watched as they come and go.
#[derive(Debug)]
pub(super) struct Watched {
    stream: TokioIo<TcpStream>,
    waiting: Arc<Waiting>,
    closing: bool,
}

impl Watched {
    pub(super) fn new(stream: TcpStream, waiting: Arc<Waiting>) -> Self {
        Self { stream: TokioIo::new(stream), waiting, closing: false }
    }
}

impl Read for Watched {
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

impl Write for Watched {
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

    /// Closes our side, then reads on for a moment: a connection closed with bytes unread is reset, and the client
    /// may lose the answer that says what was wrong.
    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if !self.closing {
            ready!(Pin::new(&mut self.stream).poll_shutdown(cx))?;
            self.closing = true;
            self.waiting.for_goodbye();
        }
        let stream = self.stream.inner();
        let mut bytes = [0; 2048];
        loop {
            ready!(stream.poll_read_ready(cx))?;
            match stream.try_read(&mut bytes) {
                Err(error) if error.kind() != io::ErrorKind::WouldBlock => return Poll::Ready(Ok(())),
                Ok(0) => return Poll::Ready(Ok(())),
                _ => (),
            }
        }
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
