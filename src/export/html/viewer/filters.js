// What is shown: by kind of entity, predicate, polarity, modality and date.

const filters = { kinds: new Set(), predicates: new Set(), modalities: new Set(), polarities: new Set(), from: "", until: "", undated: true };
const afterFilter = [];

const overlaps = (edge) => {
  if (!edge.first) return filters.undated;
  // A month ("2022-03") lasts until its end.
  const end = edge.last.length < 10 ? `${edge.last}~` : edge.last;
  return (!filters.from || end >= filters.from) && (!filters.until || edge.first <= filters.until);
};

/** Whether the relation itself, apart from its date, is wanted. The sets hold what is switched off. */
const wanted = (edge) =>
  !filters.predicates.has(edge.predicate.name) && !filters.modalities.has(edge.modality) &&
  !filters.polarities.has(edge.negated) && !filters.kinds.has(edge.source.kind) && !filters.kinds.has(edge.target.kind);

const offCount = () =>
  filters.kinds.size + filters.predicates.size + filters.modalities.size + filters.polarities.size +
  (filters.from ? 1 : 0) + (filters.until ? 1 : 0) + (filters.undated ? 0 : 1);

/** Filters anew, and tells all who show the graph. */
function applyFilters() {
  const ofEdges = offCount() > filters.kinds.size;
  for (const edge of graph.edges) edge.shown = wanted(edge) && overlaps(edge);
  for (const node of graph.nodes) {
    const alone = node.edges.length === 0 && !ofEdges;
    node.shown = !filters.kinds.has(node.kind) && (alone || node.edges.some((edge) => edge.shown));
  }
  const nodes = graph.nodes.filter((node) => node.shown).length;
  const edges = graph.edges.filter((edge) => edge.shown).length;
  const all = offCount() === 0;
  const of = (shown, total, one, many) => (all ? plural(total, one, many) : `${shown.toLocaleString("en")} of ${plural(total, one, many)}`);
  byId("counts").textContent = [
    of(nodes, graph.nodes.length, "entity", "entities"), of(edges, graph.edges.length, "relation", "relations"),
    plural(graph.articles.length, "article", "articles"),
  ].join(", ");
  byId("filters-on").textContent = offCount() || "";
  byId("nothing").hidden = nodes > 0;
  announce(`${plural(nodes, "entity", "entities")} and ${plural(edges, "relation", "relations")} shown`);
  for (const act of afterFilter) act();
}

function check(parent, set, value, label, mark, count, title) {
  const input = el("input", { type: "checkbox", checked: true, onchange: () => {
    if (input.checked) set.delete(value);
    else set.add(value);
    applyFilters();
  } });
  const boxes = parent.boxes ?? (parent.boxes = []);
  boxes.push({ input, set, value });
  parent.append(el("label", { class: "check", title }, input, mark, el("span", { class: "name" }, label),
    el("span", { class: "count" }, count.toLocaleString("en"))));
}

function setBoxes(parent, on) {
  for (const { input, set, value } of parent.boxes ?? []) {
    input.checked = on;
    if (on) set.delete(value);
    else set.add(value);
  }
}

function setDates(from, until) {
  [filters.from, filters.until] = [from, until];
  [byId("from").value, byId("until").value] = [from, until];
  applyFilters();
}

function startFilters() {
  const count = (test) => graph.edges.filter(test).length;
  const plain = { negated: false, about: false, symmetric: false, modality: 0 };
  const kindNames = { Person: "People", Country: "Countries", Organization: "Organizations" };
  graph.kinds.forEach((kind, index) => {
    const nodes = graph.nodes.filter((node) => node.kind === index).length;
    check(byId("kinds"), filters.kinds, index, kindNames[kind.name] ?? kind.name, kindMark(index), nodes);
  });
  const modalities = [["a fact", "said as a fact"], ["planned", "scheduled, intended, promised, expected"], ["possible", "conditional, feared, demanded, denied"]];
  modalities.forEach(([label, title], modality) =>
    check(byId("modalities"), filters.modalities, modality, label, lineMark({ ...plain, modality }), count((edge) => edge.modality === modality), title));
  [["affirmed", false, "it is said to be so"], ["negated", true, "it is said not to be so, or never to come"]].forEach(([label, negated, title]) =>
    check(byId("polarities"), filters.polarities, negated, label, lineMark({ ...plain, negated }), count((edge) => edge.negated === negated), title));
  for (const predicate of graph.predicates)
    check(byId("predicates"), filters.predicates, predicate.name, predicate.label, null, predicate.edges, predicate.definition);
  const undated = count((edge) => !edge.first);
  byId("undated-count").textContent = undated.toLocaleString("en");
  byId("undated-label").hidden = undated === 0;
  byId("undated").addEventListener("change", (event) => {
    filters.undated = event.target.checked;
    applyFilters();
  });
  for (const id of ["from", "until"])
    byId(id).addEventListener("change", () => setDates(byId("from").value, byId("until").value));
  for (const [id, on] of [["all-predicates", true], ["no-predicates", false]])
    byId(id).addEventListener("click", () => {
      setBoxes(byId("predicates"), on);
      applyFilters();
    });
  byId("reset").addEventListener("click", () => {
    for (const id of ["kinds", "modalities", "polarities", "predicates"]) setBoxes(byId(id), true);
    byId("undated").checked = filters.undated = true;
    setDates("", "");
  });
  byId("filters-button").addEventListener("click", () => {
    const open = byId("filters").classList.toggle("open");
    byId("filters-button").setAttribute("aria-expanded", open);
  });
}
