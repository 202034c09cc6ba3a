//! Something behind the door that tells what it was handed, one line each.

use std::{fmt::Write, thread, time::Duration};

use wikidouble::{
    api::{Arrival, Body, Reply},
    http::Answer,
};

pub(crate) struct Mirror;

impl Answer for Mirror {
    async fn answer(&self, arrival: &Arrival<'_>) -> Reply {
        match arrival.query {
            Some("panic") => panic!("as the test wants"),
            Some("never") => std::future::pending().await,
            Some("later") => tokio::task::yield_now().await,
            Some("slow") => {
                let nap = || thread::sleep(Duration::from_millis(400));
                tokio::task::spawn_blocking(nap).await.expect("it only sleeps");
            }
            _ => (),
        }
        let mut text = told(arrival);
        if arrival.query == Some("large") {
            text += &"large ".repeat(1000);
        }
        Reply::new(200).header("content-type", "text/plain").header("vary", "Cookie").body(text)
    }
}

fn told(arrival: &Arrival<'_>) -> String {
    let mut text = String::new();
    let headers = &arrival.headers;
    let lines = [
        ("method", Some(&*format!("{:?}", arrival.method))),
        ("path", Some(arrival.path)),
        ("query", arrival.query),
        ("peer", Some(&*arrival.peer.to_string())),
        ("body", Some(&*body(arrival.body))),
        ("host", headers.host),
        ("cookie", headers.cookie),
        ("origin", headers.origin),
        ("authorization", headers.authorization),
        ("user-agent", headers.user_agent),
        ("accept-language", headers.accept_language),
        ("treat-as-untrusted", headers.treat_as_untrusted),
        ("promise-non-write", headers.promise_non_write),
        ("x-request-id", headers.x_request_id),
        ("x-forwarded-for", headers.x_forwarded_for),
    ];
    for (name, value) in lines {
        writeln!(text, "{name}: {}", value.unwrap_or_default()).expect("a String takes all");
    }
    text
}

fn body(body: &Body) -> String {
    match body {
        Body::Empty => "empty".into(),
        Body::Form(bytes) => format!("form {}", bytes.escape_ascii()),
        Body::Other(bytes) => format!("other {}", bytes.escape_ascii()),
        Body::Multipart(parts) => parts.iter().fold("multipart".into(), |text, part| {
            let file = match (&part.filename, &part.content_type) {
                (None, _) => String::new(),
                (Some(name), kind) => format!("({name:?} {})", kind.as_deref().unwrap_or("-")),
            };
            format!("{text} {}{file}={}", part.name, part.bytes.escape_ascii())
        }),
    }
}
