//! Answers that are there or on their way.

use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

/// The outcome of `F`, if it is known already, or `F` itself, kept where it was first polled.
pub(super) enum Answering<T, F: ?Sized> {
    Now(Option<T>),
    Later(Pin<Box<F>>),
}

impl<T, F: Future<Output = T> + ?Sized> Future for Answering<T, F>
where
    T: Unpin,
{
    type Output = T;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        match self.get_mut() {
            Self::Now(outcome) => Poll::Ready(outcome.take().expect("not polled after it was ready")),
            Self::Later(future) => future.as_mut().poll(cx),
        }
    }
}
