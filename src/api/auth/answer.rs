//! What came of a step, as the answer tells it (`ApiAuthManagerHelper::formatAuthenticationResponse`).

use super::{
    super::Call,
    ask::{Asked, Demand, Request, Words},
};
use crate::{
    base::Text,
    message::{Arg, ErrorFormat, Language, Message, Speaker},
    release::RawMessages,
    tree::{Key, Marks, Node, Value},
};

/// How messages are written within an answer, `messageformat=`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wording {
    /// As HTML.
    Html,
    /// As wikitext.
    Wikitext,
    /// As keys and arguments.
    Raw,
    /// Not at all.
    None,
}

impl Wording {
    /// By its word.
    pub fn named(word: &str) -> Self {
        match word {
            "html" => Self::Html,
            "raw" => Self::Raw,
            "none" => Self::None,
            _ => Self::Wikitext,
        }
    }
}

/// What came of a step (`AuthenticationResponse`).
#[derive(Debug, Clone)]
pub enum Outcome {
    /// It is done, for that account.
    Pass(Text),
    /// It is over without success.
    Fail(Message),
    /// More is asked.
    Ask(Vec<Request>, Message),
}

impl Call<'_> {
    /// An outcome as a node.
    pub fn outcome(&self, outcome: Outcome, wording: Wording, merge: bool) -> Node {
        let mut node = Node::map();
        let (status, message) = match outcome {
            Outcome::Pass(name) => {
                node.set("status", "PASS").set("username", name);
                return node;
            }
            Outcome::Fail(message) => ("FAIL", message),
            Outcome::Ask(requests, message) => {
                node.set("status", "UI");
                self.add_requests(&mut node, &requests, wording, merge);
                ("UI", message)
            }
        };
        node.set("status", status);
        let code = message.code();
        self.add_words(&mut node, "message", &Words::Message(message), wording);
        if self.profile().tells_message_codes {
            node.set("messagecode", code);
        }
        if status == "FAIL" {
            node.set("canpreservestate", false);
        }
        node
    }

    /// Adds what is asked (`formatRequests`): the fields with each request, or merged beside them.
    pub fn add_requests(&self, node: &mut Node, requests: &[Request], wording: Wording, merge: bool) {
        let mut list = Node::auto();
        for request in requests {
            let mut one = Node::map();
            one.set("id", request.id).set("metadata", Node::map()).set(
                "required",
                match request.demand {
                    Demand::Optional => "optional",
                    Demand::Required => "required",
                    Demand::OneOf => "primary-required",
                },
            );
            self.add_words(&mut one, "provider", &request.provider, wording);
            self.add_words(&mut one, "account", &request.account, wording);
            if !merge {
                one.set("fields", self.fields_node(&request.fields, wording));
            }
            list.push(one);
        }
        node.set("requests", list);
        if merge {
            node.set("fields", self.fields_node(&merged(requests), wording));
        }
    }

    fn fields_node(&self, fields: &[Asked], wording: Wording) -> Node {
        let mut node = Node::map();
        for asked in fields {
            let mut one = Node::map();
            one.set("type", asked.kind);
            self.add_words(&mut one, "label", &Words::Message(asked.label.clone()), wording);
            self.add_words(&mut one, "help", &Words::Message(Message::new(asked.help)), wording);
            one.set("optional", asked.optional);
            if self.profile().tells_sensitive_fields {
                one.set("sensitive", asked.is_sensitive());
            }
            node.set(asked.name, one);
        }
        node
    }

    fn add_words(&self, node: &mut Node, key: &'static str, words: &Words, wording: Wording) {
        let language = Language::coded(self.main.uselang);
        let speaker = Speaker { format: ErrorFormat::Wikitext, language, ..self.speaker };
        let value = match (wording, words) {
            (Wording::None, _) => return,
            (Wording::Raw, words) => Value::Node(self.raw(words, &speaker)),
            (_, Words::Raw(text)) => Value::Text(text.clone().unwrap_or(Text::EMPTY)),
            (Wording::Html, Words::Message(message)) => Value::Text(speaker.html(message)),
            (Wording::Wikitext, Words::Message(message)) => Value::Text(speaker.text(message)),
        };
        node.set(key, value);
    }

    /// Key and arguments. What stands as it is has no key of its own, and arguments that are messages are told in words.
    fn raw(&self, words: &Words, speaker: &Speaker<'_>) -> Node {
        let style = self.profile().raw_messages;
        let mut params = Node::auto();
        let key = match words {
            Words::Raw(text) => {
                params.push(text.clone());
                if style == RawMessages::ByTheirText { "$1" } else { "rawmessage" }
            }
            Words::Message(message) if message.key.contains('$') && style == RawMessages::AsArgument => {
                params.push(speaker.unread(message));
                "rawmessage"
            }
            Words::Message(message) => {
                let mut told = message.clone();
                for arg in &mut told.args {
                    if let Arg::Message(inner) = arg {
                        *arg = Arg::Text(speaker.text(inner));
                    }
                }
                let raw = Speaker { format: ErrorFormat::Raw, ..*speaker };
                let mut node = raw.message(&told);
                if let Some(Value::Node(mut told)) = node.remove("params") {
                    params.entries_mut().append(told.entries_mut());
                }
                message.key
            }
        };
        let mut node = Node::auto();
        node.set("key", key);
        node.put(Key::Name(Text::Static("params")), Marks::empty(), Value::Node(params));
        node
    }
}

/// The fields of several requests, each once (`AuthenticationRequest::mergeFieldInfo`): what some of those of which one
/// must be answered do without may be left out.
fn merged(requests: &[Request]) -> Vec<Asked> {
    let one_of: Vec<_> = requests.iter().filter(|request| request.demand == Demand::OneOf).collect();
    let shared = |name: &str| {
        one_of.iter().all(|request| request.fields.iter().any(|asked| asked.name == name && !asked.optional))
    };
    let mut fields: Vec<Asked> = Vec::new();
    for request in requests {
        for asked in &request.fields {
            let optional = match request.demand {
                Demand::Optional => true,
                Demand::OneOf if !shared(asked.name) => true,
                _ => asked.optional,
            };
            match fields.iter_mut().find(|known| known.name == asked.name) {
                Some(known) => known.optional &= optional,
                None => fields.push(Asked { optional, ..asked.clone() }),
            }
        }
    }
    fields
}
