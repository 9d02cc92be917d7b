//! Where the nodes of a drawing stand. In: [`KnowledgeGraph`]; out: a [`Place`] for each node, in order of node.
//!
//! Nodes push each other away and edges pull their ends together, as in ForceAtlas2 (Jacomy et al. 2014), with a pull that
//! grows with the square root of the length, between that of ForceAtlas2 and LinLog (Noack 2007): groups show without
//! falling apart. The push is summed up over a quadtree (Barnes and Hut 1986). Each connected component is
//! laid out alone, boxes around nodes and names are moved off each other, and the components are packed.
//!
//! Sums are made in one order, and with nothing but what IEEE 754 defines to the last bit, from a fixed start: the same
//! graph has the same drawing everywhere.

mod packing;
mod quadtree;

use super::KnowledgeGraph;
use packing::{Cell, pack, separate};
use petgraph::unionfind::UnionFind;
use petgraph::visit::EdgeRef;
use quadtree::{Body, Quadtree};
use std::collections::BTreeMap;

/// Where a node stands and how large it is drawn, in pixels at the scale 1; x grows to the right and y downwards. Around
/// the circle and a name below it (of 11 pixels' height, 18 letters at most) nothing else stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Of the centre.
    pub x: f64,
    /// Of the centre.
    pub y: f64,
    /// Of the circle: its square grows with the number of edges.
    pub radius: f64,
}

/// A place for each node of `graph`, in order of node. The middle of the drawing is (0, 0).
pub fn layout(graph: &KnowledgeGraph) -> Vec<Place> {
    let count = graph.nodes().len();
    let mut bonds: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut degrees = vec![0_usize; count];
    let mut components = UnionFind::<usize>::new(count);
    for edge in graph.petgraph().edge_references() {
        let (a, b) = (edge.source().index(), edge.target().index());
        degrees[a] += 1;
        degrees[b] += 1;
        components.union(a, b);
        if a != b {
            *bonds.entry((a.min(b), a.max(b))).or_default() += 1;
        }
    }
    let cells: Vec<Cell> = graph.nodes().zip(&degrees).map(|(node, &degree)| cell(&node.name, degree)).collect();
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for node in 0..count {
        members.entry(components.find(node)).or_default().push(node);
    }
    let mut pulls: BTreeMap<usize, Vec<(usize, usize, f64)>> = BTreeMap::new();
    for (&(a, b), &edges) in &bonds {
        pulls.entry(components.find(a)).or_default().push((a, b, (edges as f64).sqrt()));
    }
    let mut places = vec![[0.0; 2]; count];
    let mut groups: Vec<Vec<usize>> = Vec::with_capacity(members.len());
    for (root, nodes) in members {
        let arranged = arrange(&nodes, pulls.get(&root).map_or(&[], Vec::as_slice), &cells);
        nodes.iter().zip(arranged).for_each(|(&node, place)| places[node] = place);
        groups.push(nodes);
    }
    groups.sort_by_key(|nodes| (std::cmp::Reverse(nodes.len()), nodes.first().copied()));
    pack(&groups, &cells, &mut places);
    // A tenth of a pixel is more than anybody sees, and keeps files small.
    let tenth = |value: f64| (value * 10.0).round() / 10.0 + 0.0;
    let place = |([x, y], cell): ([f64; 2], &Cell)| Place { x: tenth(x), y: tenth(y), radius: cell.radius };
    places.into_iter().zip(&cells).map(place).collect()
}

/// The room that a node with its name takes.
fn cell(name: &str, degree: usize) -> Cell {
    let radius = ((5.0 + 1.6 * (degree as f64).sqrt()).min(26.0) * 10.0).round() / 10.0;
    let letters = name.chars().count().min(18) as f64;
    Cell { radius, half: [(3.1 * letters).max(radius) + 5.0, radius + 11.0] }
}

/// How far apart the nodes of a component are: this, times the square root of their number, is the root mean square of
/// their distances from its middle.
const SPREAD: f64 = 46.0;

/// Places of the nodes of one connected component.
fn arrange(nodes: &[usize], pulls: &[(usize, usize, f64)], cells: &[Cell]) -> Vec<[f64; 2]> {
    if nodes.len() < 2 {
        return vec![[0.0; 2]; nodes.len()];
    }
    let local: BTreeMap<usize, usize> = nodes.iter().enumerate().map(|(local, &node)| (node, local)).collect();
    let pulls: Vec<(usize, usize, f64)> =
        pulls.iter().map(|&(a, b, strength)| (local[&a], local[&b], strength)).collect();
    let mut places = simulate(nodes.len(), &pulls);
    spread(&mut places);
    let boxes: Vec<[f64; 2]> = nodes.iter().map(|&node| cells[node].half).collect();
    separate(&mut places, &boxes);
    places
}

/// The forces' work: every node moves with the sum of its forces, by less and less.
fn simulate(count: usize, pulls: &[(usize, usize, f64)]) -> Vec<[f64; 2]> {
    let mut masses = vec![1.0; count];
    for &(a, b, strength) in pulls {
        masses[a] += strength;
        masses[b] += strength;
    }
    let mut bodies = start(&masses);
    let width = (count as f64).sqrt();
    let rounds = if count > 1000 { 220 } else { 500 };
    let mut forces = vec![[0.0; 2]; count];
    for round in 0..rounds {
        let tree = Quadtree::new(&bodies);
        for (force, body) in forces.iter_mut().zip(&bodies) {
            let [x, y] = tree.push(*body);
            // A weak pull to the middle keeps far branches near.
            *force = [x - 0.02 * body.at[0], y - 0.02 * body.at[1]];
        }
        for &(a, b, strength) in pulls {
            let [dx, dy] = [bodies[b].at[0] - bodies[a].at[0], bodies[b].at[1] - bodies[a].at[1]];
            let length = (dx * dx + dy * dy).sqrt().max(1e-9);
            let pull = strength / length.sqrt();
            for (end, sign) in [(a, 1.0), (b, -1.0)] {
                forces[end][0] += sign * pull * dx / masses[end] * PULL;
                forces[end][1] += sign * pull * dy / masses[end] * PULL;
            }
        }
        let left = 1.0 - round as f64 / rounds as f64;
        let most = 0.25 * width * left * left + 0.001;
        for (body, [x, y]) in bodies.iter_mut().zip(&forces) {
            let length = (x * x + y * y).sqrt();
            let step = if length > most { most / length } else { 1.0 };
            body.at[0] += x * step;
            body.at[1] += y * step;
        }
    }
    bodies.into_iter().map(|body| body.at).collect()
}

/// The strength of an edge's pull beside the nodes' push.
const PULL: f64 = 2.0;

/// Nodes at places that a small generator (Knuth's MMIX) throws, always the same.
fn start(masses: &[f64]) -> Vec<Body> {
    let mut state: u64 = 20_220_224;
    let width = (masses.len() as f64).sqrt();
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 40) as f64 / (1_u64 << 24) as f64 - 0.5) * width
    };
    masses.iter().map(|&mass| Body { at: [next(), next()], mass }).collect()
}

/// Moves the middle to (0, 0), lays the longer side flat, and makes room according to the number of nodes.
fn spread(places: &mut [[f64; 2]]) {
    let count = places.len() as f64;
    let mean = |axis: usize, places: &[[f64; 2]]| places.iter().map(|place| place[axis]).sum::<f64>() / count;
    let middle = [mean(0, places), mean(1, places)];
    places.iter_mut().for_each(|place| *place = [place[0] - middle[0], place[1] - middle[1]]);
    let square = |axis: usize, places: &[[f64; 2]]| places.iter().map(|place| place[axis] * place[axis]).sum::<f64>();
    let [wide, high] = [square(0, places), square(1, places)];
    let scale = SPREAD * count / (wide + high).max(1e-9).sqrt();
    for place in places {
        *place = [place[0] * scale, place[1] * scale];
        if high > wide {
            place.swap(0, 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two cliques of six that one edge joins.
    fn barbell() -> Vec<(usize, usize, f64)> {
        let pairs = (0..6).flat_map(|a| (0..a).map(move |b| (a, b)));
        pairs.flat_map(|(a, b)| [(b, a, 1.0), (b + 6, a + 6, 1.0)]).chain([(0, 6, 1.0)]).collect()
    }

    #[test]
    fn groups_stand_apart() {
        let places = simulate(12, &barbell());
        let distance = |a: usize, b: usize| {
            let [dx, dy] = [places[a][0] - places[b][0], places[a][1] - places[b][1]];
            (dx * dx + dy * dy).sqrt()
        };
        let within = distance(1, 2).max(distance(7, 8));
        assert!(distance(1, 8) > 1.5 * within, "{} across, {within} within", distance(1, 8));
    }

    #[test]
    fn places_are_the_same_every_time() {
        assert_eq!(simulate(12, &barbell()), simulate(12, &barbell()));
    }
}
