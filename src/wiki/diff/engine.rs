//! What two sequences have in common, by E. Myers' method in linear space ("An O(ND) Difference Algorithm and Its
//! Variations", 1986). Of several answers that are equally short, this gives the one that MediaWiki gives (`DiffEngine`).

use std::{collections::HashMap, hash::Hash, ops::Range};

/// How many pairs of tokens may be looked at before the search is limited.
const TOO_LONG: usize = 2_000_000;
/// How much of a long search is done: differences to the power of this, less one.
const POWER: f64 = 0.45;

/// Which tokens of two sequences have no partner in the other one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unpaired {
    pub(super) old: Vec<bool>,
    pub(super) new: Vec<bool>,
}

/// A stretch of both sequences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    /// In the old one.
    pub(super) old: Range<usize>,
    /// In the new one.
    pub(super) new: Range<usize>,
    /// Whether it is the same in both.
    pub(super) same: bool,
}

/// Compares two sequences; `None` if more pairs of tokens would have to be looked at than allowed.
pub(super) fn compare<T: Eq + Hash>(old: &[T], new: &[T], most: Option<usize>) -> Option<Vec<Stretch>> {
    let mut unpaired = pair(old, new, most)?;
    let Unpaired { old: gone, new: come } = &mut unpaired;
    slide(old, gone, come);
    slide(new, come, gone);
    Some(stretches(&unpaired))
}

/// Where the sequences are the same and where not, in turns.
fn stretches(unpaired: &Unpaired) -> Vec<Stretch> {
    let run = |marks: &[bool], from: usize| marks[from..].iter().take_while(|mark| **mark).count();
    let (mut x, mut y) = (0, 0);
    let mut found = Vec::new();
    while x < unpaired.old.len() || y < unpaired.new.len() {
        let same = unpaired.old[x..].iter().zip(&unpaired.new[y..]).take_while(|(x, y)| !**x && !**y).count();
        if same > 0 {
            found.push(Stretch { old: x..x + same, new: y..y + same, same: true });
        }
        (x, y) = (x + same, y + same);
        let (gone, come) = (run(&unpaired.old, x), run(&unpaired.new, y));
        if gone + come > 0 {
            found.push(Stretch { old: x..x + gone, new: y..y + come, same: false });
        }
        (x, y) = (x + gone, y + come);
    }
    found
}

fn pair<T: Eq + Hash>(old: &[T], new: &[T], most: Option<usize>) -> Option<Unpaired> {
    let head = old.iter().zip(new).take_while(|(x, y)| x == y).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(x, y)| x == y).count();
    let (old_middle, new_middle) = (head..old.len() - tail, head..new.len() - tail);
    // Only what is in both can be paired; the rest is set aside.
    let mut numbers: HashMap<&T, (u32, bool)> = HashMap::new();
    for token in &old[old_middle.clone()] {
        let next = numbers.len() as u32;
        numbers.entry(token).or_insert((next, false));
    }
    let mut come = Vec::new();
    for at in new_middle.clone() {
        if let Some((number, shared)) = numbers.get_mut(&new[at]) {
            *shared = true;
            come.push((at, *number));
        }
    }
    let gone: Vec<(usize, u32)> = old_middle
        .clone()
        .filter_map(|at| numbers.get(&old[at]).filter(|(_, shared)| *shared).map(|(number, _)| (at, *number)))
        .collect();
    if most.is_some_and(|most| gone.len() * come.len() > most) {
        return None;
    }
    let mut search = Search::new(&gone, &come);
    search.run();
    let mut unpaired = Unpaired { old: vec![false; old.len()], new: vec![false; new.len()] };
    unpaired.old[old_middle].fill(true);
    unpaired.new[new_middle].fill(true);
    let settle = |marks: &mut [bool], tokens: &[(usize, u32)], found: &[bool]| {
        for ((at, _), single) in tokens.iter().zip(found) {
            marks[*at] = *single;
        }
    };
    settle(&mut unpaired.old, &gone, &search.gone);
    settle(&mut unpaired.new, &come, &search.come);
    Some(unpaired)
}

/// The tokens that both sequences have, and what is known of them.
struct Search {
    old: Vec<u32>,
    new: Vec<u32>,
    gone: Vec<bool>,
    come: Vec<bool>,
    /// How many differences are looked for at most.
    patience: i32,
    /// How far one gets on each diagonal, from the start and from the end.
    ahead: Vec<i32>,
    back: Vec<i32>,
}

/// A run of pairs in the middle of the shortest way.
struct Middle {
    x: usize,
    y: usize,
    length: usize,
    /// How many differences there are on the whole way.
    differences: i32,
}

impl Search {
    fn new(gone: &[(usize, u32)], come: &[(usize, u32)]) -> Self {
        let numbers =
            |tokens: &[(usize, u32)]| tokens.iter().map(|(_, number)| *number).collect::<Vec<u32>>();
        let (old, new) = (numbers(gone), numbers(come));
        let all = old.len() + new.len();
        let mut patience = all.div_ceil(2) as f64;
        if old.len() * new.len() > TOO_LONG {
            patience = patience.powf(POWER).floor();
        }
        Self {
            gone: vec![true; old.len()],
            come: vec![true; new.len()],
            patience: patience as i32,
            ahead: vec![0; all + 1],
            back: vec![0; all + 1],
            old,
            new,
        }
    }

    fn run(&mut self) {
        let head = self.old.iter().zip(&self.new).take_while(|(x, y)| x == y).count();
        self.match_up(0, 0, head);
        let (old, new) = (&self.old[head..], &self.new[head..]);
        let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(x, y)| x == y).count();
        let (x, y) = (self.old.len() - tail, self.new.len() - tail);
        self.match_up(x, y, tail);
        self.divide(head..x, head..y);
    }

    fn match_up(&mut self, x: usize, y: usize, length: usize) {
        self.gone[x..x + length].fill(false);
        self.come[y..y + length].fill(false);
    }

    fn divide(&mut self, old: Range<usize>, new: Range<usize>) {
        if old.is_empty() || new.is_empty() {
            return;
        }
        let Middle { x, y, length, differences } = self.middle(&old, &new);
        self.match_up(x, y, length);
        match differences {
            0 => {}
            1 => {
                // Before the one difference all is the same.
                let length = (x - old.start).min(y - new.start);
                self.match_up(old.start, new.start, length);
            }
            _ => {
                self.divide(old.start..x, new.start..y);
                self.divide(x + length..old.end, y + length..new.end);
            }
        }
    }

    /// Goes from both ends at once, one difference more each time, until the ways meet.
    fn middle(&mut self, old: &Range<usize>, new: &Range<usize>) -> Middle {
        let (wide, high) = (old.len() as i32, new.len() as i32);
        let delta = wide - high;
        let limit = self.patience.min((wide + high + 1) / 2);
        let mut forward = Diagonals { low: -high, high: wide, odd: high & 1 };
        let mut backward = Diagonals { low: -wide, high, odd: wide & 1 };
        let at = |diagonal: i32| (limit + diagonal) as usize;
        self.ahead[at(1)] = 0;
        self.back[at(-1)] = wide;
        let odd = delta & 1 == 1;
        for d in 0..=limit {
            for k in forward.step(d) {
                let down = k == -d || (k < d && self.ahead[at(k - 1)] < self.ahead[at(k + 1)]);
                let start = if down { self.ahead[at(k + 1)] } else { self.ahead[at(k - 1)] + 1 };
                let (mut x, mut y) = (start, start - k);
                while x < wide && y < high && self.equal(old, new, x, y) {
                    (x, y) = (x + 1, y + 1);
                }
                self.ahead[at(k)] = x;
                if odd && (k - delta).abs() < d && x >= self.back[at(k - delta)] {
                    return meet(old, new, start, start - k, x - start, 2 * d - 1);
                }
                forward.narrow_ahead(k, x >= wide, y >= high);
            }
            for k in backward.step(d) {
                let up = k == d || (k != -d && self.back[at(k - 1)] < self.back[at(k + 1)]);
                let start = if up { self.back[at(k - 1)] } else { self.back[at(k + 1)] - 1 };
                let (mut x, mut y) = (start, start - k - delta);
                while x > 0 && y > 0 && self.equal(old, new, x - 1, y - 1) {
                    (x, y) = (x - 1, y - 1);
                }
                self.back[at(k)] = x;
                if !odd && (k + delta).abs() <= d && x <= self.ahead[at(k + delta)] {
                    return meet(old, new, x, y, start - x, 2 * d);
                }
                backward.narrow_back(k, x <= 0, y <= 0);
            }
        }
        // It would take too long: go on from where most was done.
        let (x, y) = self.farthest(wide, high, limit);
        meet(old, new, x, y, 0, 5)
    }

    fn equal(&self, old: &Range<usize>, new: &Range<usize>, x: i32, y: i32) -> bool {
        self.old[old.start + x as usize] == self.new[new.start + y as usize]
    }

    /// The middle one of the diagonals on which one got farthest, from either end.
    fn farthest(&self, wide: i32, high: i32, limit: i32) -> (i32, i32) {
        let delta = wide - high;
        let first = |length: i32| if (length ^ limit) & 1 == 0 { -length } else { 1 - length }.max(-limit);
        let at = |diagonal: i32| (limit + diagonal) as usize;
        let (mut best, mut found) = (0, vec![(0, 0)]);
        for k in (first(high)..=wide.min(limit)).step_by(2) {
            let (x, y) = (self.ahead[at(k)], self.ahead[at(k)] - k);
            if x <= wide && y <= high {
                note(&mut best, &mut found, x + y, (x, y), true);
            }
        }
        let mut of_back = false;
        for k in (first(wide)..=-high.min(limit)).step_by(2) {
            let x = self.back[at(k)];
            let y = x - k - delta;
            if x >= 0 && y >= 0 {
                let progress = wide - x + high - y;
                of_back |= progress > best;
                note(&mut best, &mut found, progress, (x, y), of_back);
            }
        }
        found[(found.len() - 1) / 2]
    }
}

/// Notes a place that is as good as the best one, or better.
fn note(best: &mut i32, found: &mut Vec<(i32, i32)>, progress: i32, place: (i32, i32), alike_counts: bool) {
    if progress > *best {
        *best = progress;
        *found = vec![place];
    } else if progress == *best && alike_counts {
        found.push(place);
    }
}

fn meet(old: &Range<usize>, new: &Range<usize>, x: i32, y: i32, length: i32, differences: i32) -> Middle {
    let (x, y) = (old.start + x as usize, new.start + y as usize);
    Middle { x, y, length: length as usize, differences }
}

/// The diagonals that are still looked at; each time every second one is.
struct Diagonals {
    low: i32,
    high: i32,
    odd: i32,
}

impl Diagonals {
    fn step(&mut self, d: i32) -> std::iter::StepBy<std::ops::RangeInclusive<i32>> {
        let first = (self.odd + self.low).max(-d);
        self.odd = 1 - self.odd;
        (first..=self.high.min(d)).step_by(2)
    }

    /// Beyond an edge of the field there is nothing to find.
    fn narrow_ahead(&mut self, k: i32, at_right: bool, at_bottom: bool) {
        if at_right && self.high > k - 1 {
            self.high = k - 1;
        } else if at_bottom {
            (self.low, self.odd) = (k + 1, 0);
        }
    }

    fn narrow_back(&mut self, k: i32, at_left: bool, at_top: bool) {
        if at_left {
            (self.low, self.odd) = (k + 1, 0);
        } else if at_top && self.high > k - 1 {
            self.high = k - 1;
        }
    }
}

/// Moves runs of single tokens that may stand in several places: to others first, so that they become one, else as far
/// down as they go, but not past a place where the other sequence has single tokens, too.
fn slide<T: Eq>(tokens: &[T], single: &mut [bool], other: &[bool]) {
    // Whether the other one has single tokens after so many paired ones.
    let mut gaps = vec![false];
    for mark in other {
        if *mark {
            *gaps.last_mut().expect("it begins with one") = true;
        } else {
            gaps.push(false);
        }
    }
    let paired = gaps.len() - 1;
    let (mut end, mut before) = (0, 0);
    loop {
        while end < tokens.len() && !single[end] {
            (end, before) = (end + 1, before + 1);
        }
        if end == tokens.len() {
            return;
        }
        let mut start = end;
        while end < tokens.len() && single[end] {
            end += 1;
        }
        let mut anchor;
        loop {
            let length = end - start;
            while start > 0 && tokens[start - 1] == tokens[end - 1] {
                (start, end, before) = (start - 1, end - 1, before - 1);
                (single[start], single[end]) = (true, false);
                while start > 0 && single[start - 1] {
                    start -= 1;
                }
            }
            anchor = if before < paired { end } else { tokens.len() };
            while end < tokens.len() && tokens[start] == tokens[end] {
                (single[start], single[end]) = (false, true);
                (start, end, before) = (start + 1, end + 1, before + 1);
                while end < tokens.len() && single[end] {
                    end += 1;
                }
                if gaps[before] {
                    anchor = end;
                }
            }
            if length == end - start {
                break;
            }
        }
        while anchor < end {
            (start, end, before) = (start - 1, end - 1, before - 1);
            (single[start], single[end]) = (true, false);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(old: &str, new: &str) -> String {
        let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
        let mut out = String::new();
        for stretch in compare(&old, &new, None).unwrap() {
            let (gone, come): (String, String) =
                (old[stretch.old].iter().collect(), new[stretch.new].iter().collect());
            out.push_str(&if stretch.same { gone } else { format!("[{gone}|{come}]") });
        }
        out
    }

    #[test]
    fn what_is_common_stays() {
        for (old, new, both) in [
            ("", "", ""),
            ("abc", "abc", "abc"),
            ("abcabba", "cbabac", "[a|c]b[c|]a[b|]ba[|c]"),
            ("ab", "cd", "[ab|cd]"),
            ("aXb", "ab", "a[X|]b"),
            ("aab", "ab", "[a|]ab"),
        ] {
            assert_eq!(told(old, new), both, "{old} {new}");
        }
        assert_eq!(compare(&[1, 2], &[2, 1], Some(3)), None);
    }

    proptest! {
        #[test]
        fn both_sequences_can_be_read_off_the_stretches(old in "[a-d]{0,40}", new in "[a-d]{0,40}") {
            let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
            let (mut x, mut y) = (0, 0);
            for stretch in compare(&old, &new, None).unwrap() {
                prop_assert_eq!((stretch.old.start, stretch.new.start), (x, y));
                prop_assert!(!stretch.same || old[stretch.old.clone()] == new[stretch.new.clone()]);
                (x, y) = (stretch.old.end, stretch.new.end);
            }
            prop_assert_eq!((x, y), (old.len(), new.len()));
        }
    }
}
