// Which part of the plane the picture shows.

const camera = { x: 0, y: 0, scale: 1, width: 1, height: 1 };
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let flight = 0;

const toScreen = (x, y) => [(x - camera.x) * camera.scale + camera.width / 2, (y - camera.y) * camera.scale + camera.height / 2];
const toPlane = (x, y) => [(x - camera.width / 2) / camera.scale + camera.x, (y - camera.height / 2) / camera.scale + camera.y];

/** How much of the picture's lower edge the details hide, on small screens. */
function hiddenBelow() {
  const [stage, details] = [byId("stage").getBoundingClientRect(), byId("details").getBoundingClientRect()];
  const over = details.width >= stage.width * 0.9 && details.height > 0;
  return over ? Math.max(0, stage.bottom - details.top) : 0;
}

function fitted(nodes) {
  if (!nodes.length) return { x: 0, y: 0, scale: 1 };
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const node of nodes) {
    left = Math.min(left, node.x - node.r - 24);
    right = Math.max(right, node.x + node.r + 24);
    top = Math.min(top, node.y - node.r - 10);
    bottom = Math.max(bottom, node.y + node.r + 22);
  }
  const height = camera.height - hiddenBelow();
  const scale = Math.min(1.6, (camera.width - 24) / (right - left), (height - 24) / (bottom - top));
  return { x: (left + right) / 2, y: (top + bottom) / 2 + hiddenBelow() / 2 / scale, scale };
}

/** Moves the camera to `goal`, in a fifth of a second. */
function flyTo(goal, moved) {
  cancelAnimationFrame(flight);
  if (calm.matches) {
    Object.assign(camera, goal);
    moved();
    return;
  }
  const from = { ...camera };
  const began = performance.now();
  const step = (now) => {
    const share = Math.min(1, Math.max(0, (now - began) / 220));
    const eased = 1 - (1 - share) ** 3;
    for (const key of ["x", "y"]) camera[key] = from[key] + (goal[key] - from[key]) * eased;
    camera.scale = from.scale * (goal.scale / from.scale) ** eased;
    moved();
    if (share < 1) flight = requestAnimationFrame(step);
  };
  flight = requestAnimationFrame(step);
}

function zoomAt(x, y, factor) {
  cancelAnimationFrame(flight);
  const [px, py] = toPlane(x, y);
  camera.scale = Math.min(8, Math.max(0.02, camera.scale * factor));
  const [qx, qy] = toPlane(x, y);
  camera.x += px - qx;
  camera.y += py - qy;
}
