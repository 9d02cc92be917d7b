//! The push of many nodes on one, near ones singly and far ones by their common centre. In: bodies; out: a force.

/// A point with mass.
#[derive(Debug, Clone, Copy)]
pub(super) struct Body {
    pub at: [f64; 2],
    pub mass: f64,
}

/// A square of the plane: the mass in it, and its four quarters or the one body in it.
#[derive(Debug, Clone)]
struct Square {
    middle: [f64; 2],
    half: f64,
    mass: f64,
    /// Sum of positions, each times its mass.
    moment: [f64; 2],
    /// Indices of the quarters; 0, which is the root, for none.
    quarters: [usize; 4],
    /// Of a square with one body: that body.
    body: Option<Body>,
}

/// All bodies in nested squares.
#[derive(Debug)]
pub(super) struct Quadtree {
    squares: Vec<Square>,
}

/// A square is far if its width is less than this share of its distance.
const NEAR: f64 = 1.0;
/// Bodies nearer together than this depth tells apart count as one.
const DEPTH: usize = 32;

impl Quadtree {
    pub(super) fn new(bodies: &[Body]) -> Self {
        let reach = bodies.iter().flat_map(|body| body.at).fold(1e-6, |most: f64, value| most.max(value.abs()));
        let mut tree = Self { squares: vec![square([0.0; 2], reach)] };
        bodies.iter().for_each(|body| tree.insert(*body));
        tree
    }

    fn insert(&mut self, body: Body) {
        let (mut index, mut body) = (0, body);
        for _ in 0..DEPTH {
            let square = &mut self.squares[index];
            let empty = square.mass == 0.0;
            square.mass += body.mass;
            square.moment[0] += body.mass * body.at[0];
            square.moment[1] += body.mass * body.at[1];
            if empty {
                square.body = Some(body);
                return;
            }
            if let Some(earlier) = square.body.take() {
                let quarter = self.quarter(index, earlier.at);
                let square = &mut self.squares[quarter];
                square.mass = earlier.mass;
                square.moment = earlier.at.map(|value| value * earlier.mass);
                square.body = Some(earlier);
            }
            index = self.quarter(index, body.at);
        }
        // As deep as it goes: one body with the mass of all that are here.
        let square = &mut self.squares[index];
        body.mass += square.mass;
        square.mass = body.mass;
        square.moment = body.at.map(|value| value * body.mass);
        square.body = Some(body);
    }

    /// The quarter of square `index` that `at` lies in, made where it is missing.
    fn quarter(&mut self, index: usize, at: [f64; 2]) -> usize {
        let Square { middle, half, quarters, .. } = self.squares[index];
        let [right, below] = [at[0] >= middle[0], at[1] >= middle[1]];
        let which = usize::from(right) + 2 * usize::from(below);
        if quarters[which] == 0 {
            let side = |positive: bool| if positive { half / 2.0 } else { -half / 2.0 };
            let middle = [middle[0] + side(right), middle[1] + side(below)];
            self.squares[index].quarters[which] = self.squares.len();
            self.squares.push(square(middle, half / 2.0));
        }
        self.squares[index].quarters[which]
    }

    /// What pushes `body` away: of each mass, its size divided by its distance.
    pub(super) fn push(&self, body: Body) -> [f64; 2] {
        let mut force = [0.0; 2];
        let mut open = vec![0];
        while let Some(index) = open.pop() {
            let square = &self.squares[index];
            if square.mass == 0.0 {
                continue;
            }
            let centre = square.moment.map(|moment| moment / square.mass);
            let [dx, dy] = [body.at[0] - centre[0], body.at[1] - centre[1]];
            let distance = dx * dx + dy * dy;
            let width = 2.0 * square.half;
            if square.body.is_some() || width * width < NEAR * NEAR * distance {
                if distance > 1e-12 {
                    force[0] += square.mass * dx / distance;
                    force[1] += square.mass * dy / distance;
                }
            } else {
                open.extend(square.quarters.iter().filter(|&&quarter| quarter != 0));
            }
        }
        force
    }
}

fn square(middle: [f64; 2], half: f64) -> Square {
    Square { middle, half, mass: 0.0, moment: [0.0; 2], quarters: [0; 4], body: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn far_masses_push_as_their_sum_does() {
        let bodies: Vec<Body> = (0..200)
            .map(|i| Body { at: [f64::from(i * 37 % 101), f64::from(i * 53 % 97)], mass: f64::from(1 + i % 3) })
            .collect();
        let tree = Quadtree::new(&bodies);
        for body in &bodies {
            let mut exact = [0.0; 2];
            for other in &bodies {
                let [dx, dy] = [body.at[0] - other.at[0], body.at[1] - other.at[1]];
                let distance = dx * dx + dy * dy;
                if distance > 0.0 {
                    exact[0] += other.mass * dx / distance;
                    exact[1] += other.mass * dy / distance;
                }
            }
            let [x, y] = tree.push(*body);
            let (error, size) = ((x - exact[0]).hypot(y - exact[1]), exact[0].hypot(exact[1]));
            assert!(error < 0.12 * size + 0.4, "{x} {y} for {exact:?}");
        }
    }

    #[test]
    fn many_bodies_at_one_point_end() {
        let tree = Quadtree::new(&[Body { at: [1.0, 1.0], mass: 1.0 }; 50]);
        let [x, _] = tree.push(Body { at: [2.0, 1.0], mass: 1.0 });
        assert!((x - 50.0).abs() < 1e-6, "{x}");
    }
}
