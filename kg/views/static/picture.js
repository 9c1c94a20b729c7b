"use strict";

// The canvas: vis-network over coordinates that came with the page.
let network = null, nodeSet = null, edgeSet = null;
const near = { things: null, links: null };

function isDimmed(number) {
  return near.things !== null && !near.things.has(number);
}

function edgeLook(edge) {
  const strong = near.links !== null && near.links.has(edge.link);
  const faint = near.links !== null && !strong;
  const context = edge.line === "context";
  return {
    id: edge.id,
    hidden: isEdgeHidden(edge),
    width: strong ? 3 : edge.width,
    color: { color: colours[edge.line], highlight: colours[edge.line], hover: colours[edge.line], opacity: faint ? 0.07 : strong ? 1 : context ? 0.5 : 0.75 },
  };
}

function isEdgeHidden(edge) {
  const gone = (number) => state.hiddenClasses.has(DATA.things[number].cls);
  return state.hiddenLines.has(edge.line) || gone(edge.from) || gone(edge.to);
}

function startPicture() {
  readColours();
  const own = (node) => ({ ...node, shape: "custom", ctxRenderer: (spot) => drawThing(node, spot) });
  nodeSet = new vis.DataSet(DATA.picture.nodes.map(own));
  edgeSet = new vis.DataSet(DATA.picture.edges.map((edge) => ({ ...edge, ...edgeLook(edge) })));
  network = new vis.Network(document.getElementById("canvas"), { nodes: nodeSet, edges: edgeSet }, DATA.picture.options);
  network.on("beforeDrawing", drawGrounds);
  network.on("click", ({ nodes, edges }) => {
    if (nodes.length) choose({ thing: nodes[0] });
    else if (edges.length) choose({ link: edgeSet.get(edges[0]).link });
    else choose(null);
  });
  network.on("hoverNode", () => setPointer("pointer"));
  network.on("hoverEdge", () => setPointer("pointer"));
  network.on("blurNode", () => setPointer(""));
  network.on("blurEdge", () => setPointer(""));
  fit();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
}

function setPointer(shape) {
  document.getElementById("canvas").style.cursor = shape;
}

function repaint() {
  if (!network) return;
  readColours();
  edgeSet.update(DATA.picture.edges.map(edgeLook));
  nodeSet.update(DATA.picture.nodes.map(({ id, group }) => ({ id, hidden: state.hiddenClasses.has(group) })));
  network.redraw();
}

// Marks what is chosen and its neighbours; brings it into sight when asked.
function showSelection(selection, bring) {
  if (!network) return;
  near.things = near.links = null;
  if (selection && "thing" in selection) {
    near.things = new Set([selection.thing, ...RELATIONS[selection.thing].map(({ other }) => other)]);
    near.links = new Set(RELATIONS[selection.thing].map(({ link }) => link));
  } else if (selection) {
    const { from, to } = DATA.links[selection.link];
    near.things = new Set([from, to]);
    near.links = new Set([selection.link]);
  }
  const drawn = selection && "thing" in selection && nodeSet.get(selection.thing);
  if (near.things && !DATA.picture.nodes.some(({ id }) => near.things.has(id))) near.things = near.links = null;
  network.setSelection({ nodes: drawn ? [selection.thing] : [], edges: [] });
  repaint();
  if (drawn && bring) network.moveTo({ position: { x: drawn.x, y: drawn.y }, scale: Math.max(network.getScale(), 0.85), animation: motion() });
}

function motion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 350, easingFunction: "easeInOutQuad" };
}

function fit() {
  const panels = DATA.picture.panels;
  if (!panels.length) return;
  const left = Math.min(...panels.map((p) => p.x)), right = Math.max(...panels.map((p) => p.x + p.w));
  const top = Math.min(...panels.map((p) => p.y)), bottom = Math.max(...panels.map((p) => p.y + p.h));
  const { clientWidth, clientHeight } = document.getElementById("canvas");
  const scale = Math.min(clientWidth / (right - left + 60), (clientHeight - 50) / (bottom - top + 60), 1.2);
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 + 25 / scale }, scale, animation: false });
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
