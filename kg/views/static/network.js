"use strict";

// What is around the thing in focus, on vis-network's canvas. Nothing moves by itself; further things go into slots.
let network = null, nodeSet = null, edgeSet = null, drawing = null;
// Smaller than this nothing can be read: then the middle is shown, and the rest is a drag away.
const LEAST_SCALE = 0.5;
const hiddenClasses = new Set(), hiddenLines = new Set();

// The neighbours to draw, from each group in turn, and how many of each group stay hidden.
function pick(number, room, shown) {
  const groups = new Map(), seen = new Set(shown);
  for (const { other, relation, link, forward } of RELATIONS[number]) {
    if (seen.has(other)) continue;
    seen.add(other);
    const group = `${forward ? "forward" : "inverse"}.${relation}`;
    if (!groups.has(group)) groups.set(group, []);
    groups.get(group).push({ thing: other, group, link });
  }
  const taken = new Map([...groups.keys()].map((group) => [group, 0]));
  const open = (group) => taken.get(group) < groups.get(group).length;
  while (room > 0 && [...groups.keys()].some(open)) {
    for (const group of groups.keys()) if (room > 0 && open(group)) { taken.set(group, taken.get(group) + 1); room -= 1; }
  }
  const chosen = [...groups].flatMap(([group, near]) => near.slice(0, taken.get(group)));
  const rest = [...groups].filter(([group]) => open(group)).map(([group, near]) => [group, near.length - taken.get(group)]);
  return { chosen, rest };
}

function atRight({ thing, group }) {
  return WORK.has(DATA.things[thing].cls) || DATA.roles.includes(group.split(".")[1]);
}

// A drawing: places of things, what is hidden, how much may still be drawn.
function begin(number) {
  const { network: start } = DATA;
  drawing = { focus: number, at: new Map(), more: [] };
  if (number === start.focus) {
    start.nodes.forEach(({ id, x, y }) => drawing.at.set(id, { x, y }));
    drawing.more = start.more.map((pill) => ({ ...pill }));
    return;
  }
  drawing.at.set(number, { x: 0, y: 0 });
  add(number, start.caps.first - 1);
}

function expand(number) {
  const { step, most } = DATA.network.caps;
  drawing.more = drawing.more.filter((pill) => pill.of !== number);
  add(number, Math.min(step, most - drawing.at.size));
  paint();
}

function add(number, room) {
  const { chosen, rest } = pick(number, room, drawing.at.keys());
  const from = drawing.at.get(number);
  const sides = number === drawing.focus ? [1, -1] : [from.x < 0 ? -1 : 1];
  for (const sign of sides) {
    const both = sides.length === 1;
    const near = chosen.filter((one) => both || atRight(one) === sign > 0);
    const pills = rest.filter(([group]) => both || (chosen.some((one) => one.group === group && atRight(one)) ? 1 : -1) === sign);
    const slots = fanOf(near.length + pills.length), shift = number === drawing.focus && !near.length ? 0 : reach(from, slots, sign);
    const place = ([x, y]) => ({ x: from.x + sign * (x + shift), y: from.y + y });
    near.forEach((one, index) => drawing.at.set(one.thing, place(slots[index])));
    pills.forEach(([group, n], index) => drawing.more.push({ of: number, group, count: n, ...place(slots[near.length + index]) }));
  }
}

function fanOf(n) {
  const { fans } = DATA.network;
  return fans[Math.min(n, fans.length - 1)];
}

// How much further out the slots must go to lie beside everything that is drawn on their side.
function reach(from, slots, sign) {
  const { w, h, reach: room } = DATA.network.size;
  const top = from.y + Math.min(0, ...slots.map(([, y]) => y)) - h, bottom = from.y + Math.max(0, ...slots.map(([, y]) => y)) + h;
  const taken = [...drawing.at.values(), ...drawing.more].filter(({ x, y }) => y > top && y < bottom && (x - from.x) * sign > w / 2);
  return taken.length ? Math.max(...taken.map(({ x }) => (x - from.x) * sign)) : 0;
}

function lineOf(relation) {
  return DATA.network.lines[relation] || "context";
}

// One line between two things, of their strongest relation.
function edgesNow() {
  const { strength, dashes } = DATA.network, drawn = new Map();
  for (const from of drawing.at.keys()) {
    for (const { link, other, relation, forward } of RELATIONS[from]) {
      if (!forward || !drawing.at.has(other)) continue;
      const key = from < other ? `${from} ${other}` : `${other} ${from}`, rank = strength.indexOf(lineOf(relation));
      const before = drawn.get(key);
      if (!before || rank < before.rank || (rank === before.rank && link < before.link)) drawn.set(key, { rank, link, from, to: other });
    }
  }
  return [...drawn.values()].map(({ rank, link, from, to }) => ({ id: `e${link}`, link, from, to, line: strength[rank], dashes: dashes[strength[rank]] }));
}

function isHidden(number) {
  return hiddenClasses.has(DATA.things[number].cls) && number !== drawing.focus;
}

function nodeOf(number) {
  const { cls } = DATA.things[number], { x, y } = drawing.at.get(number);
  const lines = wrapText(nameOf(number), DATA.network.size.w - (cls === "person" ? 44 : 34), TEXT, 3);
  return { id: number, group: cls, x, y, hidden: isHidden(number), hub: number === drawing.focus, lines, shape: "custom", ctxRenderer: (spot) => drawThing(nodeSet.get(number), spot) };
}

function pillOf(pill, index) {
  const id = `more ${index}`;
  return { id, pill: index, group: "more", x: pill.x, y: pill.y, words: word("more_items", { n: count(pill.count) }), shape: "custom", ctxRenderer: (spot) => drawMore(nodeSet.get(id), spot) };
}

function edgeLook(edge) {
  const colour = colours[edge.line];
  return { ...edge, hidden: hiddenLines.has(edge.line) || isHidden(edge.from) || isHidden(edge.to), width: edge.line === "context" ? 1 : 2, color: { color: colour, highlight: colour, hover: colour, opacity: edge.line === "context" ? 0.55 : 0.85 } };
}

function paint() {
  readColours();
  const nodes = [...drawing.at.keys()].map(nodeOf), pills = drawing.more.map(pillOf), edges = edgesNow().map(edgeLook);
  nodeSet.clear();
  edgeSet.clear();
  nodeSet.add([...nodes, ...pills]);
  edgeSet.add(edges);
  if (drawing.at.has(state.focus)) network.setSelection({ nodes: [state.focus], edges: [] });
  showReach();
}

function showReach() {
  const own = RELATIONS[drawing.focus].map(({ other }) => other), all = new Set([...own, drawing.focus]).size;
  const visible = [...drawing.at.keys()].filter((number) => !isHidden(number)).length, full = drawing.at.size >= DATA.network.caps.most;
  $("reach").textContent = `${word("shown_near", { shown: count([...new Set([...own, drawing.focus])].filter((n) => drawing.at.has(n) && !isHidden(n)).length), all: count(all) })} · ${word("drawn", { n: visible, most: DATA.network.caps.most })}${full ? ` ${word("drawn_full")}` : ""}`;
  $("recentre").disabled = state.focus === null || state.focus === drawing.focus;
  $("expand").disabled = state.focus === null || !drawing.at.has(state.focus) || full || !pick(state.focus, 1, drawing.at.keys()).chosen.length;
  document.body.classList.toggle("as-drawn", drawing.focus === DATA.network.focus && drawing.at.size === DATA.network.nodes.length);
}

function startNetwork() {
  nodeSet = new vis.DataSet([]);
  edgeSet = new vis.DataSet([]);
  network = new vis.Network($("canvas"), { nodes: nodeSet, edges: edgeSet }, DATA.network.options);
  network.on("click", ({ nodes, edges }) => {
    const node = nodes.length ? nodeSet.get(nodes[0]) : null;
    if (node && node.group === "more") openMore(drawing.more[node.pill]);
    else if (node) { choose(node.id); expandFrom(node.id); }
    else if (edges.length) choose(edgeSet.get(edges[0]).from);
  });
  for (const [event, shape] of [["hoverNode", "pointer"], ["blurNode", ""]]) network.on(event, () => { $("canvas").style.cursor = shape; });
}

// A click opens what is around a thing, as far as there is room.
function expandFrom(number) {
  if (drawing.at.has(number) && number !== drawing.focus && drawing.at.size < DATA.network.caps.most) expand(number);
}

function openMore({ of, group }) {
  openList({ near: [`${group}@${DATA.things[of].id}`] });
}

function showNetwork() {
  $("network-empty").hidden = DATA.network.focus !== null;
  $("reach").hidden = DATA.network.focus === null;
  if (DATA.network.focus === null) return;
  const first = network === null, wanted = state.focus ?? (drawing ? drawing.focus : DATA.network.focus);
  if (first) startNetwork();
  if (!drawing || !drawing.at.has(wanted)) begin(wanted);
  const before = first || !drawing.fitted;
  drawing.fitted = true;
  paint();
  network.setSize("100%", "100%");
  network.redraw();
  if (before) fit();
}

function recentre() {
  if (state.focus === null) return;
  drawing = null;
  begin(state.focus);
  drawing.fitted = true;
  paint();
  fit();
}

function motion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 300, easingFunction: "easeInOutQuad" };
}

function fit() {
  const spots = [...drawing.at.values(), ...drawing.more], { w, h } = DATA.network.size;
  const xs = spots.map(({ x }) => x), ys = spots.map(({ y }) => y);
  const wide = Math.max(...xs) - Math.min(...xs) + w + 40, high = Math.max(...ys) - Math.min(...ys) + h + 40;
  const { clientWidth, clientHeight } = $("canvas");
  // Buttons lie over the upper edge, a line of text over the lower one.
  const above = $("canvas").parentElement.querySelector(".keep").offsetHeight + 14, below = 56;
  const whole = Math.min(clientWidth / wide, (clientHeight - above - below) / high, 1.1), scale = Math.max(LEAST_SCALE, whole);
  const middle = whole < LEAST_SCALE ? drawing.at.get(drawing.focus) : { x: (Math.max(...xs) + Math.min(...xs)) / 2, y: (Math.max(...ys) + Math.min(...ys)) / 2 + (below - above) / 2 / scale };
  network.moveTo({ position: middle, scale, animation: false });
}

const STEPS = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };

function move(name) {
  const scale = network.getScale(), position = network.getViewPosition();
  if (name === "fit") fit();
  else if (name === "zoom_in") network.moveTo({ scale: Math.min(scale * 1.35, 4), animation: motion() });
  else if (name === "zoom_out") network.moveTo({ scale: Math.max(scale / 1.35, 0.05), animation: motion() });
  else {
    const [dx, dy] = STEPS[name];
    network.moveTo({ position: { x: position.x + (dx * 160) / scale, y: position.y + (dy * 160) / scale }, animation: motion() });
  }
}
