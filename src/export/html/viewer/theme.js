// Light and dark: as the reader's system has it, or as chosen here.

const colors = {};
const systemDark = matchMedia("(prefers-color-scheme: dark)");

function remembered() {
  try {
    return localStorage.getItem("theme");
  } catch {
    return null; // No storage for pages opened from a file, in some browsers.
  }
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  const style = getComputedStyle(document.documentElement);
  for (const name of ["paper", "ink", "soft", "edge", "about", "denied", "line"]) colors[name] = style.getPropertyValue(`--${name}`).trim();
  colors.font = getComputedStyle(document.body).fontFamily;
  const icon = theme === "dark"
    ? svg("path", { d: "M13.5 10.2A6 6 0 0 1 5.8 2.5a6 6 0 1 0 7.7 7.7Z", fill: "currentColor" })
    : [svg("circle", { cx: 8, cy: 8, r: 3.2, fill: "currentColor" }),
       svg("path", { d: "M8 .8v2M8 13.2v2M.8 8h2M13.2 8h2M2.9 2.9l1.4 1.4M11.7 11.7l1.4 1.4M13.1 2.9l-1.4 1.4M4.3 11.7l-1.4 1.4", stroke: "currentColor", "stroke-width": 1.5, "stroke-linecap": "round" })];
  byId("theme-button").replaceChildren(svg("svg", { width: 16, height: 16, "aria-hidden": "true" }, icon));
}

function startTheme(changed) {
  setTheme(remembered() ?? (systemDark.matches ? "dark" : "light"));
  systemDark.addEventListener("change", () => {
    if (!remembered()) setTheme(systemDark.matches ? "dark" : "light");
    changed();
  });
  byId("theme-button").addEventListener("click", () => {
    const theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    setTheme(theme);
    try {
      localStorage.setItem("theme", theme);
    } catch { /* Chosen for this time only. */ }
    changed();
    announce(`${theme} colours`);
  });
}
