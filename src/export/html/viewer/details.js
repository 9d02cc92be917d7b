// What is chosen, in words: an entity with its names, offices and relations, or a relation with its sentences.

let cameFrom = null;

/** Chooses `what` (`{node}`, `{edge}` or null) and shows it; `focus` moves the keyboard there. */
function choose(what, focus = false) {
  const changed = !same(what, chosen);
  chosen = what;
  const panel = byId("details");
  const was = panel.hidden;
  panel.hidden = what === null;
  if (what) {
    if (was) cameFrom = document.activeElement;
    panel.replaceChildren(el("button", { type: "button", class: "close", "aria-label": "Close", onclick: () => choose(null) }, "\u00d7"),
      ...(what.node ? nodeDetails(what.node) : edgeDetails(what.edge)));
    panel.scrollTop = 0;
    if (focus) panel.focus();
    if (changed) announce(what.node ? `${what.node.name}, ${plural(what.node.edges.length, "relation", "relations")}` : `${edgeSentence(what.edge)}, ${plural(what.edge.count, "sentence", "sentences")}`);
  } else if (!was) {
    (cameFrom?.isConnected && cameFrom !== document.body ? cameFrom : byId("top")).focus();
    cameFrom = null;
  }
  remember(what);
  if (was !== panel.hidden) settle();
  if (what) bringIntoView(what);
  redraw();
  markRow();
}

/** The address names the choice, so that it can be sent to somebody. */
function remember(what) {
  try {
    const id = what ? `#${encodeURIComponent((what.node ?? what.edge).id)}` : " ";
    history.replaceState(null, "", what ? id : location.pathname + location.search);
  } catch { /* Not allowed in some frames; nothing is lost. */ }
}

function choiceOf(hash) {
  let id = hash.slice(1);
  try {
    id = decodeURIComponent(id);
  } catch { /* As it stands. */ }
  const [node, edge] = [graph.nodes.find((n) => n.id === id), graph.edges.find((e) => e.id === id)];
  return node ? { node } : edge ? { edge } : null;
}

function bringIntoView({ node, edge }) {
  const ends = node ? [node] : [edge.source, edge.target];
  const below = hiddenBelow();
  const outside = ends.some((end) => {
    const [x, y] = toScreen(end.x, end.y);
    return x < 30 || x > camera.width - 30 || y < 30 || y > camera.height - below - 30;
  });
  if (!outside) return;
  const [x, y] = [ends.reduce((sum, end) => sum + end.x, 0) / ends.length, ends.reduce((sum, end) => sum + end.y, 0) / ends.length];
  const scale = node ? Math.max(camera.scale, 0.5) : Math.min(Math.max(camera.scale, 0.5), fitted(ends).scale);
  flyTo({ x, y: y + below / 2 / scale, scale }, () => redraw(true));
}

const nodeButton = (node) => el("button", { type: "button", onclick: () => choose({ node }, true) }, bdi(node.name));

function fact(name, ...content) {
  return el("div", {}, el("dt", {}, name), el("dd", {}, ...content));
}

function nodeDetails(node) {
  const facts = [];
  if (node.others.length) facts.push(fact("also called", ...node.others.slice(0, 12).flatMap((name, at) => [at ? ", " : "", bdi(name)]), node.others.length > 12 ? `, and ${node.others.length - 12} more` : ""));
  if (node.code) facts.push(fact(node.kind === 1 ? "code" : "of", node.code));
  facts.push(fact("mentioned", `${plural(node.mentions, "time", "times")} in ${plural(node.documents, "article", "articles")}`));
  if (node.wikidata) facts.push(fact("Wikidata", el("a", { href: `https://www.wikidata.org/wiki/${encodeURIComponent(node.wikidata)}`, rel: "noopener noreferrer", target: "_blank" }, node.wikidata)));
  const parts = [
    el("p", { class: "kind" }, kindMark(node.kind), graph.kinds[node.kind].name),
    el("h2", {}, bdi(node.name)), el("dl", { class: "facts" }, ...facts),
  ];
  if (node.offices.length) {
    parts.push(el("h3", {}, "Offices"), el("ul", { class: "rows" }, ...node.offices.map(([role, of, denied, count]) =>
      el("li", {}, el("button", { type: "button", onclick: () => choose({ node: graph.nodes[of] }, true) },
        el("span", { class: "text" }, el("bdi", { class: denied ? "denied" : "" }, denied ? `not, or no longer, ${role}` : role), ", ", bdi(graph.nodes[of].name)),
        el("span", { class: "count" }, count))))));
  }
  const shown = node.edges.filter((edge) => edge.shown && !(edge.predicate.name === "holds_office" && edge.source === node));
  const groups = [
    ["Does", shown.filter((edge) => edge.source === node && !edge.symmetric)],
    ["Both ways", shown.filter((edge) => edge.symmetric)],
    ["Is done to, or said about", shown.filter((edge) => edge.target === node && edge.source !== node && !edge.symmetric)],
  ];
  for (const [title, edges] of groups) {
    if (!edges.length) continue;
    edges.sort((a, b) => b.count - a.count || a.index - b.index);
    const list = el("ul", { class: "rows" });
    const add = (from) => {
      list.append(...edges.slice(from, from + 60).map((edge) => row(edge, edge.source === node ? edge.target : edge.source, edge.source === node)));
      if (from + 60 < edges.length) {
        const more = el("li", {}, el("button", { type: "button", class: "quiet", onclick: () => { more.remove(); add(from + 60); } }, `${edges.length - from - 60} more`));
        list.append(more);
      }
    };
    add(0);
    parts.push(el("h3", {}, `${title} (${edges.length})`), list);
  }
  const hidden = node.edges.length - node.edges.filter((edge) => edge.shown).length;
  if (hidden) parts.push(el("p", { class: "small" }, `${plural(hidden, "relation is", "relations are")} hidden by the filters.`));
  return parts;
}

/** A relation in the list of one of its ends. */
function row(edge, other, outgoing) {
  const what = el("span", { class: edge.negated ? "what denied" : "what" }, edgeLabel(edge));
  const words = outgoing || edge.symmetric ? [what, " ", bdi(other.name)] : [bdi(other.name), " ", what];
  return el("li", {}, el("button", { type: "button", onclick: () => choose({ edge }, true), "aria-label": `${edgeSentence(edge)}, ${plural(edge.count, "sentence", "sentences")}` },
    lineMark(edge), el("span", { class: "text" }, ...words), el("span", { class: "count" }, edge.count)));
}

const MEANINGS = ["said as a fact", "planned or expected", "only possible"];

function edgeDetails(edge) {
  const marks = [edge.negated ? "denied, or did not happen" : "affirmed", MEANINGS[edge.modality]];
  if (edge.first) marks.push(dates(edge));
  if (edge.predicate.plover) marks.push(edge.predicate.plover);
  const parts = [
    el("p", { class: "kind" }, edge.about ? "Said about somebody" : "Relation"),
    el("h2", { class: "triple" }, nodeButton(edge.source), " ", el("span", { class: edge.negated ? "what denied" : "what" }, edgeLabel(edge)), " ", nodeButton(edge.target)),
    el("p", { class: "marks" }, el("span", {}, lineMark(edge)), ...marks.map((mark) => el("span", {}, mark))),
    el("h3", {}, plural(edge.count, "sentence", "sentences")),
    el("p", { class: "keys" }, el("span", { class: "key subject" }, "subject"), el("span", { class: "key trigger" }, "what it does"), el("span", { class: "key object" }, "object")),
  ];
  for (const statement of edge.statements) for (const piece of statement.e) parts.push(sentence(edge, statement, piece));
  const others = edge.pair.filter((other) => other !== edge && other.shown);
  if (others.length) {
    parts.push(el("h3", {}, `Also between the two (${others.length})`),
      el("ul", { class: "rows" }, ...others.map((other) => row(other, other.source === edge.source ? other.target : other.source, other.source === edge.source))));
  }
  return parts;
}

function sentence(edge, statement, [number, ...ends]) {
  const article = graph.articles[statement.a];
  const about = [];
  if (statement.b !== undefined) about.push(el("span", {}, "said by ", nodeButton(graph.nodes[statement.b])));
  if (statement.t && !edge.about) about.push(el("span", {}, "about ", ...statement.t.flatMap((index, at) => [at ? ", " : "", nodeButton(graph.nodes[index])])));
  if (statement.d) about.push(`happened ${statement.d.replace("/", " to ")}`);
  const where = [article.publisher, article.date].filter(Boolean).join(", ");
  about.push(el("span", {}, articleName(article), where ? `, ${where}` : ""), `confidence ${(statement.c / 100).toFixed(2)} (${statement.u})`);
  return el("figure", { class: "sentence" }, el("blockquote", { dir: "auto" }, ...marked(graph.sentences[number], ends)),
    el("figcaption", {}, ...about.flatMap((part, at) => [at ? " \u00b7 " : "", part])));
}

/** The article's title; a link only to the web. */
function articleName(article) {
  const name = bdi(article.title ?? article.id);
  const url = URL.canParse(article.url ?? "") ? new URL(article.url) : null;
  const web = url && (url.protocol === "https:" || url.protocol === "http:");
  return web ? el("a", { href: url.href, rel: "noopener noreferrer", target: "_blank" }, name) : name;
}

/** The sentence with trigger, subject and object marked. `ends` are starts and ends in code points, in that order. */
function marked(text, ends) {
  const letters = [...text];
  const roles = new Array(letters.length).fill("");
  // The trigger last: it may lie inside of a long mention.
  for (const [role, at] of [["object", 4], ["subject", 2], ["trigger", 0]])
    if (ends[at + 1] !== undefined) roles.fill(role, Math.min(ends[at], letters.length), Math.min(ends[at + 1], letters.length));
  const parts = [];
  for (let at = 0; at < letters.length;) {
    let end = at + 1;
    while (end < letters.length && roles[end] === roles[at]) end += 1;
    const piece = letters.slice(at, end).join("");
    parts.push(roles[at] ? el("mark", { class: roles[at], title: roles[at] }, piece) : piece);
    at = end;
  }
  return parts;
}
