//! The crate `mwapi` against a wiki.

use mwapi::{Assert, Client, Error as ApiErr};
use serde_json::Value;

use crate::wiki::{Account, Wiki, eq, refused, text, truth};

pub async fn flow(w: &mut Wiki) {
    let page = w.title("Mwapi crate page");
    let url = w.api.clone();
    let private = w.private;
    w.check("mwapi: anonymous read", async {
        let anon = text(Client::new(&url).await)?;
        let res = anon.get_value(&[("action", "query"), ("meta", "siteinfo")]).await;
        if private {
            return refused(res, "readapidenied");
        }
        truth(text(res)?["query"]["general"]["sitename"].is_string(), "sitename")
    })
    .await;

    let (url, name) = (w.api.clone(), w.botpw.name.clone());
    w.check("mwapi: wrong password is refused", async {
        let res = Client::builder(&url).set_botpassword(&name, "not the password").build().await;
        match res {
            Ok(_) => Err("logged in".into()),
            Err(ApiErr::ApiError(e)) => truth(!e.code.is_empty() && !e.text.is_empty(), "code and text"),
            Err(e) => Err(format!("another error: {e:?}")),
        }
    })
    .await;

    let make = |a: &Account| {
        Client::builder(&w.api)
            .set_botpassword(&a.name, &a.pass)
            .set_user_agent("wiki-client-checks")
            .set_retry_limit(1)
            .set_assert(Assert::User)
    };
    let (bot, alice, admin) = match (
        make(&w.botpw).set_assert(Assert::Bot).build().await,
        make(&w.user).build().await,
        make(&w.admin_botpw).build().await,
    ) {
        (Ok(a), Ok(b), Ok(c)) => (a, b, c),
        (a, b, c) => {
            let e = [a.err(), b.err(), c.err()]
                .into_iter()
                .flatten()
                .map(|e| e.to_string())
                .collect::<Vec<_>>()
                .join("; ");
            w.check("mwapi: log in", async { Err(e) }).await;
            return;
        }
    };

    let bot_name = w.bot_name.clone();
    w.check("mwapi: who am I", async {
        let res = text(
            bot.get_value(&[("action", "query"), ("meta", "userinfo"), ("uiprop", "groups|rights")]).await,
        )?;
        eq(res["query"]["userinfo"]["name"].as_str(), Some(bot_name.as_str()))
    })
    .await;

    w.check("mwapi: edit with a token, read", async {
        let res = text(
            bot.post_with_token::<_, Value>(
                "csrf",
                &[("action", "edit"), ("title", &page), ("text", "First text."), ("summary", "create")],
            )
            .await,
        )?;
        eq(res["edit"]["result"].as_str(), Some("Success"))?;
        truth(res["edit"]["new"].as_bool() == Some(true), "new")?;
        let res = text(
            alice
                .get_value(&[
                    ("action", "query"),
                    ("titles", &page),
                    ("prop", "revisions"),
                    ("rvprop", "content|ids"),
                    ("rvslots", "main"),
                ])
                .await,
        )?;
        eq(res["query"]["pages"][0]["revisions"][0]["slots"]["main"]["content"].as_str(), Some("First text."))
    })
    .await;

    w.check("mwapi: errors become errors with code and text", async {
        let res = alice
            .post_with_token::<_, Value>("csrf", &[("action", "delete"), ("title", page.as_str())])
            .await;
        match res {
            Err(ApiErr::ApiError(e)) => {
                eq(e.code.as_str(), "permissiondenied")?;
                truth(!e.text.is_empty(), "text")?;
            }
            other => return Err(format!("{other:?}")),
        }
        match alice
            .post_value(&[("action", "edit"), ("title", &page), ("text", "x"), ("token", "nonsense+\\")])
            .await
        {
            Err(ApiErr::BadToken) => Ok(()),
            other => Err(format!("{other:?}")),
        }
    })
    .await;

    let other = (w.other.name.clone(), w.admin_name.clone());
    let user = w.user.name.clone();
    w.check("mwapi: patrol, rollback, watch tokens; block, unblock", async {
        let name = format!("{page} rollback");
        let a: Value = text(
            admin.post_with_token("csrf", &[("action", "edit"), ("title", &name), ("text", "good")]).await,
        )?;
        let b: Value = text(
            alice.post_with_token("csrf", &[("action", "edit"), ("title", &name), ("text", "bad")]).await,
        )?;
        truth(a["edit"]["newrevid"].as_u64() < b["edit"]["newrevid"].as_u64(), "order")?;
        let rev = b["edit"]["newrevid"].to_string();
        let res: Value =
            text(admin.post_with_token("patrol", &[("action", "patrol"), ("revid", rev.as_str())]).await)?;
        eq(res["patrol"]["title"].as_str(), Some(name.as_str()))?;
        let res: Value = text(
            admin
                .post_with_token("rollback", &[("action", "rollback"), ("title", &name), ("user", &user)])
                .await,
        )?;
        eq(res["rollback"]["title"].as_str(), Some(name.as_str()))?;
        let res: Value =
            text(alice.post_with_token("watch", &[("action", "watch"), ("titles", &name)]).await)?;
        eq(res["watch"][0]["watched"].as_bool(), Some(true))?;
        let res: Value = text(
            admin
                .post_with_token(
                    "csrf",
                    &[("action", "block"), ("user", &other.0), ("expiry", "1 hour"), ("reason", "flow")],
                )
                .await,
        )?;
        eq(res["block"]["user"].as_str(), Some(other.0.as_str()))?;
        let list =
            text(alice.get_value(&[("action", "query"), ("list", "blocks"), ("bkusers", &other.0)]).await);
        let res: Value =
            text(admin.post_with_token("csrf", &[("action", "unblock"), ("user", &other.0)]).await)?;
        eq(res["unblock"]["user"].as_str(), Some(other.0.as_str()))?;
        eq(list?["query"]["blocks"][0]["by"].as_str(), Some(other.1.as_str()))
    })
    .await;
}
