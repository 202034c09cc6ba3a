//! From a request to its pages, with the generator that finds them if one is asked for.

use std::sync::Arc;

use super::{Found, PageSet, PageSetParams, fill::Filling};
use crate::{
    api::{CacheMode, Call, Failure, Module, Run},
    message::Message,
    param::{Field, Group},
    wiki::{Namespace, Right, State},
};

impl Call<'_> {
    /// Finds the pages that the request is about; they are the call's pages from then on (`ApiPageSet::execute`).
    pub fn gather(&mut self, params: &PageSetParams<'_>) -> Result<Arc<PageSet>, Failure> {
        self.gather_in(params, Namespace::MAIN)
    }

    /// The same, where titles that name no namespace are in this one.
    pub fn gather_in(
        &mut self,
        params: &PageSetParams<'_>,
        default: Namespace,
    ) -> Result<Arc<PageSet>, Failure> {
        let pages = match params.generator {
            None => self.named_pages(params, default)?,
            Some(name) => self.generated_pages(name, params, default)?,
        };
        let pages = Arc::new(pages);
        self.pages = Some(Arc::clone(&pages));
        Ok(pages)
    }

    /// Reads the parameters of a generator that is done already, so that nobody calls them unknown
    /// (`ApiPageSet::executeDryRun`).
    pub fn gather_nothing(&mut self, params: &PageSetParams<'_>) -> Result<(), Failure> {
        match params.generator {
            Some(name) => {
                let generator = self.generator(name)?;
                let before = self.enter(generator, true);
                let checked = self.check_params_at_work();
                self.leave(before);
                checked.map_err(|failure| failure.in_generator(generator.path))
            }
            None => one_source(params),
        }
    }

    fn generator(&self, name: &str) -> Result<&'static Module, Failure> {
        let registry = &self.service.registry;
        let found =
            [Group::Prop, Group::List, Group::Meta].into_iter().find_map(|group| registry.find(group, name));
        let bad =
            |key: &'static str| Failure::from(Message::new(key).coded("badgenerator").arg(name.to_owned()));
        let module = found.ok_or_else(|| bad("apierror-badgenerator-unknown"))?;
        if module.generate.is_none() {
            return Err(bad("apierror-badgenerator-notgenerator"));
        }
        Ok(module)
    }

    fn generated_pages(
        &mut self,
        name: &str,
        params: &PageSetParams<'_>,
        default: Namespace,
    ) -> Result<PageSet, Failure> {
        let generator = self.generator(name)?;
        // The generator works on the pages that are named.
        let named = self.named_pages(params, default)?;
        self.pages = Some(Arc::new(named));
        self.found = Found::default();
        let cache = std::mem::replace(&mut self.notes.cache, CacheMode::Private);
        let before = self.enter(generator, true);
        let ended = match generator.generate {
            Some(Run::Now(run)) => run(self),
            _ => unreachable!("a generator only reads"),
        };
        self.leave(before);
        ended.map_err(|failure| failure.in_generator(generator.path))?;
        let mut pages = PageSet::new(params.redirects);
        pages.cache = std::mem::replace(&mut self.notes.cache, cache);
        let found = std::mem::take(&mut self.found);
        let state = self.wiki().state();
        pages.add_found(found, &self.filling(&state));
        Ok(pages)
    }

    fn named_pages(&mut self, params: &PageSetParams<'_>, default: Namespace) -> Result<PageSet, Failure> {
        one_source(params)?;
        let by_revision = params.revids.is_some();
        if by_revision && params.redirects {
            self.warn(Message::new("apiwarn-redirectsandrevids"));
        }
        let mut pages = PageSet::new(params.redirects && !by_revision);
        let state = self.wiki().state();
        let filling = Filling { default, ..self.filling(&state) };
        if let Some(titles) = &params.titles {
            if self.profile().tells_mended_text {
                note_mended(&mut pages, self.fields.peek("titles"));
            }
            pages.add_texts(titles, &filling);
        }
        if let Some(ids) = &params.pageids {
            pages.add_ids(ids, &filling);
        }
        if let Some(ids) = &params.revids {
            pages.add_revisions(ids, &filling);
        }
        Ok(pages)
    }

    fn filling<'a>(&'a self, state: &'a State) -> Filling<'a> {
        Filling {
            state,
            naming: self.wiki().site().naming(),
            default: Namespace::MAIN,
            release: self.profile().release,
            caller: self.caller.name(),
            skips_empty_titles: self.profile().skips_empty_titles,
            sees_deleted: self.may(Right::DeletedHistory),
        }
    }

    /// Lets another module work, as a generator or not; what was at work before.
    pub fn enter(&mut self, module: &'static Module, generating: bool) -> (&'static Module, bool) {
        let before = (self.module, self.generating);
        (self.module, self.generating) = (module, generating);
        before
    }

    /// Lets the module work again that did before.
    pub fn leave(&mut self, before: (&'static Module, bool)) {
        (self.module, self.generating) = before;
    }
}

/// Only one of the lists can be given.
fn one_source(params: &PageSetParams<'_>) -> Result<(), Failure> {
    let both = |second: &'static str, first: &'static str| {
        let message = Message::new("apierror-invalidparammix-cannotusewith").coded("multisource");
        Err(Failure::from(message.arg(second).arg(first)))
    };
    match (&params.titles, &params.pageids, &params.revids) {
        (Some(_), Some(_), _) => both("pageids", "titles"),
        (_, Some(_), Some(_)) => both("revids", "pageids"),
        (Some(_), None, Some(_)) => both("revids", "titles"),
        _ => Ok(()),
    }
}

/// Titles that had to be mended before they could be read (`handleParamNormalization`).
fn note_mended(pages: &mut PageSet, field: Option<&Field<'_>>) {
    let Some((raw, value)) = field.and_then(|field| field.raw().zip(field.value())) else { return };
    let (raw, value, separator) = match raw.strip_prefix(b"\x1f") {
        Some(raw) => (raw, value.trim_start_matches('\x1f'), b'\x1f'),
        None => (raw, value, b'|'),
    };
    let parts = raw.split(|byte| *byte == separator).zip(value.split(char::from(separator)));
    for (raw, value) in parts.filter(|(raw, value)| *raw != value.as_bytes()) {
        pages.note_normalized(raw, value.to_owned());
    }
}
