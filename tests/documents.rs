//! What the documents say is true: their shell blocks run against a double and print what is stated, their wikis can be
//! read, their links lead somewhere, and the guide names every key. Their Rust blocks are tests of the library.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use wikidouble::{Server, wiki::fixture::Fixture};

/// Where the documents say that the double is.
const STATED: &str = "127.0.0.1:8080";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn documents() -> Vec<(PathBuf, String)> {
    let folder = fs::read_dir(root().join("docs")).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = folder.filter(|path| path.extension().is_some_and(|end| end == "md")).collect();
    paths.extend(["README.md", "CHANGELOG.md", "fuzz/README.md"].map(|name| root().join(name)));
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

/// The fenced blocks of a language.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut open: Option<(bool, String)> = None;
    for line in text.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(said)) => open = Some((said == language, String::new())),
            (None, None) => {}
            (Some(_), Some(_)) => {
                blocks.extend(open.take().filter(|(wanted, _)| *wanted).map(|(_, block)| block))
            }
            (Some((_, block)), None) => *block += &format!("{line}\n"),
        }
    }
    blocks
}

/// What a block states after `# → `; `…` stands for anything.
fn stated(block: &str) -> Vec<&str> {
    block.lines().filter_map(|line| line.strip_prefix("# → ")).collect()
}

/// Where in `text` all pieces come one after the other, ends.
fn find(text: &str, stated: &str) -> Option<usize> {
    stated.split('…').try_fold(0, |at, piece| Some(at + text[at..].find(piece)? + piece.len()))
}

/// Runs a block with a double where it says that one is, and gives what it printed.
fn run(block: &str) -> String {
    let mut builder = Server::builder();
    // A comment on the first line may say how the double of the block was started.
    let first = block.lines().next().unwrap_or_default();
    builder = if first.contains("--public") { builder.public() } else { builder.private() };
    if first.contains("--exact") {
        builder = builder.exact();
    }
    let double = builder.start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let script = block.replace(STATED, &double.addr().to_string());
    let ran = Command::new("bash")
        .args(["-euo", "pipefail", "-c", &script])
        .current_dir(folder.path())
        .env("no_proxy", "*")
        .env("HOME", folder.path())
        .output()
        .expect("bash runs");
    let complaints = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{script}\n{complaints}");
    String::from_utf8(ran.stdout).unwrap().replace(&double.addr().to_string(), STATED)
}

#[test]
fn shell_blocks_print_what_they_state() {
    let mut checked = 0;
    for (path, text) in documents() {
        for block in blocks(&text, "sh") {
            let printed = run(&block);
            let mut rest = printed.as_str();
            for stated in stated(&block) {
                let end = find(rest, stated);
                rest = &rest[end.unwrap_or_else(|| {
                    panic!("{}: stated:\n{stated}\nprinted:\n{printed}", path.display())
                })..];
                checked += 1;
            }
        }
    }
    assert!(checked >= 4, "the README's conversation at least");
}

#[test]
fn wikis_in_documents_can_be_started() {
    for (path, text) in documents() {
        for (number, block) in blocks(&text, "toml").iter().enumerate() {
            let fixture = Fixture::parse(&format!("{} block {number}", path.display()), block);
            let fixture = fixture.unwrap_or_else(|error| panic!("{error}\n{block}"));
            drop(Server::builder().wiki(fixture).workers(1).start().unwrap());
        }
    }
}

/// The keys of a table, as the refusal of one that it does not have tells them.
fn keys(table: &str) -> Vec<String> {
    let error = Fixture::parse("x", &format!("{table}\nno_such_key = 1\n")).unwrap_err().to_string();
    let list = error.split("expected one of ").nth(1).unwrap_or_else(|| panic!("a list of keys: {error}"));
    list.split(", ").map(|key| key.trim_matches('`').to_owned()).collect()
}

#[test]
fn the_guide_names_every_key() {
    let guide = fs::read_to_string(root().join("docs/guide.md")).unwrap();
    let tables = [
        "[site]",
        "[[namespace]]",
        "[[interwiki]]",
        "[[group]]",
        "[[user]]",
        "[[page]]",
        "[[page]]\ntitle='a'\n[[page.revisions]]",
    ];
    for table in tables {
        let keys = keys(table);
        assert!(keys.len() > 3, "{table}");
        for key in keys {
            assert!(guide.contains(&format!("`{key}`")), "docs/guide.md does not name `{key}` of {table}");
        }
    }
}

#[test]
fn links_between_documents_lead_somewhere() {
    for (path, text) in documents() {
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = target.split('#').next().unwrap_or_default();
            let here = file.is_empty() || file.contains("://");
            let found = here || path.parent().unwrap().join(file).exists();
            assert!(found, "{} links to {target}", path.display());
        }
    }
}
