"use strict";

// Deadlines per body, from the coordinates that came with the page; a mark stays where any of its tasks is left.
const LANES_FIRST = 40, HEAD = 34;
let lanesShown = LANES_FIRST;

// On paper every drawing fits a page: as many lanes as there is room for.
const PAGE = 600;

function showTimeline(paper = false) {
  const passing = new Set(matching(state.filters));
  const chosen = state.filters.body && state.filters.body.length ? new Set(state.filters.body) : null;
  const left = DATA.timeline.lanes.filter(({ body }) => !chosen || (body >= 0 && chosen.has(DATA.things[body].id)))
    .map((lane) => ({ ...lane, marks: lane.marks.map((mark) => ({ ...mark, things: mark.things.filter((n) => passing.has(n)) })).filter((mark) => mark.things.length) }))
    .filter((lane) => lane.marks.length);
  const shown = left.slice(0, lanesShown);
  const vague = [...passing].filter((n) => work(n) && !(dueOf(n) && dueOf(n).latest)).length;
  const bar = make("div", { class: "bar" }, make("p", {}, word("timeline_key", { day: sayDay(today()) })), vague ? button(word("without_day", { n: count(vague) }), () => openList({ ...state.filters, schedule: [NONE] }), { class: "more" }) : null);
  if (!shown.length) return $("lanes").replaceChildren(bar, make("p", { class: "empty" }, word("nothing_left")));
  const more = left.length > shown.length ? button(word("more_rows", { n: Math.min(LANES_FIRST, left.length - shown.length) }), () => { lanesShown += LANES_FIRST; showTimeline(); }, { class: "more" }) : null;
  $("lanes").replaceChildren(bar, make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": word("tab.timeline") }, (paper ? pagesOf(shown) : [shown]).map(drawLanes)), make("p", { class: "foot" }, shownOf(shown.length, left.length, "body"), " ", more));
}

function pagesOf(lanes) {
  const pages = [];
  let room = 0;
  for (const lane of lanes) {
    const height = heightOf(lane);
    if (height > room) { pages.push([]); room = PAGE; }
    pages[pages.length - 1].push(lane);
    room -= height;
  }
  return pages;
}

function heightOf({ body, marks }) {
  return Math.max(packed(marks) * DATA.timeline.row, linesOf(body).length * 17) + 8;
}

function linesOf(body) {
  return wrapText(laneName(body), DATA.timeline.label - 22, 13, 2);
}

function laneName(body) {
  return body < 0 ? word("no_lead") : nameOf(body);
}

function drawLanes(lanes) {
  const { years } = DATA.timeline, last = years[years.length - 1];
  let y = HEAD;
  const groups = lanes.map((lane) => {
    const lines = linesOf(lane.body), at = y;
    y += heightOf(lane);
    return makeSvg("g", { transform: `translate(0 ${at})` }, makeSvg("path", { class: "rule", d: `M0 0H${last.x + last.w + 30}` }),
      control(laneName(lane.body), () => (lane.body < 0 ? openList({ ...state.filters, role: [NONE] }) : choose(lane.body)), "lane-name", makeSvg("text", { y: 19 }, lines.map((text, index) => makeSvg("tspan", { x: 8, dy: index ? 17 : 0 }, text)))),
      lane.marks.map((mark) => drawMark(lane.body, mark)));
  });
  const quarters = years.filter(({ w }) => w > 150).flatMap(({ x, w }) => [1, 2, 3].map((quarter) => makeSvg("path", { class: "quarter", d: `M${x + (w * quarter) / 4} 26V${y}` })));
  const axis = years.flatMap(({ year, x, w }) => [makeSvg("path", { class: "rule", d: `M${x} 24V${y}` }), w > 40 ? makeSvg("text", { class: "year", x: x + 5, y: 16 }, String(year)) : null]);
  const svg = makeSvg("svg", { id: "timeline-drawing", viewBox: `0 0 ${last.x + last.w + 40} ${y + 6}`, width: last.x + last.w + 40, height: y + 6, "font-size": 13 }, quarters, axis, todayLine(y), groups);
  return svg;
}

function control(label, onclick, cls, ...children) {
  const activate = (event) => { if (event.type === "click" || event.key === "Enter" || event.key === " ") { event.preventDefault(); onclick(); } };
  return makeSvg("g", { class: cls, role: "button", tabindex: "0", "aria-label": label, onclick: activate, onkeydown: activate }, makeSvg("title", {}, label), ...children);
}

function drawMark(body, mark) {
  const due = DATA.dues[mark.due], x = mark.x + mark.w, n = mark.things.length;
  const label = `${laneName(body)}, ${due[state.lang]}: ${word("n_tasks", { n: count(n) })}`;
  const who = body < 0 ? { role: [NONE] } : { body: [DATA.things[body].id], role: ["leadBody"] };
  const spec = { ...state.filters, ...who, due: [spanOf(due)] };
  return control(label, () => (n === 1 ? choose(mark.things[0]) : openList(spec)), isPast(due) ? "mark past" : "mark",
    mark.w ? makeSvg("rect", { x: mark.x, y: mark.place * DATA.timeline.row + 7, width: mark.w, height: 10, rx: 2 }) : null,
    makeSvg("circle", { cx: x, cy: mark.place * DATA.timeline.row + 12, r: 9.5 }), makeSvg("text", { x, y: mark.place * DATA.timeline.row + 16, "text-anchor": "middle" }, String(n)));
}

// Marks that are left move up: each onto the first line that is free; how many lines that takes.
function packed(marks) {
  const free = [];
  for (const mark of marks) {
    const half = DATA.timeline.mark / 2, start = Math.min(mark.x, mark.x + mark.w - half), stop = mark.x + mark.w + half;
    mark.place = free.findIndex((end) => end <= start);
    if (mark.place < 0) mark.place = free.length;
    free[mark.place] = stop + 4;
  }
  return free.length;
}

function todayLine(height) {
  const { years } = DATA.timeline, day = today(), year = Number(day.slice(0, 4));
  const found = years.find((one) => one.year === year), before = years.filter((one) => one.year < year).pop();
  const first = Date.UTC(year, 0, 1), share = (Date.parse(day) - first) / (Date.UTC(year + 1, 0, 1) - first);
  const x = found ? found.x + found.w * share : before ? before.x + before.w + 8 : years[0].x - 4;
  const left = x > DATA.timeline.label + 160;
  return makeSvg("g", { class: "today" }, makeSvg("path", { d: `M${x} 6V${height}` }), makeSvg("text", { x: left ? x - 4 : x + 4, y: 30, "text-anchor": left ? "end" : "start" }, `${word("today")} ${sayDay(day)}`));
}
