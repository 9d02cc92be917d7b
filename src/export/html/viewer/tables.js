// The same as tables, to read, sort and hear.

const ROWS = 100;
const tables = {
  relations: {
    caption: "Relations, each with its sentences", rows: () => graph.edges.filter((edge) => edge.shown), sorted: ["count", -1],
    columns: [
      { key: "subject", title: "Subject", of: (edge) => edge.source.name, cell: (edge) => cellButton(edge.source.name, { node: edge.source }) },
      { key: "relation", title: "Relation", of: edgeLabel, cell: (edge) => [cellButton(edgeLabel(edge), { edge }, edge.negated ? "denied" : ""), edge.modality ? ` (${MODALITIES[edge.modality]})` : ""] },
      { key: "object", title: "Object", of: (edge) => edge.target.name, cell: (edge) => cellButton(edge.target.name, { node: edge.target }) },
      { key: "date", title: "Date", class: "date", of: (edge) => edge.first ?? "", cell: (edge) => edge.first ?? "" },
      { key: "said", title: "Said by", class: "said", of: (edge) => speakers(edge).join(", "), cell: (edge) => bdi(speakers(edge).join(", ")) },
      { key: "count", title: "Sentences", class: "number", of: (edge) => edge.count, cell: (edge) => edge.count.toLocaleString("en") },
      { key: "quote", title: "Sentence", class: "quote", of: quoteOf, cell: (edge) => bdi(shorten(quoteOf(edge), 120)) },
    ],
    what: (edge) => ({ edge }),
  },
  entities: {
    caption: "Entities, each with its other names", rows: () => graph.nodes.filter((node) => node.shown), sorted: ["relations", -1],
    columns: [
      { key: "name", title: "Name", of: (node) => node.name, cell: (node) => cellButton(node.name, { node }) },
      { key: "kind", title: "Kind", of: (node) => graph.kinds[node.kind].name, cell: (node) => graph.kinds[node.kind].name },
      { key: "relations", title: "Relations", class: "number", of: (node) => node.edges.filter((edge) => edge.shown).length, cell: (node) => node.edges.filter((edge) => edge.shown).length.toLocaleString("en") },
      { key: "mentions", title: "Mentions", class: "number", of: (node) => node.mentions, cell: (node) => node.mentions.toLocaleString("en") },
      { key: "documents", title: "Articles", class: "number", of: (node) => node.documents, cell: (node) => node.documents.toLocaleString("en") },
      { key: "others", title: "Other names", class: "quote", of: (node) => node.others.join(", "), cell: (node) => bdi(shorten(node.others.join(", "), 120)) },
    ],
    what: (node) => ({ node }),
  },
};

function speakers(edge) {
  return [...new Set(edge.statements.map((statement) => statement.b).filter((index) => index !== undefined))].map((index) => graph.nodes[index].name);
}

function quoteOf(edge) {
  const best = edge.statements.reduce((a, b) => (b.c > a.c ? b : a));
  return best.e.length ? graph.sentences[best.e[0][0]].replace(/\s+/g, " ") : "";
}

const cellButton = (text, what, style) => el("button", { type: "button", class: style || null, onclick: () => choose(what, true) }, bdi(text));

function drawTable(name, focusOn = null) {
  const table = tables[name];
  const view = byId(`${name}-view`);
  const [key, direction] = table.sorted;
  const column = table.columns.find((candidate) => candidate.key === key);
  const compare = new Intl.Collator("en", { numeric: true }).compare;
  const keyed = table.rows().map((row) => [column.of(row), row]);
  keyed.sort(([a], [b]) => direction * (typeof a === "number" ? a - b : compare(a, b)));
  const rows = keyed.map(([, row]) => row);
  const heads = table.columns.map((candidate) => {
    const sort = candidate.key !== key ? null : direction > 0 ? "ascending" : "descending";
    const turn = () => {
      table.sorted = [candidate.key, candidate.key === key ? -direction : candidate.class === "number" ? -1 : 1];
      drawTable(name, candidate.key);
    };
    return el("th", { scope: "col", class: candidate.class, "aria-sort": sort }, el("button", { type: "button", "data-key": candidate.key, onclick: turn }, candidate.title));
  });
  const body = el("tbody");
  const more = el("p", { class: "more" });
  const add = (from) => {
    body.append(...rows.slice(from, from + ROWS).map((row) => el("tr", { "data-id": row.id }, ...table.columns.map((candidate) => el("td", { class: candidate.class }, candidate.cell(row))))));
    const left = rows.length - from - ROWS;
    more.replaceChildren(...(left > 0 ? [el("button", { type: "button", onclick: () => { add(from + ROWS); announce(`${Math.min(from + 2 * ROWS, rows.length)} rows`); } }, `Show ${Math.min(ROWS, left)} more of ${left.toLocaleString("en")}`)] : []));
    markRow();
  };
  const element = el("table", {}, el("caption", {}, `${table.caption}: ${plural(rows.length, "row", "rows")}`), el("thead", {}, el("tr", {}, ...heads)), body);
  view.replaceChildren(el("div", { class: "table", tabindex: "0", role: "region", "aria-label": table.caption }, element, more));
  add(0);
  if (focusOn) {
    view.querySelector(`[data-key="${focusOn}"]`).focus();
    announce(`sorted by ${column.title}`);
  }
}

/** Shows in the table which row is chosen. */
function markRow() {
  const id = (chosen?.edge ?? chosen?.node)?.id;
  for (const row of document.querySelectorAll("tbody tr")) row.classList.toggle("chosen", row.dataset.id === id);
}
