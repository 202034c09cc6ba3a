//! What the API tells about the wiki and about itself.

#[path = "support/http.rs"]
mod http;

use serde_json::Value;
use wikidouble::{
    Server,
    release::{Release, V1_35, V1_39, V1_43},
    wiki::fixture::Fixture,
};

fn server(release: Release, settings: &str) -> Server {
    let fixture = Fixture::parse("test.toml", settings).expect("a good fixture");
    Server::builder().release(release).wiki(fixture).workers(1).start().expect("a free port")
}

fn ask(server: &Server, query: &str) -> http::Response {
    let target = format!("/api.php?{query}");
    let request = http::Request { method: "GET", target: &target, headers: &[], body: None };
    let answer = http::send(&server.addr().to_string(), &request).expect("an answer");
    assert_eq!(answer.status, 200);
    answer
}

fn json(server: &Server, query: &str) -> Value {
    let answer = ask(server, &format!("{query}&format=json&formatversion=2"));
    serde_json::from_slice(&answer.body).expect("JSON")
}

#[test]
fn siteinfo_follows_the_settings() {
    let server = server(
        V1_43,
        "[site]\nname = 'Test wiki'\nscript_path = '/w'\narticle_path = '/wiki/$1'\nserver = 'https://wiki.example'\n\
         read_only = 'Moving house.'\nlanguage = 'zh'\n[[namespace]]\nid = 100\nname = 'Portal'\naliases = ['P']\n",
    );
    let told = json(&server, "action=query&meta=siteinfo&siprop=general|namespaces|namespacealiases");
    let general = &told["query"]["general"];
    assert_eq!(general["sitename"], "Test wiki");
    assert_eq!(general["base"], "https://wiki.example/wiki/Main_Page");
    assert_eq!(general["script"], "/w/index.php");
    assert_eq!(general["servername"], "wiki.example");
    assert_eq!(general["readonlyreason"], "Moving house.");
    assert_eq!(general["fallback"][0]["code"], "zh-hans");
    assert_eq!(general["variants"].as_array().map(Vec::len), Some(9));
    let namespaces = &told["query"]["namespaces"];
    assert_eq!(namespaces["101"]["name"], "Portal talk");
    assert_eq!(namespaces["4"]["canonical"], "Project");
    let aliases = told["query"]["namespacealiases"].as_array().expect("a list");
    assert!(aliases.iter().any(|alias| alias["id"] == 100 && alias["alias"] == "P"));
}

#[test]
fn tables_are_those_of_the_release() {
    for (release, languages, special) in [(V1_35, 449, 126), (V1_39, 493, 128), (V1_43, 552, 134)] {
        let server = server(release, "");
        let told = json(&server, "action=query&meta=siteinfo&siprop=languages|specialpagealiases");
        assert_eq!(told["query"]["languages"].as_array().map(Vec::len), Some(languages));
        assert_eq!(told["query"]["specialpagealiases"].as_array().map(Vec::len), Some(special));
    }
}

#[test]
fn a_page_replaces_a_message() {
    let server = server(
        V1_39,
        "[[page]]\ntitle = 'MediaWiki:Mainpage'\ntext = 'Front'\n[[page]]\ntitle = 'MediaWiki:Own'\ntext = 'Mine: $1'\n",
    );
    let told = json(
        &server,
        "action=query&meta=allmessages&ammessages=mainpage|own|other&amprop=default&amargs=yes",
    );
    let expected = serde_json::json!([
        { "name": "mainpage", "normalizedname": "mainpage", "content": "Front", "default": "Main Page" },
        { "name": "own", "normalizedname": "own", "content": "Mine: yes", "defaultmissing": true },
        { "name": "other", "normalizedname": "other", "missing": true },
    ]);
    assert_eq!(told["query"]["allmessages"], expected);
    let modified =
        json(&server, "action=query&meta=allmessages&ammessages=mainpage|and&amcustomised=modified");
    assert_eq!(modified["query"]["allmessages"].as_array().map(Vec::len), Some(1));
}

#[test]
fn help_is_a_page_of_its_own_and_can_be_wrapped() {
    let server = server(V1_39, "");
    let page = ask(&server, "");
    assert_eq!(page.header("content-type").next(), Some("text/html; charset=utf-8"));
    assert_eq!(page.header("content-disposition").next(), Some("inline; filename=api-help.html"));
    assert!(String::from_utf8_lossy(&page.body).contains("<title>MediaWiki API help"));
    let page = ask(&server, "action=help&recursivesubmodules=1&toc=1");
    let page = String::from_utf8_lossy(&page.body).into_owned();
    for id in ["main", "help", "query", "query+siteinfo", "json"] {
        assert_eq!(page.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
    }
    let wrapped = json(&server, "action=help&modules=help&wrap=");
    assert_eq!(wrapped["help"]["mime"], "text/html");
    assert!(wrapped["help"]["help"].as_str().is_some_and(|help| help.contains("recursivesubmodules")));
    let unknown = json(&server, "action=help&modules=nonesuch&wrap=");
    assert_eq!(unknown["error"]["code"], "badmodule");
}

#[test]
fn help_texts_of_paraminfo_come_in_every_format() {
    let server = server(V1_43, "");
    let told = |format: &str| {
        let told = json(&server, &format!("action=paraminfo&modules=query%2Bsiteinfo&helpformat={format}"));
        told["paraminfo"]["modules"][0].clone()
    };
    assert_eq!(told("html")["description"], "Tells about the wiki.");
    assert!(told("none").get("description").is_none() && told("none").get("examples").is_none());
    assert_eq!(told("raw")["description"][0]["key"], "apihelp-query+siteinfo-summary");
    assert_eq!(
        told("raw")["parameters"][0]["description"][0]["params"],
        serde_json::json!(["si", "prop", "siteinfo", "query+siteinfo"])
    );
    assert_eq!(told("wikitext")["examples"][1]["description"], "The interwiki prefixes that are local.");
}

#[test]
fn paths_of_modules_can_be_spelled_in_several_ways() {
    let server = server(V1_39, "");
    let paths = |modules: &str| -> Vec<String> {
        let told = json(&server, &format!("action=paraminfo&modules={modules}"));
        let modules = told["paraminfo"]["modules"].as_array().cloned().unwrap_or_default();
        modules.iter().map(|module| module["path"].as_str().expect("a path").to_owned()).collect()
    };
    assert_eq!(paths("main|query%2Bsiteinfo|main"), ["main", "query+siteinfo"]);
    assert_eq!(paths("query+siteinfo"), ["query+siteinfo"]);
    assert!(paths("query%2B*").contains(&"query+tokens".to_owned()));
    assert!(!paths("*").contains(&"query+tokens".to_owned()));
    assert!(paths("**").contains(&"query+tokens".to_owned()));
    let told = json(&server, "action=paraminfo&modules=json%2B*|nonesuch");
    assert_eq!(
        told["warnings"]["paraminfo"]["warnings"],
        "The module \"json\" has no submodules.\nThe module \"main\" does not have a submodule \"nonesuch\"."
    );
}
