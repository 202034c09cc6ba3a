//! The lists of words that depend on the wiki.

use super::Service;
use crate::{
    base::Text,
    param::{Group, List},
    wiki::{Right, language, right, tag},
};

/// The words of a list.
pub(super) fn words(service: &Service, list: List) -> Vec<Text> {
    let named = |groups: &[Group]| {
        let modules = service.registry.all().filter(|module| groups.contains(&module.group));
        let mut names: Vec<&str> = modules.map(|module| module.name).collect();
        names.sort_unstable();
        names.into_iter().map(Text::Static).collect()
    };
    match list {
        List::Groups => {
            service.wiki.site().groups.explicit().map(|name| Text::Owned(name.to_owned())).collect()
        }
        List::Rights => rights(service),
        List::GroupRights => {
            Right::of(service.profile.release).map(|right| Text::Static(right.wire())).collect()
        }
        List::Tags => service.wiki.state().tags.defined().map(|(tag, _)| tag.into()).collect(),
        List::AllTags => {
            let state = service.wiki.state();
            let release = service.profile.release;
            let software = tag::SOFTWARE.iter().filter(|(_, since)| *since <= release);
            let mut names: Vec<Text> = state.tags.defined().map(|(tag, _)| tag.into()).collect();
            names.extend(software.map(|(tag, _)| Text::Static(tag)));
            names.sort_unstable_by(|one, other| one.as_str().cmp(other.as_str()));
            names.dedup_by(|one, other| one.as_str() == other.as_str());
            names
        }
        List::QueryModules => named(&[Group::Prop, Group::List, Group::Meta]),
        List::Formats => named(&[Group::Format]),
        List::ImportSources => Vec::new(),
        List::PageLanguages => {
            let mut codes: Vec<&str> = language::supported(service.profile.release).collect();
            codes.push("default");
            codes.sort_unstable();
            codes.into_iter().map(Text::Static).collect()
        }
    }
}

/// The rights that accounts can be found by.
fn rights(service: &Service) -> Vec<Text> {
    let mut names: Vec<&str> = Right::of(service.profile.release).map(Right::wire).collect();
    if service.profile.finds_implicit_rights {
        names.extend(right::IMPLICIT);
        names.sort_unstable();
        names.dedup();
    }
    names.into_iter().map(Text::Static).collect()
}
