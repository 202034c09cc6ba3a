//! Apostrophes that make italic and bold (`Parser::doQuotes`).

/// Two apostrophes are italic, three bold, five both, line by line.
pub(super) fn quotes(text: &str) -> String {
    if !text.contains("''") {
        return text.to_owned();
    }
    let lines: Vec<String> = text.split('\n').map(quoted_line).collect();
    lines.join("\n")
}

fn quoted_line(line: &str) -> String {
    let mut parts = quote_runs(line);
    balance(&mut parts);
    let mut writer = Writer { out: String::with_capacity(line.len() + 16), ..Writer::default() };
    for part in parts {
        match part {
            Quoted::Text(text) => writer.text(&text),
            Quoted::Marks(marks) => writer.marks(marks),
        }
    }
    writer.finish()
}

/// Which elements are open, the outer one first. After five marks it waits to be seen which is closed first.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Open {
    #[default]
    None,
    Italic,
    Bold,
    BoldItalic,
    ItalicBold,
    Both,
}

#[derive(Default)]
struct Writer {
    out: String,
    open: Open,
    /// What stands after five marks.
    waiting: String,
}

impl Writer {
    fn text(&mut self, text: &str) {
        let place = if self.open == Open::Both { &mut self.waiting } else { &mut self.out };
        place.push_str(text);
    }

    fn marks(&mut self, marks: usize) {
        let waiting = std::mem::take(&mut self.waiting);
        let (written, open) = match (marks, self.open) {
            (2, Open::Italic) => ("</i>".to_owned(), Open::None),
            (2, Open::BoldItalic) => ("</i>".to_owned(), Open::Bold),
            (2, Open::ItalicBold) => ("</b></i><b>".to_owned(), Open::Bold),
            (2, Open::Both) => (format!("<b><i>{waiting}</i>"), Open::Bold),
            (2, open) => ("<i>".to_owned(), if open == Open::Bold { Open::BoldItalic } else { Open::Italic }),
            (3, Open::Bold) => ("</b>".to_owned(), Open::None),
            (3, Open::BoldItalic) => ("</i></b><i>".to_owned(), Open::Italic),
            (3, Open::ItalicBold) => ("</b>".to_owned(), Open::Italic),
            (3, Open::Both) => (format!("<i><b>{waiting}</b>"), Open::Italic),
            (3, open) => ("<b>".to_owned(), if open == Open::Italic { Open::ItalicBold } else { Open::Bold }),
            (_, Open::Bold) => ("</b><i>".to_owned(), Open::Italic),
            (_, Open::Italic) => ("</i><b>".to_owned(), Open::Bold),
            (_, Open::BoldItalic) => ("</i></b>".to_owned(), Open::None),
            (_, Open::ItalicBold) => ("</b></i>".to_owned(), Open::None),
            (_, Open::Both) => (format!("<i><b>{waiting}</b></i>"), Open::None),
            (_, Open::None) => (String::new(), Open::Both),
        };
        self.out.push_str(&written);
        self.open = open;
    }

    /// Closes what the line leaves open.
    fn finish(mut self) -> String {
        let end = match self.open {
            Open::None => "",
            Open::Italic => "</i>",
            Open::Bold => "</b>",
            Open::BoldItalic => "</i></b>",
            Open::ItalicBold => "</b></i>",
            // Marks that nothing follows leave nothing.
            Open::Both if self.waiting.is_empty() => "",
            Open::Both => {
                self.out.push_str("<b><i>");
                self.out.push_str(&self.waiting);
                "</i></b>"
            }
        };
        self.out.push_str(end);
        self.out
    }
}

enum Quoted {
    Text(String),
    Marks(usize),
}

/// Cuts a line at its runs of quotation marks; four are one and a bold, more than five begin with text.
fn quote_runs(line: &str) -> Vec<Quoted> {
    let mut parts = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find("''") {
        let count = rest[at..].bytes().take_while(|byte| *byte == b'\'').count();
        let text = match count {
            4 => 1,
            6.. => count - 5,
            _ => 0,
        };
        parts.push(Quoted::Text(rest[..at + text].to_owned()));
        parts.push(Quoted::Marks(count - text));
        rest = &rest[at + count..];
    }
    parts.push(Quoted::Text(rest.to_owned()));
    parts
}

/// If bold and italic are both left open, one bold was an apostrophe before an italic: the one after a word
/// of a single letter, else after a longer word, else after a space.
fn balance(parts: &mut [Quoted]) {
    let count = |wanted: usize, parts: &[Quoted]| {
        parts.iter().filter(|part| matches!(part, Quoted::Marks(n) if *n == wanted || *n == 5)).count()
    };
    if count(3, parts) % 2 == 0 || count(2, parts) % 2 == 0 {
        return;
    }
    let kind = |place: usize| {
        let Quoted::Text(before) = &parts[place - 1] else { return 2 };
        let mut letters = before.chars().rev();
        match (letters.next(), letters.next()) {
            (Some(' '), _) => 2,
            (_, Some(' ')) => 0,
            _ => 1,
        }
    };
    let bolds = (1..parts.len()).filter(|place| matches!(parts[*place], Quoted::Marks(3)));
    if let Some(place) = bolds.min_by_key(|place| kind(*place)) {
        parts[place] = Quoted::Marks(2);
        if let Quoted::Text(before) = &mut parts[place - 1] {
            before.push('\'');
        }
    }
}
