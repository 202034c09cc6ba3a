//! Magic words and functions between braces that are known (`CoreMagicVariables`, `CoreParserFunctions`).

use super::Work;
use crate::{
    base::url,
    wiki::{Namespace, Title},
};

/// Functions that set something and show nothing.
const SETTINGS: [&str; 4] = ["displaytitle", "defaultsort", "defaultsortkey", "defaultcategorysort"];

impl Work<'_> {
    pub(super) fn variable(&self, name: &str) -> Option<String> {
        if let Some(time) = self.time(name) {
            return Some(time);
        }
        let fixed = match name {
            "!" => "|",
            "=" => "=",
            "SITENAME" => &self.state.site.name,
            _ => return self.of_title(name),
        };
        Some(fixed.to_owned())
    }

    fn time(&self, name: &str) -> Option<String> {
        let time = self.now.mw14();
        let unpadded = |part: &str| part.trim_start_matches('0').to_owned();
        Some(match name {
            "CURRENTYEAR" => time[..4].to_owned(),
            "CURRENTMONTH" => time[4..6].to_owned(),
            "CURRENTMONTH1" => unpadded(&time[4..6]),
            "CURRENTDAY" => unpadded(&time[6..8]),
            "CURRENTDAY2" => time[6..8].to_owned(),
            "CURRENTHOUR" => time[8..10].to_owned(),
            "CURRENTTIME" => format!("{}:{}", &time[8..10], &time[10..12]),
            "CURRENTTIMESTAMP" => time,
            _ => return None,
        })
    }

    fn of_title(&self, name: &str) -> Option<String> {
        let namespaces = &self.state.site.namespaces;
        let title = self.title;
        let space = |namespace: Namespace| namespaces.name(namespace).map(|name| name.replace('_', " "));
        let full = |title: &Title| title.prefixed(namespaces);
        let (bare, encoded) = match name.strip_suffix('E') {
            Some(bare) if name.ends_with("NAMEE") || name == "NAMESPACEE" => (bare, true),
            _ => (name, false),
        };
        let value = match bare {
            "PAGENAME" => title.text().into_owned(),
            "FULLPAGENAME" => full(title),
            "NAMESPACE" => space(title.namespace())?,
            "NAMESPACENUMBER" => title.namespace().number().to_string(),
            "TALKSPACE" => space(title.namespace().talk())?,
            "SUBJECTSPACE" | "ARTICLESPACE" => space(title.namespace().subject())?,
            "TALKPAGENAME" => full(&title.talk()?),
            "SUBJECTPAGENAME" | "ARTICLEPAGENAME" => full(&title.subject()),
            "BASEPAGENAME" => title.base(namespaces).replace('_', " "),
            "ROOTPAGENAME" => title.root(namespaces).replace('_', " "),
            "SUBPAGENAME" => {
                let whole = title.text();
                let parts =
                    namespaces.has_subpages(title.namespace()).then(|| whole.rsplit_once('/')).flatten();
                parts.map_or_else(|| whole.to_string(), |(_, last)| last.to_owned())
            }
            _ => return None,
        };
        Some(if encoded { url::encode_title(&value.replace(' ', "_")).to_string() } else { value })
    }

    pub(super) fn function(&self, name: &str, first: &str, rest: &[String]) -> Option<String> {
        let lower = name.to_lowercase();
        if SETTINGS.contains(&lower.as_str()) {
            let kept = self.way.keeps_settings && self.path.is_empty();
            return Some(if kept { format!("{{{{{name}:{first}}}}}") } else { String::new() });
        }
        let raised = |text: &str, raise: fn(char) -> String| {
            let mut letters = text.chars();
            letters.next().map(raise).unwrap_or_default() + letters.as_str()
        };
        Some(match lower.as_str() {
            "lc" => first.to_lowercase(),
            "uc" => first.to_uppercase(),
            "lcfirst" => raised(first, |letter| letter.to_lowercase().collect()),
            "ucfirst" => raised(first, |letter| letter.to_uppercase().collect()),
            "urlencode" if rest.is_empty() => url::encode(first).to_string().replace("%20", "+"),
            "ns" => self.namespace(first)?,
            _ => return None,
        })
    }

    fn namespace(&self, named: &str) -> Option<String> {
        let namespaces = &self.state.site.namespaces;
        let namespace = match named.parse::<i32>() {
            Ok(number) => Namespace(number),
            Err(_) => namespaces.by_name(named)?,
        };
        namespaces.name(namespace).map(|name| name.replace('_', " "))
    }
}
