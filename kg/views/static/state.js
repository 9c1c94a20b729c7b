"use strict";

// What is chosen: it stands in the address, so that a view can be sent on, and every perspective shows the same.
const VIEWS = ["matrix", "network", "timeline", "table"];
const COLUMNS = ["doc", "topic", "year", "task"];
const state = {
  lang: document.documentElement.lang, theme: "", view: "matrix", columns: "doc", sort: "", focus: null, filters: {}, list: null,
};

// Facets as they stand in the address: "body:org/bo-cong-an|role:leadBody"; values are percent-encoded.
function writeSpec(spec) {
  return Object.keys(spec).sort().filter((facet) => spec[facet].length)
    .map((facet) => `${facet}:${spec[facet].map(encodeURIComponent).join(",")}`).join("|");
}

function readSpec(text) {
  const spec = {};
  for (const part of (text || "").split("|")) {
    const at = part.indexOf(":");
    if (at < 1 || !Object.hasOwn(FACETS, part.slice(0, at))) continue;
    spec[part.slice(0, at)] = part.slice(at + 1).split(",").filter(Boolean).map(decode);
  }
  return spec;
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function toHash() {
  const parts = new URLSearchParams();
  if (state.view !== "matrix") parts.set("view", state.view);
  if (state.columns !== COLUMNS[0]) parts.set("columns", state.columns);
  if (state.focus !== null) parts.set("focus", DATA.things[state.focus].id);
  if (state.list) parts.set("list", writeSpec(state.list));
  if (writeSpec(state.filters)) parts.set("filter", writeSpec(state.filters));
  if (state.sort) parts.set("sort", state.sort);
  if (state.lang !== DATA.lang) parts.set("lang", state.lang);
  if (state.theme) parts.set("theme", state.theme);
  return parts.toString();
}

// Whatever the address says, only what is known here is taken from it.
function fromHash() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const one = (name, known, fallback) => (known.includes(parts.get(name)) ? parts.get(name) : fallback);
  const focus = NUMBER.get(parts.get("focus"));
  Object.assign(state, {
    view: one("view", VIEWS, "matrix"), columns: one("columns", COLUMNS, COLUMNS[0]),
    focus: focus === undefined ? null : focus, list: parts.has("list") ? readSpec(parts.get("list")) : null,
    filters: readSpec(parts.get("filter")), sort: /^-?\w+$/.test(parts.get("sort") || "") ? parts.get("sort") : "",
    lang: one("lang", ["vi", "en"], DATA.lang), theme: one("theme", ["light", "dark"], ""),
  });
}

let written = null;

function remember() {
  const hash = toHash();
  if (hash === written) return;
  const first = written === null;
  written = hash;
  try {
    history[first ? "replaceState" : "pushState"](null, "", hash || location.hash ? `#${hash}` : location.href);
  } catch {
    // In a frame without an address of its own the view is simply not remembered.
  }
}

// What is chosen shows in the panel: the perspective beside it stays as it is, scrolled to where the reader is.
const CHOICE = new Set(["focus", "list"]);

// The one way to change anything: change({ view: "table" }).
function change(changes, { keepPanel = false } = {}) {
  Object.assign(state, changes);
  remember();
  show({ keepPanel, keepView: Object.keys(changes).every((name) => CHOICE.has(name)) });
}

// One thing in the panel; a list in the panel; nothing.
function choose(number) {
  change({ focus: number, list: null });
  bringPanel();
}

function openList(spec) {
  change({ list: spec, focus: null });
  bringPanel();
}

// On a narrow screen the panel stands below.
function bringPanel() {
  if (matchMedia("(max-width: 860px)").matches) $("panel").scrollIntoView();
}
