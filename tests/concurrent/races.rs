//! Two want the same at the same time: one gets it, the other hears why not.

use std::{sync::Barrier, thread};

use serde_json::Value;
use wikidouble::Server;

use crate::{bot::Bot, wiki};

/// How often each race is run: the first to come is not always the same.
const ROUNDS: usize = 30;

/// Lets two bots do something at once, round after round, and gives both answers of each round. `prepare` makes ready
/// what they fight for and says what they have to know of it.
fn race(
    server: &Server,
    prepare: impl Fn(&mut Bot, usize) -> String,
    run: impl Fn(&mut Bot, &str, usize) -> Value + Sync,
) -> Vec<[Value; 2]> {
    let [mut one, mut two] = ["Writer1", "Writer2"].map(|name| Bot::named(server, name));
    let mut other = Bot::named(server, "Writer3");
    let round = |number| {
        let (known, start) = (prepare(&mut other, number), Barrier::new(2));
        thread::scope(|scope| {
            let second = scope.spawn(|| {
                start.wait();
                run(&mut two, &known, 1)
            });
            start.wait();
            [run(&mut one, &known, 0), second.join().unwrap()]
        })
    };
    (0..ROUNDS).map(round).collect()
}

fn code(answer: &Value) -> &str {
    answer["error"]["code"].as_str().unwrap_or_default()
}

/// Of each two, one had success and the other heard that.
fn one_wins(answers: &[[Value; 2]], loser: &str) {
    one_wins_of(answers, &[loser]);
}

/// The same, where it depends on the moment what the other hears.
fn one_wins_of(answers: &[[Value; 2]], losers: &[&str]) {
    for both in answers {
        let mut codes = both.each_ref().map(code);
        codes.sort_unstable();
        assert!(codes[0].is_empty() && losers.contains(&codes[1]), "{both:#?}");
    }
}

fn edit(bot: &mut Bot, title: &str, text: &str) -> Value {
    let answer = bot.act(&[("action", "edit"), ("title", title), ("text", text)]);
    assert_eq!(answer["edit"]["result"], "Success", "{answer}");
    answer["edit"].clone()
}

/// How many entries the log has of a type.
fn entries(server: &Server, kind: &str) -> usize {
    let fields = [("action", "query"), ("list", "logevents"), ("letype", kind), ("lelimit", "max")];
    let answer = Bot::named(server, "Writer0").get(&fields);
    answer["query"]["logevents"].as_array().unwrap().len()
}

#[test]
fn of_two_edits_with_one_base_one_is_a_conflict() {
    let server = wiki(1).start().unwrap();
    let make =
        |bot: &mut Bot, round: usize| edit(bot, "Count 0", &format!("round {round}"))["newrevid"].to_string();
    let answers = race(&server, make, |bot, base, side| {
        let text = format!("{base} {side}");
        bot.act(&[("action", "edit"), ("title", "Count 0"), ("text", &text), ("baserevid", base)])
    });
    one_wins(&answers, "editconflict");
}

#[test]
fn of_two_who_make_a_page_one_finds_it_made() {
    let server = wiki(0).start().unwrap();
    let answers = race(
        &server,
        |_, round| format!("New {round}"),
        |bot, title, side| {
            let text = side.to_string();
            bot.act(&[("action", "edit"), ("title", title), ("text", &text), ("createonly", "1")])
        },
    );
    one_wins(&answers, "articleexists");
    assert_eq!(entries(&server, "create"), ROUNDS);
}

#[test]
fn of_two_blocks_of_one_user_one_finds_the_user_blocked() {
    let server = wiki(0).start().unwrap();
    let answers = race(
        &server,
        |_, round| format!("10.7.7.{round}"),
        |bot, user, _| bot.act(&[("action", "block"), ("user", user), ("expiry", "1 day")]),
    );
    one_wins(&answers, "alreadyblocked");
    assert_eq!(entries(&server, "block"), ROUNDS);
}

#[test]
fn of_two_who_lift_a_block_one_finds_it_lifted() {
    let server = wiki(0).start().unwrap();
    let block = |bot: &mut Bot, round: usize| {
        let user = format!("10.7.7.{round}");
        bot.act(&[("action", "block"), ("user", &user), ("expiry", "1 day")]);
        user
    };
    let answers = race(&server, block, |bot, user, _| bot.act(&[("action", "unblock"), ("user", user)]));
    one_wins(&answers, "cantunblock");
}

#[test]
fn of_two_accounts_of_one_name_one_is_made() {
    let server = wiki(0).start().unwrap();
    let answers = race(
        &server,
        |_, round| format!("Twin {round}"),
        |bot, name, _| {
            let token = bot.fresh_token("createaccount");
            bot.post(&[
                ("action", "createaccount"),
                ("username", name),
                ("password", "aVeryGoodPassword"),
                ("retype", "aVeryGoodPassword"),
                ("createreturnurl", "http://example.org/"),
                ("createtoken", &token),
            ])
        },
    );
    for both in &answers {
        let mut told = both.each_ref().map(|answer| {
            let answer = &answer["createaccount"];
            (
                answer["status"].as_str().unwrap_or_default(),
                answer["messagecode"].as_str().unwrap_or_default(),
            )
        });
        told.sort_unstable();
        assert_eq!(told, [("FAIL", "userexists"), ("PASS", "")], "{both:#?}");
    }
    assert_eq!(entries(&server, "newusers"), ROUNDS);
}

#[test]
fn of_two_moves_to_one_title_one_finds_it_taken() {
    let server = wiki(0).start().unwrap();
    let make = |bot: &mut Bot, round: usize| {
        edit(bot, &format!("From 0 {round}"), "0");
        edit(bot, &format!("From 1 {round}"), "1");
        round.to_string()
    };
    let answers = race(&server, make, |bot, round, side| {
        let (from, to) = (format!("From {side} {round}"), format!("To {round}"));
        bot.act(&[("action", "move"), ("from", &from), ("to", &to)])
    });
    one_wins(&answers, "articleexists");
}

#[test]
fn of_two_moves_of_one_page_one_finds_it_gone() {
    let server = wiki(0).start().unwrap();
    let make = |bot: &mut Bot, round: usize| {
        edit(bot, &format!("Here {round}"), "text");
        round.to_string()
    };
    let answers = race(&server, make, |bot, round, side| {
        let (from, to) = (format!("Here {round}"), format!("There {side} {round}"));
        bot.act(&[("action", "move"), ("from", &from), ("to", &to), ("noredirect", "1")])
    });
    // The one is told when the title is looked up, the other when the move is decided.
    one_wins_of(&answers, &["missingtitle", "movepage-source-doesnt-exist"]);
}

#[test]
fn of_two_who_delete_a_page_one_finds_it_gone() {
    let server = wiki(0).start().unwrap();
    let make = |bot: &mut Bot, round: usize| {
        let title = format!("Doomed {round}");
        edit(bot, &title, "text");
        title
    };
    let answers = race(&server, make, |bot, title, _| bot.act(&[("action", "delete"), ("title", title)]));
    one_wins(&answers, "missingtitle");
    assert_eq!(entries(&server, "delete"), ROUNDS);
}

#[test]
fn two_uploads_under_one_name_are_one_file_with_every_version_that_was_taken() {
    let server = wiki(0).start().unwrap();
    let answers = race(
        &server,
        |_, round| round.to_string(),
        |bot, round, side| bot.upload(&format!("Same {round}.txt"), &format!("{round} {side}")),
    );
    let mut bot = Bot::named(&server, "Writer0");
    let mut taken = 0;
    for both in &answers {
        let mut results =
            both.each_ref().map(|answer| answer["upload"]["result"].as_str().unwrap_or_default());
        results.sort_unstable();
        // The second may look before the first is done or after: then it is warned of the file that is there.
        assert!(results == ["Success", "Success"] || results == ["Success", "Warning"], "{both:#?}");
        taken += results.iter().filter(|result| **result == "Success").count();
    }
    assert_eq!(entries(&server, "upload"), taken);
    let answer = bot.get(&[("action", "query"), ("meta", "siteinfo"), ("siprop", "statistics")]);
    assert_eq!(answer["query"]["statistics"]["images"], ROUNDS);
}

/// Whether the edit or the deletion came first, the page's revisions are in its history or in the archive.
#[test]
fn an_edit_beside_a_deletion_is_in_the_archive_or_makes_the_page_anew() {
    let server = wiki(0).start().unwrap();
    let make = |bot: &mut Bot, round: usize| {
        let title = format!("Contested {round}");
        edit(bot, &title, "first");
        title
    };
    race(&server, make, |bot, title, side| {
        let answer = match side {
            0 => bot.act(&[("action", "delete"), ("title", title)]),
            _ => bot.act(&[("action", "edit"), ("title", title), ("text", "second")]),
        };
        assert_eq!(code(&answer), "", "{answer}");
        answer
    });
    let mut bot = Bot::named(&server, "Writer0");
    for round in 0..ROUNDS {
        let title = format!("Contested {round}");
        let answer = bot.get(&[
            ("action", "query"),
            ("prop", "revisions|deletedrevisions"),
            ("titles", &title),
            ("rvprop", "ids"),
            ("rvlimit", "max"),
            ("drvprop", "ids"),
            ("drvlimit", "max"),
        ]);
        let page = &answer["query"]["pages"][0];
        let ids = |key: &str| -> Vec<(u64, u64)> {
            let rows = page[key].as_array().into_iter().flatten();
            rows.map(|row| (row["revid"].as_u64().unwrap(), row["parentid"].as_u64().unwrap())).collect()
        };
        let (live, gone) = (ids("revisions"), ids("deletedrevisions"));
        match (live.as_slice(), gone.as_slice()) {
            // Deleted first: the edit made a new page.
            ([(new, 0)], [(old, 0)]) => assert!(new > old),
            // Edited first: both went.
            ([], [(second, parent), (first, 0)]) => assert!(second > first && parent == first),
            _ => panic!("{page}"),
        }
    }
}
