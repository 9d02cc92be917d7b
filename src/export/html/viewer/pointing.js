// Pointer and keys on the picture.

const pointers = new Map();
let travelled = 0;

/** What lies at a point of the screen, nodes before edges: `{node}`, `{edge}` or null. */
function under(x, y, reach) {
  const [px, py] = toPlane(x, y);
  const near = reach / camera.scale;
  let best = null;
  let least = Infinity;
  for (const node of graph.nodes) {
    if (!node.shown && chosen?.node !== node) continue;
    const distance = Math.hypot(node.x - px, node.y - py) - node.r;
    if (distance < near && distance < least) [best, least] = [{ node }, distance];
  }
  if (best) return best;
  least = near * near;
  for (const edge of candidates()) {
    const distance = distanceTo(edge.curve, px, py, near);
    if (distance < least) [best, least] = [{ edge }, distance];
  }
  return best;
}

/** Where something is chosen, its own edges lie on top. */
function candidates() {
  if (chosen?.node) return chosen.node.edges.filter((edge) => edge.shown);
  if (chosen?.edge) return chosen.edge.pair;
  return graph.edges.filter((edge) => edge.shown);
}

const same = (a, b) => a?.node === b?.node && a?.edge === b?.edge;

function point(found, x, y) {
  const tip = byId("tip");
  byId("top").classList.toggle("over", found !== null);
  if (found) {
    const { node, edge } = found;
    const note = node ? `${graph.kinds[node.kind].name}, ${plural(node.edges.length, "relation", "relations")}` : `${plural(edge.count, "sentence", "sentences")}${edge.first ? `, ${dates(edge)}` : ""}`;
    tip.replaceChildren(node ? bdi(node.name) : el("span", {}, bdi(edge.source.name), ` ${edgeLabel(edge)} `, bdi(edge.target.name)), el("small", {}, note));
    tip.hidden = false;
    const left = Math.min(x + 14, camera.width - tip.offsetWidth - 6);
    const above = y + 18 + tip.offsetHeight > camera.height ? y - tip.offsetHeight - 10 : y + 18;
    [tip.style.left, tip.style.top] = [`${Math.max(6, left)}px`, `${above}px`];
  } else tip.hidden = true;
  if (same(found, pointed)) return;
  pointed = found;
  drawTop();
}

function startPointing() {
  const canvas = byId("top");
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    if (pointers.size === 0) travelled = 0;
    pointers.set(event.pointerId, place(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    const [x, y] = place(event);
    const before = pointers.get(event.pointerId);
    if (!before) {
      if (event.pointerType === "mouse") point(under(x, y, 5), x, y);
      return;
    }
    const [dx, dy] = [x - before[0], y - before[1]];
    travelled += Math.hypot(dx, dy);
    if (pointers.size === 2) {
      const other = [...pointers].find(([id]) => id !== event.pointerId)[1];
      const apart = Math.hypot(before[0] - other[0], before[1] - other[1]) || 1;
      zoomAt((x + other[0]) / 2, (y + other[1]) / 2, Math.hypot(x - other[0], y - other[1]) / apart);
      camera.x -= dx / 2 / camera.scale;
      camera.y -= dy / 2 / camera.scale;
      redraw(true);
    } else if (travelled > 4) {
      cancelAnimationFrame(flight);
      camera.x -= dx / camera.scale;
      camera.y -= dy / camera.scale;
      canvas.classList.add("moving");
      point(null);
      redraw(true);
    }
    pointers.set(event.pointerId, [x, y]);
  });
  const lift = (event) => {
    const [x, y] = place(event);
    if (event.type === "pointerup" && pointers.size === 1 && travelled <= 4) choose(under(x, y, event.pointerType === "mouse" ? 5 : 14));
    pointers.delete(event.pointerId);
    canvas.classList.remove("moving");
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  canvas.addEventListener("pointerleave", () => point(null));
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoomAt(...place(event), Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016)));
    redraw(true);
  }, { passive: false });
  canvas.addEventListener("keydown", keyOnPicture);
  canvas.addEventListener("blur", () => point(null));
  byId("closer").addEventListener("click", () => resizePicture(1.4));
  byId("farther").addEventListener("click", () => resizePicture(1 / 1.4));
  byId("fit").addEventListener("click", showAll);
}

function resizePicture(factor) {
  flyTo({ x: camera.x, y: camera.y, scale: Math.min(8, Math.max(0.02, camera.scale * factor)) }, () => redraw(true));
}

const showAll = () => flyTo(fitted(graph.nodes.filter((node) => node.shown)), () => redraw(true));

function keyOnPicture(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const step = 60 / camera.scale;
  const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
  const acts = {
    "+": () => resizePicture(1.4), "=": () => resizePicture(1.4), "-": () => resizePicture(1 / 1.4), 0: showAll,
    n: () => walk(1), p: () => walk(-1), Enter: () => pointed && choose(pointed, true),
  };
  if (moves[event.key]) {
    camera.x += moves[event.key][0];
    camera.y += moves[event.key][1];
    redraw(true);
  } else if (acts[event.key.length === 1 ? event.key.toLowerCase() : event.key]) acts[event.key.length === 1 ? event.key.toLowerCase() : event.key]();
  else return;
  event.preventDefault();
}

/** The next or previous shown entity, by number of relations; among the neighbours if one is chosen. */
function walk(by) {
  const list = graph.ranked.filter((node) => node.shown && (!chosen?.node || node === chosen.node || node.edges.some((edge) => edge.shown && (edge.source === chosen.node || edge.target === chosen.node))));
  if (!list.length) return;
  const at = list.indexOf(pointed?.node ?? chosen?.node);
  const node = list[(Math.max(at, by < 0 && at < 0 ? 0 : at) + by + list.length) % list.length];
  const [x, y] = toScreen(node.x, node.y);
  if (x < 40 || y < 40 || x > camera.width - 40 || y > camera.height - hiddenBelow() - 40) {
    Object.assign(camera, { x: node.x, y: node.y });
    redraw();
  }
  point({ node }, ...toScreen(node.x, node.y));
  announce(`${node.name}, ${graph.kinds[node.kind].name}, ${plural(node.edges.filter((edge) => edge.shown).length, "relation", "relations")}. Enter shows it.`);
}
