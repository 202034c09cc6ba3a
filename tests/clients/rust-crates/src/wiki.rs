//! Tiny harness for the flows: named checks, one line each, and the wiki's coordinates from the environment.

use std::{
    collections::HashMap,
    env,
    fmt::Debug,
    future::Future,
    time::{SystemTime, UNIX_EPOCH},
};

use serde_json::Value;

/// What a check comes to: nothing, or what was wrong.
pub type Res = Result<(), String>;

/// Name and password.
pub struct Account {
    pub name: String,
    pub pass: String,
}

/// The wiki under test, and the count of the checks.
pub struct Wiki {
    pub api: String,
    pub private: bool,
    /// Letters that no other run has: pages are named with them.
    pub run: String,
    pub user: Account,
    pub other: Account,
    pub bot_name: String,
    pub botpw: Account,
    pub admin_botpw: Account,
    pub admin_name: String,
    pub passed: u32,
    pub failed: u32,
}

fn account(name: &str, pass: &str) -> Account {
    Account { name: name.into(), pass: pass.into() }
}

impl Wiki {
    pub fn from_env() -> Self {
        let nanos = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_nanos() as u64;
        let run = (0..8).map(|i| (b'a' + ((nanos / 1000 / 26u64.pow(i)) % 26) as u8) as char).collect();
        Self {
            api: env::var("WIKI_API").expect("WIKI_API says where the wiki is"),
            private: env::var("WIKI_MODE").as_deref() == Ok("private"),
            run,
            user: account("Alice", "AlicePass12345"),
            other: account("Bob", "BobPass12345"),
            bot_name: "Robot".into(),
            botpw: account("Robot@edit", &"a".repeat(32)),
            admin_botpw: account("Admin@all", &"b".repeat(32)),
            admin_name: "Admin".into(),
            passed: 0,
            failed: 0,
        }
    }

    pub fn title(&self, name: &str) -> String {
        format!("{name} {}", self.run)
    }

    /// Makes a check and counts it.
    pub async fn check(&mut self, name: &str, work: impl Future<Output = Res>) {
        let result = work.await;
        match result {
            Ok(()) => {
                self.passed += 1;
                println!("ok   {name}");
            }
            Err(e) => {
                self.failed += 1;
                println!("FAIL {name}: {}", e.chars().take(300).collect::<String>());
            }
        }
    }
}

pub fn truth(value: bool, what: &str) -> Res {
    if value { Ok(()) } else { Err(format!("not: {what}")) }
}

pub fn eq<T: PartialEq + Debug, U: Debug>(a: T, b: U) -> Res
where
    T: PartialEq<U>,
{
    if a == b { Ok(()) } else { Err(format!("{a:?} != {b:?}")) }
}

pub fn text<T, E: std::fmt::Display>(r: Result<T, E>) -> Result<T, String> {
    r.map_err(|e| e.to_string())
}

/// The call must fail, and the error's text must mention `code`.
pub fn refused<T: Debug, E: Debug>(r: Result<T, E>, code: &str) -> Res {
    match r {
        Ok(v) => Err(format!("no error, expected {code}; got {v:?}")),
        Err(e) => truth(format!("{e:?}").contains(code), &format!("{code} in {e:?}")),
    }
}

pub fn map(params: &[(&str, &str)]) -> HashMap<String, String> {
    params.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect()
}

pub fn titles(rows: &Value) -> Vec<String> {
    rows.as_array().into_iter().flatten().filter_map(|r| r["title"].as_str().map(String::from)).collect()
}

pub fn err_code(v: &Value) -> &str {
    v["error"]["code"].as_str().unwrap_or("")
}

/// Runs a future on the spot, so that it may borrow what the next check borrows.
pub trait AwaitNow: Future<Output = Res> + Sized {
    fn await_now(self) -> std::future::Ready<Res> {
        std::future::ready(tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(self)))
    }
}

impl<F: Future<Output = Res>> AwaitNow for F {}
