//! A plain HTTP/1.1 client over one connection per request: it sends what it is told and shows what came back.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    net::TcpStream,
    time::Duration,
};

/// A request as it goes over the wire; `Host` and `Content-Length` are added.
pub(crate) struct Request<'a> {
    pub(crate) method: &'a str,
    /// Path and query.
    pub(crate) target: &'a str,
    pub(crate) headers: &'a [(String, String)],
    pub(crate) body: Option<&'a [u8]>,
}

/// An answer; header values are read as Latin-1.
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Response {
    /// All values of a header.
    pub(crate) fn header<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.headers
            .iter()
            .filter(move |(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}

/// Sends a request to a host and port and reads the whole answer.
pub(crate) fn send(host: &str, request: &Request<'_>) -> io::Result<Response> {
    let mut stream = TcpStream::connect(host)?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    stream.write_all(&wire(host, request))?;
    let mut reader = BufReader::new(stream);
    loop {
        let (status, headers) = head(&mut reader)?;
        if (100..200).contains(&status) {
            continue;
        }
        let mut response = Response { status, headers, body: Vec::new() };
        if request.method != "HEAD" && !matches!(status, 204 | 304) {
            response.body = body(&mut reader, &response)?;
        }
        return Ok(response);
    }
}

fn wire(host: &str, request: &Request<'_>) -> Vec<u8> {
    let mut head = format!("{} {} HTTP/1.1\r\nHost: {host}\r\n", request.method, request.target);
    for (name, value) in request.headers {
        head.extend([name, ": ", value, "\r\n"]);
    }
    if let Some(body) = request.body {
        head.extend(["Content-Length: ", &body.len().to_string(), "\r\n"]);
    }
    head.push_str("\r\n");
    let mut bytes: Vec<u8> = head.chars().map(|letter| u8::try_from(letter).unwrap_or(b'?')).collect();
    bytes.extend(request.body.unwrap_or_default());
    bytes
}

fn head(reader: &mut impl BufRead) -> io::Result<(u16, Vec<(String, String)>)> {
    let status_line = line(reader)?;
    let status = status_line.split(' ').nth(1).and_then(|status| status.parse().ok());
    let status = status.ok_or_else(|| bad(format!("not a status line: {status_line:?}")))?;
    let mut headers = Vec::new();
    loop {
        let line = line(reader)?;
        if line.is_empty() {
            return Ok((status, headers));
        }
        let (name, value) = line.split_once(':').ok_or_else(|| bad(format!("not a header: {line:?}")))?;
        headers.push((name.to_owned(), value.trim_start().to_owned()));
    }
}

fn body(reader: &mut impl BufRead, response: &Response) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    if response.header("Transfer-Encoding").any(|value| value.eq_ignore_ascii_case("chunked")) {
        loop {
            let size_line = line(reader)?;
            let size = size_line.split(';').next().unwrap_or_default().trim();
            let size =
                usize::from_str_radix(size, 16).map_err(|_| bad(format!("not a size: {size_line:?}")))?;
            take(reader, size, &mut body)?;
            line(reader)?;
            if size == 0 {
                return Ok(body);
            }
        }
    }
    match response.header("Content-Length").next() {
        Some(length) => {
            let length = length.trim().parse().map_err(|_| bad(format!("not a length: {length:?}")))?;
            take(reader, length, &mut body)?;
        }
        None => {
            reader.read_to_end(&mut body)?;
        }
    }
    Ok(body)
}

fn take(reader: &mut impl BufRead, length: usize, out: &mut Vec<u8>) -> io::Result<()> {
    let read = reader.take(length as u64).read_to_end(out)?;
    if read < length { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(()) }
}

/// A line without its end.
fn line(reader: &mut impl BufRead) -> io::Result<String> {
    let mut bytes = Vec::new();
    if reader.read_until(b'\n', &mut bytes)? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    while matches!(bytes.last(), Some(b'\r' | b'\n')) {
        bytes.pop();
    }
    Ok(bytes.into_iter().map(char::from).collect())
}

fn bad(what: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

#[test]
fn a_chunked_body_is_put_together() {
    let wire = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n1;x=y\r\nd\r\n0\r\n\r\n";
    let mut reader = BufReader::new(wire.as_bytes());
    let (status, headers) = head(&mut reader).unwrap();
    let response = Response { status, headers, body: Vec::new() };
    assert_eq!((status, body(&mut reader, &response).unwrap()), (200, b"abcd".to_vec()));
}
