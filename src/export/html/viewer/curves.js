// The course of each edge on the plane: a quadratic curve between the rims of its ends. Parallel edges bend apart.

const APART = 15;

function startCurves() {
  for (const edge of graph.edges) edge.curve = edge.source === edge.target ? loop(edge) : curve(edge);
}

function curve({ source, target, bend }) {
  const [dx, dy] = [target.x - source.x, target.y - source.y];
  const length = Math.hypot(dx, dy) || 1;
  // Long edges with many neighbours bend more, so that they come apart in the middle.
  const side = 2 * bend * Math.min(APART, 4 + length / 12);
  const [cx, cy] = [(source.x + target.x) / 2 - (dy / length) * side, (source.y + target.y) / 2 + (dx / length) * side];
  const [x1, y1] = rim(source, cx, cy, 1);
  const [x2, y2] = rim(target, cx, cy, 2.5);
  return { x1, y1, cx, cy, x2, y2 };
}

/** The point `gap` outside of the node's rim, towards (x, y). */
function rim(node, x, y, gap) {
  const length = Math.hypot(x - node.x, y - node.y) || 1;
  const share = Math.min(0.9, (node.r + gap) / length);
  return [node.x + (x - node.x) * share, node.y + (y - node.y) * share];
}

function loop({ source, bend }) {
  const [r, size] = [source.r, source.r + 22 + 8 * Math.abs(bend)];
  return { x1: source.x - r * 0.7, y1: source.y - r * 0.7, cx: source.x, cy: source.y - r - 2 * size, x2: source.x + r * 0.7, y2: source.y - r * 0.7 };
}

function pointOn({ x1, y1, cx, cy, x2, y2 }, t) {
  const [a, b, c] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
  return [a * x1 + b * cx + c * x2, a * y1 + b * cy + c * y2];
}

/** The square of the distance of (x, y) from the curve, about. */
function distanceTo(curve, x, y, reach) {
  const low = Math.min(curve.x1, curve.cx, curve.x2) - reach;
  const high = Math.max(curve.x1, curve.cx, curve.x2) + reach;
  if (x < low || x > high || y < Math.min(curve.y1, curve.cy, curve.y2) - reach || y > Math.max(curve.y1, curve.cy, curve.y2) + reach) return Infinity;
  let [best, before] = [Infinity, pointOn(curve, 0)];
  for (let step = 1; step <= 12; step += 1) {
    const after = pointOn(curve, step / 12);
    const [dx, dy] = [after[0] - before[0], after[1] - before[1]];
    const t = Math.max(0, Math.min(1, ((x - before[0]) * dx + (y - before[1]) * dy) / (dx * dx + dy * dy || 1)));
    best = Math.min(best, (x - before[0] - t * dx) ** 2 + (y - before[1] - t * dy) ** 2);
    before = after;
  }
  return best;
}
