//! Pages that were not deleted, restored, moved, protected, rolled back or patrolled, in words.

use super::{super::Call, html};
use crate::{
    message::Message,
    wiki::{Namespace, Refusal},
};

impl Call<'_> {
    /// What is said of it.
    pub(super) fn page_message(&self, refusal: &Refusal) -> Option<Message> {
        let of = Message::new;
        Some(match refusal {
            Refusal::CannotDelete(title) => of("cannotdelete").arg(self.title_text(title)),
            Refusal::CannotUndelete => of("apierror-cantundelete"),
            Refusal::UndeleteHidden => of("undeleterevdel"),
            Refusal::CreateTitleExists => of("apierror-create-titleexists"),
            Refusal::MissingTitleCreateOnly => of("apierror-missingtitle-createonly"),
            Refusal::ProtectAction(action) => of("apierror-protect-invalidaction").escaped(action.clone()),
            Refusal::ProtectLevel(level) => of("apierror-protect-invalidlevel").escaped(level.clone()),
            Refusal::AlreadyRolledBack { title, asked, last } => of("alreadyrolled")
                .arg(html(&self.title_text(title)))
                .arg(html(asked))
                .arg(last.as_deref().map(html).unwrap_or_default()),
            Refusal::OnlyAuthor => of("cantrollback"),
            Refusal::NotVisible => of("notvisiblerev"),
            Refusal::NoSuchRecent(number) => of("apierror-nosuchrcid").int(*number),
            Refusal::NotPatrollable(revision) => of("apierror-notpatrollable").int(revision.number()),
            Refusal::PatrolDisabled => of("rcpatroldisabled"),
            Refusal::PatrolOwn => of("markedaspatrollederror-noautopatrol"),
            Refusal::ModelUnchanged => of("apierror-nochanges"),
            Refusal::LanguageUnchanged(title, None) => of("pagelang-unchanged-language-default")
                .coded("pagelang-unchanged-language")
                .escaped(self.title_text(title)),
            Refusal::LanguageUnchanged(title, Some(language)) => {
                of("pagelang-unchanged-language").escaped(self.title_text(title)).arg(language)
            }
            other => return self.move_message(other).or_else(|| merge_message(other)),
        })
    }

    fn move_message(&self, refusal: &Refusal) -> Option<Message> {
        let of = Message::new;
        Some(match refusal {
            Refusal::SelfMove => of("selfmove"),
            Refusal::MoveTargetExists(title) => of("articleexists").arg(self.title_text(title)),
            Refusal::RedirectExists(title) => of("redirectexists").arg(self.title_text(title)),
            Refusal::MoveSourceMissing(title) => {
                of("movepage-source-doesnt-exist").arg(self.title_text(title))
            }
            Refusal::ImmobileSource(namespace) => {
                self.about_namespace("immobile-source-namespace", *namespace)
            }
            Refusal::ImmobileTarget(namespace) => {
                self.about_namespace("immobile-target-namespace", *namespace)
            }
            Refusal::MoveTargetProtected => of("cantmove-titleprotected"),
            Refusal::FileCrossNamespace => of("imagenocrossnamespace"),
            Refusal::FileNameInvalid => of("imageinvalidfilename"),
            Refusal::FileTypeMismatch => of("imagetypemismatch"),
            Refusal::NonFileToFile => of("nonfile-cannot-move-to-file"),
            Refusal::NoSubpages(namespace) => of("namespace-nosubpages").arg(self.canonical_name(*namespace)),
            Refusal::TooManyMoves(most) => of("movepage-max-pages").int(*most as i64),
            Refusal::CannotMoveSubpages => of("cant-move-subpages"),
            _ => return None,
        })
    }

    /// A namespace's name in every wiki; empty for articles.
    fn canonical_name(&self, namespace: Namespace) -> String {
        match namespace {
            Namespace::PROJECT => "Project".to_owned(),
            Namespace::PROJECT_TALK => "Project talk".to_owned(),
            other => self.wiki().site().namespaces.name(other).map_or_else(String::new, ToString::to_string),
        }
    }
}

fn merge_message(refusal: &Refusal) -> Option<Message> {
    let of = Message::new;
    Some(match refusal {
        Refusal::MergeSourceMissing => of("mergehistory-fail-invalid-source"),
        Refusal::MergeTargetMissing => of("mergehistory-fail-invalid-dest"),
        Refusal::MergeSelf => of("mergehistory-fail-self-merge"),
        Refusal::MergeBadTimestamp => of("mergehistory-fail-bad-timestamp"),
        Refusal::MergeOverlap => of("mergehistory-fail-timestamps-overlap"),
        Refusal::MergeTooBig(most) => of("mergehistory-fail-toobig").int(*most as i64),
        Refusal::MergeNotAllowed => of("mergehistory-fail-permission"),
        Refusal::MergeNothing => of("mergehistory-fail-no-change"),
        _ => return None,
    })
}
