//! What the caller may do to a page: `intestactions`.

use super::Params;
use crate::{
    api::Call,
    message::{ErrorFormat, Speaker},
    tree::Node,
    wiki::{
        Refusal, Right, State, Title,
        permission::{Care, Denial, PageAction, denials_found},
    },
};

/// How many actions were tested so far: an answer has room for so many.
#[derive(Debug, Default)]
pub(super) struct Tested(usize);

impl Tested {
    /// Adds what the caller may do; false if the answer has no room for more tests.
    pub(super) fn add(
        &mut self,
        call: &Call<'_>,
        params: &Params<'_>,
        title: &Title,
        node: &mut Node,
    ) -> bool {
        let Some(actions) = params.testactions.as_ref().filter(|actions| !actions.is_empty()) else {
            return true;
        };
        let most = if call.may(Right::ApiHighLimits) { 500 } else { 50 };
        if self.0 >= most {
            return false;
        }
        let care = if params.testactionsdetail == "quick" { Care::Quick } else { Care::Full };
        let mut answers = Node::auto();
        for action in actions {
            self.0 += 1;
            let denied = denied(call, &call.wiki().state(), action, title, care);
            if params.testactionsdetail == "boolean" {
                answers.set((*action).to_owned(), denied.is_empty());
            } else {
                answers.set((*action).to_owned(), reasons(call, denied));
            }
        }
        node.append("actions", answers);
        if params.testactionsautocreate {
            let mut autocreate = Node::auto();
            let gives = call.wiki().would_get_account(&call.caller);
            for action in actions {
                autocreate.set((*action).to_owned(), gives && matches!(*action, "create" | "edit"));
            }
            node.append("wouldautocreate", autocreate);
        }
        true
    }
}

/// Why something may not be done. What `bc` would make of it is of no use here.
fn reasons(call: &Call<'_>, denied: Vec<Denial>) -> Node {
    let messages = call.refusal_messages(Refusal::Denied(denied));
    let format = match call.speaker.format {
        ErrorFormat::Bc => ErrorFormat::Plaintext,
        format => format,
    };
    Speaker { format, ..call.speaker }.messages("error", &messages)
}

/// What speaks against an action by its name.
fn denied(call: &Call<'_>, state: &State, action: &str, title: &Title, care: Care) -> Vec<Denial> {
    let action = match action {
        "create" => PageAction::Create,
        "move-target" => PageAction::MoveTarget,
        "read" if call.may(Right::Read) => return Vec::new(),
        name => match Right::named(name) {
            Some(right) => PageAction::Of(right),
            // Nobody has a right that there is not.
            None => return vec![Denial::Right(Right::SiteAdmin)],
        },
    };
    denials_found(care, state, &call.caller.actor(), action, title, call.now)
}
