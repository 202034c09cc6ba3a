//! Writing one answer down in each format: `cargo bench --bench codec`.

use divan::{Bencher, black_box};
use wikidouble::tree::{JsonStyle, Node, Version, XmlStyle, json, php, xml};

fn main() {
    divan::main();
}

/// What `meta=tokens` with all types answers.
fn tokens() -> Node {
    let mut tokens = Node::map();
    for kind in ["createaccount", "csrf", "login", "patrol", "rollback", "userrights", "watch"] {
        tokens.set(format!("{kind}token"), "e78c8b4f2a6c9d1be78c8b4f2a6c9d1b6920f3a1+\\");
    }
    let mut query = Node::map();
    query.set("tokens", tokens);
    let mut answer = Node::map();
    answer.set("query", query);
    answer
}

fn write(bencher: Bencher<'_, '_>, format: impl Fn(&Node, &mut Vec<u8>) + Sync) {
    let tree = tokens();
    let mut out = Vec::with_capacity(4096);
    bencher.bench_local(|| {
        out.clear();
        format(black_box(&tree), &mut out);
        black_box(out.len())
    });
}

#[divan::bench]
fn as_json(bencher: Bencher<'_, '_>) {
    write(bencher, |tree, out| json(tree, &JsonStyle::default(), out));
}

#[divan::bench]
fn as_xml(bencher: Bencher<'_, '_>) {
    write(bencher, |tree, out| xml(tree, &XmlStyle::default(), out));
}

#[divan::bench]
fn as_php(bencher: Bencher<'_, '_>) {
    write(bencher, |tree, out| php(tree, Version::default(), out));
}
