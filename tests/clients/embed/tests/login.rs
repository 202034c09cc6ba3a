//! The double embedded in the test of a bot that is built on a published client.

use mwapi::{Client, Error};
use wikidouble::{Server, wiki::fixture::Fixture};

fn wiki() -> Server {
    Server::builder().wiki(Fixture::demo()).private().start().expect("a free port")
}

#[tokio::test]
async fn a_bot_logs_in_and_takes_tokens() {
    let wiki = wiki();
    let client = Client::builder(&wiki.url())
        .set_botpassword("Robot@edit", "demodemodemodemodemodemodemo0003")
        .build()
        .await
        .expect("the demo's Robot logs in");
    let answer =
        client.get_value(&[("action", "query"), ("meta", "tokens"), ("type", "csrf|watch")]).await.unwrap();
    for name in ["csrftoken", "watchtoken"] {
        let token = answer["query"]["tokens"][name].as_str().unwrap();
        assert!(token.len() == 42 && token.ends_with("+\\"), "{token}");
    }
    let me = client.get_value(&[("action", "query"), ("meta", "userinfo")]).await.unwrap();
    assert_eq!(me["query"]["userinfo"]["name"], "Robot");
}

#[tokio::test]
async fn a_wrong_password_is_an_error_of_the_client() {
    let wiki = wiki();
    let refused = Client::builder(&wiki.url()).set_botpassword("Robot@edit", "wrong").set_retry_limit(1).build().await;
    assert!(matches!(refused, Err(Error::ApiError(_))), "{:?}", refused.err());
}

#[tokio::test]
async fn two_doubles_know_nothing_of_each_other() {
    let (one, other) = (wiki(), wiki());
    assert_ne!(one.url(), other.url());
    let client = Client::builder(&one.url())
        .set_botpassword("Alice@reader", "demodemodemodemodemodemodemo0002")
        .build()
        .await
        .expect("the demo's Alice logs in");
    assert!(client.get_value(&[("action", "query"), ("meta", "userinfo")]).await.is_ok());
    let stranger = Client::new(&other.url()).await.unwrap();
    let refused = stranger.get_value(&[("action", "query"), ("meta", "tokens")]).await;
    assert!(refused.is_err(), "a private wiki has no tokens for strangers");
}
