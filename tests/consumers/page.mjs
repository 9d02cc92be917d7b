// The page in a browser, as a reader uses it: page.mjs FOLDER... (each with a graph.html)
//
//   node tests/consumers/page.mjs --modules node_modules [--large] [--pictures DIR] graph/ nasty/
//
// Needs playwright-core (in --modules) and Debian's chromium. --large holds the page to times; --pictures keeps
// pictures at both widths, to be looked at.

import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import assert from "node:assert/strict";
import path from "node:path";
import { readFileSync } from "node:fs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { modules: { type: "string" }, large: { type: "boolean" }, pictures: { type: "string" }, browser: { type: "string", default: "/usr/bin/chromium" } },
});
const { chromium } = createRequire(path.resolve(values.modules ?? "node_modules", "x"))("playwright-core");

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const WIDTHS = [{ width: 1280, height: 800 }, { width: 390, height: 844 }];
let steps = 0;

/** One thing that must hold; named, so that a failure tells what. */
async function step(name, work) {
  try {
    await work();
    steps += 1;
  } catch (error) {
    error.message = `${name}: ${error.message}`;
    throw error;
  }
}

/** Opens the page and fails on anything that it complains about or tries to fetch. */
async function open(browser, file, viewport, colorScheme = "light") {
  const context = await browser.newContext({ viewport, colorScheme, hasTouch: viewport.width < 500, reducedMotion: "reduce" });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.stack));
  page.on("dialog", (dialog) => complaints.push(`a dialog: ${dialog.message()}`));
  page.on("request", (request) => /^(file|data):/.test(request.url()) || complaints.push(`asks for ${request.url()}`));
  await page.goto(pathToFileURL(file).href);
  await page.waitForSelector("html[data-ready]", { state: "attached", timeout: 60_000 });
  return { page, complaints, close: () => context.close() };
}

const data = (page) => page.evaluate(() => JSON.parse(document.getElementById("graph").textContent));
const status = (page) => page.locator("#status").textContent();
const shownRelations = async (page) => {
  const text = await page.locator("#counts").textContent();
  return Number(/([\d,]+)(?: of [\d,]+)? relations?/.exec(text)[1].replaceAll(",", ""));
};

/** The node with most relations, by its index. */
function largest(graph) {
  const degrees = graph.nodes.map(() => 0);
  for (const edge of graph.edges) for (const end of new Set([edge.s, edge.t])) degrees[end] += 1;
  return degrees.indexOf(Math.max(...degrees));
}

async function picture(page, folder, name, width) {
  if (values.pictures) await page.screenshot({ path: path.join(values.pictures, `${path.basename(folder)}-${name}-${width}.png`) });
}

async function readers(browser, folder) {
  const file = path.resolve(folder, "graph.html");
  const source = readFileSync(file, "utf8");
  await step("nothing is loaded from elsewhere", () => assert.ok(!/<(script|link|img|iframe)[^>]+(src|href)="?(https?:)?\/\//i.test(source)));
  for (const viewport of WIDTHS) {
    for (const scheme of ["light", "dark"]) {
      const { page, complaints, close } = await open(browser, file, viewport, scheme);
      const graph = await data(page);
      await picture(page, folder, `start-${scheme}`, viewport.width);
      await step("the theme is the system's", async () => assert.equal(await page.locator("html").getAttribute("data-theme"), scheme));
      await step("no sideways scrolling", async () => assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)));
      if (graph.edges.length && scheme === "light") await use(page, graph, viewport, folder);
      await step("the page does not complain", () => assert.deepEqual(complaints, []));
      await close();
    }
  }
}

async function use(page, graph, viewport, folder) {
  const node = graph.nodes[largest(graph)];
  const narrow = viewport.width < 500;
  await step("search by keyboard", async () => {
    await page.keyboard.press("/");
    await page.keyboard.type(node.n);
    assert.equal(await page.locator("#search").getAttribute("aria-expanded"), "true");
    assert.equal(await page.locator("#found [role=option] bdi").first().textContent(), node.n);
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.locator("#search").getAttribute("aria-activedescendant"), "found-0");
    await page.keyboard.press("Enter");
    assert.equal(await page.locator("#details h2").textContent(), node.n);
    assert.ok((await status(page)).startsWith(node.n));
    await picture(page, folder, "entity", viewport.width);
  });
  await step("a relation shows its sentences", async () => {
    await page.locator("#details .rows button[aria-label]").first().click();
    assert.ok((await page.locator("#details .sentence").count()) > 0);
    const quote = await page.locator("#details blockquote").first().textContent();
    assert.ok(graph.sentences.includes(quote), quote);
    assert.ok((await page.locator("#details mark.trigger").count()) > 0);
    await picture(page, folder, "relation", viewport.width);
  });
  await step("the marks are the positions of the graph", () => marks(page, graph));
  await step("Escape ends the choice", async () => {
    await page.keyboard.press("Escape");
    assert.ok(await page.locator("#details").isHidden());
  });
  await step("a click on a node shows it", async () => {
    const { x, y, id } = await onScreen(page, graph);
    await page.mouse.click(x, y);
    assert.equal(await page.locator("#details h2").textContent(), graph.nodes.find((n) => n.id === id).n);
    assert.ok(page.url().endsWith(`#${encodeURIComponent(id)}`));
    await page.keyboard.press("Escape");
  });
  await step("a click on an edge shows it", () => clickEdge(page));
  await step("the keyboard walks through the graph", async () => {
    await page.locator("#top").focus();
    await page.keyboard.press("n");
    assert.ok((await status(page)).includes("Enter shows it"));
    await page.keyboard.press("Enter");
    assert.equal(await page.locator("#details h2").textContent(), node.n);
    await page.keyboard.press("Escape");
  });
  if (await page.locator("#timeline svg").count()) await step("the keyboard chooses a stretch of time", () => stretch(page, graph));
  await filter(page, graph, narrow);
  await step("the tables hold the same", async () => {
    await page.click("[data-view=relations]");
    assert.ok((await page.locator("#relations-view caption").textContent()).includes(`${graph.edges.length.toLocaleString("en")} row`));
    await page.click("#relations-view th button >> nth=0");
    assert.equal(await page.locator("#relations-view th >> nth=0").getAttribute("aria-sort"), "ascending");
    await picture(page, folder, "relations", viewport.width);
    await page.click("#relations-view tbody tr:first-child td:nth-child(2) button");
    assert.ok((await page.locator("#details .sentence").count()) > 0);
    await page.keyboard.press("Escape");
    await page.click("[data-view=entities]");
    assert.equal(await page.locator("#entities-view tbody tr").count(), Math.min(100, graph.nodes.length));
    await page.click("[data-view=graph]");
  });
  await step("help and theme", async () => {
    await page.click("#help-button");
    assert.ok(await page.locator("#help").isVisible());
    await picture(page, folder, "help", viewport.width);
    await page.keyboard.press("Escape");
    await page.click("#theme-button");
    assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
    await page.click("#theme-button");
  });
}

/** Subject, trigger and object as the page marks them are what the positions cut out of the sentence. */
async function marks(page, graph) {
  const id = decodeURIComponent(new URL(page.url()).hash.slice(1));
  const edge = graph.edges.find((candidate) => candidate.id === id);
  const [number, from, to] = graph.relations[edge.r].s[edge.x ? edge.x[0] : 0].e[0];
  const trigger = [...graph.sentences[number]].slice(from, to).join("");
  const figure = page.locator("#details .sentence").first();
  assert.equal((await figure.locator("mark.trigger").allTextContents()).join(""), trigger);
}

/** Arrow keys on the timeline: a column, more of them, all, and none chosen again. */
async function stretch(page, graph) {
  const chosen = () => page.evaluate(() => ["from", "until"].map((id) => document.getElementById(id).value));
  await page.locator("#timeline").focus();
  await page.keyboard.press("Home");
  const [from, until] = await chosen();
  assert.ok(from && until >= from, `${from} to ${until}`);
  assert.ok((await status(page)).startsWith(from), await status(page));
  await page.keyboard.press("Shift+ArrowRight");
  const longer = await chosen();
  assert.ok(longer[0] === from && longer[1] >= until, longer.join());
  await page.keyboard.press("Shift+End");
  assert.equal(await shownRelations(page), graph.edges.length);
  await page.keyboard.press("ArrowLeft");
  assert.ok((await chosen())[0] >= from);
  await page.keyboard.press("Escape");
  assert.deepEqual(await chosen(), ["", ""]);
  assert.equal(await shownRelations(page), graph.edges.length);
}

/** Filters by kind, predicate, polarity and date, each undone by Reset. */
async function filter(page, graph, narrow) {
  const openFilters = async () => narrow && !(await page.locator("#filters").isVisible()) && (await page.click("#filters-button"));
  const cases = {
    polarity: [() => page.locator("#polarities input").nth(1).uncheck(), (edge) => edge.p === 0],
    modality: [() => page.locator("#modalities input").nth(0).uncheck(), (edge) => edge.m !== 0],
    predicate: [
      async () => {
        await page.click("#no-predicates");
        await page.locator("#predicates input").nth(0).check();
      },
      (edge) => graph.relations[edge.r].p === 0,
    ],
    kind: [() => page.locator("#kinds input").nth(0).uncheck(), (edge) => graph.nodes[edge.s].k !== 0 && graph.nodes[edge.t].k !== 0],
  };
  const first = graph.edges.map((edge) => edge.f).filter((date) => date?.length === 10).sort()[0];
  if (first) {
    const set = async () => {
      await page.fill("#until", first);
      if (await page.locator("#undated").isVisible()) await page.uncheck("#undated");
    };
    cases.date = [set, (edge) => edge.f && edge.f <= first];
  }
  for (const [name, [act, keep]] of Object.entries(cases)) {
    await step(`filter by ${name}`, async () => {
      await openFilters();
      await act();
      assert.equal(await shownRelations(page), graph.edges.filter(keep).length);
      await page.click("#reset");
      assert.equal(await shownRelations(page), graph.edges.length);
    });
  }
  if (narrow) await page.keyboard.press("Escape");
}

/** A place on the screen of the largest node that is in view. */
async function onScreen(page, graph) {
  await page.click("#fit");
  const box = await page.locator("#top").boundingBox();
  const camera = await page.evaluate(() => {
    const detail = {};
    document.documentElement.dispatchEvent(new CustomEvent("demarche:camera", { detail }));
    return detail;
  });
  const node = graph.nodes[largest(graph)];
  return { id: node.id, x: box.x + (node.x - camera.x) * camera.scale + box.width / 2, y: box.y + (node.y - camera.y) * camera.scale + box.height / 2 };
}

/** Moves the pointer over the picture until it is on an edge, and clicks there. */
async function clickEdge(page) {
  const box = await page.locator("#top").boundingBox();
  for (let y = 20; y < box.height; y += 9) {
    for (let x = 20; x < box.width - 60; x += 17) {
      await page.mouse.move(box.x + x, box.y + y);
      const tip = page.locator("#tip span");
      if (!(await tip.count()) || (await page.locator("#tip").isHidden())) continue;
      const text = await tip.textContent();
      await page.mouse.click(box.x + x, box.y + y);
      assert.equal(await page.locator("#details h2").textContent(), text);
      await page.keyboard.press("Escape");
      return;
    }
  }
  assert.fail("no edge was found under the pointer");
}

/** Milliseconds until a large graph can be used, of a whole picture, and of a frame while it moves. */
async function measure(browser, folder) {
  const file = path.resolve(folder, "graph.html");
  const { page, complaints, close } = await open(browser, file, WIDTHS[0]);
  const graph = await data(page);
  const ready = Number(await page.locator("html").getAttribute("data-ready"));
  const whole = await page.evaluate(() => {
    document.documentElement.dispatchEvent(new CustomEvent("demarche:measure"));
    return Number(document.documentElement.dataset.drawn);
  });
  const frame = await page.evaluate(async () => {
    const canvas = document.getElementById("top");
    const box = canvas.getBoundingClientRect();
    const at = { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2, bubbles: true, cancelable: true };
    const next = () => new Promise(requestAnimationFrame);
    const times = [];
    for (let turn = 0; turn < 40; turn += 1) {
      canvas.dispatchEvent(new WheelEvent("wheel", { ...at, deltaY: turn % 20 < 10 ? -40 : 40 }));
      const began = performance.now();
      await next();
      await next();
      times.push((performance.now() - began) / 2);
    }
    return times.sort((a, b) => a - b)[times.length >> 1];
  });
  const [nodes, edges] = [graph.nodes.length, graph.edges.length];
  console.log(`${nodes} nodes, ${edges} edges, ${(readFileSync(file).length / 1e6).toFixed(2)} MB: ready after ${ready} ms, a whole picture ${whole} ms, a frame while it moves ${frame.toFixed(1)} ms`);
  // Bounds for a slow machine without a graphics processor: ten times what was measured on a quiet one.
  await step("a large graph is ready soon", () => assert.ok(ready < 10_000, `${ready} ms`));
  await step("a large graph moves", () => assert.ok(frame < 250, `${frame} ms`));
  await step("the page does not complain", () => assert.deepEqual(complaints, []));
  await picture(page, folder, "large", 1280);
  await close();
}

const browser = await chromium.launch({ executablePath: values.browser, args: FLAGS });
try {
  for (const folder of positionals) await (values.large ? measure(browser, folder) : readers(browser, folder));
  console.log(`page: ${steps} passed`);
} finally {
  await browser.close();
}
