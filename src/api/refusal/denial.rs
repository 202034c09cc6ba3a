//! Why somebody may not do something, in words (`PermissionManager`, 1.39).

use super::{super::Call, commas};
use crate::{
    message::{Arg, Message, catalog},
    wiki::{Namespace, Right, Target, Title, content::Model, permission::Denial},
};

impl Call<'_> {
    /// What a denial says: blocks are told one by one in some releases.
    pub(super) fn denial_messages(&self, denial: &Denial) -> Vec<Message> {
        match denial {
            Denial::Blocked(blocks) => self.blocked_messages(blocks),
            denial => vec![self.denial_message(denial)],
        }
    }

    fn denial_message(&self, denial: &Denial) -> Message {
        let of = Message::new;
        match denial {
            Denial::Blocked(_) => unreachable!("told by the caller"),
            Denial::Right(right) => self.missing_right(*right),
            Denial::CreateLoggedIn => of("nocreate-loggedin"),
            Denial::CreateAnonymous => of("nocreatetext"),
            Denial::MoveUserPage => of("cant-move-user-page"),
            Denial::MoveFile => of("movenotallowedfile"),
            Denial::MoveCategory => of("cant-move-category-page"),
            Denial::MoveLoggedOut => of("movenologintext"),
            Denial::Move => of("movenotallowed"),
            Denial::MoveToUserPage => of("cant-move-to-user-page"),
            Denial::MoveToCategory => of("cant-move-to-category-page"),
            Denial::SpecialPage => of("ns-specialprotected"),
            Denial::Interface(action) => of("protectedinterface").arg(action.name()),
            Denial::SiteCode(model, action) => of(site_code(*model)).arg(action.name()),
            Denial::SiteRawHtml(action) => of("siterawhtmlprotected").arg(action.name()),
            Denial::OwnCode(model, action) => of(own_code(*model)).arg(action.name()),
            Denial::OwnRedirect(action) => of("mycustomjsredirectprotected").arg(action.name()),
            Denial::OthersCode(model, action) => of(others_code(*model)).arg(action.name()),
            Denial::Protected(right, action) => of("protectedpagetext").arg(right).arg(action.name()),
            Denial::Cascade(pages, action) => self.cascade(pages).arg(action.name()),
            Denial::ProtectCannotEdit => of("protect-cantedit"),
            Denial::TitleProtected { by, reason } => of("titleprotected").arg(by).arg(reason),
            Denial::ImmobileSource(namespace) => {
                self.about_namespace("immobile-source-namespace", *namespace)
            }
            Denial::ImmobileTarget(namespace) => {
                self.about_namespace("immobile-target-namespace", *namespace)
            }
            Denial::DeleteProtected => of("deleteprotected"),
            Denial::TooManyRevisions(limit) => of("delete-toobig").number((*limit).into()),
            Denial::UndeleteCannotEdit => of("undelete-cantedit"),
            Denial::UndeleteCannotCreate => of("undelete-cantcreate"),
        }
    }

    /// Who has the right that is missing (`User::newFatalPermissionDeniedStatus`).
    pub fn missing_right(&self, right: Right) -> Message {
        let groups: Vec<String> =
            self.wiki().site().groups.with(right).map(|group| self.group_link(group)).collect();
        if groups.is_empty() {
            return Message::new("badaccess-group0");
        }
        let count = groups.len() as i64;
        let groups = commas(groups, self.profile().denials_hold_lists);
        Message::new("badaccess-groups").with(groups).int(count)
    }

    /// A link to the page about a group (`UserGroupMembership::getLink`).
    fn group_link(&self, group: &str) -> String {
        let known = |prefix: &str| catalog::words(&format!("{prefix}{group}"), self.profile().release);
        let name = known("group-").unwrap_or(group);
        let site = self.wiki().site();
        let project = site.namespaces.name(Namespace::PROJECT).map_or("Project", |name| &**name);
        let Some(page) = known("grouppage-") else { return name.to_owned() };
        let page = page.replace("{{ns:project}}", project);
        match Title::parse(&page, &site.naming()) {
            Ok(Target { interwiki: None, title, .. }) => {
                format!("[[{}|{name}]]", title.prefixed(&site.namespaces))
            }
            _ => name.to_owned(),
        }
    }

    fn cascade(&self, pages: &[Title]) -> Message {
        let list: String = pages.iter().map(|page| format!("* [[:{}]]\n", self.title_text(page))).collect();
        Message::new("cascadeprotected").int(pages.len() as i64).arg(list)
    }

    /// A message about a namespace by its name.
    pub(super) fn about_namespace(&self, key: &'static str, namespace: Namespace) -> Message {
        let name = self.wiki().site().namespaces.name(namespace).filter(|name| !name.is_empty());
        match name {
            Some(name) => Message::new(key).arg(name),
            None => Message::new(key).with(Arg::from(self.speaker.text(&Message::new("blanknamespace")))),
        }
    }
}

fn site_code(model: Model) -> &'static str {
    match model {
        Model::Css => "sitecssprotected",
        Model::Json => "sitejsonprotected",
        _ => "sitejsprotected",
    }
}

fn own_code(model: Model) -> &'static str {
    match model {
        Model::Css => "mycustomcssprotected",
        Model::Json => "mycustomjsonprotected",
        _ => "mycustomjsprotected",
    }
}

fn others_code(model: Model) -> &'static str {
    match model {
        Model::Css => "customcssprotected",
        Model::Json => "customjsonprotected",
        _ => "customjsprotected",
    }
}
