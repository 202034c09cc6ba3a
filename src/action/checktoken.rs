//! `action=checktoken`: whether a token is still right (`includes/api/ApiCheckToken.php`).

use crate::{
    api::{Call, Failure, Module, Needs, Run, TOKEN_TYPES},
    message::Message,
    params,
    release::{V1_25, V1_42},
    tree::Node,
    wiki::token::{self, Kind},
};

params! {
    /// What `action=checktoken` accepts.
    pub(super) struct Params<'r> {
        /// Of which type the token is said to be.
        kind as "type": &'r str = choice(TOKEN_TYPES).required(),
        /// The token.
        token as "token": &'r str = text().required().sensitive(),
        /// How old the token may be at most, in seconds.
        max_age as "maxtokenage": Option<i64> = integer(),
    }
}

pub(super) static MODULE: Module =
    Module::action("checktoken", "ApiCheckToken", Needs::READ, Params::SPECS, Run::Now(run))
        .since(V1_25)
        .help("Tells whether a token from `action=query&meta=tokens` is still right.")
        .manual_later(V1_42, "API:Checktoken")
        .examples(&[("action=checktoken&type=csrf&token=123ABC", "Whether a csrf token is right.")]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    let kind = Kind::named(params.kind).expect("the choices are the types");
    let wiki = call.wiki();
    let accepted = wiki.accepts_token(&mut call.caller, kind, params.token);
    let made = token::made_at(params.token);
    // LoggedOutEditToken::match: the token of callers without a session has no age.
    let too_old = params.max_age.zip(made).is_some_and(|(most, made)| made < call.now.plus(-most));
    let result = match (accepted, too_old) {
        (true, false) => "valid",
        (true, true) => "expired",
        (false, _) => "invalid",
    };
    if call.profile().warns_of_token_encoding && !accepted && params.token.ends_with(" \\") {
        call.warn(Message::new("apiwarn-checktoken-percentencoding"));
    }
    let mut answer = Node::map();
    answer.set("result", result);
    if call.profile().reads_any_token_time {
        if let Some(time) = time_at_the_end(params.token) {
            answer.set("generated", spelled(time));
        }
    } else if let Some(made) = made {
        answer.set("generated", made);
    }
    call.result.set("checktoken", answer);
    Ok(())
}

/// The time in what stands where a token has it, whatever else that is (`User::getEditTokenTimestamp`, PHP's `hexdec`).
fn time_at_the_end(token: &str) -> Option<i64> {
    let digits = token.as_bytes().get(32..)?;
    let digits = digits.get(..digits.len().checked_sub(token::SUFFIX.len())?).filter(|digits| !digits.is_empty())?;
    let mut digits = digits.iter().filter_map(|byte| char::from(*byte).to_digit(16));
    digits.try_fold(0_i64, |time, digit| time.checked_mul(16)?.checked_add(digit.into()))
}

/// A time in any year, which no calendar of ours holds.
fn spelled(time: i64) -> String {
    let (days, seconds) = (time.div_euclid(86_400), time.rem_euclid(86_400));
    // Years begin in March here, so that a leap day ends one; an era is 400 of them.
    let shifted = days + 719_468;
    let (era, day) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (month, late) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    let year = year + era * 400 + late;
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_may_be_far_away() {
        let time = time_at_the_end("zz0123456789abcdef0123456789abcdef5fffffff+\\").unwrap();
        assert_eq!(spelled(time), "34549-06-09T19:01:19Z");
        assert_eq!(spelled(1_700_000_000), "2023-11-14T22:13:20Z");
        assert_eq!(time_at_the_end("0123456789abcdef0123456789abcdef+\\"), None);
        assert_eq!(time_at_the_end("short"), None);
    }
}
