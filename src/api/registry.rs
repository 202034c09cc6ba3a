//! The modules of one release, found by group and name.

use super::{Manners, Module};
use crate::{param::Group, release::Release};

/// The modules that a release has.
#[derive(Debug)]
pub struct Registry {
    /// In the order of the lists they come from, which is MediaWiki's own where that can be seen.
    modules: Vec<&'static Module>,
    /// Places in `modules` by [`slot`], [`NOWHERE`] where there is none; who finds a place taken goes to the next. A request
    /// looks for half a dozen modules, so looking must cost next to nothing.
    places: Box<[u16; SLOTS]>,
}

/// Four times as many as MediaWiki has modules, so that most are found at once.
const SLOTS: usize = 1024;
const NOWHERE: u16 = u16::MAX;

/// Where to begin to look for a name.
#[inline]
fn slot(group: Group, name: &[u8]) -> usize {
    let (Some(first), Some(last)) = (name.first(), name.last()) else { return 0 };
    let middle = name[name.len() / 2];
    let mixed =
        usize::from(*first) * 31 + usize::from(*last) * 131 + usize::from(middle) * 7 + name.len() * 17;
    (mixed + group as usize * 211) % SLOTS
}

impl Registry {
    /// Those of the modules that a double of `release` has. Where one name stands twice, the releases of both must not overlap.
    pub fn new(all: impl IntoIterator<Item = &'static Module>, release: Release, manners: Manners) -> Self {
        let modules: Vec<_> = all.into_iter().filter(|module| module.is_in(release, manners)).collect();
        assert!(modules.len() < SLOTS / 2, "the table of places is too small");
        let mut places = Box::new([NOWHERE; SLOTS]);
        for (at, module) in modules.iter().enumerate() {
            let mut place = slot(module.group, module.name.as_bytes());
            while let Some(other) = modules.get(usize::from(places[place])) {
                debug_assert!(
                    (other.group, other.name) != (module.group, module.name),
                    "{} stands twice",
                    module.path
                );
                place = (place + 1) % SLOTS;
            }
            places[place] = at as u16;
        }
        Self { modules, places }
    }

    /// The module of that name.
    pub fn find(&self, group: Group, name: &str) -> Option<&'static Module> {
        if group == Group::Generator {
            return [Group::Prop, Group::List]
                .into_iter()
                .find_map(|group| self.find(group, name))
                .filter(|module| module.generate.is_some());
        }
        let mut place = slot(group, name.as_bytes());
        loop {
            let module = *self.modules.get(usize::from(self.places[place]))?;
            if module.group == group && module.name == name {
                return Some(module);
            }
            place = (place + 1) % SLOTS;
        }
    }

    /// The modules of a group, in their order.
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
