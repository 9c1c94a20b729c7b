"use strict";

// Bodies down, documents, fields or years across: how many tasks each leads, supports and oversees.
const ROWS_FIRST = 30, COLUMNS_FIRST = 12, TASKS_FIRST = 60;
let rowsShown = ROWS_FIRST, columnsShown = COLUMNS_FIRST;

// The counts: { rows: [{ id, cells: Map(column → [lead, support, oversight]), total }], columns: [[key, n]] }.
function countMatrix(facet, things) {
  const rows = new Map(), columns = new Map();
  for (const number of things) {
    const keys = FACETS[facet].values(number, state.filters);
    for (const key of keys) columns.set(key, (columns.get(key) || 0) + 1);
    for (const { other, relation, forward } of RELATIONS[number]) {
      const role = forward ? DATA.roles.indexOf(relation) : -1;
      if (role < 0) continue;
      if (!rows.has(other)) rows.set(other, { number: other, id: DATA.things[other].id, cells: new Map(), total: [0, 0, 0] });
      const row = rows.get(other);
      row.total[role] += 1;
      for (const key of keys) {
        if (!row.cells.has(key)) row.cells.set(key, [0, 0, 0]);
        row.cells.get(key)[role] += 1;
      }
    }
  }
  const chosen = state.filters.body && state.filters.body.length ? new Set(state.filters.body) : null;
  const sorted = [...rows.values()].filter((row) => !chosen || chosen.has(row.id))
    .sort((a, b) => b.total[0] - a.total[0] || b.total[1] - a.total[1] || b.total[2] - a.total[2] || a.number - b.number);
  const { order } = FACETS[facet];
  const across = order ? order([...columns.keys()]).map((key) => [key, columns.get(key)]) : [...columns].sort((a, b) => (a[0] === NONE) - (b[0] === NONE) || b[1] - a[1]);
  return { rows: sorted, columns: across };
}

// Tasks are what is counted, unless the reader has asked for other classes.
function counted() {
  const spec = (state.filters.cls || []).length ? state.filters : { ...state.filters, cls: ["task"] };
  return { spec, things: matching(spec).filter(work) };
}

function showMatrix() {
  const box = $("matrix");
  const { spec, things } = counted();
  const choices = COLUMNS.map((name) => button(word(`columns.${name}`), () => { columnsShown = COLUMNS_FIRST; change({ columns: name }); }, { "aria-pressed": String(state.columns === name), "data-columns": name }));
  const bar = make("div", { class: "bar" }, make("div", { class: "choice", role: "group", "aria-label": word("columns_label") }, make("span", {}, word("columns_label")), choices), matrixKey());
  if (!things.length) return box.replaceChildren(bar, make("p", { class: "empty" }, word("nothing_left")));
  box.replaceChildren(bar, ...(state.columns === "task" ? taskMatrix(things) : bodyMatrix(things, spec)));
  roam(box.querySelector("table"));
}

function matrixKey() {
  const letters = DATA.roles.map((role) => make("span", {}, make("b", { class: role }, word(`letter.${role}`)), ` ${word(`role.${role}`)}`));
  return make("p", { class: "key" }, ...(state.columns === "task" ? letters : [make("span", {}, make("b", { class: "leadBody" }, "12"), ` ${word("role.leadBody")}`), ...letters.slice(1)]));
}

function bodyMatrix(things, spec) {
  const facet = state.columns, { rows, columns } = countMatrix(facet, things);
  const across = columns.slice(0, columnsShown), down = rows.slice(0, rowsShown);
  const most = Math.max(1, ...down.flatMap((row) => across.map(([key]) => (row.cells.get(key) || [0])[0])));
  const head = make("tr", {}, make("th", { scope: "col", class: "corner" }, word("class.body"), make("small", {}, word("counted"))),
    make("th", { scope: "col", class: "total" }, word("total")),
    ...across.map(([key, n]) => make("th", { scope: "col" }, headOf(facet, key), make("small", {}, count(n)))));
  const body = down.map((row) => make("tr", {}, make("th", { scope: "row" }, button(nameOf(row.number), () => choose(row.number), { class: "go", tabindex: "-1" }), nowOf(row.number)),
    cell(row.total, { ...spec, body: [row.id] }, nameOf(row.number), 0, most),
    ...across.map(([key]) => cell(row.cells.get(key), { ...spec, body: [row.id], [facet]: [key] }, `${nameOf(row.number)} – ${FACETS[facet].name(key)}`, 1, most))));
  const table = make("table", { class: "grid", role: "grid", "aria-label": word("matrix_caption", { columns: word(`columns.${facet}`) }) }, make("thead", {}, head), make("tbody", {}, body));
  return [make("div", { class: "scroll" }, table), matrixFoot(down.length, rows.length, across.length, columns.length, facet)];
}

// Under a body that is no more, who it has become.
function nowOf(number) {
  const { now } = DATA.things[number];
  return now ? make("small", {}, word("now", { name: said(now) })) : null;
}

function headOf(facet, key) {
  const name = FACETS[facet].name(key);
  return facet === "doc" && NUMBER.has(key) ? button(name, () => choose(NUMBER.get(key)), { class: "go", tabindex: "-1" }) : make("span", {}, name);
}

function cell(counts, spec, label, shaded, most) {
  const [lead, support, oversight] = counts || [0, 0, 0];
  if (!lead && !support && !oversight) return make("td", { class: "none" });
  const rest = [[support, "cooperatingBody"], [oversight, "oversightBody"]].filter(([n]) => n).map(([n, role]) => make("span", { class: role }, `${word(`letter.${role}`)} ${n}`));
  const told = [[lead, "leadBody"], [support, "cooperatingBody"], [oversight, "oversightBody"]].filter(([n]) => n).map(([n, role]) => `${word(`role.${role}`)} ${n}`);
  const shade = shaded && lead ? `h${1 + Math.min(4, Math.floor((Math.log(lead) / Math.log(most + 1)) * 5))}` : shaded ? "" : "total";
  return make("td", { class: shade }, make("button", { type: "button", tabindex: "-1", "aria-label": `${label}: ${told.join(", ")}`, onclick: () => openList(spec) },
    make("b", { class: "leadBody" }, lead ? count(lead) : "–"), rest.length ? make("small", {}, rest) : null));
}

function matrixFoot(down, rows, across, columns, facet) {
  return make("p", { class: "foot" }, shownOf(down, rows, "body"), ...(columns > across ? [" · ", shownOf(across, columns, facet)] : []),
    " · ", word("counted_note"), ...(facet === "topic" ? [" · ", word("topic_note")] : []), " ",
    down < rows ? button(word("more_rows", { n: Math.min(50, rows - down) }), () => { rowsShown += 50; showMatrix(); }, { class: "more" }) : null,
    across < columns ? button(word("more_columns"), () => { columnsShown = 400; showMatrix(); }, { class: "more" }) : null);
}

// One task a row, with a letter for what each body does in it.
function taskMatrix(things) {
  const use = new Map();
  for (const n of things) for (const { other, relation, forward } of RELATIONS[n]) if (forward && DATA.roles.includes(relation)) use.set(other, (use.get(other) || 0) + 1);
  const wanted = new Set((state.filters.body || []).map((id) => NUMBER.get(id)));
  const bodies = [...use].sort((a, b) => wanted.has(b[0]) - wanted.has(a[0]) || b[1] - a[1] || a[0] - b[0]), across = bodies.slice(0, columnsShown).map(([number]) => number);
  const down = byDeadline(things).slice(0, TASKS_FIRST + rowsShown - ROWS_FIRST);
  const head = make("tr", {}, make("th", { scope: "col", class: "corner" }, word("class.task")), ...across.map((number) => make("th", { scope: "col" }, button(nameOf(number), () => choose(number), { class: "go", tabindex: "-1" }))));
  const body = down.map((n) => {
    const roles = new Map(RELATIONS[n].filter((one) => one.forward && DATA.roles.includes(one.relation)).map((one) => [one.other, one.relation]).reverse());
    return make("tr", {}, make("th", { scope: "row", class: "task" }, button(nameOf(n), () => choose(n), { class: "go", tabindex: "-1" }), dueOf(n) ? make("small", {}, dueOf(n)[state.lang]) : null),
      ...across.map((number) => (roles.has(number)
        ? make("td", {}, make("button", { type: "button", tabindex: "-1", "aria-label": `${nameOf(number)}: ${word(`role.${roles.get(number)}`)}`, onclick: () => choose(n) }, make("b", { class: roles.get(number) }, word(`letter.${roles.get(number)}`))))
        : make("td", { class: "none" }))));
  });
  const table = make("table", { class: "grid", role: "grid", "aria-label": word("matrix_tasks") }, make("thead", {}, head), make("tbody", {}, body));
  const more = down.length < things.length ? button(word("more_rows", { n: Math.min(50, things.length - down.length) }), () => { rowsShown += 50; showMatrix(); }, { class: "more" }) : null;
  return [make("div", { class: "scroll" }, table), make("p", { class: "foot" }, shownOf(down.length, things.length, "task"), " · ", shownOf(across.length, bodies.length, "body"), " ", more)];
}

function byDeadline(things) {
  const day = (n) => (dueOf(n) && dueOf(n).latest) || "9999";
  return [...things].sort((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : a - b));
}

// Arrow keys walk the table; one of its buttons is in the order of Tab (WAI-ARIA grid pattern).
function roam(table) {
  const all = () => [...table.rows].map((row) => [...row.cells].map((one) => one.querySelector("button")));
  const first = table.querySelector("tbody button");
  if (first) first.tabIndex = 0;
  table.addEventListener("keydown", (event) => {
    const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
    const from = event.target.closest("td, th");
    if (!step || !from) return;
    event.preventDefault();
    const grid = all();
    let row = from.parentElement.rowIndex, column = from.cellIndex;
    do { row += step[0]; column += step[1]; } while (grid[row] && column >= 0 && column < grid[row].length && !grid[row][column]);
    const next = grid[row] && grid[row][column];
    if (!next) return;
    table.querySelectorAll("button[tabindex='0']").forEach((one) => { one.tabIndex = -1; });
    next.tabIndex = 0;
    next.focus();
  });
}
