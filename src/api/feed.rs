//! Feeds, as RSS and Atom have them (`RSSFeed`, `AtomFeed`).

use std::fmt::Write as _;

use super::{Call, Page};
use crate::{
    base::Timestamp,
    choices,
    param::Choice,
    wiki::{Namespace, Title},
};

/// The kinds of feeds.
pub const FORMATS: &[Choice] = choices!["rss", "atom"];

/// How many entries a feed has at most (`$wgFeedLimit`).
pub const MOST: usize = 50;

/// A feed.
#[derive(Debug, Clone, Default)]
pub struct Feed {
    /// What it is called.
    pub title: String,
    /// What it is about.
    pub description: String,
    /// The address of the page that shows the same.
    pub url: String,
    /// Its entries.
    pub items: Vec<FeedItem>,
}

/// An entry of a feed.
#[derive(Debug, Clone, Default)]
pub struct FeedItem {
    /// What it is called.
    pub title: String,
    /// What it tells, as HTML.
    pub description: String,
    /// Where more is told.
    pub url: String,
    /// When it happened.
    pub time: Option<Timestamp>,
    /// Who did it.
    pub author: String,
    /// Where it can be talked about.
    pub comments: String,
}

impl Feed {
    /// A feed of a special page, which is called `title` in the wiki's own language.
    pub fn of_special(call: &Call<'_>, title: String, description: &str, special: &str) -> Self {
        let page = Title::of_key(Namespace::SPECIAL, special.replace(' ', "_"));
        let url = format!("{}{}", call.server(), call.wiki().site().path_of(&page));
        Self { title, description: description.to_owned(), url, items: Vec::new() }
    }

    /// Makes it the answer.
    pub fn answer(&self, call: &mut Call<'_>, format: &str) {
        let mut out = String::with_capacity(1024 + 512 * self.items.len());
        out.push_str("<?xml version=\"1.0\"?>\n");
        if format == "atom" {
            self.write_atom(call, &mut out)
        } else {
            self.write_rss(call, &mut out)
        }
        call.notes.page = Some(Page {
            content_type: content_type(call).into(),
            filename: "feed.xml".into(),
            body: out.into_bytes(),
        });
    }

    fn write_rss(&self, call: &Call<'_>, out: &mut String) {
        let _ = write!(
            out,
            "<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n\
            \t<channel>\n\
            \t\t<title>{}</title>\n\
            \t\t<link>{}</link>\n\
            \t\t<description>{}</description>\n\
            \t\t<language>{}</language>\n\
            \t\t<generator>MediaWiki {}</generator>\n\
            \t\t<lastBuildDate>{}</lastBuildDate>\n",
            encode(&self.title),
            encode(&self.url),
            encode(&self.description),
            call.wiki().site().language,
            call.profile().version,
            call.now.http_date(),
        );
        let undated = call.profile().feeds_date_all.then(|| "<pubDate></pubDate>".to_owned());
        for item in &self.items {
            let url = encode(&item.url);
            let date = item.time.map(|time| format!("<pubDate>{}</pubDate>", time.http_date()));
            let date = date.or_else(|| undated.clone());
            let author = encode(&item.author);
            let comments = encode(&item.comments);
            let comments =
                if comments.is_empty() { comments } else { format!("<comments>{comments}</comments>") };
            let _ = write!(
                out,
                "\t\t<item>\n\
                \t\t\t<title>{}</title>\n\
                \t\t\t<link>{url}</link>\n\
                \t\t\t<guid isPermaLink=\"false\">{url}</guid>\n\
                \t\t\t<description>{}</description>\n\
                \t\t\t{}\n\
                \t\t\t<dc:creator>{author}</dc:creator>\n\
                \t\t\t{comments}\n\
                \t\t</item>\n",
                encode(&item.title),
                encode(&item.description),
                date.unwrap_or_default(),
            );
        }
        out.push_str("</channel></rss>");
    }

    fn write_atom(&self, call: &Call<'_>, out: &mut String) {
        let query = call.arrival.query.map(|query| format!("?{query}")).unwrap_or_default();
        let own = encode(&format!("{}{query}", call.api_url()));
        let _ = write!(
            out,
            "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
            \t<id>{own}</id>\n\
            \t<title>{}</title>\n\
            \t<link rel=\"self\" type=\"application/atom+xml\" href=\"{own}\"/>\n\
            \t<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n\
            \t<updated>{}</updated>\n\
            \t<subtitle>{}</subtitle>\n\
            \t<generator>MediaWiki {}</generator>\n",
            call.wiki().site().language,
            encode(&self.title),
            encode(&self.url),
            call.now,
            encode(&self.description),
            call.profile().version,
        );
        let undated = call.profile().feeds_date_all.then(|| "<updated>Z</updated>".to_owned());
        for item in &self.items {
            let url = encode(&item.url);
            let date = item.time.map(|time| format!("<updated>{time}</updated>"));
            let date = date.or_else(|| undated.clone());
            let author = encode(&item.author);
            let _ = write!(
                out,
                "\t<entry>\n\
                \t\t<id>{url}</id>\n\
                \t\t<title>{}</title>\n\
                \t\t<link rel=\"alternate\" type=\"text/html\" href=\"{url}\"/>\n\
                \t\t{}\n\n\
                \t\t<summary type=\"html\">{}</summary>\n\
                \t\t<author><name>{author}</name></author>\n\
                \t</entry>\n",
                encode(&item.title),
                date.unwrap_or_default(),
                encode(&item.description),
            );
        }
        out.push_str("</feed>");
    }
}

/// The type that a client asks for with `ctype`, if a feed can have it.
fn content_type(call: &Call<'_>) -> String {
    let asked = call.fields.take(&crate::param::Name::plain("ctype"));
    let asked = asked.and_then(|field| field.value()).filter(|asked| {
        ["application/xml", "text/xml", "application/rss+xml", "application/atom+xml"].contains(asked)
    });
    format!("{}; charset=UTF-8", asked.unwrap_or("application/xml"))
}

/// `FeedItem::xmlEncode`.
fn encode(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let kept: String =
        text.chars().filter(|c| !matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f')).collect();
    html(&kept)
}

/// `htmlspecialchars`.
pub fn html(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#039;")
}

/// Text as a page shows it, with its line breaks (`nl2br`).
pub fn source(text: &str) -> String {
    html(text).replace('\n', "<br />\n")
}

impl Call<'_> {
    /// From here on the answer is a feed.
    pub fn begin_feed(&mut self) {
        self.notes.is_feed = true;
    }

    /// The whole address of a page, with a query or without.
    pub fn page_url(&self, title: &Title, query: Option<&str>) -> String {
        let site = self.wiki().site();
        let path = query.map_or_else(|| site.path_of(title), |query| site.path_with(title, query));
        format!("{}{path}", self.server())
    }

    /// The address of the page where another is talked about; empty if it is nowhere.
    pub fn talk_url(&self, title: &Title) -> String {
        let talk = title.talk().filter(|_| title.can_exist());
        talk.map(|talk| self.page_url(&talk, None)).unwrap_or_default()
    }
}
