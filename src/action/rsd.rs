//! `action=rsd`: where a wiki's API is, for programs that look for it (Really Simple Discovery, `ApiRsd`).

use crate::{
    api::{Call, Failure, Module, Needs, Page, Run},
    release::V1_40,
    tree::{self, Marks, Node, XmlStyle},
    wiki::Title,
};

pub(super) static MODULE: Module =
    Module::action("rsd", "ApiRsd", Needs::NOTHING, &[], Run::Now(run))
        .help("Tells where the API is, in the format of Really Simple Discovery.")
        .manual_later(V1_40, "API:Rsd")
        .examples(&[("action=rsd", "Where the API of this wiki is.")]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let mut answer = Node::map();
    answer.append("version", "1.0");
    answer.append("xmlns", "http://archipelago.phrasewise.com/rsd");
    answer.append("service", service(call));
    let mut body = Vec::with_capacity(1024);
    let style = XmlStyle { root: "rsd", ..XmlStyle::default() };
    tree::xml(&answer, &style, &mut body);
    call.notes.page = Some(Page {
        content_type: "application/rsd+xml; charset=utf-8".into(),
        filename: "api-result.xml".into(),
        body,
    });
    Ok(())
}

fn service(call: &Call<'_>) -> Node {
    let site = call.wiki().site();
    let main = Title::parse(&site.main_page, &site.naming()).ok();
    let main = main.map(|target| target.full(&site.namespaces).replace(' ', "_")).unwrap_or_default();
    let mut oauth = Node::map();
    oauth.append("name", "OAuth").content("value", "false");
    let mut settings = Node::map();
    settings.set_marked("docs", Marks::SUBELEMENT, "https://www.mediawiki.org/wiki/Special:MyLanguage/API");
    settings.append("setting", oauth);
    let mut api = Node::map();
    api.append("name", "MediaWiki").append("preferred", "true");
    api.append("apiLink", call.api_url()).append("blogID", "");
    api.append("settings", settings);
    let mut apis = Node::list("api");
    apis.push(api);
    let mut service = Node::map();
    service.append("apis", apis);
    service.set_marked("engineName", Marks::SUBELEMENT, "MediaWiki");
    service.set_marked("engineLink", Marks::SUBELEMENT, "https://www.mediawiki.org/");
    let home = format!("{}{}", call.server(), site.article_path.replace("$1", &main));
    service.set_marked("homePageLink", Marks::SUBELEMENT, home);
    service
}
