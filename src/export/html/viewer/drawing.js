// The picture. `base` holds the graph, `top` what is chosen or pointed at, so that the graph need not be drawn again for
// each step of the pointer. While a large graph moves, its last picture moves in its place.

const base = byId("base").getContext("2d");
const topmost = byId("top").getContext("2d");
const kept = { canvas: document.createElement("canvas"), camera: null, cost: 0 };
// Its pixels are waited for, to know what they cost.
kept.canvas.getContext("2d", { willReadFrequently: true });
/** A picture that takes longer than this (milliseconds) is not drawn for each frame. */
const SLOW = 18;
const SETTLED = 130;
let [asked, settling, wholly] = [0, 0, true];
/** What the pointer is over: `{node}`, `{edge}` or null. */
let pointed = null;

/** Draws soon: all of it, or (`moved`) perhaps the last picture at its new place. */
function redraw(moved = false) {
  wholly ||= !moved || kept.cost <= SLOW;
  if (moved && kept.cost > SLOW) {
    clearTimeout(settling);
    settling = setTimeout(() => redraw(), SETTLED);
  }
  asked ||= requestAnimationFrame(() => {
    asked = 0;
    if (wholly || !kept.camera) drawBase();
    else moveKept();
    wholly = false;
    drawTop();
  });
}

/** Draws at once; gives the milliseconds that it took. */
function drawNow() {
  const began = performance.now();
  drawBase();
  const context = kept.canvas.getContext("2d");
  context.drawImage(base.canvas, 0, 0);
  context.getImageData(0, 0, 1, 1); // Waits for the pixels.
  return performance.now() - began;
}

function resize() {
  const stage = byId("stage");
  const ratio = Math.min(2, devicePixelRatio || 1);
  const [width, height] = [stage.clientWidth, stage.clientHeight];
  // A canvas is cleared when its size is set, even to the same.
  const same = width === camera.width && height === camera.height && ratio === camera.ratio;
  if (!width || !height || same) return false;
  for (const canvas of [base.canvas, topmost.canvas, kept.canvas]) [canvas.width, canvas.height] = [width * ratio, height * ratio];
  Object.assign(camera, { width, height, ratio });
  kept.camera = null;
  return true;
}

function clear(context) {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
}

/** World coordinates from here on. */
function enter(context) {
  const scale = camera.scale * camera.ratio;
  context.setTransform(scale, 0, 0, scale, (camera.width / 2) * camera.ratio - camera.x * scale, (camera.height / 2) * camera.ratio - camera.y * scale);
}

function moveKept() {
  const from = kept.camera;
  const scale = camera.scale / from.scale;
  clear(base);
  const [x, y] = toScreen(from.x - from.width / 2 / from.scale, from.y - from.height / 2 / from.scale);
  base.setTransform(scale, 0, 0, scale, x * camera.ratio, y * camera.ratio);
  base.drawImage(kept.canvas, 0, 0);
}

function drawBase() {
  const began = performance.now();
  clear(base);
  enter(base);
  const view = seen();
  const edges = graph.edges.filter((edge) => edge.shown && touches(edge.curve, view));
  const nodes = graph.ranked.filter((node) => node.shown && node.x + node.r > view[0] && node.x - node.r < view[2] && node.y + node.r > view[1] && node.y - node.r < view[3]);
  // The more lines, the fainter, so that a dense middle is not one dark spot.
  drawEdges(base, edges, Math.min(0.75, 0.7 * (1000 / (edges.length + 1)) ** 0.8));
  drawNodes(base, nodes);
  const room = new Room();
  const most = camera.scale < 0.4 ? Math.max(20, (camera.width * camera.height) / 9000) : 260;
  nameAll(base, nodes, room, most);
  if (camera.scale > 1.25 && edges.length < 250) drawLabels(base, edges, room);
  if (kept.cost > SLOW || edges.length > 1500) {
    // Waiting for the pixels tells the true cost, which commands alone do not.
    const context = kept.canvas.getContext("2d");
    clear(context);
    context.drawImage(base.canvas, 0, 0);
    context.getImageData(0, 0, 1, 1);
    kept.camera = { ...camera };
  } else kept.camera = null;
  kept.cost = performance.now() - began;
}

const seen = () => [...toPlane(0, 0), ...toPlane(camera.width, camera.height)];

const touches = ({ x1, y1, cx, cy, x2, y2 }, [left, above, right, below]) =>
  Math.max(x1, cx, x2) > left && Math.min(x1, cx, x2) < right && Math.max(y1, cy, y2) > above && Math.min(y1, cy, y2) < below;

/** Edges that look alike are one path. */
function drawEdges(context, edges, alpha) {
  const alike = new Map();
  for (const edge of edges) {
    const width = edge.count > 3 ? 2 : edge.count > 1 ? 1 : 0;
    const look = (edge.negated ? 1 : 0) + 2 * edge.modality + 6 * (edge.about ? 1 : 0) + 12 * width;
    if (alike.has(look)) alike.get(look).push(edge);
    else alike.set(look, [edge]);
  }
  // What is said often, and what is denied, above the others.
  for (const look of [...alike.keys()].sort((a, b) => a - b)) {
    const [negated, modality, about, width] = [look % 2 === 1, Math.floor(look / 2) % 3, Math.floor(look / 6) % 2 === 1, [1.1, 1.7, 2.6][Math.floor(look / 12)]];
    const group = alike.get(look);
    context.globalAlpha = Math.min(1, alpha * (negated ? 1.3 : 1));
    context.strokeStyle = context.fillStyle = negated ? colors.denied : about ? colors.about : colors.edge;
    const line = width * Math.min(1, 0.45 + 0.55 * camera.scale);
    context.lineWidth = line / camera.scale;
    context.lineCap = modality === 2 ? "round" : "butt";
    const near = camera.scale > 0.25;
    context.setLineDash(near ? DASHES[modality].map((length) => length * Math.min(1, camera.scale) / camera.scale) : []);
    context.beginPath();
    for (const { curve } of group) {
      context.moveTo(curve.x1, curve.y1);
      if (near) context.quadraticCurveTo(curve.cx, curve.cy, curve.x2, curve.y2);
      else context.lineTo(curve.x2, curve.y2);
    }
    context.stroke();
    context.setLineDash([]);
    if (camera.scale > 0.3) drawHeads(context, group, { negated, about, size: (5 + 1.6 * width) * Math.min(1, camera.scale) / camera.scale });
  }
  context.globalAlpha = 1;
}

/** An arrow at the end, a bar if it is denied, open if it is only about; at both ends where the direction says nothing. */
function drawHeads(context, edges, { negated, about, size }) {
  context.beginPath();
  for (const { curve, symmetric } of edges) {
    head(context, curve.x2, curve.y2, curve.cx, curve.cy, negated, size);
    if (symmetric) head(context, curve.x1, curve.y1, curve.cx, curve.cy, negated, size);
  }
  if (negated) {
    context.lineWidth *= 1.3;
    context.stroke();
  } else if (about) {
    context.save();
    context.globalAlpha = 1;
    context.fillStyle = colors.paper;
    context.fill();
    context.restore();
    context.stroke();
  } else context.fill();
}

function head(context, x, y, fromX, fromY, bar, size) {
  const length = Math.hypot(x - fromX, y - fromY) || 1;
  const [ux, uy] = [(x - fromX) / length, (y - fromY) / length];
  if (bar) {
    context.moveTo(x - uy * size * 0.75, y + ux * size * 0.75);
    context.lineTo(x + uy * size * 0.75, y - ux * size * 0.75);
    return;
  }
  context.moveTo(x, y);
  context.lineTo(x - ux * size - uy * size * 0.45, y - uy * size + ux * size * 0.45);
  context.lineTo(x - ux * size + uy * size * 0.45, y - uy * size - ux * size * 0.45);
  context.closePath();
}

function drawNodes(context, nodes) {
  const least = 1.4 / camera.scale;
  for (const kind of graph.kinds.keys()) {
    context.beginPath();
    for (const node of nodes) if (node.kind === kind) shape(context, node, Math.max(node.r, least));
    context.fillStyle = graph.kinds[kind].color;
    context.fill();
    context.strokeStyle = colors.paper;
    context.lineWidth = 1.5 / Math.max(1, camera.scale);
    if (camera.scale > 0.15) context.stroke();
  }
}

function shape(context, { kind, x, y }, r) {
  if (kind === 0) {
    context.moveTo(x + r, y);
    context.arc(x, y, r, 0, 2 * Math.PI);
  } else if (kind === 1) {
    const side = r * 0.89;
    context.roundRect(x - side, y - side, 2 * side, 2 * side, side * 0.4);
  } else {
    const reach = r * 1.15;
    context.moveTo(x, y - reach);
    context.lineTo(x + reach, y);
    context.lineTo(x, y + reach);
    context.lineTo(x - reach, y);
    context.closePath();
  }
}

/** Which places of the screen hold a word already. */
class Room {
  constructor() {
    this.taken = new Map();
  }

  /** Keeps words off the larger nodes. */
  reserve(nodes) {
    for (const node of nodes.slice(0, 300)) {
      const [x, y] = toScreen(node.x, node.y);
      const r = node.r * camera.scale * 0.7;
      if (r > 2.5) this.take(x - r, y - r, x + r, y + r);
    }
  }

  /** Takes the box if it is free. */
  take(left, top, right, bottom) {
    const [cells, size] = [[], 64];
    for (let x = Math.floor(left / size); x <= right / size; x += 1)
      for (let y = Math.floor(top / size); y <= bottom / size; y += 1) {
        const cell = this.taken.get(x * 4096 + y) ?? [];
        if (cell.some((box) => box[0] < right && box[2] > left && box[1] < bottom && box[3] > top)) return false;
        cells.push([x * 4096 + y, cell]);
      }
    for (const [key, cell] of cells) this.taken.set(key, [...cell, [left, top, right, bottom]]);
    return true;
  }
}

const shorten = (name, most) => (name.length > most ? `${[...name].slice(0, most - 1).join("")}…` : name);

/** The name of a node, or of a body with a long name the form that the texts use most among the shorter ones. */
function brief(node) {
  if (node.name.length <= 24 || node.kind !== "Organization") return node.name;
  return node.others.find((other) => other.length <= 24 && /^\p{Lu}/u.test(other)) ?? node.name;
}

/** The names of the largest nodes, and then those that cover no other node. */
function nameAll(context, nodes, room, most) {
  const large = new Set(nodes.filter((node, place) => node.r > 11 || place < 12).slice(0, most));
  drawNames(context, large, room, most);
  room.reserve(nodes);
  drawNames(context, nodes.filter((node) => !large.has(node)), room, most - large.size);
}

/** Names below the nodes, of the largest first, where there is room. */
function drawNames(context, nodes, room, most) {
  context.setTransform(camera.ratio, 0, 0, camera.ratio, 0, 0);
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  let drawn = 0;
  for (const node of nodes) {
    if (drawn >= most) break;
    const size = Math.round(Math.min(17, 11 + node.r / 5) * Math.min(1.25, Math.max(0.92, camera.scale)));
    context.font = `${node.r > 12 ? 600 : 400} ${size}px ${colors.font}`;
    node.short ??= shorten(brief(node), 30);
    const width = context.measureText(node.short).width / 2 + 3;
    const [x, y] = toScreen(node.x, node.y + Math.max(node.r, 2 / camera.scale));
    if (x + width < 0 || x - width > camera.width || y > camera.height) continue;
    if (!room.take(x - width, y, x + width, y + size + 3)) continue;
    haloed(context, node.short, x, y + 2, colors.ink);
    drawn += 1;
  }
}

function drawLabels(context, edges, room) {
  context.setTransform(camera.ratio, 0, 0, camera.ratio, 0, 0);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.font = `italic 11.5px ${colors.font}`;
  for (const edge of edges) {
    const text = shorten(edgeLabel(edge), 32);
    const width = context.measureText(text).width / 2 + 3;
    // Beside the middle there may be room where in the middle there is none.
    for (const t of [0.5, 0.38, 0.62, 0.28, 0.72]) {
      const [x, y] = toScreen(...pointOn(edge.curve, t));
      if (!room.take(x - width, y - 7, x + width, y + 7)) continue;
      haloed(context, text, x, y, edge.negated ? colors.denied : colors.soft);
      break;
    }
  }
}

function haloed(context, text, x, y, color) {
  context.strokeStyle = colors.paper;
  context.lineWidth = 3.5;
  context.strokeText(text, x, y);
  context.fillStyle = color;
  context.fillText(text, x, y);
}

/** What is chosen, over a faint graph; and what the pointer is over. */
function drawTop() {
  clear(topmost);
  base.canvas.classList.toggle("faint", chosen !== null);
  const focus = chosen ?? pointed;
  if (!focus) return;
  const edges = focus.edge ? focus.edge.pair.filter((edge) => edge.shown || edge === focus.edge) : focus.node.edges.filter((edge) => edge.shown);
  const extra = chosen && pointed?.edge && !edges.includes(pointed.edge) ? [pointed.edge] : [];
  const ends = new Set([...edges, ...extra].flatMap((edge) => [edge.source, edge.target]));
  if (focus.node) ends.add(focus.node);
  if (pointed?.node) ends.add(pointed.node);
  enter(topmost);
  drawEdges(topmost, [...edges, ...extra], edges.length > 120 ? 0.5 : 0.95);
  if (focus.edge) ring(focus.edge);
  const nodes = [...ends].sort((a, b) => (b === focus.node) - (a === focus.node) || b.edges.length - a.edges.length);
  drawNodes(topmost, nodes);
  for (const node of new Set([chosen?.node, pointed?.node])) if (node) outline(node);
  const room = new Room();
  nameAll(topmost, nodes, room, 200);
  if (chosen && edges.length <= 60) drawLabels(topmost, edges, room);
}

function outline(node) {
  topmost.beginPath();
  shape(topmost, node, Math.max(node.r, 2 / camera.scale) + 3.5 / camera.scale);
  topmost.strokeStyle = colors.ink;
  topmost.lineWidth = 2 / camera.scale;
  topmost.stroke();
}

function ring({ curve, negated }) {
  topmost.beginPath();
  topmost.moveTo(curve.x1, curve.y1);
  topmost.quadraticCurveTo(curve.cx, curve.cy, curve.x2, curve.y2);
  topmost.globalAlpha = 0.25;
  topmost.strokeStyle = negated ? colors.denied : colors.ink;
  topmost.lineWidth = 9 / camera.scale;
  topmost.stroke();
  topmost.globalAlpha = 1;
}
