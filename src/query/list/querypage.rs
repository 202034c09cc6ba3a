//! `list=querypage` (`includes/api/ApiQueryQueryPage.php`): what special pages list. They are worked out when asked for.

use crate::{
    api::{CacheMode, Call, Failure, Module, Run, add_title},
    choices,
    param::{Choice, Limit},
    params,
    tree::{Node, Value},
    wiki::{
        Right,
        report::{self, ReportRow},
    },
};

const PAGES: &[Choice] = choices![
    "Ancientpages", "BrokenRedirects", "Deadendpages", "DoubleRedirects", "ListDuplicatedFiles" since V1_24, "Listredirects",
    "Lonelypages", "Longpages", "MediaStatistics" since V1_23, "Mostcategories", "Mostimages", "Mostinterwikis",
    "Mostlinkedcategories", "Mostlinkedtemplates", "Mostlinked", "Mostrevisions", "Fewestrevisions", "Shortpages",
    "Uncategorizedcategories", "Uncategorizedpages", "Uncategorizedimages", "Uncategorizedtemplates",
    "Unusedcategories", "Unusedimages", "Wantedcategories", "Wantedfiles", "Wantedpages", "Wantedtemplates",
    "Unwatchedpages", "Unusedtemplates", "Withoutinterwiki",
];

params! {
    /// What `list=querypage` accepts.
    struct Params<'r> {
        /// The special page.
        page as "page": &'r str = choice(PAGES).required(),
        /// How many to leave out.
        offset as "offset": i64 = integer().preset_number(0),
        /// How many.
        limit as "limit": Limit = limit(),
    }
}

pub(super) static MODULE: Module =
    Module::list("query+querypage", "qp", "ApiQueryQueryPage", Params::SPECS, Run::Now(run))
        .generator(Run::Now(generate))
        .help("Lists what a special page lists: pages that are missing, alone, long, or used most.")
        .manual("API:Querypage")
        .examples(&[("action=query&list=querypage&qppage=Ancientpages", "The pages that were not edited for longest.")]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let (rows, offset) = find(call)?;
    call.query().node_mut("querypage").set("results", Node::list("page"));
    for (count, row) in rows.iter().enumerate() {
        let node = tell(call, row);
        if !call.add_row_at(&["query", "querypage", "results"], node) {
            call.resume("offset", offset + count as i64);
            break;
        }
    }
    Ok(())
}

fn generate(call: &mut Call<'_>) -> Result<(), Failure> {
    let (rows, _) = find(call)?;
    call.found.titles = rows.into_iter().map(|row| row.title).collect();
    Ok(())
}

/// The lines that are asked for.
fn find(call: &mut Call<'_>) -> Result<(Vec<ReportRow>, i64), Failure> {
    let params: Params<'_> = call.read()?;
    let restricted = params.page == "Unwatchedpages";
    call.cache(if restricted { CacheMode::Private } else { CacheMode::Public });
    if restricted && !call.may(Right::UnwatchedPages) {
        return Err(Failure::of("apierror-specialpage-cantexecute"));
    }
    if !call.generating || call.profile().generators_name_reports {
        call.query().node_mut("querypage").set("name", params.page.to_owned());
    }
    let mut rows = report::report(&call.wiki().state(), params.page);
    if params.page == "Deadendpages" && call.profile().dead_ends_tell_keys {
        for row in &mut rows {
            row.value = Some(row.title.key().to_owned());
        }
    }
    let (offset, limit) = (params.offset.max(0) as usize, params.limit.0);
    rows.drain(..offset.min(rows.len()));
    if rows.len() > limit {
        rows.truncate(limit);
        call.resume("offset", params.offset + limit as i64);
    }
    Ok((rows, params.offset))
}

fn tell(call: &Call<'_>, row: &ReportRow) -> Node {
    let mut node = Node::map();
    if let Some(value) = &row.value {
        node.append("value", value.clone());
    }
    if let Some(time) = row.time {
        node.append("timestamp", time);
    }
    add_title(&mut node, &row.title, &call.wiki().site().namespaces);
    if !row.columns.is_empty() {
        let mut columns = Node::map();
        for (name, value) in &row.columns {
            columns.append(*name, value.clone().map_or(Value::Null, Value::from));
        }
        node.append("databaseResult", columns);
    }
    node
}
