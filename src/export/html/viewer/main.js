// The page as a whole: views, keys that work everywhere, and the start.

const currentView = () => document.querySelector(".views [aria-pressed='true']").dataset.view;

function showView(name) {
  for (const button of document.querySelectorAll(".views button")) button.setAttribute("aria-pressed", button.dataset.view === name);
  for (const view of document.querySelectorAll(".view")) view.hidden = view.id !== `${name}-view`;
  byId("filters").classList.remove("open");
  byId("filters-button").setAttribute("aria-expanded", "false");
  if (name === "graph") settle();
  else drawTable(name);
}

/** The picture in the room that it has now, with the same middle. */
function settle() {
  if (resize()) redraw();
}

function legend() {
  const plain = { negated: false, about: false, symmetric: false, modality: 0 };
  const lines = [["said as a fact", {}], ["planned or expected", { modality: 1 }], ["only possible", { modality: 2 }], ["negated: said not to be so", { negated: true }], ["said about somebody", { about: true }], ["both ways alike", { symmetric: true }]];
  byId("legend").append(...graph.kinds.map((kind, index) => el("div", { class: "entity" }, kindMark(index), kind.name)),
    ...lines.map(([label, look]) => el("div", { class: "line" }, lineMark({ ...plain, ...look }), label)));
  byId("generator").textContent = `Made by ${graph.generator} from ${plural(graph.articles.length, "article", "articles")}. It reports what the texts say and who says so; it does not know what is true. Read the sentences before you rely on a line.`;
}

function keyAnywhere(event) {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    byId("search").focus();
    event.preventDefault();
  } else if (event.key === "?" && !typing) byId("help").showModal();
  else if (event.key === "Escape" && !byId("help").open) {
    if (byId("filters").classList.contains("open")) byId("filters-button").click();
    else choose(null);
  }
}

function start() {
  startTheme(() => redraw());
  startFilters();
  startCurves();
  startPointing();
  startSearch();
  startTimeline();
  legend();
  for (const button of document.querySelectorAll(".views button")) button.addEventListener("click", () => showView(button.dataset.view));
  byId("help-button").addEventListener("click", () => byId("help").showModal());
  document.addEventListener("keydown", keyAnywhere);
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    showView("relations");
    byId("relations-view").focus();
  });
  afterFilter.push(() => {
    if (currentView() === "graph") redraw();
    else drawTable(currentView());
    if (chosen?.node) choose(chosen);
  });
  settle();
  Object.assign(camera, fitted(graph.nodes));
  new ResizeObserver(settle).observe(byId("stage"));
  applyFilters();
  const wanted = choiceOf(location.hash);
  if (wanted) choose(wanted);
  addEventListener("hashchange", () => choose(choiceOf(location.hash)));
  // For those who measure and test.
  document.documentElement.dataset.ready = String(Math.round(performance.now()));
  document.documentElement.addEventListener("demarche:measure", () => {
    document.documentElement.dataset.drawn = drawNow().toFixed(1);
  });
  document.documentElement.addEventListener("demarche:camera", (event) => Object.assign(event.detail, camera));
}

start();
