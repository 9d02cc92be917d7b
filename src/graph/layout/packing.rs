//! Room for everybody: boxes that lie on each other are moved apart, and components stand beside each other.

/// The room that a node takes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    pub radius: f64,
    /// Half the width and height of the box around circle and name.
    pub half: [f64; 2],
}

/// Rounds of [`separate`], which ends earlier if nothing overlaps.
const ROUNDS: usize = 400;

/// Moves overlapping boxes apart, each pair along the axis on which less is to be done. `half` is half of each box's width
/// and height.
pub(super) fn separate(places: &mut [[f64; 2]], half: &[[f64; 2]]) {
    let widest = half.iter().fold(0.0, |most: f64, half| most.max(half[0]));
    let mut order: Vec<usize> = (0..places.len()).collect();
    for _ in 0..ROUNDS {
        order.sort_by(|&a, &b| places[a][0].total_cmp(&places[b][0]).then(a.cmp(&b)));
        let mut moved = false;
        for (rank, &a) in order.iter().enumerate() {
            for &b in &order[rank + 1..] {
                if places[b][0] - places[a][0] > half[a][0] + widest {
                    break;
                }
                moved |= part(places, half, a, b);
            }
        }
        if !moved {
            return;
        }
    }
}

/// Moves `a` and `b` apart if their boxes overlap; whether they did.
fn part(places: &mut [[f64; 2]], half: &[[f64; 2]], a: usize, b: usize) -> bool {
    let between = |axis: usize| places[b][axis] - places[a][axis];
    let overlap = |axis: usize| half[a][axis] + half[b][axis] - between(axis).abs();
    let (x, y) = (overlap(0), overlap(1));
    if x <= 0.0 || y <= 0.0 {
        return false;
    }
    let (axis, by) = if x < y { (0, x) } else { (1, y) };
    let direction = if between(axis) < 0.0 { -1.0 } else { 1.0 };
    // A little more than needed, so that rounding leaves no touch.
    let step = direction * (by / 2.0 + 0.05);
    places[a][axis] -= step;
    places[b][axis] += step;
    true
}

/// Space between components.
const GAP: f64 = 24.0;

/// Puts components (largest first; each a list of nodes) into centred rows, the first in a row of its own if it is much
/// larger than the next, and the middle of all at (0, 0).
pub(super) fn pack(groups: &[Vec<usize>], cells: &[Cell], places: &mut [[f64; 2]]) {
    let frames: Vec<Frame> = groups.iter().map(|group| Frame::around(group, cells, places)).collect();
    let area: f64 = frames.iter().map(|frame| (frame.width() + GAP) * (frame.height() + GAP)).sum();
    let widest = frames.iter().fold(0.0, |most: f64, frame| most.max(frame.width()));
    let limit = widest.max((area * 1.5).sqrt());
    let alone = matches!(frames.as_slice(), [first, second, ..] if first.height() > 2.0 * second.height());
    let mut rows: Vec<Row> = Vec::new();
    for (index, frame) in frames.iter().enumerate() {
        match rows.last_mut() {
            Some(row) if row.width + GAP + frame.width() <= limit && !(alone && index == 1) => {
                row.members.push(index);
                row.width += GAP + frame.width();
                row.height = row.height.max(frame.height());
            }
            _ => rows.push(Row { members: vec![index], width: frame.width(), height: frame.height() }),
        }
    }
    let height: f64 = rows.iter().map(|row| row.height + GAP).sum::<f64>() - GAP;
    let mut top = -height / 2.0;
    for row in &rows {
        let mut left = -row.width / 2.0;
        for &index in &row.members {
            for &node in &groups[index] {
                places[node][0] += left - frames[index].low[0];
                places[node][1] += top - frames[index].low[1];
            }
            left += frames[index].width() + GAP;
        }
        top += row.height + GAP;
    }
}

/// Components beside each other.
struct Row {
    members: Vec<usize>,
    width: f64,
    height: f64,
}

/// The box around a component.
struct Frame {
    low: [f64; 2],
    high: [f64; 2],
}

impl Frame {
    fn around(group: &[usize], cells: &[Cell], places: &[[f64; 2]]) -> Self {
        let mut frame = Self { low: [f64::INFINITY; 2], high: [f64::NEG_INFINITY; 2] };
        for &node in group {
            let ([x, y], [wide, high]) = (places[node], cells[node].half);
            frame.low = [frame.low[0].min(x - wide), frame.low[1].min(y - high)];
            frame.high = [frame.high[0].max(x + wide), frame.high[1].max(y + high)];
        }
        frame
    }

    fn width(&self) -> f64 {
        self.high[0] - self.low[0]
    }

    fn height(&self) -> f64 {
        self.high[1] - self.low[1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_do_not_overlap_in_the_end() {
        let mut places: Vec<[f64; 2]> = (0..60).map(|i| [f64::from(i % 8) * 3.0, f64::from(i / 8) * 2.0]).collect();
        let half = vec![[10.0, 6.0]; places.len()];
        separate(&mut places, &half);
        for a in 0..places.len() {
            for b in 0..a {
                let [dx, dy] = [(places[a][0] - places[b][0]).abs(), (places[a][1] - places[b][1]).abs()];
                assert!(dx >= 20.0 || dy >= 12.0, "{a} and {b}: {dx}, {dy}");
            }
        }
    }

    #[test]
    fn components_do_not_overlap() {
        let cells = vec![Cell { radius: 5.0, half: [8.0, 8.0] }; 9];
        let groups: Vec<Vec<usize>> = vec![vec![0, 1, 2], vec![3, 4], vec![5], vec![6], vec![7], vec![8]];
        let mut places = vec![[0.0; 2]; 9];
        places[1] = [50.0, 0.0];
        places[2] = [0.0, 60.0];
        places[4] = [30.0, 0.0];
        pack(&groups, &cells, &mut places);
        let frames: Vec<Frame> = groups.iter().map(|group| Frame::around(group, &cells, &places)).collect();
        for (index, a) in frames.iter().enumerate() {
            for b in &frames[..index] {
                assert!((0..2).any(|i| a.high[i] <= b.low[i] || b.high[i] <= a.low[i]));
            }
        }
    }
}
