//! Which page a module is to act on (`ApiBase::getTitleOrPageId`).

use super::{Call, Failure};
use crate::{
    message::{Arg, Message},
    wiki::{BlockId, PageId, Title, block::Block},
};

impl Call<'_> {
    /// The page that is named by `title` or `pageid`; it need not be there if it is named by its title.
    pub fn title_or_page_id(&self, title: Option<&str>, page: Option<i64>) -> Result<Title, Failure> {
        let title = self.any_title_or_page_id(title, page)?;
        if title.can_exist() { Ok(title) } else { Err(Failure::of("apierror-pagecannotexist")) }
    }

    /// As [`Call::title_or_page_id`], special pages included (`getTitleFromTitleOrPageId`).
    pub fn any_title_or_page_id(&self, title: Option<&str>, page: Option<i64>) -> Result<Title, Failure> {
        self.exactly_one(&[("title", title.is_some()), ("pageid", page.is_some())])?;
        if let Some(title) = title {
            return self.local_title(title);
        }
        self.title_of_id(page.unwrap_or_default())
    }

    /// The title of a page by its id.
    pub fn title_of_id(&self, number: i64) -> Result<Title, Failure> {
        let state = self.wiki().state();
        let page = PageId::of(number).and_then(|id| state.pages.get(id));
        page.map(|page| page.title.clone())
            .ok_or_else(|| Message::new("apierror-nosuchpageid").int(number).into())
    }

    /// A block by its id.
    pub fn block_of(&self, number: i64) -> Result<Block, Failure> {
        let state = self.wiki().state();
        let block = BlockId::of(number).and_then(|id| state.blocks.get(id, self.now)).cloned();
        block.ok_or_else(|| Message::new("apierror-nosuchblockid").int(number).coded("nosuchblockid").into())
    }

    /// A title of this wiki that a client has written.
    pub fn local_title(&self, text: &str) -> Result<Title, Failure> {
        let parsed = Title::parse(text, &self.wiki().site().naming()).ok();
        parsed.and_then(crate::wiki::Target::local).ok_or_else(|| {
            Message::new("apierror-invalidtitle").with(Arg::Escaped(text.to_owned().into())).into()
        })
    }
}
