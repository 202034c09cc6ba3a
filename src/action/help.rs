//! `action=help`: what modules do and accept, as a page for people (`ApiHelp`), made from the declarations.

mod facts;
mod page;
mod text;

use crate::{
    api::{Call, Failure, Header, Module, Needs, Page, Run, path},
    base::Text,
    params,
    tree::{self, Charset, JsonStyle, Layout, Node, Version},
    release::V1_25,
};

params! {
    /// What `action=help` accepts.
    pub(super) struct Params<'r> {
        /// Which modules to explain, by their paths: `edit`, `query+info`, `main`.
        modules as "modules": Option<Vec<&'r str>> = text().multi().preset("main"),
        /// Explain their submodules as well.
        submodules as "submodules": bool = flag().since(V1_25),
        /// Explain the submodules of these, too.
        recursive as "recursivesubmodules": bool = flag().since(V1_25),
        /// Give the page inside an answer in the format asked for.
        wrap as "wrap": bool = flag().since(V1_25),
        /// Begin with a table of contents.
        contents as "toc": bool = flag().since(V1_25),
    }
}

pub(super) static MODULE: Module =
    Module::action("help", "ApiHelp", Needs::NOTHING, Params::SPECS, Run::Now(run))
        .help("Explains modules on a page for people.")
        .manual("API:Main_page API:FAQ API:Quick_start_guide")
        .examples(&[
            ("action=help", "Help for the main module."),
            ("action=help&modules=query&submodules=1", "Help for `action=query` and its submodules."),
            ("action=help&recursivesubmodules=1", "All help on one page."),
            ("action=help&modules=help", "Help for this module."),
            (
                "action=help&modules=query+info|query+categorymembers",
                "Help for two submodules of `action=query`.",
            ),
        ]);

const FILE_NAME: &str = "api-help.html";

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    if !call.profile().pages_are_whole {
        return text::run(call);
    }
    let params: Params<'_> = call.read()?;
    let mut modules = Vec::new();
    for path in params.modules.unwrap_or_default() {
        modules.push(path::find(call, path)?);
    }
    let depth = match (params.recursive, params.submodules) {
        (true, _) => page::Depth::All,
        (false, true) => page::Depth::One,
        (false, false) => page::Depth::None,
    };
    let html = page::page(call, &modules, depth, params.contents);
    call.notes.headers.push(Header { name: "content-language", value: "en".into() });
    call.notes.headers.push(Header { name: "vary", value: "Accept-Encoding, Cookie".into() });
    if params.wrap {
        let mut about = Node::map();
        about.append("mime", "text/html").append("filename", FILE_NAME);
        about.set_marked("help", tree::Marks::SUBELEMENT, html);
        call.result.set("help", about);
        return Ok(());
    }
    call.notes.page = Some(Page {
        content_type: "text/html; charset=utf-8".into(),
        filename: Text::Static(FILE_NAME),
        body: (troubles(call) + &html).into_bytes(),
    });
    Ok(())
}

/// What there is to warn of, as a comment before the page.
fn troubles(call: &Call<'_>) -> String {
    let mut told = Node::map();
    for key in ["errors", "warnings"] {
        if let Some(node) = call.result.node(key) {
            told.append(key, node.clone());
        }
    }
    if told.is_empty() {
        return String::new();
    }
    let style = JsonStyle {
        version: Version::V2,
        charset: Charset::Utf8,
        layout: Layout::Indented,
        ..JsonStyle::default()
    };
    let mut json = Vec::new();
    tree::json(&told, &style, &mut json);
    let json = String::from_utf8_lossy(&json).replace('<', "\\u003C").replace('>', "\\u003E");
    // Two hyphens could end the comment.
    format!("<!-- API warnings and errors:\n{}\n-->\n", json.replace("--", "-\\u002D"))
}
