//! Messages into an answer, as each `errorformat` wants it (`ApiErrorFormatter`,
//! `ApiErrorFormatter_BackCompat`).

use std::borrow::Cow;

use super::{
    Arg, Message, Teller, catalog, markup, old, raw,
    words::{Site, Way, filled, words},
};
use crate::{
    base::Text,
    release::{Release, V1_29},
    tree::{Node, Value},
};

/// How errors and warnings are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ErrorFormat {
    /// One error and joined warnings: what there was before 1.29, and still is unless asked otherwise.
    #[default]
    Bc,
    /// Lists with words without markup.
    Plaintext,
    /// Lists with wikitext.
    Wikitext,
    /// Lists with HTML.
    Html,
    /// Lists with keys and arguments.
    Raw,
    /// Lists with codes alone.
    None,
}

impl ErrorFormat {
    /// The format by its name on the wire.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "bc" => Self::Bc,
            "plaintext" => Self::Plaintext,
            "wikitext" => Self::Wikitext,
            "html" => Self::Html,
            "raw" => Self::Raw,
            "none" => Self::None,
            _ => return None,
        })
    }
}

/// The language of the words. Any that is asked for and not here is spoken in English.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Keys and arguments instead of words.
    Qqx,
}

impl Language {
    /// The language by its code.
    pub fn coded(code: &str) -> Self {
        if code == "qqx" { Self::Qqx } else { Self::English }
    }
}

/// Speaks for one answer: knows the release, the format, the language and the wiki.
#[derive(Clone, Copy)]
pub struct Speaker<'s> {
    /// Whose words are spoken.
    pub release: Release,
    /// How errors and warnings are told.
    pub format: ErrorFormat,
    /// In which language; `bc` is English whatever stands here.
    pub language: Language,
    /// The wiki, for its name and its links.
    pub site: &'s dyn Site,
}

impl Speaker<'_> {
    /// The message's words as wikitext (`Message::text`).
    pub fn text(&self, message: &Message) -> Text {
        words(&self.heard(), message, Way::Text)
    }

    /// The message's words without markup, as `bc` and `plaintext` tell them. Before 1.29 nothing was taken out.
    pub fn plain(&self, message: &Message) -> Text {
        let text = self.text(message);
        if self.release < V1_29 { text } else { markup::strip_markup(text, self.release) }
    }

    /// The message as this module tells it in this release: before 1.29 in words of that time.
    pub fn told<'m>(&self, teller: Teller<'_>, message: &'m Message) -> Cow<'m, Message> {
        old::told(self, teller, message)
    }

    /// A line that takes a message's place, with these arguments put in; `expand` works out its braces as well.
    pub fn line(&self, line: Text, args: &[Arg], expand: bool) -> Text {
        filled(&self.heard(), line, args, if expand { Way::Text } else { Way::Plain })
    }

    /// The message's words as HTML (`Message::parse`).
    pub fn html(&self, message: &Message) -> Text {
        words(&self.heard(), message, Way::Html)
    }

    /// The message's words as HTML, in paragraphs (`Message::parseAsBlock`).
    pub fn html_block(&self, message: &Message) -> String {
        let html = self.html(message);
        if html.starts_with("<p>") { html.to_string() } else { format!("<p>{html}\n</p>") }
    }

    /// The message's words with only its arguments put in (`Message::plain`).
    pub(super) fn raw_words(&self, message: &Message) -> String {
        words(self, message, Way::Plain).to_string()
    }

    /// The message's words with its arguments put in and nothing read, down to the messages among them.
    pub fn unread(&self, message: &Message) -> String {
        let mut message = message.clone();
        for arg in &mut message.args {
            if let Arg::Message(inner) = arg {
                *arg = Arg::Text(self.unread(inner).into());
            }
        }
        self.raw_words(&message)
    }

    /// In `bc` only English is spoken.
    fn heard(&self) -> Self {
        let language = if self.format == ErrorFormat::Bc { Language::English } else { self.language };
        Self { language, ..*self }
    }

    /// The message as a value of an answer (`formatMessage`): in `bc` its code and words, markup left in,
    /// with its data beside them; else as it would stand in a list of errors.
    pub fn message(&self, message: &Message) -> Node {
        if self.format == ErrorFormat::Bc {
            let message = self.told(Teller::default(), message);
            return bc_error(&message, self.text(&message));
        }
        let mut node = Node::auto().with_capacity(4);
        node.append("code", message.code());
        match self.format {
            ErrorFormat::Plaintext => _ = node.content("text", self.plain(message)),
            ErrorFormat::Wikitext => _ = node.content("text", self.text(message)),
            ErrorFormat::Html => _ = node.content("html", self.html(message)),
            ErrorFormat::Raw => raw::write(&mut node, message, self.release),
            ErrorFormat::None | ErrorFormat::Bc => {}
        }
        if let Some(data) = message.data.as_ref().filter(|data| !data.is_empty()) {
            node.append("data", data.clone());
        }
        node
    }

    /// Messages as a list inside an answer (`arrayFromStatus`), such as what an import or a block could not
    /// do. `tag` is `error` or `warning`.
    pub fn messages<'m>(&self, tag: &'static str, messages: impl IntoIterator<Item = &'m Message>) -> Node {
        let mut list = Node::auto().tagged(tag);
        for message in messages {
            let node = if self.release < V1_29 {
                let mut node = Node::auto().with_capacity(3);
                node.append("type", tag);
                node.append("message", message.key);
                node.append("params", raw::params(message, self.release));
                node
            } else if self.format == ErrorFormat::Bc {
                let mut node = Node::auto().with_capacity(4);
                node.append("message", message.key);
                node.append("params", raw::params(message, self.release));
                node.append("code", message.code());
                node.append("type", tag);
                node
            } else {
                self.message(message)
            };
            push_new(&mut list, node);
        }
        list
    }

    /// Messages with their words, as `action=revisiondelete` told them before 1.29. `tag` is `e` or `w`.
    pub fn rendered<'m>(&self, tag: &'static str, messages: impl IntoIterator<Item = &'m Message>) -> Node {
        let mut list = Node::list(tag);
        for message in messages {
            let mut node = Node::auto().with_capacity(3);
            node.append("message", message.key);
            let mut params = raw::params(message, self.release);
            if !params.is_empty() {
                params = params.tagged("p");
                node.append("params", params);
            }
            node.append("rendered", self.raw_words(message));
            list.push(node);
        }
        list
    }

    /// Adds an error to a result. In `bc` only the first one stays. `module` is a path such as
    /// `query+tokens`.
    pub fn add_error(&self, result: &mut Node, module: Option<&'static str>, message: &Message) {
        if self.format != ErrorFormat::Bc {
            return self.add_to_list(result, ("errors", "error"), module, message);
        }
        if result.node("error").is_none_or(|error| error.get("code").is_none()) {
            let error = bc_error(message, self.plain(message));
            on_top(result, "error", error);
        }
    }

    /// Adds a warning to a result, unless the module has given it already.
    pub fn add_warning(&self, result: &mut Node, module: Option<&'static str>, message: &Message) {
        if self.format != ErrorFormat::Bc {
            return self.add_to_list(result, ("warnings", "warning"), module, message);
        }
        let name = module.map_or("unknown", |path| path.rsplit_once('+').map_or(path, |(_, name)| name));
        let words = self.plain(message);
        if result.get("warnings").is_none() {
            on_top(result, "warnings", Node::auto());
        }
        let warnings = result.node_mut("warnings");
        let Some(Value::Text(before)) = warnings.node(name).and_then(|own| own.get("warnings")) else {
            let mut own = Node::auto();
            own.content("warnings", words);
            return on_top(warnings, name, own);
        };
        if !told_already(before, &words) {
            let all = format!("{before}\n{words}");
            warnings.node_mut(name).content("warnings", all);
        }
    }

    fn add_to_list(
        &self,
        result: &mut Node,
        (list, tag): (&'static str, &'static str),
        module: Option<&'static str>,
        message: &Message,
    ) {
        let mut node = self.message(message);
        if let Some(module) = module {
            node.append("module", module);
        }
        if result.get(list).is_none() {
            on_top(result, list, Node::auto().tagged(tag));
        }
        push_new(result.node_mut(list), node);
    }

    /// Adds to an error the sentence that leads to the documentation, as it was before 1.29.
    pub fn add_docref_to(&self, error: &mut Node, api: &str) {
        error.content("docref", format!("See {api} for API usage"));
    }

    /// Adds the sentence that leads to the documentation, as stands beside every refusal: inside `error` in
    /// `bc`, else at the end of the result. `api` is the address of `api.php`.
    pub fn add_docref(&self, result: &mut Node, api: &str) {
        let subscribe = self.text(&Message::new("api-usage-mailinglist-ref"));
        let docref = match catalog::words("api-usage-docref", self.release)
            .and_then(|see| see.split_once("$1"))
        {
            // Every refusal has it, so the address is put in without the general way.
            Some((before, after)) if self.heard().language == Language::English => {
                [before, api, after, " ", &subscribe].concat()
            }
            _ => format!("{} {subscribe}", self.text(&Message::new("api-usage-docref").arg(api.to_owned()))),
        };
        let place = if self.format == ErrorFormat::Bc { result.node_mut("error") } else { result };
        place.content("docref", docref);
    }
}

/// Whether a line of `before` is this one. Only the first place where the words stand is looked at, as
/// MediaWiki does.
fn told_already(before: &str, words: &str) -> bool {
    before.find(words).is_some_and(|at| {
        let after = at + words.len();
        (at == 0 || before.as_bytes()[at - 1] == b'\n')
            && (before.len() <= after || before.as_bytes()[after] == b'\n')
    })
}

/// `error` in `bc`: code and words, then the data where no key of it is taken.
fn bc_error(message: &Message, info: Text) -> Node {
    let data = message.data.as_ref().map_or(&[][..], Node::entries);
    let mut node = Node::auto().with_capacity(3 + data.len());
    node.append("code", message.code());
    node.append("info", info);
    for entry in data {
        if !entry.key.is("code") && !entry.key.is("info") {
            node.entries_mut().push(entry.clone());
        }
    }
    node
}

/// Puts an entry before all others; one of that name keeps its place.
fn on_top(node: &mut Node, key: impl Into<Text>, value: Node) {
    let key = key.into();
    let known = node.get(&key).is_some();
    node.set(key, value);
    if !known {
        node.entries_mut().rotate_right(1);
    }
}

/// Adds to a list what is not in it yet.
fn push_new(list: &mut Node, node: Node) {
    let node = Value::Node(node);
    if list.entries().iter().all(|entry| entry.value != node) {
        list.push(node);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        message::{Arg, Nowhere},
        release::{V1_39, V1_43},
        tree::{JsonStyle, Version, XmlStyle, json, xml},
    };

    fn speaker(format: ErrorFormat) -> Speaker<'static> {
        Speaker { release: V1_39, format, language: Language::English, site: &Nowhere }
    }

    fn json_of(tree: &Node, version: Version) -> String {
        let mut out = Vec::new();
        json(tree, &JsonStyle { version, ..JsonStyle::default() }, &mut out);
        String::from_utf8(out).unwrap()
    }

    fn xml_of(tree: &Node) -> String {
        let mut out = Vec::new();
        xml(tree, &XmlStyle::default(), &mut out);
        String::from_utf8(out).unwrap().replace("<?xml version=\"1.0\"?>", "")
    }

    fn bad_value() -> Message {
        let types = ["createaccount", "csrf"];
        let message = Message::new("paramvalidator-badvalue-enumnotmulti").coded("badvalue").plain("type");
        message.plain("nonesuch").with(Arg::plain_words(types)).number(2)
    }

    fn out_of_range() -> Message {
        let message = Message::new("paramvalidator-outofrange-minmax").coded("outofrange");
        let message = message.plain("aplimit").plain("9999").number(1).number(500);
        message.detail("min", 1).detail("curmax", 500)
    }

    fn unrecognized() -> Message {
        let names = Arg::placed_commas([(6, Arg::Escaped("bogus".into()))]);
        Message::new("apierror-unrecognizedparams").with(names).int(1)
    }

    /// An error in a format; the sentence that leads to the documentation left out.
    fn error(format: ErrorFormat) -> Node {
        let mut result = Node::map();
        speaker(format).add_error(&mut result, Some("checktoken"), &bad_value());
        result
    }

    #[test]
    fn an_error_is_told_in_each_format() {
        use ErrorFormat::*;
        let words = r#"Unrecognized value for parameter \"type\": nonesuch."#;
        for (format, version, expected) in [
            (Bc, Version::V1, format!(r#"{{"error":{{"code":"badvalue","info":"{words}"}}}}"#)),
            (
                Plaintext,
                Version::V1,
                format!(r#"{{"errors":[{{"code":"badvalue","module":"checktoken","*":"{words}"}}]}}"#),
            ),
            (
                Wikitext,
                Version::V2,
                r#"{"errors":[{"code":"badvalue","text":"Unrecognized value for parameter \"type\": nonesuch.","module":"checktoken"}]}"#.into(),
            ),
            (
                Html,
                Version::V2,
                r#"{"errors":[{"code":"badvalue","html":"Unrecognized value for parameter \"type\": nonesuch.","module":"checktoken"}]}"#.into(),
            ),
            (
                Raw,
                Version::V1,
                r#"{"errors":[{"code":"badvalue","key":"paramvalidator-badvalue-enumnotmulti","params":[{"plaintext":"type"},{"plaintext":"nonesuch"},{"list":[{"plaintext":"createaccount"},{"plaintext":"csrf"}],"type":"text"},{"num":2}],"module":"checktoken"}]}"#.into(),
            ),
            (None, Version::V2, r#"{"errors":[{"code":"badvalue","module":"checktoken"}]}"#.into()),
        ] {
            assert_eq!(json_of(&error(format), version), expected, "{format:?}");
        }
    }

    #[test]
    fn raw_arguments_are_elements_of_xml() {
        assert_eq!(
            xml_of(&error(ErrorFormat::Raw)),
            "<api><errors><error code=\"badvalue\" key=\"paramvalidator-badvalue-enumnotmulti\" \
             module=\"checktoken\"><params><param plaintext=\"type\" /><param plaintext=\"nonesuch\" />\
             <param type=\"text\"><list><_v plaintext=\"createaccount\" /><_v plaintext=\"csrf\" /></list>\
             </param><param num=\"2\" /></params></error></errors></api>"
        );
    }

    #[test]
    fn warnings_of_modules_stand_newest_first() {
        let mut result = Node::map();
        result.set("batchcomplete", true);
        let bc = speaker(ErrorFormat::Bc);
        bc.add_warning(&mut result, Some("query+allpages"), &out_of_range());
        bc.add_warning(&mut result, Some("main"), &unrecognized());
        bc.add_warning(&mut result, Some("main"), &unrecognized());
        bc.add_warning(&mut result, Some("main"), &Message::new("apiwarn-moduleswithoutparams"));
        assert_eq!(
            json_of(&result, Version::V2),
            r#"{"warnings":{"main":{"warnings":"Unrecognized parameter: bogus.\n⧼apiwarn-moduleswithoutparams⧽"},"allpages":{"warnings":"The value \"9999\" for parameter \"aplimit\" must be between 1 and 500."}},"batchcomplete":true}"#
                .replace('⧼', "\\u29fc").replace('⧽', "\\u29fd")
        );
    }

    #[test]
    fn a_list_of_warnings_grows_at_its_end() {
        let mut result = Node::map();
        let none = speaker(ErrorFormat::None);
        none.add_warning(&mut result, Some("query+allpages"), &out_of_range());
        none.add_warning(&mut result, Some("main"), &unrecognized());
        none.add_warning(&mut result, Some("main"), &unrecognized());
        assert_eq!(
            json_of(&result, Version::V2),
            r#"{"warnings":[{"code":"outofrange","data":{"min":1,"curmax":500},"module":"query+allpages"},{"code":"unrecognizedparams","module":"main"}]}"#
        );
    }

    #[test]
    fn places_in_a_list_show_before_1_43() {
        let shown = |release| {
            let mut result = Node::map();
            Speaker { release, ..speaker(ErrorFormat::Raw) }.add_warning(&mut result, None, &unrecognized());
            json_of(&result, Version::V2)
        };
        assert!(shown(V1_39).contains(r#""params":[{"list":{"6":"bogus"},"type":"comma"},1]"#));
        assert!(shown(V1_43).contains(r#""params":[{"list":["bogus"],"type":"comma"},1]"#));
    }

    #[test]
    fn the_first_error_stays_in_bc() {
        let mut result = Node::map();
        let bc = speaker(ErrorFormat::Bc);
        let lag = Message::new("apierror-maxlag-generic").coded("maxlag").int(1).detail("host", "db");
        bc.add_error(&mut result, Some("main"), &lag);
        bc.add_error(&mut result, Some("main"), &bad_value());
        bc.add_docref(&mut result, "http://w/api.php");
        let answer = json_of(&result, Version::V1);
        let start = r#"{"error":{"code":"maxlag","info":"Waiting for a database server: 1 second lagged.","host":"db","*":"See http://w/api.php for API usage. "#;
        assert!(answer.starts_with(start), "{answer}");
    }

    #[test]
    fn a_message_inside_an_answer_keeps_its_markup_in_bc() {
        let message = Message::new("apierror-assertbotfailed");
        let words = r#"{"code":"assertbotfailed","info":"You do not have the <code>bot</code> right, so the action could not be completed."}"#;
        assert_eq!(json_of(&speaker(ErrorFormat::Bc).message(&message), Version::V2), words);
        let list = speaker(ErrorFormat::Bc).messages("error", [&Message::new("nosuchusershort").arg("X")]);
        assert_eq!(
            json_of(&list, Version::V2),
            r#"[{"message":"nosuchusershort","params":["X"],"code":"nosuchuser","type":"error"}]"#
        );
    }
}
