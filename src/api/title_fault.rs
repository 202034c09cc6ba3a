//! What is said of a text that is no title (`MalformedTitleException`).

use crate::{
    message::{Arg, Message},
    wiki::TitleFault,
};

/// What is wrong with `text`, which was read as a title.
pub fn title_fault(text: &str, fault: &TitleFault) -> Message {
    let message = match fault {
        TitleFault::InvalidUtf8 => Message::new("title-invalid-utf8"),
        TitleFault::Empty => Message::new("title-invalid-empty"),
        TitleFault::TalkNamespace => Message::new("title-invalid-talk-namespace"),
        TitleFault::Characters(found) => Message::new("title-invalid-characters").arg(found.clone()),
        TitleFault::Relative => Message::new("title-invalid-relative"),
        TitleFault::MagicTilde => Message::new("title-invalid-magic-tilde"),
        TitleFault::TooLong(most) => Message::new("title-invalid-too-long").number((*most).into()),
        TitleFault::LeadingColon => Message::new("title-invalid-leading-colon"),
    };
    message.with(Arg::Escaped(text.to_owned().into()))
}
