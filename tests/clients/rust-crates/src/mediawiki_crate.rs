//! The crate `mediawiki` against a wiki.

use mediawiki::{api::Api, page::Page as MwPage, title::Title};

use crate::wiki::{AwaitNow, Wiki, eq, err_code, map, refused, text, titles, truth};

pub async fn flow(w: &mut Wiki) {
    let page_name = w.title("Mediawiki crate page");
    let (api, private) = (w.api.clone(), w.private);
    w.check("mediawiki: connect (siteinfo)", async {
        let api = text(Api::new(&api).await)?;
        if private {
            // the crate keeps the error as its site info
            return eq(err_code(api.get_site_info()), "readapidenied");
        }
        eq(api.get_canonical_namespace_name(1), Some("Talk"))?;
        truth(api.get_site_info_string("general", "sitename").is_ok(), "sitename")
    })
    .await;

    let (api, name) = (w.api.clone(), w.user.name.clone());
    w.check("mediawiki: wrong password is refused", async {
        let mut api = text(Api::new(&api).await)?;
        refused(api.login(name, "not the password".to_string()).await, "Login failed")?;
        truth(!api.user().logged_in(), "not logged in")
    })
    .await;

    let mut bot = Api::new(&w.api).await.unwrap();
    let mut alice = Api::new(&w.api).await.unwrap();
    let mut admin = Api::new(&w.api).await.unwrap();
    let (bot_name, page, cat) = (w.bot_name.clone(), page_name.clone(), format!("Category:Crates {}", w.run));
    w.check(
        "mediawiki: log in with bot passwords and a main password",
        async {
            text(bot.login(w.botpw.name.clone(), w.botpw.pass.clone()).await)?;
            text(alice.login(w.user.name.clone(), w.user.pass.clone()).await)?;
            text(admin.login(w.admin_botpw.name.clone(), w.admin_botpw.pass.clone()).await)?;
            eq(bot.user().user_name(), bot_name.as_str())?;
            truth(
                bot.user().logged_in() && bot.user().is_bot() && bot.user().can_edit(),
                "a bot which can edit",
            )?;
            truth(!alice.user().is_bot() && admin.user().has_right("delete"), "rights")?;
            truth(admin.user().can_patrol(), "can patrol")
        }
        .await_now(),
    )
    .await;

    // The crate asks site info before the login only: on a private wiki it never knows
    // the namespaces, and calls every title bad.
    let missing = if private { "BadTitle" } else { "Missing" };
    let title = Title::new(&page, 0);
    w.check(
        "mediawiki: tokens",
        async {
            for kind in ["csrf", "watch", "patrol", "rollback", "userrights", ""] {
                truth(text(admin.get_token(kind).await)?.ends_with("+\\"), kind)?;
            }
            truth(text(bot.get_edit_token().await)?.len() > 5, "edit token")
        }
        .await_now(),
    )
    .await;

    w.check(
        "mediawiki: a missing page",
        async {
            let mut page = MwPage::new(title.clone());
            refused(page.text(&alice).await, missing)
        }
        .await_now(),
    )
    .await;

    w.check(
        "mediawiki: create, read, edit a page",
        async {
            let token = text(bot.get_edit_token().await)?;
            let body = format!("First text. [[{cat}]] [[Main Page]] {{{{T}}}} https://example.org/c");
            let res = text(
                bot.post_query_api_json_mut(&map(&[
                    ("action", "edit"),
                    ("title", &page),
                    ("text", &body),
                    ("token", &token),
                    ("summary", "create"),
                ]))
                .await,
            )?;
            eq(res["edit"]["result"].as_str(), Some("Success"))?;
            if private {
                let res = text(
                    alice
                        .get_query_api_json(&map(&[
                            ("action", "query"),
                            ("titles", &page),
                            ("prop", "revisions"),
                            ("rvprop", "content"),
                            ("rvslots", "main"),
                            ("formatversion", "2"),
                        ]))
                        .await,
                )?;
                let text = &res["query"]["pages"][0]["revisions"][0]["slots"]["main"]["content"];
                truth(text.as_str().unwrap_or("").contains("First text."), "text")?;
            } else {
                let mut p = MwPage::new(title.clone());
                truth(text(p.text(&alice).await)?.contains("First text."), "text")?;
                truth(p.revision().and_then(|r| r.user()).is_some() || p.page_id().is_some(), "revision")?;
                text(p.edit_text(&mut bot, format!("{body} Second."), "second").await)?;
                let mut again = MwPage::new(title.clone());
                truth(text(again.text(&alice).await)?.contains("Second."), "second text")?;
                // its own revision is the base: the old one now conflicts
                refused(p.edit_text(&mut alice, "other text", "conflict").await, "editconflict")?;
            }
            Ok(())
        }
        .await_now(),
    )
    .await;

    w.check(
        "mediawiki: categories, links, templates, external links, links here",
        async {
            let p = MwPage::new(title.clone());
            if private {
                return Ok(()); // titles need the namespaces, which were refused
            }
            truth(text(p.categories(&alice).await)?.iter().any(|c| c["title"] == cat.as_str()), "category")?;
            truth(text(p.links(&alice).await)?.iter().any(|t| t.pretty() == "Main Page"), "link")?;
            truth(text(p.templates(&alice).await)?.iter().any(|t| t.pretty() == "T"), "template")?;
            truth(
                text(p.external_links(&alice).await)?.iter().any(|u| u == "https://example.org/c"),
                "external link",
            )?;
            let main = MwPage::new(Title::new("Main Page", 0));
            truth(
                text(main.links_here(&alice, false, false).await)?.iter().any(|t| t.pretty() == page),
                "links here",
            )
        }
        .await_now(),
    )
    .await;

    w.check(
        "mediawiki: badtoken and other errors are in the answer",
        async {
            let res = text(
                bot.post_query_api_json(&map(&[
                    ("action", "edit"),
                    ("title", &page),
                    ("text", "x"),
                    ("token", "nonsense+\\"),
                ]))
                .await,
            )?;
            eq(err_code(&res), "badtoken")?;
            let res = text(bot.get_query_api_json(&map(&[("action", "nosuchaction")])).await)?;
            eq(err_code(&res), "badvalue")
        }
        .await_now(),
    )
    .await;

    w.check(
        "mediawiki: queries continue to the end, or to a limit",
        async {
            let res = text(
                alice
                    .get_query_api_json_all(&map(&[
                        ("action", "query"),
                        ("list", "allpages"),
                        ("aplimit", "2"),
                    ]))
                    .await,
            )?;
            truth(titles(&res["query"]["allpages"]).contains(&page), "page in all pages")?;
            let res = text(
                alice
                    .get_query_api_json_limit(
                        &map(&[
                            ("action", "query"),
                            ("list", "recentchanges"),
                            ("rclimit", "2"),
                            ("rcprop", "title|ids|user"),
                        ]),
                        Some(5),
                    )
                    .await,
            )?;
            truth(res["query"]["recentchanges"].as_array().map_or(0, Vec::len) >= 5, "five changes")?;
            let res = text(
                alice
                    .get_query_api_json_all(&map(&[
                        ("action", "query"),
                        ("list", "categorymembers"),
                        ("cmtitle", &cat),
                        ("cmlimit", "1"),
                    ]))
                    .await,
            )?;
            eq(titles(&res["query"]["categorymembers"]), vec![page.clone()])
        }
        .await_now(),
    )
    .await;

    w.check(
        "mediawiki: delete and undelete",
        async {
            let token = text(admin.get_token("csrf").await)?;
            let res = text(
                admin
                    .post_query_api_json(&map(&[("action", "delete"), ("title", &page), ("token", &token)]))
                    .await,
            )?;
            truth(res["delete"]["logid"].as_u64().is_some(), "logid")?;
            let mut p = MwPage::new(title.clone());
            refused(p.text(&alice).await, missing)?;
            let res = text(
                admin
                    .post_query_api_json(&map(&[("action", "undelete"), ("title", &page), ("token", &token)]))
                    .await,
            )?;
            truth(res["undelete"]["revisions"].as_u64().unwrap_or(0) >= 1, "revisions")
        }
        .await_now(),
    )
    .await;
}
