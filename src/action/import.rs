//! `action=import` (`includes/api/ApiImport.php`). There are no other wikis to import from: dumps are uploaded.

use std::sync::Arc;

use crate::{
    api::{Call, Failure, Module, Needs, Run, Running},
    message::Message,
    param::Part,
    params,
    release::{Dumps, V1_20, V1_29, V1_31},
    tree::Node,
    wiki::{
        Namespace, Right,
        import::{self, Checking, Dump, DumpFault, DumpItem, ImportRequest, ImportedPage, Placing, RevisionFault},
        tag,
        token::Kind,
    },
};


params! {
    /// What `action=import` accepts.
    pub(super) struct Params<'r> {
        /// Why.
        summary as "summary": Option<&'r str> = text(),
        /// The dump.
        xml as "xml": Option<&'r Part> = upload(),
        /// What to put before the names of people of the other wiki.
        prefix as "interwikiprefix": Option<&'r str> = text().since(V1_31),
        /// The wiki to import from, instead of a dump.
        source as "interwikisource": Option<&'r str> = listed(List::ImportSources),
        /// The page to import from it.
        page as "interwikipage": Option<&'r str> = text(),
        /// Import all revisions of it, not only the newest.
        _full as "fullhistory": bool = flag(),
        /// Import the templates it uses as well.
        _templates as "templates": bool = flag(),
        /// The namespace that all pages get.
        namespace as "namespace": Option<i32> = namespace(),
        /// Take people who have an account of the same name here for the same.
        assign_known as "assignknownusers": bool = flag().since(V1_31),
        /// The page that all pages become subpages of.
        root as "rootpage": Option<&'r str> = text().since(V1_20),
        /// Tags to put on the log entries and the revisions that tell of the import.
        tags as "tags": Vec<&'r str> = tags().since(V1_29),
    }
}

pub(super) static MODULE: Module =
    Module::action("import", "ApiImport", Needs::write(Kind::Csrf), Params::SPECS, Run::Later(run))
        .help("Imports pages with their revisions from a dump, which comes as a part of `multipart/form-data`.")
        .manual("API:Import")
        .examples(&[(
            "action=import&interwikisource=meta&interwikipage=Help:ParserFunctions&namespace=100&fullhistory=&token=123ABC",
            "Import a page of another wiki with all its revisions.",
        )]);

fn run<'c>(call: &'c mut Call<'_>) -> Running<'c> {
    Box::pin(import_all(call))
}

async fn import_all(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    call.at_most_one(&[("namespace", params.namespace.is_some()), ("rootpage", params.root.is_some())])?;
    let (xml, prefix) = source(call, &params)?;
    let (actor, now) = (call.caller.actor(), call.now);
    let tags: Vec<Arc<str>> = params.tags.iter().map(|tag| Arc::from(*tag)).collect();
    tag::check_apply(&call.wiki().state(), &actor, &tags, now).map_err(|refusal| call.refused(refusal))?;
    let profile = call.profile();
    let request = ImportRequest {
        placing: placing(call, &params)?,
        prefix,
        assign_known: params.assign_known,
        reason: params.summary.unwrap_or_default(),
        tags,
        takes_bad_times: profile.takes_bad_dump_times,
    };
    let checking = match profile.dumps {
        Dumps::Unchecked => Checking::Never,
        Dumps::CheckedAtBegin => Checking::AtBegin,
        Dumps::CheckedBefore => Checking::Before,
    };
    let text = String::from_utf8_lossy(&xml.bytes);
    let dump = Dump::read(&text, checking).map_err(|fault| broken(call, fault))?;
    let mut list = Node::list("page");
    for item in &dump.items {
        let refused = match item {
            DumpItem::Page(page) => {
                let namespaces = dump.namespaces.as_ref();
                let decide = |state: &_| import::page(state, &actor, now, &request, namespaces, page);
                match call.wiki().commit(decide).await {
                    Ok(ImportedPage::Skipped) => None,
                    Ok(ImportedPage::Stopped(fault)) => return Err(unknown_error(words(fault))),
                    Ok(ImportedPage::Done(title, count)) => {
                        let mut node = Node::map();
                        node.set("ns", title.namespace().number());
                        node.set("title", call.title_text(&title)).set("revisions", count);
                        list.push(node);
                        None
                    }
                    Err(refusal) => Some(refusal),
                }
            }
            DumpItem::Entry(entry) if profile.imports_log_entries => {
                let decide = |state: &_| import::entry(state, &actor, now, &request, entry);
                call.wiki().commit(decide).await.err()
            }
            DumpItem::Entry(_) => None,
        };
        if let Some(refusal) = refused {
            return Err(call.refused(refusal));
        }
    }
    call.result.set("import", list);
    Ok(())
}

/// The dump, and what is put before the names of people.
fn source<'r>(call: &Call<'_>, params: &Params<'r>) -> Result<(&'r Part, &'r str), Failure> {
    if params.source.is_some() {
        if !call.may(Right::Import) {
            return Err(Failure::of("apierror-cantimport"));
        }
        if params.page.is_none() {
            return Err(missing("interwikipage"));
        }
        return Err(Failure::of("importbadinterwiki"));
    }
    if !call.may(Right::ImportUpload) {
        return Err(Failure::of("apierror-cantimport-upload"));
    }
    let prefix = params.prefix.unwrap_or_default();
    if prefix.is_empty() && call.profile().wants_import_prefix {
        return Err(missing("interwikiprefix"));
    }
    let file = params.xml.filter(|part| part.filename.as_ref().is_some_and(|name| !name.is_empty()));
    file.map(|part| (part, prefix)).ok_or_else(|| Failure::of("importnofile"))
}

fn missing(name: &'static str) -> Failure {
    Message::new("apierror-missingparam").coded(format!("no{name}")).arg(name).into()
}

/// Where pages go (`setTargetNamespace`, `setTargetRootPage`).
fn placing(call: &Call<'_>, params: &Params<'_>) -> Result<Placing, Failure> {
    if let Some(number) = params.namespace {
        return Ok(Placing::Namespace(Namespace(number)));
    }
    let Some(root) = params.root.filter(|root| !root.is_empty()) else { return Ok(Placing::Same) };
    let root = call.local_title(root.trim_end_matches('/'));
    let root = root.map_err(|_| Failure::of("import-rootpage-invalid"))?;
    let namespaces = &call.wiki().site().namespaces;
    if namespaces.has_subpages(root.namespace()) {
        return Ok(Placing::Under(root));
    }
    let name = namespaces.name(root.namespace()).filter(|_| root.namespace() != Namespace::MAIN);
    let name = name.map_or_else(|| "(Main)".to_owned(), ToString::to_string);
    Err(Message::new("import-rootpage-nosubpage").arg(name).into())
}

fn unknown_error(words: String) -> Failure {
    Message::new("apierror-import-unknownerror").escaped(words).into()
}

/// Why the dump could not be read.
fn broken(call: &Call<'_>, fault: DumpFault) -> Failure {
    match fault {
        DumpFault::Broken(broken) => {
            unknown_error(format!("XML error at line {}: {}\n", broken.line, broken.words))
        }
        DumpFault::NoDump(name) => unknown_error(format!("Expected '<mediawiki>' tag, got '<{name}>' tag.")),
        DumpFault::Error => call.exception("Error"),
    }
}

/// Why a revision could not be imported, in the words of MediaWiki's exceptions.
fn words(fault: RevisionFault) -> String {
    match fault {
        RevisionFault::TextMissing => "Missing text field in import.".to_owned(),
        RevisionFault::TooBig(id, kib) => {
            let which = id.map_or_else(|| "a revision".to_owned(), |id| format!("the revision with ID {id}"));
            format!("The text of {which} exceeds the maximum allowable size ({kib} KiB)")
        }
        RevisionFault::ModelUnknown(name) => format!(
            "The content model '{name}' is not registered on this wiki.\n\
            See https://www.mediawiki.org/wiki/Content_handlers to find out which extensions handle this content model."
        ),
        RevisionFault::BadTime => "Bad value for parameter $timestamp: must be a string".to_owned(),
        RevisionFault::NoName(name) => {
            format!("Cannot create an actor for a user with no name: user_id=0 user_name=\"{name}\"")
        }
        RevisionFault::NoAccount(name) => {
            format!("Cannot create an actor for a usable name that is not an existing user: user_name=\"{name}\"")
        }
    }
}
