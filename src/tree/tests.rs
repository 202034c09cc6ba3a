//! Answers of MediaWiki 1.39 built by hand and compared in every format.

use std::collections::BTreeMap;

use super::*;

/// Answers by name and format.
fn recorded() -> BTreeMap<String, BTreeMap<String, String>> {
    serde_json::from_str(include_str!("recorded.json")).unwrap()
}

pub(super) fn written(tree: &Node, format: &str) -> String {
    let mut out = Vec::new();
    let style = |version, charset| JsonStyle { version, charset, ..JsonStyle::default() };
    match format {
        "json" => json(tree, &style(Version::V1, Charset::Ascii), &mut out),
        "json utf8" => json(tree, &style(Version::V1, Charset::Utf8), &mut out),
        "json 2" => json(tree, &style(Version::V2, Charset::Utf8), &mut out),
        "json 2 ascii" => json(tree, &style(Version::V2, Charset::Ascii), &mut out),
        "xml" => xml(tree, &XmlStyle::default(), &mut out),
        "php" => php(tree, Version::V1, &mut out),
        "php 2" => php(tree, Version::V2, &mut out),
        _ => panic!("no format {format}"),
    }
    String::from_utf8(out).unwrap()
}

const DOCREF: &str = "See http://wiki.localhost/api.php for API usage. Subscribe to the mediawiki-api-announce mailing \
    list at &lt;https://lists.wikimedia.org/postorius/lists/mediawiki-api-announce.lists.wikimedia.org/&gt; for notice \
    of API deprecations and breaking changes.";

fn complete() -> Node {
    let mut tree = Node::map();
    tree.set("batchcomplete", true);
    tree
}

fn row(id: i64, title: &'static str) -> Node {
    let mut row = Node::map();
    row.set("pageid", id).set("ns", 0).set("title", title);
    row
}

/// `pages` as `query` has it: by id, missing ones below zero in the order they were found out.
fn pages(rows: impl IntoIterator<Item = (i64, Node)>) -> Node {
    let mut pages = Node::of(Shape::BcArray).tagged("page");
    for (id, row) in rows {
        pages.append_index(id, row);
    }
    pages
}

fn built(name: &str) -> Node {
    let mut tree = complete();
    match name {
        "tokens" => {
            tree.at(&["query", "tokens"]).set("csrftoken", "+\\").set("watchtoken", "+\\");
        }
        "pages" => {
            let (mut missing, mut invalid) = (Node::map(), Node::map());
            missing.set("ns", 0).set("title", "Nope").set("missing", true);
            invalid
                .set("title", "aé<b>'x")
                .set("invalidreason", "The requested page title contains invalid characters: \"<\".")
                .set("invalid", true);
            let rows = [(-2, missing), (-1, invalid), (4, row(4, "Bob page"))];
            tree.node_mut("query").set("pages", pages(rows));
        }
        "pages in a row" => {
            let mut missing = Node::map();
            missing.set("pageid", -1).set("missing", true);
            let rows = [(-1, missing), (1, row(1, "Main Page")), (2, row(2, "Sandbox"))];
            tree.node_mut("query").set("pages", pages(rows));
        }
        "continue" => {
            tree.node_mut("continue").set("apcontinue", "Fm_empty").set("continue", "-||");
            let mut rows = Node::list("p");
            rows.push(row(4, "Bob page"));
            tree.node_mut("query").set("allpages", rows);
        }
        "error" => {
            tree = Node::map();
            tree.node_mut("error")
                .set("code", "badvalue")
                .set("info", "Unrecognized value for parameter \"action\": nonesuch.")
                .content("docref", DOCREF);
        }
        "errors" => {
            let (mut error, mut errors) = (Node::map(), Node::list("error"));
            error.set("code", "badtoken").content("text", "Invalid CSRF token.").set("module", "edit");
            errors.push(error);
            tree = Node::map();
            tree.set("errors", errors).content("docref", DOCREF);
        }
        "warnings" => {
            let warnings = tree.node_mut("warnings");
            warnings.node_mut("main").content("warnings", "Unrecognized parameter: bogus.");
            warnings.node_mut("tokens").content("warnings", "Unrecognized value for parameter \"type\": wat");
            tree.at(&["query", "tokens"]).set("csrftoken", "+\\");
        }
        "restrictions" => {
            let restrictions = tree.at(&["query", "restrictions"]);
            restrictions
                .set("types", Node::texts("type", ["create", "edit", "move", "upload"]))
                .set("levels", Node::texts("level", ["", "autoconfirmed", "sysop"]))
                .set("cascadinglevels", Node::texts("level", ["sysop"]))
                .set("semiprotectedlevels", Node::texts("level", ["autoconfirmed"]));
            let mut aliases = Node::list("ns");
            for (id, alias) in [(6, "Image"), (7, "Image talk")] {
                let mut row = Node::map();
                row.set("id", id).content("alias", alias);
                aliases.push(row);
            }
            tree.node_mut("query").set("namespacealiases", aliases);
        }
        "user info" => {
            let user = tree.at(&["query", "userinfo"]);
            user.set("id", 0)
                .set("name", "127.0.0.1")
                .set("anon", true)
                .set("groups", Node::texts("g", ["*"]));
            for kind in ["add", "remove", "add-self", "remove-self"] {
                user.node_mut("changeablegroups").set(kind, Node::list("group"));
            }
            user.set("ratelimits", Node::map());
        }
        "revisions" => {
            let mut slots = Node::of(Shape::Kvp("role", Merge::Yes)).tagged("slot");
            slots
                .node_mut("main")
                .set("contentmodel", "wikitext")
                .set("contentformat", "text/x-wiki")
                .content("content", "Seed page.");
            let (mut revision, mut revisions) = (Node::map(), Node::list("rev"));
            revision.set("revid", 2).set("parentid", 0).set("minor", false).set("slots", slots);
            revisions.push(revision);
            let mut page = row(2, "Sandbox");
            page.set("revisions", revisions);
            tree.node_mut("query").set("pages", pages([(2, page)]));
        }
        "messages" => {
            let (mut known, mut unknown, mut list) = (Node::map(), Node::map(), Node::list("message"));
            known.set("name", "about").set("normalizedname", "about").content("content", "About");
            unknown.set("name", "nonesuch").set("normalizedname", "nonesuch").set("missing", true);
            list.push(known).push(unknown);
            tree.node_mut("query").set("allmessages", list);
        }
        "parse" => {
            tree = Node::map();
            let mut properties = Node::of(Shape::BcKvp("name", Merge::No)).tagged("pp");
            properties.set("defaultsort", "ü").set("notoc", "");
            tree.node_mut("parse")
                .set("title", "API")
                .set("pageid", 0)
                .set_marked("text", Marks::BC_SUBELEMENT, "<p><i>x</i>\n</p>")
                .set("properties", properties);
        }
        "logout" => tree = Node::map(),
        "templates" => {
            tree = Node::map();
            let source = "<root><template><title>PAGENAME</title></template>&lt;b&gt;</root>";
            tree.node_mut("expandtemplates").set_marked("parsetree", Marks::SUBELEMENT, source).set_marked(
                "wikitext",
                Marks::SUBELEMENT,
                "Sandbox<b>",
            );
        }
        _ => panic!("no answer {name}"),
    }
    tree
}

#[test]
fn every_format_is_mediawikis_byte_for_byte() {
    for (name, answers) in recorded() {
        let tree = built(&name);
        for (format, answer) in answers {
            assert_eq!(written(&tree, &format), answer, "{name} as {format}");
        }
    }
}

#[test]
fn xml_says_its_namespace_and_style_sheet_when_asked() {
    let style =
        XmlStyle { namespace: true, stylesheet: Some("/w/index.php?a=1&b='2'"), ..XmlStyle::default() };
    let mut out = Vec::new();
    xml(&complete(), &style, &mut out);
    assert_eq!(
        String::from_utf8(out).unwrap(),
        "<?xml version=\"1.0\"?><?xml-stylesheet href=\"/w/index.php?a=1&amp;b=&#039;2&#039;\" type=\"text/xsl\" ?>\
         <api batchcomplete=\"\" xmlns=\"http://www.mediawiki.org/xml/api/\" />"
    );
}

#[test]
fn xml_for_people_has_a_line_for_each_element() {
    let mut out = Vec::new();
    xml(&built("restrictions"), &XmlStyle { layout: Layout::Indented, ..XmlStyle::default() }, &mut out);
    let text = String::from_utf8(out).unwrap();
    let start =
        "<?xml version=\"1.0\"?>\n<api batchcomplete=\"\">\n  <query>\n    <restrictions>\n      <types>\n";
    assert!(text.starts_with(start), "{text}");
    assert!(text.contains("\n        <level />\n        <level>autoconfirmed</level>\n"), "{text}");
    assert!(text.ends_with("\n    </namespacealiases>\n  </query>\n</api>"), "{text}");
}
