//! Text with braces as a tree (`Preprocessor_Hash::preprocessToObj`).

use crate::wiki::wikitext::protected;

/// A piece of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// As it stands.
    Text(String),
    /// A comment, with the line that it has for itself.
    Comment(String),
    /// `{{…|…}}`, by its parts.
    Call(Vec<Vec<Node>>),
    /// `{{{…|…}}}`, by its parts.
    Argument(Vec<Vec<Node>>),
}

/// Brackets that are not closed yet.
struct Open {
    sign: u8,
    count: usize,
    parts: Vec<Vec<Node>>,
}

impl Open {
    fn last(&mut self) -> &mut Vec<Node> {
        self.parts.last_mut().expect("there is always one")
    }

    /// As text, since nothing closes it.
    fn flat(self) -> Vec<Node> {
        let mut nodes = vec![Node::Text((self.sign as char).to_string().repeat(self.count))];
        for (at, part) in self.parts.into_iter().enumerate() {
            if at > 0 {
                nodes.push(Node::Text("|".to_owned()));
            }
            nodes.extend(part);
        }
        nodes
    }
}

/// Reads a text.
pub(super) fn read(text: &str) -> Vec<Node> {
    let stretches = protected(text);
    let mut reader = Reader { open: vec![Open { sign: 0, count: 0, parts: vec![Vec::new()] }] };
    let (bytes, mut at, mut hidden) = (text.as_bytes(), 0, stretches.into_iter().peekable());
    while at < bytes.len() {
        if let Some(stretch) = hidden.next_if(|stretch| stretch.start == at) {
            at = reader.protected(text, stretch.start, stretch.end);
            while hidden.next_if(|next| next.start < at).is_some() {}
            continue;
        }
        let run = bytes[at..].iter().take_while(|byte| **byte == bytes[at]).count();
        let sign = reader.top().sign;
        match bytes[at] {
            b'{' | b'[' if run >= 2 => {
                reader.open.push(Open { sign: bytes[at], count: run, parts: vec![Vec::new()] });
                at += run;
            }
            b'}' if sign == b'{' && run >= 2 => at += reader.close_braces(run),
            b']' if sign == b'[' && run >= 2 => at += reader.close_brackets(),
            b'|' if sign == b'{' => {
                reader.top().parts.push(Vec::new());
                at += 1;
            }
            _ => {
                let ends = |byte: &u8| matches!(byte, b'{' | b'[' | b'}' | b']' | b'|');
                let mut end =
                    at + bytes[at..].iter().skip(run).position(ends).map_or(bytes.len() - at, |n| n + run);
                if let Some(stretch) = hidden.peek() {
                    end = end.min(stretch.start);
                }
                reader.text(&text[at..end]);
                at = end;
            }
        }
    }
    reader.finish()
}

struct Reader {
    open: Vec<Open>,
}

impl Reader {
    fn top(&mut self) -> &mut Open {
        self.open.last_mut().expect("the text itself is always open")
    }

    fn text(&mut self, text: &str) {
        let nodes = self.top().last();
        if let Some(Node::Text(before)) = nodes.last_mut() {
            before.push_str(text);
        } else {
            nodes.push(Node::Text(text.to_owned()));
        }
    }

    /// A comment that has a line for itself goes with that line. Returns where to go on.
    fn protected(&mut self, text: &str, start: usize, end: usize) -> usize {
        if !text[start..].starts_with("<!--") {
            self.text(&text[start..end]);
            return end;
        }
        let before = text[..start].trim_end_matches([' ', '\t']);
        let after = &text[end..];
        let spaces = after.len() - after.trim_start_matches([' ', '\t']).len();
        let own_line = before.ends_with('\n') && after[spaces..].starts_with('\n');
        let end = if own_line { end + spaces + 1 } else { end };
        if own_line && let Some(Node::Text(words)) = self.top().last().last_mut() {
            words.truncate(words.trim_end_matches([' ', '\t']).len());
        }
        self.top().last().push(Node::Comment(text[start..end].to_owned()));
        end
    }

    /// How many of the closing braces are used.
    fn close_braces(&mut self, run: usize) -> usize {
        let used = run.min(self.top().count).min(3);
        let mut open = self.open.pop().expect("the text itself has no braces");
        let rest = open.count - used;
        let parts = std::mem::take(&mut open.parts);
        let node = if used == 3 { Node::Argument(parts) } else { Node::Call(parts) };
        if rest >= 2 {
            self.open.push(Open { sign: b'{', count: rest, parts: vec![vec![node]] });
        } else {
            self.text(&"{".repeat(rest));
            self.top().last().push(node);
        }
        used
    }

    fn close_brackets(&mut self) -> usize {
        let mut open = self.open.pop().expect("the text itself has no brackets");
        let rest = open.count - 2;
        open.count = 2;
        let nodes = open.flat();
        if rest >= 2 {
            self.open.push(Open { sign: b'[', count: rest, parts: vec![Vec::new()] });
        } else {
            self.text(&"[".repeat(rest));
        }
        self.top().last().extend(nodes);
        self.text("]]");
        2
    }

    fn finish(mut self) -> Vec<Node> {
        while self.open.len() > 1 {
            let open = self.open.pop().expect("there are two");
            self.top().last().extend(open.flat());
        }
        self.open.pop().expect("the text itself").parts.into_iter().flatten().collect()
    }
}
