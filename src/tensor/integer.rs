//! Linear layers in integers: weights as signed bytes with a scale for each output, activations as seven-bit codes with
//! a scale for each row, exact sums, one conversion back.

use super::kernels::{Codes, GROUP, Kernel, OUTPUTS, Panel, ROWS, Sums, Weights, is_calm};
use super::{ROUND, Room};
use pulp::{Arch, Simd, WithSimd};

/// The largest code but one: what rounding at both ends of a row's range leaves of 127.
const SPAN: f32 = 126.0;

/// Activations as codes: the value of code `q` in a row is about `(q - zero) * step`, and 0 is exact.
#[derive(Debug, Clone, Default)]
pub struct Quantized {
    rows: usize,
    groups: usize,
    /// Tiles of [`ROWS`] rows, each with its groups of inputs one after another.
    tiles: Vec<Codes>,
    steps: Vec<f32>,
    zeros: Vec<i32>,
}

impl Quantized {
    /// Takes the rows of `width` values that `x` has, keeping the allocation.
    pub fn fill(&mut self, x: &[f32], width: usize) {
        (self.rows, self.groups) = (x.len() / width.max(1), width.div_ceil(GROUP));
        // Rows and inputs that fill up the last tile and group keep what codes they had: no row's sum sees another's, and
        // the weights of inputs that are not there are 0. So do tiles that are not needed now.
        let tiles = self.rows.div_ceil(ROWS) * self.groups;
        if self.tiles.len() < tiles {
            self.tiles.resize(tiles, Codes::default());
        }
        self.steps.clear();
        self.zeros.clear();
        Arch::new().dispatch(Quantize { x, width, to: self });
    }
}

kernel!(Quantize { x: &'a [f32], width: usize, to: &'a mut Quantized } => {
    let groups = to.groups.max(1);
    let rows = x.chunks_exact(width.max(1));
    for (number, row) in rows.enumerate() {
        let (mut low, mut high) = ([0.0f32; 16], [0.0f32; 16]);
        let (parts, rest) = row.as_chunks::<16>();
        for part in parts {
            for ((low, high), &v) in low.iter_mut().zip(&mut high).zip(part) {
                *low = if v < *low { v } else { *low };
                *high = if v > *high { v } else { *high };
            }
        }
        for &v in rest {
            low[0] = low[0].min(v);
            high[0] = high[0].max(v);
        }
        let low = low.into_iter().fold(0.0, f32::min);
        let span = high.into_iter().fold(0.0, f32::max) - low;
        let scale = if span > 0.0 { SPAN / span } else { 0.0 };
        // The masks change nothing but what is no number; no code may be above 127.
        let zero = (ROUND - low * scale).to_bits().wrapping_sub(ROUND.to_bits()) & 127;
        to.steps.push(span / SPAN);
        to.zeros.push(zero.cast_signed());
        let code = |v: f32| ((v * scale + ROUND).to_bits().wrapping_add(zero) & 127) as u8;
        let tile = &mut to.tiles[number / ROWS * groups..][..groups];
        let at = number % ROWS;
        let (fours, rest) = row.as_chunks::<GROUP>();
        for (cell, four) in tile.iter_mut().zip(fours) {
            cell[at] = four.map(code);
        }
        if let Some(cell) = tile.get_mut(fours.len()) {
            for (cell, &v) in cell[at].iter_mut().zip(rest) {
                *cell = code(v);
            }
        }
    }
});

/// A linear layer: `outputs` × `inputs` weights and a bias.
#[derive(Debug, Clone, Default)]
pub struct Linear {
    groups: usize,
    outputs: usize,
    /// For each sixteen outputs the groups of inputs one after another.
    panels: Vec<Panel>,
    /// For each sixteen outputs and two groups of inputs whether they are calm: see [`is_calm`].
    calm: Vec<bool>,
    /// By output, filled up to whole panels, as the next two.
    scales: Vec<f32>,
    /// Each output's sum of weights: what one more in all codes adds.
    totals: Vec<i32>,
    bias: Vec<f32>,
}

impl Linear {
    /// The layer of `weights` with a row of `inputs` bytes, a scale and a bias for each output.
    pub fn new(weights: &[i8], inputs: usize, scales: &[f32], bias: &[f32]) -> Self {
        let (groups, outputs) = (inputs.div_ceil(GROUP), bias.len());
        let mut panels = vec![[0; OUTPUTS * GROUP]; outputs.div_ceil(OUTPUTS) * groups];
        let mut totals = vec![0; outputs];
        for (output, row) in weights.chunks_exact(inputs.max(1)).enumerate().take(outputs) {
            totals[output] = row.iter().map(|&w| i32::from(w)).sum();
            for (group, part) in row.chunks(GROUP).enumerate() {
                let cells = &mut panels[output / OUTPUTS * groups + group];
                cells[output % OUTPUTS * GROUP..][..part.len()].copy_from_slice(part);
            }
        }
        let pairs = panels.chunks_exact(groups.max(1)).flat_map(|panels| panels.as_chunks().0);
        let calm = pairs.map(is_calm).collect();
        let filled = outputs.next_multiple_of(OUTPUTS);
        let (mut scales, mut bias) = (scales.to_vec(), bias.to_vec());
        scales.resize(filled, 0.0);
        bias.resize(filled, 0.0);
        totals.resize(filled, 0);
        Self { groups, outputs, panels, calm, scales, totals, bias }
    }

    /// Number of outputs.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// `out = x · weights + bias`, a row of outputs for each row of `x`, which must have as many inputs as the layer.
    pub fn run(&self, kernel: Kernel, x: &Quantized, out: &mut impl Room) {
        let out = out.room(x.rows * self.outputs);
        if self.groups > 0 && self.groups == x.groups {
            Arch::new().dispatch(Run { layer: self, kernel, x, out });
        }
    }
}

kernel!(Run { layer: &'a Linear, kernel: Kernel, x: &'a Quantized, out: &'a mut [f32] } => {
    for number in 0..layer.outputs.div_ceil(OUTPUTS) {
        // Two copies of one loop: where the width is known, results go from registers to memory without a call.
        if layer.outputs - number * OUTPUTS >= OUTPUTS {
            panel(layer, kernel, x, number, OUTPUTS, out);
        } else {
            panel(layer, kernel, x, number, layer.outputs % OUTPUTS, out);
        }
    }
});

/// The outputs of panel `number`, `width` of them, for each row.
#[inline(always)]
fn panel(layer: &Linear, kernel: Kernel, x: &Quantized, number: usize, width: usize, out: &mut [f32]) {
    let from = number * OUTPUTS;
    let panels = &layer.panels[number * layer.groups..][..layer.groups];
    let weights = Weights { panels, calm: &layer.calm[number * (layer.groups / 2)..][..layer.groups / 2] };
    let (scales, totals) = (&layer.scales[from..][..OUTPUTS], &layer.totals[from..][..OUTPUTS]);
    let bias = &layer.bias[from..][..OUTPUTS];
    let mut sums = Sums::default();
    for (tile, first) in x.tiles.chunks_exact(layer.groups).zip((0..x.rows).step_by(ROWS)) {
        kernel.sums(tile, weights, &mut sums);
        for (row, sums) in (first..x.rows).zip(&sums) {
            let (step, zero) = (x.steps[row], x.zeros[row]);
            let mut values = [0.0f32; OUTPUTS];
            for ((((v, &sum), &total), &scale), &bias) in values.iter_mut().zip(sums).zip(totals).zip(scales).zip(bias)
            {
                *v = (sum - zero * total) as f32 * (step * scale) + bias;
            }
            out[row * layer.outputs + from..][..width].copy_from_slice(&values[..width]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes and values without a pattern (a linear congruential generator).
    struct Noise(u64);

    impl Noise {
        fn next(&mut self) -> u64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            self.0 >> 33
        }

        fn values(&mut self, n: usize, reach: f32) -> Vec<f32> {
            (0..n).map(|_| (self.next() % 20_001) as f32 / 10_000.0 * reach - reach).collect()
        }
    }

    fn bits(values: &[f32]) -> Vec<u32> {
        values.iter().map(|v| v.to_bits()).collect()
    }

    #[test]
    fn every_kernel_gives_the_bits_of_its_safe_twin() {
        let mut noise = Noise(3);
        for (rows, inputs, outputs) in
            [(0, 4, 16), (1, 1, 1), (3, 5, 7), (8, 128, 16), (9, 96, 51), (17, 130, 33), (64, 384, 384), (23, 768, 20)]
        {
            let weights: Vec<i8> = (0..inputs * outputs).map(|_| noise.next() as i8).collect();
            let scales = noise.values(outputs, 0.1);
            let layer = Linear::new(&weights, inputs, &scales, &noise.values(outputs, 1.0));
            let mut codes = Quantized::default();
            codes.fill(&noise.values(rows * inputs, 3.0), inputs);
            let (mut expected, mut found) = (Vec::new(), Vec::new());
            layer.run(Kernel::Portable, &codes, &mut expected);
            assert_eq!(expected.len(), rows * outputs);
            for kernel in Kernel::ALL {
                found.clear();
                layer.run(kernel, &codes, &mut found);
                assert_eq!(bits(&found), bits(&expected), "{kernel:?}, {rows} × {inputs} × {outputs}");
            }
        }
    }

    /// Where a kernel of 16-bit sums would overflow, or one of signed codes turn round.
    #[test]
    fn nothing_saturates_at_the_ends() {
        // Of 64 the sums of two pairs fit into 16 bits, of 65 they do not.
        for weight in [i8::MIN, -127, -65, -64, -1, 0, 64, 65, 127] {
            for code in [0, 1, 126, 127] {
                let expected = i32::from(weight) * i32::from(code) * 4 * 192;
                let panels = [[weight; OUTPUTS * GROUP]; 192];
                let calm: Vec<bool> = panels.as_chunks().0.iter().map(is_calm).collect();
                for kernel in Kernel::ALL {
                    let mut sums = Sums::default();
                    kernel.sums(&[[[code; GROUP]; ROWS]; 192], Weights { panels: &panels, calm: &calm }, &mut sums);
                    assert_eq!(sums, [[expected; OUTPUTS]; ROWS], "{kernel:?}, {weight} × {code}");
                }
            }
        }
    }

    #[test]
    fn the_result_is_near_that_of_plain_numbers_and_depends_on_no_other_row() {
        let mut noise = Noise(5);
        let (rows, inputs, outputs) = (21, 100, 40);
        let weights: Vec<i8> = (0..inputs * outputs).map(|_| noise.next() as i8).collect();
        let (scales, bias) = (vec![0.01; outputs], noise.values(outputs, 1.0));
        let x = noise.values(rows * inputs, 2.0);
        let layer = Linear::new(&weights, inputs, &scales, &bias);
        let (mut codes, mut all, mut one) = (Quantized::default(), Vec::new(), Vec::new());
        codes.fill(&x, inputs);
        layer.run(Kernel::best(), &codes, &mut all);
        for (row, x) in x.chunks_exact(inputs).enumerate() {
            codes.fill(x, inputs);
            layer.run(Kernel::best(), &codes, &mut one);
            assert_eq!(bits(&one), bits(&all[row * outputs..][..outputs]));
            for (output, found) in one.iter().enumerate() {
                let weights = &weights[output * inputs..][..inputs];
                let exact: f32 = x.iter().zip(weights).map(|(x, &w)| x * f32::from(w) * 0.01).sum();
                // A code is off by half a step at most, and at random.
                assert!((found - exact - bias[output]).abs() < 0.5, "{found} for {}", exact + bias[output]);
            }
        }
    }

    #[test]
    fn odd_rows_break_nothing() {
        let layer = Linear::new(&[1; 6], 3, &[1.0; 2], &[0.5; 2]);
        let (mut codes, mut out) = (Quantized::default(), Vec::new());
        codes.fill(&[0.0, 0.0, 0.0, f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 1e-42, 0.0, 0.0, 1e38, -3e38, 3e38], 3);
        layer.run(Kernel::best(), &codes, &mut out);
        assert_eq!(&out[..2], [0.5, 0.5]);
        assert!(codes.tiles.iter().flatten().flatten().all(|&code| code < 128));
    }
}
