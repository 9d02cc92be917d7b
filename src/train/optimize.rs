//! Adam (Kingma and Ba 2015) with a warm-up, a rate that falls to zero, clipped gradients, and an average of the weights.

use crate::syntax::network::Weights;
use rayon::prelude::*;

const FIRST: f32 = 0.9;
const SECOND: f32 = 0.98;
const TINY: f32 = 1e-8;
const WARM_UP: usize = 100;
/// The longest gradient that is taken as it is.
const LONGEST: f32 = 2.0;
/// What the average keeps of its past each step, once it has one.
const KEEP: f32 = 0.998;

/// The optimizer's state.
pub struct Adam {
    /// Moving averages of the gradient, of its square, and of the weights.
    pub(super) moments: [Vec<f32>; 3],
    rate: f32,
    steps: usize,
    /// Steps taken.
    pub(super) done: usize,
}

impl Adam {
    /// For `parameters` parameters and about `steps` steps, with the highest `rate`.
    pub fn new(parameters: usize, rate: f32, steps: usize) -> Self {
        let zeros = vec![0.0; parameters];
        Self { moments: [zeros.clone(), zeros.clone(), zeros], rate, steps: steps.max(1), done: 0 }
    }

    /// Moves `weights` against `gradient`.
    pub fn step(&mut self, weights: &mut Weights, gradient: &[f32]) {
        self.done += 1;
        let t = self.done as f32;
        let left = 1.0 - (self.done as f32 / self.steps as f32).min(1.0);
        let rate = self.rate * (t / WARM_UP as f32).min(1.0) * left;
        // Partial sums by fixed chunks, so that the order of addition is fixed.
        let squares: Vec<f32> = gradient.par_chunks(1 << 14).map(|c| c.iter().map(|g| g * g).sum()).collect();
        let length = squares.iter().sum::<f32>().sqrt();
        let shrink = if length > LONGEST { LONGEST / length } else { 1.0 };
        let (fix1, fix2) = (1.0 - FIRST.powi(self.done as i32), 1.0 - SECOND.powi(self.done as i32));
        let keep = KEEP.min((t - 1.0) / (t + 9.0)).max(0.0);
        let [first, second, average] = &mut self.moments;
        const CHUNK: usize = 1 << 14;
        weights
            .flat
            .par_chunks_mut(CHUNK)
            .zip(gradient.par_chunks(CHUNK))
            .zip(first.par_chunks_mut(CHUNK))
            .zip(second.par_chunks_mut(CHUNK))
            .zip(average.par_chunks_mut(CHUNK))
            .for_each(|((((w, g), m), v), a)| {
                for i in 0..w.len() {
                    let g = g[i] * shrink;
                    m[i] = FIRST * m[i] + (1.0 - FIRST) * g;
                    v[i] = SECOND * v[i] + (1.0 - SECOND) * g * g;
                    w[i] -= rate * (m[i] / fix1) / ((v[i] / fix2).sqrt() + TINY);
                    a[i] = keep * a[i] + (1.0 - keep) * w[i];
                }
            });
        weights.repack();
    }

    /// The averaged weights.
    pub fn averaged(&self, weights: &Weights) -> Weights {
        Weights::new(weights.layout.clone(), self.moments[2].clone())
    }
}
