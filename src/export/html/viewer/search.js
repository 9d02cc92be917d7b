// Search by name: a combobox with a list of what is found.

const MOST_FOUND = 12;
let [found, active] = [[], -1];

/** The entities that `query` names: by start of a name, then of a word in it, then anywhere; the larger ones first. */
function search(query) {
  const wanted = fold(query.trim());
  if (!wanted) return [];
  const hits = [];
  for (const node of graph.ranked) {
    node.names ??= [node.name, node.id, ...node.others].map(fold);
    let best = Infinity;
    node.names.forEach((name, place) => {
      const at = name.indexOf(wanted);
      if (at < 0) return;
      const how = name === wanted ? 0 : at === 0 ? 1 : /[\s\-(.'"]/.test(name[at - 1]) ? 2 : 3;
      best = Math.min(best, how * 2 + (place ? 1 : 0));
    });
    if (best < Infinity) hits.push({ node, best });
  }
  return hits.sort((a, b) => a.best - b.best).slice(0, MOST_FOUND).map((hit) => hit.node);
}

function startSearch() {
  const [input, list] = [byId("search"), byId("found")];
  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const take = (node) => {
    input.value = "";
    close();
    if (currentView() === "entities") showView("graph");
    choose({ node }, true);
  };
  const mark = (number) => {
    active = found.length ? (number + found.length) % found.length : -1;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", at === active));
    if (active < 0) return;
    input.setAttribute("aria-activedescendant", `found-${active}`);
    list.children[active].scrollIntoView({ block: "nearest" });
  };
  const show = () => {
    found = search(input.value);
    const items = found.map((node, at) => {
      const others = node.others.slice(0, 3).join(", ");
      return el("li", { id: `found-${at}`, role: "option", "aria-selected": "false", onpointerdown: (event) => { event.preventDefault(); take(node); } },
        kindMark(node.kind), el("span", { class: "name" }, bdi(node.name), others ? el("small", {}, bdi(others)) : null),
        el("span", { class: "small" }, node.edges.length.toLocaleString("en")));
    });
    if (!items.length) items.push(el("li", { class: "none" }, "No such name here"));
    list.replaceChildren(...items);
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
    active = -1;
    if (input.value.trim()) announce(found.length ? plural(found.length, "name found", "names found") : "no such name");
  };
  input.addEventListener("input", show);
  input.addEventListener("focus", () => input.value && show());
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") mark(active + (event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1));
    else if (event.key === "Enter" && found.length && input.value.trim()) take(found[Math.max(0, active)]);
    else if (event.key === "Escape" && input.value) {
      input.value = "";
      close();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
