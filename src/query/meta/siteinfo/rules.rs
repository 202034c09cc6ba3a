//! Smaller settings: the database's lag, files, licenses, protection.

use crate::{
    api::{Call, Failure},
    message::Message,
    tree::{Node, Shape},
    wiki::Site,
};

/// `siprop=dbrepllag`. Servers are not named, so they cannot be told one by one.
pub(super) fn lag(call: &Call<'_>, all: bool) -> Result<Node, Failure> {
    if all {
        return Err(Failure::new(
            Message::new("apierror-siteinfo-includealldenied").coded("includeAllDenied"),
        ));
    }
    let mut database = Node::map();
    database.append("host", "");
    database.append("lag", call.conditions.lag.seconds);
    let mut list = Node::list("db");
    list.push(database);
    Ok(list)
}

/// `siprop=fileextensions`
pub(super) fn file_extensions(site: &Site) -> Node {
    let mut list = Node::list("fe");
    for extension in &site.file_extensions {
        let mut one = Node::map();
        one.append("ext", extension.clone());
        list.push(one);
    }
    list
}

/// `siprop=rightsinfo`: no license is named.
pub(super) fn rights() -> Node {
    let mut about = Node::auto();
    about.append("url", "").append("text", "");
    about
}

/// `siprop=restrictions`
pub(super) fn restrictions() -> Node {
    let list = |tag: &'static str, words: &[&'static str]| {
        let mut list = Node::texts(tag, words.iter().copied());
        list.set_shape(Shape::BcArray);
        list
    };
    let mut about = Node::auto();
    about.append("types", list("type", &["create", "edit", "move", "upload"]));
    about.append("levels", list("level", &["", "autoconfirmed", "sysop"]));
    about.append("cascadinglevels", list("level", &["sysop"]));
    about.append("semiprotectedlevels", list("level", &["autoconfirmed"]));
    about
}

/// `siprop=uploaddialog` (`$wgUploadDialog`)
pub(super) fn upload_dialog() -> Node {
    let mut fields = Node::auto();
    fields.append("description", true).append("date", false).append("categories", false);
    let mut licenses = Node::auto();
    licenses.append("local", "generic-local").append("foreign", "generic-foreign");
    let mut comment = Node::auto();
    comment.append("local", "").append("foreign", "");
    let mut format = Node::auto();
    format.append("filepage", "$DESCRIPTION").append("description", "$TEXT");
    format.append("ownwork", "").append("license", "").append("uncategorized", "");
    let mut about = Node::auto();
    about.append("fields", fields).append("licensemessages", licenses);
    about.append("comment", comment).append("format", format);
    about
}

/// `siprop=copyuploaddomains`: files are copied from nowhere.
pub(super) fn copy_upload_domains() -> Node {
    Node::list("domain")
}
