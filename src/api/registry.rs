//! The modules of one release, found by group and name.

use super::{Manners, Module};
use crate::{param::Group, release::Release};

/// The modules that a release has.
#[derive(Debug)]
pub struct Registry {
    /// Sorted by group and name.
    modules: Vec<&'static Module>,
}

impl Registry {
    /// Those of the modules that a double of `release` has. Where one name stands twice, the releases of both must not overlap.
    pub fn new(all: impl IntoIterator<Item = &'static Module>, release: Release, manners: Manners) -> Self {
        let mut modules: Vec<_> = all.into_iter().filter(|module| module.is_in(release, manners)).collect();
        modules.sort_by_key(|module| (module.group, module.name));
        debug_assert!(
            modules.windows(2).all(|pair| (pair[0].group, pair[0].name) != (pair[1].group, pair[1].name))
        );
        Self { modules }
    }

    /// The module of that name.
    pub fn find(&self, group: Group, name: &str) -> Option<&'static Module> {
        if group == Group::Generator {
            return [Group::Prop, Group::List]
                .into_iter()
                .find_map(|group| self.find(group, name))
                .filter(|module| module.generate.is_some());
        }
        let at =
            self.modules.binary_search_by(|module| (module.group, module.name).cmp(&(group, name))).ok()?;
        Some(self.modules[at])
    }

    /// The modules of a group, by name.
    pub fn group(&self, group: Group) -> impl Iterator<Item = &'static Module> {
        self.modules.iter().copied().filter(move |module| match group {
            Group::Generator => module.generate.is_some(),
            group => module.group == group,
        })
    }

    /// All modules.
    pub fn all(&self) -> impl Iterator<Item = &'static Module> {
        self.modules.iter().copied()
    }
}
