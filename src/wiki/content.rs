//! Content models: what the text of a page is taken for.

use serde::{Deserialize, Serialize};

use super::{Namespace, Title};
use crate::release::{Release, V1_26};

/// What the text of a page is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Model {
    /// Pages for people.
    #[default]
    Wikitext,
    /// Style sheets.
    Css,
    /// Programs for browsers.
    Javascript,
    /// Data.
    Json,
    /// Just text.
    Text,
    /// Whatever an extension that is gone left behind.
    Unknown,
    /// Components for browsers (1.43).
    Vue,
}

impl Model {
    /// Every model there is, in the order MediaWiki registers them.
    pub const ALL: [Self; 7] =
        [Self::Wikitext, Self::Javascript, Self::Json, Self::Css, Self::Vue, Self::Text, Self::Unknown];

    /// Its id on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Wikitext => "wikitext",
            Self::Css => "css",
            Self::Javascript => "javascript",
            Self::Json => "json",
            Self::Text => "text",
            Self::Unknown => "unknown",
            Self::Vue => "vue",
        }
    }

    /// What people call it (`content-model-…`).
    pub const fn words(self) -> &'static str {
        match self {
            Self::Wikitext => "wikitext",
            Self::Css => "CSS",
            Self::Javascript => "JavaScript",
            Self::Json => "JSON",
            Self::Text => "plain text",
            Self::Unknown => "unknown",
            Self::Vue => "Vue",
        }
    }

    /// The model of that id.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|model| model.name() == name)
    }

    /// The format its text is kept and handed out in, unless another is asked for.
    pub const fn format(self) -> &'static str {
        match self {
            Self::Wikitext => "text/x-wiki",
            Self::Css => "text/css",
            Self::Javascript | Self::Vue => "text/javascript",
            Self::Json => "application/json",
            Self::Text => "text/plain",
            Self::Unknown => "application/octet-stream",
        }
    }

    /// Whether its pages have sections.
    pub const fn has_sections(self) -> bool {
        matches!(self, Self::Wikitext)
    }

    /// Whether text can be put before and after it, signed, transformed on saving.
    pub const fn is_wikitext(self) -> bool {
        matches!(self, Self::Wikitext)
    }

    /// The model of a new page of that title (`ContentHandler::getDefaultModelFor`).
    pub fn default_for(title: &Title, of_namespace: Option<Self>, release: Release) -> Self {
        let namespace = title.namespace();
        if let Some(model) = of_namespace.filter(|model| *model != Self::Wikitext) {
            return model;
        }
        let code_page =
            namespace == Namespace::MEDIAWIKI || (namespace == Namespace::USER && title.key().contains('/'));
        match title.key().rsplit_once('.') {
            Some((_, "css")) if code_page => Self::Css,
            Some((_, "js")) if code_page => Self::Javascript,
            Some((_, "json")) if code_page && release >= V1_26 => Self::Json,
            _ => Self::Wikitext,
        }
    }
}
