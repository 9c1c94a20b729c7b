"use strict";

// What the page shows after every change, and what its buttons do.
const SHOW = { matrix: showMatrix, network: showNetwork, timeline: showTimeline, table: showTable };

function show({ keepPanel = false, keepView = false } = {}) {
  const active = document.activeElement, place = placeOf(active);
  document.body.dataset.chosen = state.list || state.focus !== null ? "yes" : "no";
  if (!keepView) showView();
  else if (state.view === "network") showNetwork();
  else markRow();
  if (!keepPanel) showPanel();
  if (!active.isConnected) (document.querySelector(place || "#view") || $("view")).focus({ preventScroll: true });
}

// Where the keyboard is, in words that still hold after the place was drawn anew.
function placeOf(element) {
  if (element.closest("#panel")) return "#panel";
  const names = ["data-facet", "value", "data-columns", "data-sort", "data-day", "data-thing"].filter((name) => element.hasAttribute(name));
  return names.map((name) => `[${name}="${CSS.escape(element.getAttribute(name))}"]`).join("");
}

function markRow() {
  for (const row of document.querySelectorAll("#rows tbody tr")) {
    if (row.querySelector(`[data-thing="${state.focus}"]`)) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
}

function showView() {
  for (const view of VIEWS) {
    $(view).hidden = view !== state.view;
    $(`tab-${view}`).setAttribute("aria-current", view === state.view ? "page" : "false");
  }
  document.body.dataset.view = state.view;
  showWords();
  showChips();
  if (state.view === "table") showFacets();
  SHOW[state.view]();
}

function showWords() {
  const root = document.documentElement;
  root.lang = state.lang;
  if (state.theme) root.dataset.theme = state.theme;
  else delete root.dataset.theme;
  document.title = DATA.said[state.lang].title;
  const each = (selector, set) => document.querySelectorAll(selector).forEach(set);
  each("[data-t]", (element) => { element.textContent = word(element.dataset.t); });
  each("[data-said]", (element) => { element.textContent = DATA.said[state.lang][element.dataset.said]; });
  each("[data-name]", (element) => { element.setAttribute("aria-label", word(element.dataset.name)); if (element.tagName === "BUTTON") element.title = word(element.dataset.name); });
  each("[data-count]", (element) => { element.textContent = count(element.dataset.count); });
  each("[data-lang]", (element) => element.setAttribute("aria-pressed", String(element.dataset.lang === state.lang)));
  $("query").placeholder = word("search");
}

function isDark() {
  return state.theme ? state.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function toggle(set, value, element) {
  if (!set.delete(value)) set.add(value);
  element.setAttribute("aria-pressed", String(!set.has(value)));
  paint();
}

function startButtons() {
  const on = (selector, act) => document.querySelectorAll(selector).forEach((element) => element.addEventListener("click", () => act(element)));
  on("[data-lang]", ({ dataset }) => change({ lang: dataset.lang }));
  on("[data-tab]", ({ dataset }) => change({ view: dataset.tab }));
  on("[data-class]", (element) => toggle(hiddenClasses, element.dataset.class, element));
  on("[data-line]", (element) => toggle(hiddenLines, element.dataset.line, element));
  on("[data-move]", ({ dataset }) => move(dataset.move));
  on("[data-save]", ({ dataset }) => (dataset.save === "png" ? savePng() : saveSvg(dataset.save)));
  on("#theme", () => change({ theme: isDark() ? "light" : "dark" }));
  on("#expand", () => expand(state.focus));
  on("#recentre", recentre);
  on(".skip", () => $("view").focus());
}

// Paper shows all of what is chosen, in light colours.
function forPaper() {
  const draw = { table: showTable, timeline: showTimeline };
  const show = (paper) => draw[state.view] && draw[state.view](paper);
  addEventListener("beforeprint", () => { document.documentElement.dataset.paper = ""; show(true); });
  addEventListener("afterprint", () => { delete document.documentElement.dataset.paper; show(false); });
}

load().then((data) => {
  unpack(data);
  fromHash();
  if (!location.hash && DATA.focus !== null) Object.assign(state, { focus: DATA.focus });
  if (matchMedia("(max-width: 1100px)").matches) document.querySelector(".side").open = false;
  startButtons();
  startSearch();
  forPaper();
  remember();
  show();
  addEventListener("popstate", () => { fromHash(); written = toHash(); show(); });
  addEventListener("hashchange", () => { if (location.hash.slice(1) !== written) { fromHash(); written = toHash(); show(); } });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => show({ keepPanel: true }));
  document.documentElement.dataset.ready = "";
  setTimeout(readAhead, 0);
});
