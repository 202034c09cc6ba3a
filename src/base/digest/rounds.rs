//! MD5's rounds (RFC 1321) over one block, or over several side by side.

use std::{
    num::Wrapping,
    ops::{Add, BitAnd, BitOr, BitXor, Not},
};

use wide::{u32x4, u32x8};

/// MD5's state before the first block.
pub(super) const INITIAL: [u32; 4] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476];

/// How far each round turns, by step modulo 4.
const TURNS: [[u32; 4]; 4] = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];

/// The sines of 1 to 64, as fractions of 2^32.
#[rustfmt::skip]
const SINES: [u32; 64] = [
    0xd76a_a478, 0xe8c7_b756, 0x2420_70db, 0xc1bd_ceee, 0xf57c_0faf, 0x4787_c62a, 0xa830_4613, 0xfd46_9501,
    0x6980_98d8, 0x8b44_f7af, 0xffff_5bb1, 0x895c_d7be, 0x6b90_1122, 0xfd98_7193, 0xa679_438e, 0x49b4_0821,
    0xf61e_2562, 0xc040_b340, 0x265e_5a51, 0xe9b6_c7aa, 0xd62f_105d, 0x0244_1453, 0xd8a1_e681, 0xe7d3_fbc8,
    0x21e1_cde6, 0xc337_07d6, 0xf4d5_0d87, 0x455a_14ed, 0xa9e3_e905, 0xfcef_a3f8, 0x676f_02d9, 0x8d2a_4c8a,
    0xfffa_3942, 0x8771_f681, 0x6d9d_6122, 0xfde5_380c, 0xa4be_ea44, 0x4bde_cfa9, 0xf6bb_4b60, 0xbebf_bc70,
    0x289b_7ec6, 0xeaa1_27fa, 0xd4ef_3085, 0x0488_1d05, 0xd9d4_d039, 0xe6db_99e5, 0x1fa2_7cf8, 0xc4ac_5665,
    0xf429_2244, 0x432a_ff97, 0xab94_23a7, 0xfc93_a039, 0x655b_59c3, 0x8f0c_cc92, 0xffef_f47d, 0x8584_5dd1,
    0x6fa8_7e4f, 0xfe2c_e6e0, 0xa301_4314, 0x4e08_11a1, 0xf753_7e82, 0xbd3a_f235, 0x2ad7_d2bb, 0xeb86_d391,
];

/// A word in each of some lanes, in all of which the same is done.
pub(super) trait Word:
    Copy
    + Add<Output = Self>
    + BitAnd<Output = Self>
    + BitOr<Output = Self>
    + BitXor<Output = Self>
    + Not<Output = Self>
{
    /// The word of each lane.
    fn of(lanes: impl Fn(usize) -> u32) -> Self;
    /// The same word in all lanes.
    fn all(word: u32) -> Self;
    /// The word of one lane.
    fn lane(self, lane: usize) -> u32;
    /// All words, turned to the left.
    fn turned(self, places: u32) -> Self;
}

impl Word for Wrapping<u32> {
    #[inline]
    fn of(lanes: impl Fn(usize) -> u32) -> Self {
        Self(lanes(0))
    }

    #[inline]
    fn all(word: u32) -> Self {
        Self(word)
    }

    #[inline]
    fn lane(self, _: usize) -> u32 {
        self.0
    }

    #[inline]
    fn turned(self, places: u32) -> Self {
        Self(self.0.rotate_left(places))
    }
}

/// Vectors of the processor. Arrays would do, but nothing makes vectors of them here.
macro_rules! lanes {
    ($($vector:ident)*) => {$(
        impl Word for $vector {
            #[inline]
            fn of(lanes: impl Fn(usize) -> u32) -> Self {
                Self::new(std::array::from_fn(lanes))
            }

            #[inline]
            fn all(word: u32) -> Self {
                Self::splat(word)
            }

            #[inline]
            fn lane(self, lane: usize) -> u32 {
                self.as_array()[lane]
            }

            #[inline]
            fn turned(self, places: u32) -> Self {
                (self << places) | (self >> (u32::BITS - places))
            }
        }
    )*};
}

lanes!(u32x4 u32x8);

/// One block in each lane.
#[inline]
pub(super) fn compress<W: Word>(state: &mut [W; 4], words: &[W; 16]) {
    let before = *state;
    round::<0, W>(state, words, |step| step, |x, y, z| z ^ (x & (y ^ z)));
    round::<1, W>(state, words, |step| step * 5 + 1, |x, y, z| y ^ (z & (x ^ y)));
    round::<2, W>(state, words, |step| step * 3 + 5, |x, y, z| x ^ y ^ z);
    round::<3, W>(state, words, |step| step * 7, |x, y, z| y ^ (x | !z));
    for (after, before) in state.iter_mut().zip(before) {
        *after = *after + before;
    }
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "a call per round would keep its constants from being folded in")]
fn round<const ROUND: usize, W: Word>(
    state: &mut [W; 4],
    words: &[W; 16],
    place: impl Fn(usize) -> usize,
    mix: impl Fn(W, W, W) -> W,
) {
    let [mut a, mut b, mut c, mut d] = *state;
    let step = |step: usize, a: &mut W, b: W, c: W, d: W| {
        let sum = *a + mix(b, c, d) + words[place(step) % 16] + W::all(SINES[ROUND * 16 + step]);
        *a = b + sum.turned(TURNS[ROUND][step % 4]);
    };
    let mut quad = |first: usize| {
        step(first, &mut a, b, c, d);
        step(first + 1, &mut d, a, b, c);
        step(first + 2, &mut c, d, a, b);
        step(first + 3, &mut b, c, d, a);
    };
    // Written out: measured, it is twice as fast as a loop.
    quad(0);
    quad(4);
    quad(8);
    quad(12);
    *state = [a, b, c, d];
}
