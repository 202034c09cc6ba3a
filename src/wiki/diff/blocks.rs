//! Changes with the lines around them (`DiffFormatter`).

use std::ops::Range;

use super::engine::{Stretch, compare};

/// How many lines that are the same are shown before and after others.
const CONTEXT: usize = 2;

/// Changes that stand close together.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
    pub(super) parts: Vec<Stretch>,
}

/// Texts as lines.
pub(super) fn lines(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.split('\n').collect();
    let last = lines.len() - 1;
    for line in &mut lines[..last] {
        *line = line.strip_suffix('\r').unwrap_or(line);
    }
    lines
}

/// The changes from one text to another, with what is around them.
pub(super) fn blocks(old: &[&str], new: &[&str]) -> Vec<Block> {
    let stretches = compare(old, new, None).expect("lines are compared whatever it takes");
    let mut done = Vec::new();
    let mut open: Option<Block> = None;
    for (at, stretch) in stretches.iter().enumerate() {
        if !stretch.same {
            let before = at.checked_sub(1).map(|at| &stretches[at]);
            open.get_or_insert_with(|| begin(before, stretch)).add(stretch.clone());
            continue;
        }
        let Some(mut block) = open.take() else { continue };
        if stretch.old.len() <= 2 * CONTEXT {
            block.add(stretch.clone());
            open = Some(block);
        } else {
            block.add(cut(stretch, 0..CONTEXT));
            done.push(block);
        }
    }
    done.extend(open);
    done
}

impl Block {
    fn add(&mut self, part: Stretch) {
        (self.old.end, self.new.end) = (part.old.end, part.new.end);
        self.parts.push(part);
    }
}

fn begin(before: Option<&Stretch>, change: &Stretch) -> Block {
    let place = |from: usize| from..from;
    let mut block = Block { old: place(change.old.start), new: place(change.new.start), parts: Vec::new() };
    if let Some(before) = before {
        let length = before.old.len();
        let lead = cut(before, length - length.min(CONTEXT)..length);
        (block.old.start, block.new.start) = (lead.old.start, lead.new.start);
        block.parts.push(lead);
    }
    block
}

fn cut(stretch: &Stretch, part: Range<usize>) -> Stretch {
    let shift = |range: &Range<usize>| range.start + part.start..range.start + part.end;
    Stretch { old: shift(&stretch.old), new: shift(&stretch.new), same: stretch.same }
}
