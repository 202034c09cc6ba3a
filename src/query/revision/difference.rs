//! What changed from a revision to another one, or to a text (`diffto`, `difftotext`).

use super::{Sight, Telling, sight};
use crate::{
    api::{Call, Failure},
    message::{Arg, Message},
    tree::Node,
    wiki::{
        RevisionId, State, Title, diff,
        revision::{Hidden, Revision},
        save,
    },
};

/// How many comparisons an answer makes (`$wgAPIMaxUncachedDiffs`).
const MOST: u32 = 1;

impl Telling<'_> {
    /// Adds the comparison that is asked for.
    pub(super) fn add_difference(
        &self,
        call: &mut Call<'_>,
        revision: &Revision,
        title: &Title,
        text: &str,
        row: &mut Node,
    ) -> Result<(), Failure> {
        let mut node = Node::map();
        if self.compared.get() >= MOST {
            node.append("notcached", true);
            row.append("diff", node);
            return Ok(());
        }
        let state = call.wiki().state();
        match self.base.difftotext {
            Some(other) => self.add_text_difference(call, &state, title, (text, other), &mut node)?,
            None => self.add_revision_difference(call, &state, revision, &mut node),
        }
        row.append("diff", node);
        Ok(())
    }

    fn add_text_difference(
        &self,
        call: &mut Call<'_>,
        state: &State,
        title: &Title,
        (text, other): (&str, &str),
        node: &mut Node,
    ) -> Result<(), Failure> {
        let model = state.model_of(title);
        if let Some(format) = self.base.contentformat.filter(|format| *format != model.format()) {
            let message = Message::new("apierror-badformat").arg(format.to_owned()).arg(model.name());
            call.warn(message.with(Arg::Escaped(call.full_name(title))));
            node.append("badcontentformat", true);
            return Ok(());
        }
        let prepared;
        let other = if self.base.difftotextpst {
            prepared = save::prepared(state, &call.caller.actor(), title, other, model, call.now)?;
            &*prepared
        } else {
            other
        };
        self.compared.set(self.compared.get() + 1);
        node.content("body", diff::table(text, other, call.profile().diff_rows));
        Ok(())
    }

    fn add_revision_difference(&self, call: &Call<'_>, state: &State, revision: &Revision, node: &mut Node) {
        let latest = || state.latest(revision.page);
        let (from, to) = match self.base.diffto.unwrap_or_default() {
            "prev" => (state.revisions.before(revision), Some(revision)),
            "next" => (Some(revision), state.revisions.after(revision)),
            "cur" | "0" => (Some(revision), latest()),
            number => {
                let id = number.parse().ok().and_then(RevisionId::of);
                (Some(revision), id.and_then(|id| state.revisions.get(id)))
            }
        };
        match from {
            Some(from) => node.append("from", from.id.number()),
            None => node.append("from", false),
        };
        // Which revision is the current one is found out later.
        let current = matches!(self.base.diffto, Some("cur" | "0"));
        node.append("to", to.filter(|_| !current).map_or(0, |to| to.id.number()));
        let mut body = String::new();
        if let (Some(from), Some(to)) = (from, to)
            && from.id != to.id
        {
            let unseen = |side: &Revision| sight(call, side.hidden, Hidden::CONTENT) == Sight::Unseen;
            if unseen(from) || unseen(to) {
                node.append("body", false);
                return;
            }
            self.compared.set(self.compared.get() + 1);
            body = diff::table(&from.content, &to.content, call.profile().diff_rows);
        }
        node.content("body", body);
    }
}
