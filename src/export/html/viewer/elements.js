// Elements of the page. Text goes in as text and never as markup.

const byId = (id) => document.getElementById(id);

/** An element; `options` are attributes, `class`, and listeners as `onclick`. Children are elements or text. */
function el(tag, options = {}, ...children) {
  return fill(document.createElement(tag), options, children);
}

function svg(tag, options = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), options, children);
}

function fill(element, options, children) {
  for (const [key, value] of Object.entries(options)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** A name that keeps its own direction of writing. */
const bdi = (text) => el("bdi", {}, text);

/** Tells readers of the screen what changed. */
function announce(text) {
  byId("status").textContent = text;
}

const plural = (count, one, many) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

/** The mark of a kind: a circle, a rounded square, a diamond, so that colour is not all that tells them apart. */
function kindMark(kind) {
  const fill = graph.kinds[kind].color;
  const shapes = [
    () => svg("circle", { cx: 7, cy: 7, r: 5.5, fill }),
    () => svg("rect", { x: 1.8, y: 1.8, width: 10.4, height: 10.4, rx: 2.6, fill }),
    () => svg("path", { d: "M7 .6 13.4 7 7 13.4 .6 7Z", fill }),
  ];
  return svg("svg", { width: 14, height: 14, "aria-hidden": "true" }, shapes[kind]());
}

const DASHES = [[], [6, 4], [1.5, 4]];

/** The line of an edge, as it is drawn. */
function lineMark(edge) {
  const color = `var(--${edge.negated ? "denied" : edge.about ? "about" : "edge"})`;
  const line = svg("line", { x1: 1, y1: 5, x2: 22, y2: 5, stroke: color, "stroke-width": 1.8, "stroke-dasharray": DASHES[edge.modality].join(" ") || null });
  const head = edge.negated
    ? svg("line", { x1: 24, y1: 1, x2: 24, y2: 9, stroke: color, "stroke-width": 2 })
    : svg("path", { d: "M21 1.4 29 5 21 8.6Z", fill: edge.about ? "none" : color, stroke: color });
  const tail = edge.symmetric && !edge.negated ? svg("path", { d: "M8 1.4 0 5 8 8.6Z", fill: color }) : null;
  return svg("svg", { width: 30, height: 10, "aria-hidden": "true" }, line, head, tail);
}
