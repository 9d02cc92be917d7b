//! Rows of values kept in a quarter of the room: 8-bit codes with a scale for each row.

use super::{ROUND, Room};
use pulp::{Arch, Simd, WithSimd};

/// Rows of values that can be added up. The value of code `q` in a row is `q * scale`, at most half a scale off.
#[derive(Debug, Clone)]
pub struct ShortRows {
    width: usize,
    codes: Vec<i8>,
    scales: Vec<f32>,
}

impl ShortRows {
    /// No rows yet but row 0, of `width` zeros.
    pub fn new(width: usize) -> Self {
        Self { width, codes: vec![0; width], scales: vec![0.0] }
    }

    /// Adds the rows of `values`.
    pub fn extend(&mut self, values: &[f32]) {
        Arch::new().dispatch(Shorten { values, to: self });
    }

    /// For each three numbers of rows the sum of these, always in this order.
    pub fn sums(&self, rows: &[[usize; 3]], out: &mut impl Room) {
        let out = out.room(rows.len() * self.width);
        Arch::new().dispatch(Add { from: self, rows, out });
    }
}

kernel!(Shorten { values: &'a [f32], to: &'a mut ShortRows } => {
    for row in values.chunks_exact(to.width.max(1)) {
        let mut reaches = [0.0f32; 16];
        let (parts, rest) = row.as_chunks::<16>();
        for part in parts {
            for (reach, v) in reaches.iter_mut().zip(part) {
                *reach = if v.abs() > *reach { v.abs() } else { *reach };
            }
        }
        let reach = rest.iter().copied().chain(reaches).fold(0.0f32, |reach, v| reach.max(v.abs()));
        let share = if reach > 0.0 { f32::from(i8::MAX) / reach } else { 0.0 };
        to.scales.push(reach / f32::from(i8::MAX));
        let from = to.codes.len();
        to.codes.resize(from + row.len(), 0);
        for (code, v) in to.codes[from..].iter_mut().zip(row) {
            *code = (v * share + ROUND).to_bits() as i8;
        }
    }
});

kernel!(Add { from: &'a ShortRows, rows: &'a [[usize; 3]], out: &'a mut [f32] } => {
    let width = from.width.max(1);
    for (out, numbers) in out.chunks_exact_mut(width).zip(rows) {
        let [a, b, c] = numbers.map(|number| &from.codes[number * width..][..width]);
        let [p, q, r] = numbers.map(|number| from.scales[number]);
        for (((out, &a), &b), &c) in out.iter_mut().zip(a).zip(b).zip(c) {
            *out = f32::from(a) * p + f32::from(b) * q + f32::from(c) * r;
        }
    }
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_near_those_of_the_values() {
        let width = 37;
        let value = |row: usize, column: usize| ((row * 31 + column * 17) % 97) as f32 / 9.0 - 5.0;
        let values: Vec<f32> = (0..4 * width).map(|at| value(at / width, at % width)).collect();
        let mut rows = ShortRows::new(width);
        rows.extend(&values);
        let mut sums = Vec::new();
        rows.sums(&[[1, 2, 4], [0, 3, 0]], &mut sums);
        for column in 0..width {
            let all = value(0, column) + value(1, column) + value(3, column);
            assert!((sums[column] - all).abs() < 9e-2, "{} and {all}", sums[column]);
            assert!((sums[width + column] - value(2, column)).abs() < 3e-2);
        }
    }
}
