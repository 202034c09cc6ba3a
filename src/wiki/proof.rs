//! What is true of every wiki, whatever was done to it: checked after each of many arbitrary steps.

mod step;
mod truth;

use std::sync::Arc;

use proptest::prelude::*;

use super::table::InTime;
use super::{
    State, UserId,
    rig::{Rig, alice, bob},
};
use step::{Step, step, take};
use truth::check;

/// The edits that are counted for the accounts.
fn counted(state: &State) -> [u32; 3] {
    [1, 2, 3].map(|id| state.users.get(UserId(id)).unwrap().edits)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_the_tables_agree(steps in prop::collection::vec(step(), 1..40)) {
        let mut rig = with_uploads();
        for step in &steps {
            let (mut expected, pages) = (counted(&rig.state), rig.state.pages.len());
            let done = take(&mut rig, step);
            if let Some(done) = done.filter(|done| done.who < 3) {
                expected[done.who] += done.edits;
            }
            prop_assert_eq!(counted(&rig.state), expected, "edits are counted for whoever made them");
            let grown = rig.state.pages.len() as i64 - pages as i64;
            prop_assert_eq!(grown, done.map_or(0, |done| done.pages), "pages come and go as was told");
            check(&rig.state, rig.now);
        }
    }
}

fn with_uploads() -> Rig {
    let mut rig = Rig::new();
    let mut site = (*rig.state.site).clone();
    site.uploads = true;
    site.file_extensions = vec!["txt".into()];
    rig.state.settle(&Arc::new(site));
    rig
}

#[test]
fn a_long_life_leaves_a_sound_wiki() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut rig = with_uploads();
    let steps = prop::collection::vec(step(), 1500..1501);
    let steps = proptest::strategy::ValueTree::current(&steps.new_tree(&mut runner).unwrap());
    for step in &steps {
        take(&mut rig, step);
    }
    check(&rig.state, rig.now);
    let kinds = [
        "create",
        "move",
        "delete",
        "protect",
        "block",
        "patrol",
        "upload",
        "merge",
        "contentmodel",
        "import",
    ];
    for kind in kinds {
        let count: usize = rig.state.log.by_kind(kind, None).map(InTime::len).sum();
        assert!(count > 1, "{kind}");
    }
    for tag in ["mw-undo", "mw-rollback", "mw-manual-revert", "mw-reverted", "mw-new-redirect"] {
        assert!(rig.state.tags.count(tag) > 0, "{tag}");
    }
    let hidden = |row: &&super::revision::Revision| !row.hidden.is_empty();
    assert!(rig.state.revisions.iter().any(|row| hidden(&row)), "something is hidden");
    assert!(counted(&rig.state).iter().all(|edits| *edits > 0) && alice().user != bob().user);
}

#[test]
fn a_restored_page_is_not_protected_from_being_made() {
    let mut rig = with_uploads();
    rig.save(&alice(), "Template:T", "text");
    for step in [
        Step::Delete { title: 4 },
        Step::Protect { title: 4, level: 1, cascade: false },
        Step::Undelete { title: 4, some: false },
    ] {
        assert!(take(&mut rig, &step).is_some());
    }
    assert_eq!(rig.state.restrictions.titles().count(), 0);
    check(&rig.state, rig.now);
}
