//! A small wiki for the tests of this room: three accounts, a clock that is moved by hand.

use std::sync::Arc;

use super::{
    Actor, Change, PageId, Refusal, Right, RightSet, Site, State, Title, UserId,
    address::Address,
    edit::{self, EditRequest, Edited},
    user::{User, UserChange},
};
use crate::{
    base::{SeededChance, Timestamp},
    release::V1_39,
};

/// 2026-01-01T00:00:00Z
pub(super) const START: Timestamp = Timestamp::from_unix(1_767_225_600);

pub(super) struct Rig {
    pub(super) state: State,
    pub(super) now: Timestamp,
}

impl Rig {
    pub(super) fn new() -> Self {
        let mut state = State::default();
        state.settle(&Arc::new(Site::fresh("OracleWiki", V1_39)));
        let chance = SeededChance::new(7);
        for (id, name) in [(1, "Admin"), (2, "Alice"), (3, "Bob")] {
            let user = User::fresh(UserId(id), name, START, &chance);
            state.apply(Change::User(UserChange::Row(Box::new(user))));
        }
        Self { state, now: START }
    }

    pub(super) fn title(&self, text: &str) -> Title {
        self.state.title(text).unwrap().local().unwrap()
    }

    pub(super) fn id(&self, title: &str) -> PageId {
        self.state.pages.id_of(&self.title(title)).unwrap()
    }

    pub(super) fn text(&self, title: &str) -> String {
        self.state.latest(self.id(title)).unwrap().content.to_string()
    }

    /// Decides and applies; a minute passes.
    pub(super) fn decide<T>(
        &mut self,
        decide: impl FnOnce(&State, Timestamp) -> Result<(Vec<Change>, T), Refusal>,
    ) -> Result<T, Refusal> {
        self.now = self.now.plus(60);
        let (changes, outcome) = decide(&self.state, self.now)?;
        // Every change survives being written down.
        let written = serde_json::to_vec(&changes).unwrap();
        for change in serde_json::from_slice::<Vec<Change>>(&written).unwrap() {
            self.state.apply(change);
        }
        Ok(outcome)
    }

    pub(super) fn edit(&mut self, actor: &Actor, request: &EditRequest<'_>) -> Result<Edited, Refusal> {
        self.decide(|state, now| edit::decide(state, actor, now, request))
    }

    /// Saves a text and expects no refusal.
    pub(super) fn save(&mut self, actor: &Actor, title: &str, text: &str) -> Edited {
        let title = self.title(title);
        self.edit(actor, &EditRequest::text(title, text, "")).unwrap()
    }
}

/// Somebody who may do everything.
pub(super) fn admin() -> Actor {
    user(1, "Admin", RightSet::ALL)
}

/// Somebody who may do what everybody with an account may.
pub(super) fn alice() -> Actor {
    user(2, "Alice", plain())
}

/// Somebody else like that.
pub(super) fn bob() -> Actor {
    user(3, "Bob", plain())
}

/// Somebody without an account.
pub(super) fn stranger(address: &str) -> Actor {
    let address = Address::parse(address).unwrap();
    Actor { user: None, name: address.to_string().into(), address: Some(address), rights: plain() }
}

fn plain() -> RightSet {
    use Right::*;
    [
        Read,
        Edit,
        CreatePage,
        CreateTalk,
        MinorEdit,
        Move,
        MoveRootUserPages,
        MoveCategoryPages,
        ApplyChangeTags,
        EditMyWatchlist,
        EditMyUserCss,
        EditMyUserJs,
        EditMyUserJson,
        EditSemiProtected,
        Upload,
        Reupload,
        ChangeTags,
    ]
    .into_iter()
    .collect()
}

fn user(id: u32, name: &str, rights: RightSet) -> Actor {
    Actor { user: Some(UserId(id)), name: name.into(), address: Address::parse("10.0.0.1"), rights }
}
