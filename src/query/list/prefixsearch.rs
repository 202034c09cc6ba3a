//! `list=prefixsearch`: titles that begin so (`includes/api/ApiQueryPrefixSearch.php`).

use crate::{
    api::{CacheMode, Call, Failure, Merging, Module, Run, add_title},
    param::Limit,
    params,
    release::{V1_23, V1_25, V1_28, V1_41},
    tree::Node,
    wiki::{Namespace, Title, search::titles_with_prefix},
};

params! {
    /// What `list=prefixsearch` accepts.
    struct Params<'r> {
        /// What titles begin with.
        search as "search": &'r str = text().required(),
        /// In which namespaces, unless the text names one.
        namespace as "namespace": Option<Vec<i32>> = namespace().multi().preset_number(0),
        /// How many.
        limit as "limit": Limit = limit().max(100, 200).later(V1_28, &limit()),
        /// How many to leave out.
        offset as "offset": i64 = integer().preset_number(0).later(V1_41, &integer().preset_number(0).min(0)).since(V1_25),
    }
}

pub(super) static MODULE: Module =
    Module::list("query+prefixsearch", "ps", "ApiQueryPrefixSearch", Params::SPECS, Run::Now(run))
        .since(V1_23)
        .generator(Run::Now(generate))
        .help("Finds titles by their beginnings.")
        .manual("API:Prefixsearch")
        .examples(&[("action=query&list=prefixsearch&pssearch=meaning", "Titles that begin with `meaning`.")]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let (titles, offset) = search(call)?;
    let state = call.wiki().state();
    call.list("ps");
    for (count, title) in titles.iter().enumerate() {
        let mut row = Node::map().with_capacity(3);
        add_title(&mut row, title, &state.site.namespaces);
        if title.namespace() == Namespace::SPECIAL {
            row.append("special", true);
        } else {
            row.append("pageid", state.pages.id_of(title).map_or(0, |page| page.number()));
        }
        if !call.add_row("ps", row) {
            call.resume("offset", offset + count as i64 + 1);
            break;
        }
    }
    Ok(())
}

fn generate(call: &mut Call<'_>) -> Result<(), Failure> {
    let (titles, offset) = search(call)?;
    for (at, title) in titles.iter().enumerate() {
        let mut data = Node::map();
        data.set("index", offset + at as i64 + 1);
        call.found.data.push((title.clone(), data));
    }
    call.found.merging = Merging::LowestIndex;
    call.found.titles = titles;
    Ok(())
}

fn search(call: &mut Call<'_>) -> Result<(Vec<Title>, i64), Failure> {
    let params: Params<'_> = call.read()?;
    call.cache(CacheMode::Public);
    let namespaces = params.namespace.unwrap_or_else(|| vec![0]);
    let namespaces: Vec<Namespace> = namespaces.into_iter().map(Namespace).collect();
    let (offset, limit) = (params.offset.max(0) as usize, params.limit.0);
    let state = call.wiki().state();
    let mut titles = titles_with_prefix(&state, params.search, &namespaces, offset + limit + 1);
    titles.drain(..offset.min(titles.len()));
    if titles.len() > limit {
        titles.truncate(limit);
        call.resume("offset", (offset + limit) as i64);
    }
    Ok((titles, offset as i64))
}
