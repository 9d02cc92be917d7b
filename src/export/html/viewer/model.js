// The graph as the page knows it, out of the short form of its data.

const MODALITIES = ["actual", "planned", "hypothetical"];
const graph = readGraph(JSON.parse(byId("graph").textContent));
/** What is chosen: `{node}`, `{edge}` or null. */
let chosen = null;

function readGraph(data) {
  const predicates = data.predicates.map((predicate) => ({ ...predicate, label: predicate.name.replaceAll("_", " "), edges: 0 }));
  const nodes = data.nodes.map((node, index) => ({
    index, id: node.id, name: node.n, kind: node.k, x: node.x, y: node.y, r: node.r,
    others: node.a ?? [], offices: node.o ?? [], wikidata: node.w, code: node.c, documents: node.d, mentions: node.m,
    edges: [], shown: true,
  }));
  const edges = data.edges.map((edge, index) => readEdge(edge, index, data, nodes, predicates));
  const pairs = new Map();
  for (const edge of edges) {
    edge.source.edges.push(edge);
    if (edge.target !== edge.source) edge.target.edges.push(edge);
    edge.predicate.edges += 1;
    const [a, b] = [edge.source.index, edge.target.index].sort((x, y) => x - y);
    const pair = pairs.get(a * nodes.length + b) ?? [];
    pair.push(edge);
    pairs.set(a * nodes.length + b, pair);
  }
  for (const pair of pairs.values()) {
    pair.forEach((edge, place) => {
      edge.pair = pair;
      // Seen from the lower of both ends, so that opposite edges bend to opposite sides.
      edge.bend = (place - (pair.length - 1) / 2) * (edge.source.index <= edge.target.index ? 1 : -1);
    });
  }
  const ranked = [...nodes].sort((a, b) => b.edges.length - a.edges.length || a.index - b.index);
  return { ...data, nodes, edges, predicates, ranked };
}

function readEdge(edge, index, data, nodes, predicates) {
  const relation = data.relations[edge.r];
  const predicate = predicates[relation.p];
  return {
    index, id: edge.id, source: nodes[edge.s], target: nodes[edge.t], relation, predicate, symmetric: predicate.symmetric,
    negated: edge.p === 1, modality: edge.m, about: edge.l === 1, count: edge.n, role: edge.o,
    first: edge.f, last: edge.z ?? edge.f, statements: edge.x ? edge.x.map((number) => relation.s[number]) : relation.s,
    shown: true, bend: 0, pair: [],
  };
}

/** "accused", "not visited", "holds office: foreign minister", "warned (about)". */
function edgeLabel(edge) {
  const not = edge.negated ? "not " : "";
  const what = edge.role ? `${edge.predicate.label}: ${edge.role}` : edge.predicate.label;
  return `${not}${what}${edge.about ? " about" : ""}`;
}

/** "Russia, accused, Ukraine (planned, not)" for those who hear it. */
function edgeSentence(edge) {
  const modality = edge.modality ? ` (${MODALITIES[edge.modality]})` : "";
  return `${edge.source.name} ${edgeLabel(edge)} ${edge.target.name}${modality}`;
}

const dates = (edge) => (!edge.first ? "" : edge.first === edge.last ? edge.first : `${edge.first} to ${edge.last}`);

/** Without accents and case, to compare names as they are typed. */
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
