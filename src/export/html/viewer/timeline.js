// How many relations fall on each day, month or year; a stretch of it chosen with the pointer is the date filter.

const MARGIN = { left: 4, right: 4, top: 6, bottom: 18 };
let slots = [];

const dayNumber = (date) => Math.floor(Date.parse(date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date) / 864e5);
const dayText = (number) => new Date(number * 864e5).toISOString().slice(0, 10);

function startTimeline() {
  const days = graph.edges.filter((edge) => edge.first).map((edge) => dayNumber(edge.first)).filter(Number.isFinite);
  const place = byId("timeline");
  if (!days.length) {
    place.hidden = true;
    return;
  }
  const [first, last] = [days.reduce((a, b) => Math.min(a, b)), days.reduce((a, b) => Math.max(a, b))];
  slots = makeSlots(first, last);
  for (const edge of graph.edges) if (edge.first && Number.isFinite(dayNumber(edge.first))) edge.slot = slotOf(dayNumber(edge.first));
  for (const id of ["from", "until"]) [byId(id).min, byId(id).max] = [dayText(first), dayText(last)];
  new ResizeObserver(drawTimeline).observe(place);
  keys(place);
  afterFilter.push(drawTimeline);
  brush(place);
}

/** Days for some months, months for some years, else years: each with its first day and the first day after it. */
function makeSlots(first, last) {
  const unit = last - first < 100 ? "day" : last - first < 366 * 12 ? "month" : "year";
  const made = [];
  const date = new Date(first * 864e5);
  if (unit !== "day") date.setUTCDate(1);
  if (unit === "year") date.setUTCMonth(0);
  while (date.getTime() / 864e5 <= last) {
    const from = Math.round(date.getTime() / 864e5);
    const text = dayText(from);
    if (unit === "day") date.setUTCDate(date.getUTCDate() + 1);
    else if (unit === "month") date.setUTCMonth(date.getUTCMonth() + 1);
    else date.setUTCFullYear(date.getUTCFullYear() + 1);
    made.push({ from, until: Math.round(date.getTime() / 864e5), label: unit === "year" ? text.slice(0, 4) : unit === "month" ? text.slice(0, 7) : text });
  }
  return made;
}

function slotOf(day) {
  let [low, high] = [0, slots.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (slots[middle].from <= day) low = middle;
    else high = middle - 1;
  }
  return low;
}

function drawTimeline() {
  const place = byId("timeline");
  const width = place.clientWidth - parseFloat(getComputedStyle(place).paddingLeft) * 2;
  const height = parseFloat(getComputedStyle(place).height) - 12;
  if (width <= 0 || height <= 0) return;
  const [all, shown] = [new Array(slots.length).fill(0), new Array(slots.length).fill(0)];
  for (const edge of graph.edges) {
    if (edge.slot === undefined || !wanted(edge)) continue;
    all[edge.slot] += 1;
    if (edge.shown) shown[edge.slot] += 1;
  }
  const most = Math.max(1, ...all);
  const step = (width - MARGIN.left - MARGIN.right) / slots.length;
  const floor = height - MARGIN.bottom;
  // Low columns stay visible beside high ones.
  const tall = (count) => (count ? Math.max(2, Math.sqrt(count / most) * (floor - MARGIN.top)) : 0);
  const bar = (kind, count, at) => svg("rect", { class: kind, x: MARGIN.left + at * step + Math.min(1, step * 0.1), width: Math.max(1, Math.min(28, step * 0.8)), y: floor - tall(count), height: tall(count), rx: Math.min(2, step * 0.2) });
  const bars = slots.flatMap((slot, at) => (all[at] ? [bar("bar-all", all[at], at), shown[at] ? bar("bar-shown", shown[at], at) : null] : []));
  const every = Math.ceil(72 / step);
  const labels = slots.map((slot, at) => (at % every === 0 && MARGIN.left + at * step < width - 56 ? svg("text", { x: MARGIN.left + at * step, y: height - 4 }, slot.label) : null));
  const picture = svg("svg", { role: "img", "aria-label": summary(shown) }, svg("line", { class: "axis", x1: 0, x2: width, y1: floor + 0.5, y2: floor + 0.5 }), ...bars, ...labels);
  if (filters.from || filters.until) {
    const start = filters.from ? slotOf(dayNumber(filters.from)) : 0;
    const end = filters.until ? slotOf(dayNumber(filters.until)) : slots.length - 1;
    picture.append(svg("rect", { class: "window", x: MARGIN.left + start * step, width: Math.max(2, (end - start + 1) * step), y: 0, height: floor }));
  }
  place.replaceChildren(picture);
}

function summary(shown) {
  const top = shown.map((count, at) => [count, at]).filter(([count]) => count).sort((a, b) => b[0] - a[0]).slice(0, 3);
  return `Relations by date, ${slots[0].label} to ${slots.at(-1).label}; most: ${top.map(([count, at]) => `${slots[at].label}, ${count}`).join("; ") || "none"}`;
}

/** Arrow keys go from column to column, with Shift they move the end of the stretch; Escape chooses all. */
function keys(place) {
  let [fixed, moving] = [-1, -1];
  place.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const last = slots.length - 1;
    if (!filters.from && !filters.until) fixed = moving = -1;
    const goal = { ArrowLeft: moving < 0 ? last : moving - 1, ArrowRight: moving + 1, Home: 0, End: last }[event.key];
    if (event.key === "Escape" && (filters.from || filters.until)) {
      setDates("", "");
      announce("All dates");
    } else if (goal !== undefined) {
      moving = Math.min(last, Math.max(0, goal));
      if (!event.shiftKey || fixed < 0) fixed = moving;
      const [from, until] = stretch(fixed, moving);
      setDates(from, until);
      const shown = graph.edges.filter((edge) => edge.shown).length;
      announce(`${from === until ? from : `${from} to ${until}`}: ${plural(shown, "relation", "relations")}`);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

/** The first day and the last of two columns and those between them. */
function stretch(a, b) {
  return [dayText(slots[Math.min(a, b)].from), dayText(slots[Math.max(a, b)].until - 1)];
}

/** Drag to choose a stretch; a click on a column chooses it, a click on it again all. */
function brush(place) {
  let began = null;
  const at = (event) => {
    const box = place.firstElementChild.getBoundingClientRect();
    const share = (event.clientX - box.left - MARGIN.left) / (box.width - MARGIN.left - MARGIN.right);
    return Math.min(slots.length - 1, Math.max(0, Math.floor(share * slots.length)));
  };
  place.addEventListener("pointerdown", (event) => {
    place.setPointerCapture(event.pointerId);
    began = at(event);
  });
  place.addEventListener("pointermove", (event) => {
    if (began === null || at(event) === began) return;
    [filters.from, filters.until] = stretch(began, at(event));
    drawTimeline();
  });
  place.addEventListener("pointerup", (event) => {
    if (began === null) return;
    const [from, until] = stretch(began, at(event));
    const again = began === at(event) && filters.from === from && filters.until === until;
    began = null;
    if (again) setDates("", "");
    else setDates(from, until);
  });
}
