//! Lines to paragraphs and lists (`BlockLevelPass`).

/// The text with its lines in paragraphs, lists and preformatted blocks.
pub(super) fn blocks(text: &str) -> String {
    let mut writer = Writer::default();
    let mut lines = text.split('\n').peekable();
    while let Some(line) = lines.next() {
        writer.line(line, lines.peek().is_some());
    }
    writer.finish()
}

#[derive(Default)]
struct Writer {
    out: String,
    /// The signs before the last line, with `;` as `:`.
    prefix: String,
    /// A `<dt>` waits for its end.
    term: bool,
    /// The element around the lines just now.
    paragraph: Option<&'static str>,
    /// What a blank line has announced, to be written before the next line.
    pending: Option<&'static str>,
    /// Inside an element of its own block no paragraphs are made.
    in_block: bool,
}

impl Writer {
    fn line(&mut self, line: &str, more: bool) {
        let length = line.bytes().take_while(|byte| matches!(byte, b'*' | b'#' | b':' | b';')).count();
        let (signs, mut rest) = line.split_at(length);
        if length > 0 || !self.prefix.is_empty() {
            self.list(signs, &mut rest);
        }
        if length > 0 {
            self.out.push_str(rest.trim());
            return;
        }
        self.plain(&mut rest);
        if self.pending.is_none() {
            self.out.push_str(rest);
            if more || self.paragraph.is_some() {
                self.out.push('\n');
            }
        }
    }

    /// Closes and opens lists so that the line stands in those that its signs name.
    fn list(&mut self, signs: &str, rest: &mut &str) {
        self.pending = None;
        let plain_signs = signs.replace(';', ":");
        let sign = |place: usize| signs.as_bytes()[place];
        if !signs.is_empty() && self.prefix == plain_signs {
            self.next_item(sign(signs.len() - 1));
            self.definition(sign(signs.len() - 1), rest);
            return;
        }
        let same = |(a, b): &(u8, u8)| a == b;
        let mut common = plain_signs.bytes().zip(self.prefix.bytes()).take_while(same).count();
        for closed in self.prefix.clone().bytes().skip(common).rev() {
            self.close_list(closed);
        }
        if signs.len() <= common && common > 0 {
            self.next_item(sign(common - 1));
        }
        if self.term && common > 0 && sign(common - 1) == b':' {
            self.next_item(b':');
        }
        if !self.prefix.is_empty() && signs.len() > common {
            self.out.push('\n');
        }
        while signs.len() > common {
            self.open_list(sign(common));
            self.definition(sign(common), rest);
            common += 1;
        }
        if signs.is_empty() && !self.prefix.is_empty() {
            self.out.push('\n');
        }
        self.prefix = plain_signs;
    }

    /// `; term : definition` on one line.
    fn definition(&mut self, sign: u8, rest: &mut &str) {
        if sign != b';' {
            return;
        }
        let text = *rest;
        if let Some((term, definition)) = text.split_once(": ").or_else(|| text.split_once(':')) {
            self.out.push_str(term.trim());
            self.next_item(b':');
            *rest = definition;
        }
    }

    fn open_list(&mut self, sign: u8) {
        self.close_paragraph(true);
        self.term |= sign == b';';
        self.out.push_str(match sign {
            b'*' => "<ul><li>",
            b'#' => "<ol><li>",
            b':' => "<dl><dd>",
            _ => "<dl><dt>",
        });
    }

    fn next_item(&mut self, sign: u8) {
        if matches!(sign, b'*' | b'#') {
            self.out.push_str("</li>\n<li>");
            return;
        }
        self.out.push_str(if self.term { "</dt>\n" } else { "</dd>\n" });
        self.term = sign == b';';
        self.out.push_str(if self.term { "<dt>" } else { "<dd>" });
    }

    fn close_list(&mut self, sign: u8) {
        let end = match sign {
            b'*' => "</li></ul>",
            b'#' => "</li></ol>",
            _ if self.term => "</dt></dl>",
            _ => "</dd></dl>",
        };
        self.term &= matches!(sign, b'*' | b'#');
        self.out.push_str(end);
    }

    /// A line outside lists: opens and closes paragraphs around it.
    fn plain(&mut self, line: &mut &str) {
        let lower = line.to_ascii_lowercase();
        let opens = ["<p", "<pre", "<table", "<ul", "<ol", "<dl", "<h1", "<h2", "<h3", "<h4", "<h5", "<h6"]
            .iter()
            .any(|tag| begins_tag(&lower, tag));
        let closes = [
            "</p",
            "</pre",
            "</table",
            "</h1",
            "</h2",
            "</h3",
            "</h4",
            "</h5",
            "</h6",
            "<hr",
            "<div",
            "</div",
            "<center",
            "</center",
            "<blockquote",
            "</blockquote",
        ]
        .iter()
        .any(|tag| begins_tag(&lower, tag));
        if opens || closes {
            self.pending = None;
            self.close_paragraph(true);
            self.in_block = !closes;
        } else if !self.in_block {
            self.paragraph_line(line);
        }
    }

    fn paragraph_line(&mut self, line: &mut &str) {
        let blank = line.trim().is_empty();
        if line.starts_with(' ') && (self.paragraph == Some("pre") || !blank) {
            if self.paragraph != Some("pre") {
                self.pending = None;
                self.close_paragraph(true);
                self.out.push_str("<pre>");
                self.paragraph = Some("pre");
            }
            *line = &line[1..];
        } else if blank {
            match (self.pending.take(), self.paragraph) {
                (Some(pending), _) => {
                    self.out.push_str(pending);
                    self.out.push_str("<br />");
                    self.paragraph = Some("p");
                }
                (None, Some("p")) => self.pending = Some("</p><p>"),
                (None, _) => {
                    self.close_paragraph(true);
                    self.pending = Some("<p>");
                }
            }
        } else if let Some(pending) = self.pending.take() {
            self.out.push_str(pending);
            self.paragraph = Some("p");
        } else if self.paragraph != Some("p") {
            self.close_paragraph(true);
            self.out.push_str("<p>");
            self.paragraph = Some("p");
        }
    }

    fn close_paragraph(&mut self, line_end: bool) {
        if let Some(element) = self.paragraph.take() {
            self.out.push_str(&format!("</{element}>"));
            if line_end {
                self.out.push('\n');
            }
        }
    }

    fn finish(mut self) -> String {
        for sign in self.prefix.clone().bytes().rev() {
            self.close_list(sign);
        }
        self.close_paragraph(false);
        self.out
    }
}

/// Whether a tag of that name stands in the line, written in small letters.
fn begins_tag(line: &str, tag: &str) -> bool {
    line.match_indices(tag).any(|(at, _)| {
        !line.as_bytes().get(at + tag.len()).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
    })
}
