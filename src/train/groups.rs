//! Groups of like word vectors, for features that a linear model can count: spherical k-means (Dhillon and Modha 2001),
//! coarse and fine divisions, each from two starts: what one parts by chance the other keeps together.

use crate::syntax::DIVISIONS;
use rand::SeedableRng as _;
use rand::seq::index::sample;
use rand_pcg::Pcg64;
use rayon::prelude::*;

/// Numbers of groups of each division.
const SIZES: [usize; DIVISIONS] = [128, 512, 128, 512];
const ROUNDS: usize = 12;

/// For each of `vectors`, rows of `width` values, its group in each division, from 1.
pub fn groups(vectors: &[f32], width: usize, seed: u64) -> Vec<u16> {
    let rows: Vec<Vec<f32>> = vectors.chunks_exact(width.max(1)).map(unit).collect();
    let divisions: Vec<Vec<u16>> =
        (0..).zip(SIZES).map(|(start, size)| divide(&rows, size.min(rows.len()), seed + start)).collect();
    (0..rows.len()).flat_map(|row| divisions.iter().map(move |groups| groups[row] + 1)).collect()
}

/// The number of the group of each of `rows`, of `size` groups.
fn divide(rows: &[Vec<f32>], size: usize, seed: u64) -> Vec<u16> {
    let mut random = Pcg64::seed_from_u64(seed ^ size as u64);
    let mut centres: Vec<Vec<f32>> =
        sample(&mut random, rows.len(), size).iter().map(|row| rows[row].clone()).collect();
    let mut groups = Vec::new();
    for _ in 0..ROUNDS {
        groups = rows.par_iter().map(|row| nearest(row, &centres)).collect();
        let mut sums = vec![vec![0.0; rows.first().map_or(0, Vec::len)]; size];
        for (row, &group) in rows.iter().zip(&groups) {
            sums[usize::from(group)].iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
        }
        // A group that nothing is nearest to keeps its centre.
        let moved = sums.into_iter().map(|sum| unit(&sum)).zip(centres);
        centres = moved.map(|(new, old)| if new.iter().any(|value| *value != 0.0) { new } else { old }).collect();
    }
    groups
}

fn nearest(row: &[f32], centres: &[Vec<f32>]) -> u16 {
    let likeness = |centre: &[f32]| row.iter().zip(centre).map(|(a, b)| a * b).sum::<f32>();
    let mut best = (0, f32::NEG_INFINITY);
    for (number, centre) in centres.iter().enumerate() {
        let likeness = likeness(centre);
        if likeness > best.1 {
            best = (number as u16, likeness);
        }
    }
    best.0
}

/// `vector` at length 1; zeros stay zeros.
fn unit(vector: &[f32]) -> Vec<f32> {
    let length = vector.iter().map(|value| value * value).sum::<f32>().sqrt();
    vector.iter().map(|value| if length > 0.0 { value / length } else { 0.0 }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn like_vectors_share_a_group() {
        let rows: Vec<f32> =
            (0..800).flat_map(|n| [1.0, 0.01 * (n % 7) as f32, if n % 2 == 0 { 3.0 } else { -3.0 }]).collect();
        let groups = groups(&rows, 3, 1);
        assert_eq!(groups.len(), 800 * DIVISIONS);
        let of = |row: usize| groups[DIVISIONS * row];
        assert!((0..800).step_by(2).all(|even| (1..800).step_by(2).all(|odd| of(even) != of(odd))), "poles apart");
        assert_eq!(of(0), of(14), "equal vectors");
    }
}
