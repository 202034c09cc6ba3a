//! The accept loop: our own, over hyper, because it is cheaper than warp's and knows when a client is too slow.

use std::{io, net, sync::Arc, thread, time::Duration};

use hyper::server::conn::http1;
use socket2::{Domain, Socket, Type};
use tokio::{
    net::{TcpListener, TcpStream},
    runtime,
    sync::{OwnedSemaphorePermit, Semaphore, watch},
};

use super::{
    Answer, Limits,
    connection::Connection,
    patience::{Guests, Patience, Waiting},
    route,
    street::Street,
    watched::Watched,
};

/// How long to wait when the system has no more connections to give (out of file descriptors).
const BREATH: Duration = Duration::from_millis(50);

/// How many clients may knock at the same moment. The standard library takes 128; the next ones would wait a second.
const KNOCKING: i32 = 4096;

/// Takes a port.
pub(crate) fn listen(addr: net::SocketAddr) -> io::Result<net::TcpListener> {
    let socket = Socket::new(Domain::for_address(addr), Type::STREAM, None)?;
    // So that the port of a server that just ended can be taken again. On Windows it would mean taking it from others.
    #[cfg(unix)]
    socket.set_reuse_address(true)?;
    socket.bind(&addr.into())?;
    socket.listen(KNOCKING)?;
    socket.set_nonblocking(true)?;
    Ok(socket.into())
}

/// The threads that serve. Dropped, they are gone, and with them the listener and every connection.
#[derive(Debug)]
pub(crate) struct Workers {
    stop: watch::Sender<()>,
    threads: Vec<thread::JoinHandle<()>>,
    _patience: Patience,
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.stop.send_replace(());
        for thread in self.threads.drain(..) {
            // A worker that panicked has closed its connections as well.
            let _ = thread.join();
        }
    }
}

/// Serves a street on a listener with so many threads, each with a loop of its own: no request changes its thread.
pub(crate) fn serve<H: Answer>(
    listener: net::TcpListener,
    street: &Arc<Street<H>>,
    limits: Limits,
    workers: usize,
) -> io::Result<Workers> {
    let (stop, stopped) = watch::channel(());
    let room = Arc::new(Semaphore::new(limits.connections.max(1)));
    let patience = Patience::start(&limits)?;
    let mut threads = Vec::with_capacity(workers);
    for number in 0..workers.max(1) {
        // Without the timer, which would be wound up anew each time the loop waits.
        let runtime = runtime::Builder::new_current_thread().enable_io().max_blocking_threads(8).build()?;
        let listener = {
            let _entered = runtime.enter();
            TcpListener::from_std(listener.try_clone()?)?
        };
        let worker = Worker {
            listener,
            room: Arc::clone(&room),
            street: Arc::clone(street),
            limits,
            guests: patience.guests(),
        };
        let stopped = stopped.clone();
        let name = format!("wikidouble-{number}");
        threads.push(thread::Builder::new().name(name).spawn(move || {
            runtime.block_on(worker.run(stopped));
            runtime.shutdown_background();
        })?);
    }
    Ok(Workers { stop, threads, _patience: patience })
}

struct Worker<H> {
    listener: TcpListener,
    room: Arc<Semaphore>,
    street: Arc<Street<H>>,
    limits: Limits,
    guests: Arc<Guests>,
}

impl<H: Answer> Worker<H> {
    async fn run(self, mut stopped: watch::Receiver<()>) {
        tokio::select! {
            _ = stopped.changed() => (),
            () = self.accept() => (),
        }
    }

    async fn accept(self) {
        let Self { listener, room, street, limits, guests } = self;
        let filter = warp::service(route::paths(street, limits));
        let mut http = http1::Builder::new();
        // Without `pipeline_flush`: it would keep an answer, or a 400, back while half a request lies behind it.
        // Without `writev`: head and body in one buffer is cheaper for answers of this size.
        http.writev(false).max_header_size(limits.head).max_buf_size(limits.head + (64 << 10));
        loop {
            match next_guest(&listener, &room).await {
                Ok((permit, stream, peer)) => {
                    let waiting = Waiting::new(&guests);
                    let service = Connection::new(filter.clone(), Arc::clone(&waiting), peer.ip());
                    let stream = Watched::new(stream, Arc::clone(&waiting));
                    let connection = http.serve_connection(stream, service);
                    let task = tokio::spawn(async move {
                        if let Err(error) = connection.await {
                            tracing::debug!("connection ended: {error}");
                        }
                        drop(permit);
                    });
                    guests.welcome(waiting, task.abort_handle());
                }
                Err(error) => {
                    tracing::warn!("no connection accepted: {error}");
                    let _ = tokio::task::spawn_blocking(|| thread::sleep(BREATH)).await;
                }
            }
        }
    }
}

async fn next_guest(
    listener: &TcpListener,
    room: &Arc<Semaphore>,
) -> io::Result<(OwnedSemaphorePermit, TcpStream, net::SocketAddr)> {
    let permit = Arc::clone(room).acquire_owned().await.expect("the semaphore is never closed");
    let (stream, peer) = listener.accept().await?;
    // Without it, answers in two packets wait for the client's acknowledgement.
    stream.set_nodelay(true)?;
    Ok((permit, stream, peer))
}
