//! Holds the whole of `action=paraminfo` to `tests/surface/paraminfo.txt`, so that a change of what modules accept is
//! seen for what it is. `WIKIDOUBLE_BLESS=1` writes the file anew.

#[path = "../support/http.rs"]
mod http;

use std::{collections::BTreeMap, env, fmt::Write as _, fs, path::PathBuf};

use serde_json::{Map, Value};
use wikidouble::{
    Server,
    release::{Release, V1_35, V1_39, V1_43},
    wiki::fixture::Fixture,
};

const RELEASES: [Release; 3] = [V1_35, V1_39, V1_43];

const ABOUT: &str = "\
# What every module accepts, as paraminfo tells it: a module or parameter a line, after the releases that have it so.
# Written by `WIKIDOUBLE_BLESS=1 cargo test --test surface`.
";

/// What a release tells about all its modules.
fn told(release: Release) -> Vec<Value> {
    let server = Server::builder().release(release).wiki(Fixture::oracle()).exact().workers(1).start();
    let server = server.expect("a free port");
    let ask = |modules: &str| {
        let target = format!(
            "/api.php?action=paraminfo&modules={modules}&helpformat=none&format=json&formatversion=2"
        );
        let request = http::Request { method: "GET", target: &target, headers: &[], body: None };
        let answer = http::send(&server.addr().to_string(), &request).expect("an answer");
        assert_eq!(answer.status, 200);
        let answer: Value = serde_json::from_slice(&answer.body).expect("JSON");
        assert!(answer.get("warnings").is_none(), "{answer}");
        answer["paraminfo"]["modules"].as_array().expect("modules").clone()
    };
    [ask("main"), ask("**")].concat()
}

/// A module's own line: its marks and where it comes from.
fn module_line(module: &Map<String, Value>) -> String {
    let mut line = format!(
        "{} {}",
        text(&module["path"]),
        text(&module["classname"]).rsplit('\\').next().expect("a class has a name")
    );
    for key in ["prefix", "deprecated", "internal", "readrights", "writerights", "mustbeposted", "generator"]
    {
        match &module.get(key) {
            Some(Value::Bool(true)) => write!(line, " {key}"),
            Some(Value::String(prefix)) if !prefix.is_empty() => write!(line, " {key}={prefix}"),
            _ => continue,
        }
        .expect("a string takes all");
    }
    line
}

/// A parameter's line: its type and all that is out of the ordinary.
fn param_line(path: &str, param: &Map<String, Value>) -> String {
    let mut line = format!("{path}.{}", text(&param["name"]));
    for (key, value) in param {
        let written = match (key.as_str(), value) {
            ("index" | "name" | "limit" | "submodules", _) | (_, Value::Bool(false)) => continue,
            ("type", Value::String(kind)) => kind.clone(),
            ("type", Value::Array(words)) => format!("[{}]", joined(words)),
            (key, Value::Bool(true)) => key.to_owned(),
            (key, Value::Array(words)) => format!("{key}=[{}]", joined(words)),
            (key, other) => format!("{key}={}", text(other)),
        };
        write!(line, " {written}").expect("a string takes all");
    }
    line
}

fn joined(words: &[Value]) -> String {
    words.iter().map(text).collect::<Vec<_>>().join("|")
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The lines of all releases: by module and parameter in the order of the newest release that has them.
fn surface() -> String {
    let mut modules: BTreeMap<String, Vec<(String, String, Vec<Release>)>> = BTreeMap::new();
    for release in RELEASES.into_iter().rev() {
        for module in told(release) {
            let module = module.as_object().expect("an object");
            let path = text(&module["path"]);
            let lines = modules.entry(path.clone()).or_default();
            let params = ["parameters", "templatedparameters"].into_iter();
            let params = params.flat_map(|key| module[key].as_array().expect("a list"));
            let params = params.map(|param| param.as_object().expect("an object"));
            add(lines, String::new(), module_line(module), release);
            for param in params {
                add(lines, text(&param["name"]), param_line(&path, param), release);
            }
        }
    }
    let mut out = ABOUT.to_owned();
    for (_, line, releases) in modules.into_values().flatten() {
        let releases: Vec<String> = releases.iter().rev().map(|release| release.0.to_string()).collect();
        writeln!(out, "{:<9}{line}", releases.join(" ")).expect("a string takes all");
    }
    out
}

/// Adds a release to a line; a line that is new stands behind others of its name.
fn add(lines: &mut Vec<(String, String, Vec<Release>)>, name: String, line: String, release: Release) {
    if let Some((_, _, releases)) = lines.iter_mut().find(|(_, other, _)| *other == line) {
        return releases.push(release);
    }
    let place = lines.iter().rposition(|(other, _, _)| *other == name).map_or(lines.len(), |place| place + 1);
    lines.insert(place, (name, line, vec![release]));
}

#[test]
fn paraminfo_is_what_it_was() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/surface/paraminfo.txt");
    let surface = surface();
    if env::var_os("WIKIDOUBLE_BLESS").is_some() {
        return fs::write(&path, surface).expect("the file can be written");
    }
    let before = fs::read_to_string(&path).unwrap_or_default();
    let changed = similar::TextDiff::from_lines(&before, &surface).unified_diff().to_string();
    assert!(
        changed.is_empty(),
        "another surface; if that is meant, run this test with WIKIDOUBLE_BLESS=1:\n{changed}"
    );
}
