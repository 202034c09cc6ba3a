//! Tags in order: what is left open is closed where its block ends, and what closes nothing goes.

/// Elements that go on in the next block, as HTML has it.
const FORMATTING: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u"];

/// Elements that end what stands open inside them.
const BLOCKS: &[&str] = &["p", "li", "dd", "dt", "ul", "ol", "dl", "div", "center", "blockquote", "pre"];

/// The HTML with every element closed.
pub(super) fn tidy(html: &str) -> String {
    let mut tidy = Tidy { out: String::with_capacity(html.len() + 16), ..Tidy::default() };
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        tidy.text(&rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        tidy.tag(&rest[at..end]);
        rest = &rest[end..];
    }
    tidy.text(rest);
    while let Some(tag) = tidy.open.pop() {
        tidy.close(tag);
    }
    tidy.out
}

#[derive(Default)]
struct Tidy<'h> {
    out: String,
    /// The tags that are open.
    open: Vec<&'h str>,
    /// The tags to open again before what comes next.
    again: Vec<&'h str>,
}

impl<'h> Tidy<'h> {
    fn text(&mut self, text: &'h str) {
        if !text.trim().is_empty() {
            self.reopen();
        }
        self.out.push_str(text);
    }

    fn tag(&mut self, tag: &'h str) {
        if let Some(name) = tag.strip_prefix("</") {
            self.end(name.trim_end_matches('>'));
        } else {
            if !BLOCKS.contains(&name(tag)) {
                self.reopen();
            }
            self.out.push_str(tag);
            if !tag.ends_with("/>") {
                self.open.push(tag);
            }
        }
    }

    /// Closes the element of that name and those inside it; formatting inside goes on after it.
    fn end(&mut self, ended: &str) {
        if let Some(place) = self.again.iter().rposition(|tag| name(tag) == ended) {
            self.again.remove(place);
            return;
        }
        let Some(place) = self.open.iter().rposition(|tag| name(tag) == ended) else { return };
        // An inline end tag does not reach out of its block.
        if !BLOCKS.contains(&ended) && self.open[place..].iter().any(|tag| BLOCKS.contains(&name(tag))) {
            return;
        }
        let mut again = Vec::new();
        while self.open.len() > place {
            let tag = self.open.pop().expect("the place is inside");
            self.close(tag);
            if self.open.len() > place && FORMATTING.contains(&name(tag)) {
                again.insert(0, tag);
            }
        }
        self.again.splice(0..0, again);
    }

    fn close(&mut self, tag: &str) {
        self.out.push_str("</");
        self.out.push_str(name(tag));
        self.out.push('>');
    }

    fn reopen(&mut self) {
        for tag in std::mem::take(&mut self.again) {
            self.out.push_str(tag);
            self.open.push(tag);
        }
    }
}

/// The name in a start tag.
fn name(tag: &str) -> &str {
    let inside = tag.trim_start_matches('<').trim_end_matches(['>', '/']);
    inside.split([' ', '\n']).next().unwrap_or(inside)
}
