//! A double inside a program, spoken to with nothing but the standard library: log in, take a token, read a page.
//!
//! `cargo run --example embed`

use std::{
    error::Error,
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
};

use wikidouble::{Server, wiki::fixture::Fixture};

fn main() -> Result<(), Box<dyn Error>> {
    let double = Server::builder().wiki(Fixture::demo()).private().start()?;
    let mut bot = Bot { wiki: double.addr(), cookies: Vec::new() };

    let token = bot.ask(&[("action", "query"), ("meta", "tokens"), ("type", "login")])?;
    let token = &token["query"]["tokens"]["logintoken"];
    let login = [
        ("action", "login"),
        ("lgname", "Alice"),
        ("lgpassword", "AlicePass12345"),
        ("lgtoken", token.as_str().ok_or("no token")?),
    ];
    let login = bot.ask(&login)?;
    assert_eq!(login["login"]["result"], "Success");

    let tokens = bot.ask(&[("action", "query"), ("meta", "tokens")])?;
    println!("a token for writing: {}", tokens["query"]["tokens"]["csrftoken"]);

    let pages = bot.ask(&[("action", "query"), ("prop", "info"), ("titles", "Sandbox")])?;
    assert_eq!(pages["query"]["pages"][0]["title"], "Sandbox");
    println!("a page: {}", pages["query"]["pages"][0]);
    Ok(())
}

/// The smallest client there can be: it posts a form, keeps the cookies and reads the answer.
struct Bot {
    wiki: SocketAddr,
    cookies: Vec<(String, String)>,
}

impl Bot {
    fn ask(&mut self, fields: &[(&str, &str)]) -> Result<serde_json::Value, Box<dyn Error>> {
        let fields: Vec<_> = fields.iter().chain(&[("format", "json"), ("formatversion", "2")]).collect();
        let form = serde_urlencoded::to_string(fields)?;
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut stream = TcpStream::connect(self.wiki)?;
        write!(
            stream,
            "POST /api.php HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nCookie: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            self.wiki,
            cookies.join("; "),
            form.len(),
        )?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        let (head, body) = answer.split_once("\r\n\r\n").ok_or("half an answer")?;
        for line in head.lines().filter_map(|line| line.strip_prefix("set-cookie: ")) {
            let pair = line.split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').ok_or("a cookie without a value")?;
            self.cookies.retain(|(known, _)| known != name);
            self.cookies.push((name.into(), value.into()));
        }
        Ok(serde_json::from_str(body)?)
    }
}
