"use strict";

// Everything in rows, with facets beside it.
const TABLE_FIRST = 100, TABLE_STEP = 200;
let tableShown = TABLE_FIRST, tableFor = "";

const CELLS = {
  name: { sort: (n) => n, value: (n) => nameOf(n) },
  leadBody: { sort: (n) => ends(n, "leadBody")[0] ?? Infinity, value: (n) => ends(n, "leadBody").map(nameOf).join("; ") },
  cooperatingBody: { sort: (n) => ends(n, "cooperatingBody")[0] ?? Infinity, value: (n) => ends(n, "cooperatingBody").map(nameOf).join("; ") },
  due: { sort: (n) => (dueOf(n) && (dueOf(n).latest || dueOf(n).earliest)) || "9999", value: (n) => (dueOf(n) ? dueOf(n)[state.lang] : "") },
  doc: { sort: (n) => ends(n, "mandatedBy")[0] ?? Infinity, value: (n) => ends(n, "mandatedBy").map(nameOf).join("; ") },
  status: { sort: (n) => (DATA.things[n].status || [99])[0], value: (n) => (DATA.things[n].status || []).map((one) => DATA.statuses[one][state.lang]).join("; ") },
  sure: { sort: (n) => -confidenceOf(n), value: (n) => (confidenceOf(n) ? `${confidenceOf(n)}%` : "") },
};

function sorted(numbers) {
  const back = state.sort.startsWith("-"), name = back ? state.sort.slice(1) : state.sort;
  if (!Object.hasOwn(CELLS, name)) return numbers;
  const keyed = numbers.map((n) => [CELLS[name].sort(n), n]);
  keyed.sort(([a, m], [b, n]) => (a < b ? -1 : a > b ? 1 : 0) * (back ? -1 : 1) || m - n);
  return keyed.map(([, n]) => n);
}

function showTable(all = false) {
  const numbers = sorted(matching(state.filters)), key = `${writeSpec(state.filters)} ${state.sort}`;
  if (key !== tableFor) { tableShown = TABLE_FIRST; tableFor = key; }
  const shown = all ? numbers : numbers.slice(0, tableShown);
  const names = Object.keys(CELLS).filter((name) => ["name", "due", "sure"].includes(name) || numbers.some((n) => CELLS[name].value(n)));
  const bar = make("div", { class: "bar" }, make("p", { role: "status" }, make("b", {}, word("found", { n: count(numbers.length) })), ` · ${shownOf(shown.length, numbers.length, "thing")}`),
    button(word("save_csv"), () => saveCsv(numbers), { id: "csv" }));
  if (!numbers.length) return $("rows").replaceChildren(bar, make("p", { class: "empty" }, word("nothing_left")));
  const table = make("table", { class: "rows" }, make("caption", { class: "unseen" }, word("tab.table")), make("thead", {}, make("tr", {}, names.map(headCell))), make("tbody", {}, shown.map((n) => tableRow(n, names))));
  const rest = numbers.length - shown.length;
  const foot = rest ? make("p", { class: "foot" }, shownOf(shown.length, numbers.length, "thing"), " ",
    button(word("more_rows", { n: Math.min(TABLE_STEP, rest) }), () => { tableShown += TABLE_STEP; showTable(); }, { class: "more" })) : null;
  $("rows").replaceChildren(...[bar, table, foot].filter(Boolean));
}

function headCell(name) {
  const now = state.sort === name ? "ascending" : state.sort === `-${name}` ? "descending" : "none";
  const next = now === "ascending" ? `-${name}` : name;
  return make("th", { scope: "col", class: name, "aria-sort": now }, button(word(`cell.${name}`), () => change({ sort: next }, { keepPanel: true }), { "data-sort": name }));
}

function tableRow(number, names) {
  const thing = DATA.things[number];
  const cells = names.map((name) => {
    if (name === "name") return make("th", { scope: "row", class: "name" }, make("span", {}, icon(thing.cls), button(nameOf(number), () => choose(number), { class: "go", "data-thing": number })), describe(number));
    const text = CELLS[name].value(number);
    const missing = GIVEN.has(thing.cls) && ["leadBody", "due"].includes(name);
    return make("td", { class: name, "data-label": word(`cell.${name}`) }, text || (missing ? make("span", { class: "unknown" }, word("unknown")) : ""));
  });
  return make("tr", { "aria-current": state.focus === number ? "true" : null }, cells);
}

// What a thing is, in a line under its name: its class and what belongs to its class alone.
function line(number) {
  const thing = DATA.things[number], parts = [];
  if (!WORK.has(thing.cls)) parts.push(thing.kind ? DATA.kinds[thing.kind - 1][state.lang] || DATA.kinds[thing.kind - 1].vi : word(`one.${thing.cls}`));
  if (thing.value) parts.push(said(thing.value));
  if (thing.issued) parts.push(said(thing.issued));
  if (thing.when && thing.cls === "result") parts.push(said(thing.when));
  for (const role of thing.cls === "body" ? DATA.roles : []) {
    const n = tasksOf(number, role).length;
    if (n) parts.push(`${word(`role.${role}`)} ${count(n)}`);
  }
  if (thing.cls === "person") parts.push(...RELATIONS[number].filter((one) => one.relation === "memberOf").map((one) => DATA.links[one.link].post).filter(Boolean));
  return parts.join(" · ");
}

function describe(number) {
  const text = line(number);
  return text ? make("small", {}, text) : null;
}

const FORMULA = /^[=+\-@\t\r＝＋－＠]/;

function saveCsv(numbers) {
  const head = ["name", "class", "leadBody", "cooperatingBody", "oversightBody", "due", "doc", "status", "sure", "source", "provision", "quote", "id"];
  const rows = numbers.map((n) => {
    const thing = DATA.things[n], first = quotesOf(thing).slice(0, 1).map(quoteParts)[0];
    return [nameOf(n), word(`one.${thing.cls}`), CELLS.leadBody.value(n), CELLS.cooperatingBody.value(n), ends(n, "oversightBody").map(nameOf).join("; "), CELLS.due.value(n), CELLS.doc.value(n),
      CELLS.status.value(n), CELLS.sure.value(n), sourcesOf(n).map(sourceName).join("; "), first ? first.provision : "", first ? first.text.replace(/\s+/g, " ") : "", thing.id];
  });
  // A cell that a spreadsheet would take for a formula begins with an apostrophe (RFC 4180 for the rest).
  const cellOf = (text) => `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  const text = [head.map((name) => word(`cell.${name}`)), ...rows].map((row) => row.map(cellOf).join(",")).join("\r\n");
  save(new Blob(["\ufeff", text, "\r\n"], { type: "text/csv" }), "csv");
}
