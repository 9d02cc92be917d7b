//! Sums of products of bytes, once for each instruction set: the only file with `unsafe` in it.
//!
//! A code is an activation from 0 to 127, a weight a signed byte. The sums are exact integers, so every kernel gives the
//! same bits; tests hold each that the machine has against [`Kernel::Portable`]. What is unsafe is the call of a function
//! that is compiled for a newer processor, after asking whether this is one, and the move of a fixed number of bytes
//! between memory and a register.

use pulp::{Arch, Simd, WithSimd};

/// Rows of codes that a kernel takes at once.
pub(super) const ROWS: usize = 8;
/// Outputs that a kernel computes at once.
pub(super) const OUTPUTS: usize = 16;
/// The largest code.
const CODE: i32 = 127;
/// Inputs of one row, or of one output, that lie side by side.
pub(super) const GROUP: usize = 4;

/// The codes of eight rows for one group of inputs.
pub(super) type Codes = [[u8; GROUP]; ROWS];
/// The weights of sixteen outputs for one group of inputs, output after output.
pub(super) type Panel = [i8; OUTPUTS * GROUP];
/// The weights of sixteen outputs for all inputs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weights<'a> {
    /// Group after group.
    pub panels: &'a [Panel],
    /// For each two groups [`is_calm`].
    pub calm: &'a [bool],
}

/// Whether what two pairs of codes, one of each of two groups, give for any output fits into 16 bits, whatever the codes:
/// the positive weights of both pairs are small enough together, and so are the negative ones.
pub(super) fn is_calm(groups: &[Panel; 2]) -> bool {
    const MOST: i32 = i16::MAX as i32 / CODE;
    let [first, second] = groups;
    let mut pairs = first.as_chunks::<2>().0.iter().zip(second.as_chunks::<2>().0);
    pairs.all(|(&[a, b], &[c, d])| {
        let sum = |sign: i32| [a, b, c, d].iter().map(|&w| (sign * i32::from(w)).max(0)).sum::<i32>();
        sum(1) <= MOST && sum(-1) <= MOST
    })
}

/// What eight rows give for sixteen outputs.
pub(super) type Sums = [[i32; OUTPUTS]; ROWS];

/// Which instructions compute the integer products. The choice changes the time, never a bit of the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kernel {
    /// Safe Rust for any processor.
    Portable,
    /// AVX2 of x86-64.
    Avx2,
    /// AVX-512 VNNI of x86-64.
    Vnni,
    /// NEON of AArch64.
    Neon,
}

impl Kernel {
    /// All of them, the slowest first.
    pub const ALL: [Self; 4] = [Self::Portable, Self::Neon, Self::Avx2, Self::Vnni];

    /// The fastest that this processor has.
    pub fn best() -> Self {
        Self::ALL.into_iter().rev().find(|kernel| kernel.is_supported()).unwrap_or(Self::Portable)
    }

    /// Whether this processor has it; one that it has not is replaced by [`Kernel::Portable`].
    pub fn is_supported(self) -> bool {
        match self {
            Self::Portable => true,
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => is_x86_feature_detected!("avx2"),
            #[cfg(target_arch = "x86_64")]
            Self::Vnni => is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512vnni"),
            #[cfg(target_arch = "aarch64")]
            Self::Neon => std::arch::is_aarch64_feature_detected!("neon"),
            _ => false,
        }
    }

    /// The sums over all groups of inputs of each row's codes times each output's weights.
    pub(super) fn sums(self, codes: &[Codes], weights: Weights, sums: &mut Sums) {
        match self {
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 if self.is_supported() => {
                // SAFETY: the processor has AVX2, as was asked.
                unsafe { x86::avx2(codes, weights, sums) }
            }
            #[cfg(target_arch = "x86_64")]
            Self::Vnni if self.is_supported() => {
                // SAFETY: the processor has AVX-512 F and VNNI, as was asked.
                unsafe { x86::vnni(codes, weights, sums) }
            }
            #[cfg(target_arch = "aarch64")]
            Self::Neon if self.is_supported() => {
                // SAFETY: the processor has NEON, as was asked.
                unsafe { arm::neon(codes, weights, sums) }
            }
            _ => portable(codes, weights, sums),
        }
    }
}

/// The twin that the others are held to.
fn portable(codes: &[Codes], weights: Weights, sums: &mut Sums) {
    Arch::new().dispatch(Portable { codes, panels: weights.panels, sums });
}

kernel!(Portable { codes: &'a [Codes], panels: &'a [Panel], sums: &'a mut Sums } => {
    // Rows whose sums fit into the registers.
    const TALL: usize = 2;
    for first in (0..ROWS).step_by(TALL) {
        // Of each output the sums of its first two and of its last two inputs.
        let mut totals = [[0i32; 2 * OUTPUTS]; TALL];
        for (codes, weights) in codes.iter().zip(panels) {
            let weights = weights.map(i16::from);
            for (total, code) in totals.iter_mut().zip(&codes[first..first + TALL]) {
                let [a, b, c, d] = code.map(i32::from);
                for (total, weights) in total.as_chunks_mut().0.iter_mut().zip(weights.as_chunks().0) {
                    let [left, right]: &mut [i32; 2] = total;
                    let &[p, q, r, s]: &[i16; GROUP] = weights;
                    *left += a * i32::from(p) + b * i32::from(q);
                    *right += c * i32::from(r) + d * i32::from(s);
                }
            }
        }
        for (row, total) in sums[first..first + TALL].iter_mut().zip(&totals) {
            for (sum, [left, right]) in row.iter_mut().zip(total.as_chunks().0) {
                *sum = left + right;
            }
        }
    }
});

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::{Codes, Panel, ROWS, Sums, Weights};
    use std::arch::x86_64::*;

    /// Rows whose sums fit into the registers.
    const TALL: usize = 2;

    /// Two products of a code and a weight are at most 2 · 127 · 128 and fit into 16 bits, so nothing saturates; nor do the
    /// sums of two such pairs in calm groups.
    #[target_feature(enable = "avx2")]
    pub fn avx2(codes: &[Codes], weights: Weights, sums: &mut Sums) {
        let (pairs, last) = codes.as_chunks::<2>();
        let (panels, last_panel) = weights.panels.as_chunks::<2>();
        for first in (0..ROWS).step_by(TALL) {
            let rows = first..first + TALL;
            let mut totals = [[_mm256_setzero_si256(); 2]; TALL];
            for ((codes, panels), &calm) in pairs.iter().zip(panels).zip(weights.calm) {
                if calm {
                    let [one, two] = codes;
                    add_calm(&one[rows.clone()], &two[rows.clone()], panels, &mut totals);
                } else {
                    for (codes, panel) in codes.iter().zip(panels) {
                        add_group(&codes[rows.clone()], panel, &mut totals);
                    }
                }
            }
            for (codes, panel) in last.iter().zip(last_panel) {
                add_group(&codes[rows.clone()], panel, &mut totals);
            }
            for (row, total) in sums[first..first + TALL].iter_mut().zip(totals) {
                for (out, total) in row.as_chunks_mut::<8>().0.iter_mut().zip(total) {
                    // SAFETY: `out` is the 32 bytes that are written; the instruction asks for no alignment.
                    unsafe { _mm256_storeu_si256(out.as_mut_ptr().cast(), total) }
                }
            }
        }
    }

    /// Adds to `totals` what two calm groups of inputs give.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn add_calm(one: &[[u8; 4]], two: &[[u8; 4]], panels: &[Panel; 2], totals: &mut [[__m256i; 2]; TALL]) {
        let (first, second) = (halves(&panels[0]), halves(&panels[1]));
        for ((total, &one), &two) in totals.iter_mut().zip(one).zip(two) {
            let one = _mm256_set1_epi32(i32::from_le_bytes(one));
            let two = _mm256_set1_epi32(i32::from_le_bytes(two));
            for ((total, first), second) in total.iter_mut().zip(first).zip(second) {
                let pairs = _mm256_add_epi16(_mm256_maddubs_epi16(one, first), _mm256_maddubs_epi16(two, second));
                *total = _mm256_add_epi32(*total, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
            }
        }
    }

    /// Adds to `totals` what one group of inputs gives.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn add_group(codes: &[[u8; 4]], panel: &Panel, totals: &mut [[__m256i; 2]; TALL]) {
        let weights = halves(panel);
        for (total, &code) in totals.iter_mut().zip(codes) {
            let code = _mm256_set1_epi32(i32::from_le_bytes(code));
            for (total, weights) in total.iter_mut().zip(weights) {
                let pairs = _mm256_maddubs_epi16(code, weights);
                *total = _mm256_add_epi32(*total, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
            }
        }
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn halves(weights: &Panel) -> [__m256i; 2] {
        let from = weights.as_ptr().cast::<__m256i>();
        // SAFETY: a panel is the 64 bytes that are read; the instruction asks for no alignment.
        unsafe { [_mm256_loadu_si256(from), _mm256_loadu_si256(from.add(1))] }
    }

    #[target_feature(enable = "avx512f,avx512vnni")]
    pub fn vnni(codes: &[Codes], weights: Weights, sums: &mut Sums) {
        let mut totals = [_mm512_setzero_si512(); ROWS];
        for (codes, weights) in codes.iter().zip(weights.panels) {
            // SAFETY: a panel is the 64 bytes that are read; the instruction asks for no alignment.
            let weights = unsafe { _mm512_loadu_si512(weights.as_ptr().cast()) };
            for (total, &code) in totals.iter_mut().zip(codes) {
                *total = _mm512_dpbusd_epi32(*total, _mm512_set1_epi32(i32::from_le_bytes(code)), weights);
            }
        }
        for (out, total) in sums.iter_mut().zip(totals) {
            // SAFETY: `out` is the 64 bytes that are written; the instruction asks for no alignment.
            unsafe { _mm512_storeu_si512(out.as_mut_ptr().cast(), total) }
        }
    }
}

#[cfg(target_arch = "aarch64")]
mod arm {
    use super::{Codes, ROWS, Sums, Weights};
    use std::arch::aarch64::*;

    /// A code is below 128, so it is a signed byte as well.
    #[target_feature(enable = "neon")]
    pub fn neon(codes: &[Codes], weights: Weights, sums: &mut Sums) {
        for row in 0..ROWS {
            // Of each output the sums of its first two and last two inputs, two outputs a register.
            let mut totals = [[vdupq_n_s32(0); 2]; 4];
            for (codes, weights) in codes.iter().zip(weights.panels) {
                let code = vreinterpret_s8_s32(vdup_n_s32(i32::from_le_bytes(codes[row])));
                for (total, weights) in totals.iter_mut().zip(weights.as_chunks::<16>().0) {
                    // SAFETY: `weights` is the 16 bytes that are read.
                    let weights = unsafe { vld1q_s8(weights.as_ptr()) };
                    total[0] = vpadalq_s16(total[0], vmull_s8(code, vget_low_s8(weights)));
                    total[1] = vpadalq_s16(total[1], vmull_s8(code, vget_high_s8(weights)));
                }
            }
            for (out, [low, high]) in sums[row].as_chunks_mut::<4>().0.iter_mut().zip(totals) {
                // SAFETY: `out` is the 16 bytes that are written.
                unsafe { vst1q_s32(out.as_mut_ptr(), vpaddq_s32(low, high)) }
            }
        }
    }
}
