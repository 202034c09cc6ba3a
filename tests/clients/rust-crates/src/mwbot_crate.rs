//! The crate `mwbot` against a wiki.

use std::collections::HashSet;

use mwbot::{
    Bot, Error as BotErr, SaveOptions,
    generators::{
        Generator, allpages::AllPages, categories::CategoryMembers, recent_changes::RecentChanges,
        user_contribs::UserContribs,
    },
};

use crate::wiki::{Account, AwaitNow, Wiki, eq, text, truth};

pub async fn flow(w: &mut Wiki) {
    let url = w.api.clone();
    let rest = url.replace("/api.php", "/rest.php");
    let make = |a: &Account| {
        Bot::builder_with_legacy_rest(url.clone(), rest.clone())
            .set_botpassword(a.name.clone(), a.pass.clone())
            .set_user_agent("wiki-client-checks".into())
            .set_respect_nobots(false)
            .set_save_delay(0)
            .set_retry_limit(1)
    };
    let wrong = Account { name: w.botpw.name.clone(), pass: "not the password".into() };
    let bad = make(&wrong).build().await.err().map(|e| e.to_string());
    let bot = make(&w.botpw).build().await.map_err(|e| format!("{e:?}"));
    let alice = make(&w.user).set_mark_as_bot(false).build().await.map_err(|e| format!("{e:?}"));
    w.check("mwbot: wrong password is refused", async { truth(bad.is_some(), "refused") }).await;
    let (bot, alice) = match (bot, alice) {
        (Ok(a), Ok(b)) => (a, b),
        (a, b) => {
            let e = [a.err(), b.err()].into_iter().flatten().collect::<Vec<_>>().join("; ");
            w.check("mwbot: log in", async { Err(e) }).await;
            return;
        }
    };
    let name = w.title("Mwbot crate page");
    let cat = format!("Category:Bots {}", w.run);
    w.check("mwbot: titles follow the site info", async {
        let page = text(bot.page("talk:some page"))?;
        eq(page.title(), "Talk:Some page")?;
        eq(page.namespace(), 1)
    })
    .await;

    w.check("mwbot: a missing page", async {
        let page = text(bot.page(&name))?;
        eq(text(page.exists().await)?, false)?;
        match page.wikitext().await {
            Err(BotErr::PageDoesNotExist(_)) => Ok(()),
            other => Err(format!("{other:?}")),
        }
    })
    .await;

    w.check("mwbot: create, read, save", async {
        let page = text(bot.page(&name))?;
        let (page, res) =
            text(page.save(format!("First text. [[{cat}]]"), &SaveOptions::summary("create")).await)?;
        truth(res.new, "new")?;
        eq(page.title(), name.as_str())?;
        let page = text(alice.page(&name))?;
        truth(text(page.wikitext().await)?.contains("First text."), "text")?;
        truth(text(page.id().await)?.is_some() && !text(page.is_redirect().await)?, "info")?;
        let (_, res) =
            text(page.save(format!("First text. [[{cat}]] Second."), &SaveOptions::summary("save")).await)?;
        truth(res.newrevid > res.oldrevid && !res.nochange, "a new revision")
    })
    .await;

    w.check("mwbot: an edit conflict", async {
        let mine = text(bot.page(&format!("{name} 2")))?;
        text(mine.save("one", &SaveOptions::summary("one")).await)?;
        let mine = text(bot.page(&format!("{name} 2")))?;
        text(mine.wikitext().await)?;
        text(text(alice.page(&format!("{name} 2")))?.save("two", &SaveOptions::summary("two")).await)?;
        match mine.save("three", &SaveOptions::summary("three")).await {
            Err(BotErr::EditConflict) => Ok(()),
            other => Err(format!("{:?}", other.map(|(p, r)| (p.title().to_string(), r)))),
        }
    })
    .await;

    w.check("mwbot: categories of a page", async {
        let page = text(alice.page(&name))?;
        eq(text(page.categories().await)?, Some(vec![cat.clone()]))
    })
    .await;

    w.check(
        "mwbot: generators (pages, category, changes, contributions)",
        async {
            let mut seen = HashSet::new();
            let mut pages =
                AllPages::new().namespace(0u32).prefix("Mwbot crate".to_string()).generate(&alice);
            while let Some(page) = pages.recv().await {
                seen.insert(text(page)?.title().to_string());
            }
            truth(seen.contains(&name), "in all pages")?;
            let mut members = CategoryMembers::new(&cat).generate(&alice);
            let mut found = false;
            while let Some(page) = members.recv().await {
                found |= text(page)?.title() == name;
            }
            truth(found, "in the category")?;
            let mut changes = RecentChanges::new().generate(&alice);
            truth(changes.recv().await.is_some_and(|c| c.is_ok()), "a recent change")?;
            let mut contribs = UserContribs::new().users(vec![w.bot_name.clone()]).generate(&alice);
            truth(contribs.recv().await.is_some_and(|c| c.is_ok()), "a contribution")
        }
        .await_now(),
    )
    .await;
}
