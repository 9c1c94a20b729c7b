"use strict";

// How a thing looks on the canvas: its own shape for each class, its own words inside.
const FONT = getComputedStyle(document.documentElement).getPropertyValue("--font");
const TEXT = 13, LEADING = 15.5;
let colours = {};

function readColours() {
  const style = getComputedStyle(document.documentElement);
  const names = ["ink", "soft", "card", "focus", "body", "body-ink", "body-soft", "lead", "support", "oversight", "context"];
  for (const cls of DATA.classes) names.push(cls, `${cls}-paper`);
  colours = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

function polygon(c, points) {
  points.forEach(([x, y], index) => (index ? c.lineTo(x, y) : c.moveTo(x, y)));
  c.closePath();
}

const pointed = (c, x, y, w, h) => polygon(c, [[x, y], [x + w - 14, y], [x + w, y + h / 2], [x + w - 14, y + h], [x, y + h]]);
const OUTLINES = {
  body: (c, x, y, w, h) => c.roundRect(x, y, w, h, 10),
  task: (c, x, y, w, h) => c.rect(x, y, w, h),
  target: pointed,
  result: pointed,
  person: (c, x, y, w, h) => c.roundRect(x, y, w, h, h / 2),
  meeting: (c, x, y, w, h) => polygon(c, [[x + 14, y], [x + w - 14, y], [x + w, y + h / 2], [x + w - 14, y + h], [x + 14, y + h], [x, y + h / 2]]),
  document: (c, x, y, w, h) => polygon(c, [[x, y], [x + w - 13, y], [x + w, y + 13], [x + w, y + h], [x, y + h]]),
};
const INSETS = { task: 15, person: 22, meeting: 20 };

function drawThing(node, { ctx: c, x, y, state: { selected, hover } }) {
  const { w, h } = DATA.network.size, cls = node.group, left = x - w / 2, top = y - h / 2;
  return {
    nodeDimensions: { width: w, height: h },
    drawNode() {
      c.save();
      c.beginPath();
      OUTLINES[cls](c, left, top, w, h);
      c.fillStyle = node.hub && cls === "body" ? colours.body : colours[`${cls}-paper`];
      c.fill();
      c.lineWidth = selected ? 3.5 : hover ? 2.4 : node.hub ? 2.6 : 1.3;
      c.strokeStyle = selected ? colours.focus : colours[cls];
      c.stroke();
      c.fillStyle = colours[cls];
      if (cls === "task") c.fillRect(left, top, 5, h);
      if (cls === "result") c.fillRect(left, top, w - 14, 4);
      c.fillStyle = node.hub && cls === "body" ? colours["body-ink"] : colours.ink;
      drawLines(c, node.lines, left + (INSETS[cls] || 14), y);
      c.restore();
    },
  };
}

function drawLines(c, lines, x, y) {
  c.font = `${TEXT}px ${FONT}`;
  c.textBaseline = "middle";
  c.textAlign = "left";
  lines.forEach((text, index) => c.fillText(text, x, y + (index - (lines.length - 1) / 2) * LEADING));
}

// What an expansion left out: a pill that opens the list.
function drawMore(node, { ctx: c, x, y, state: { hover } }) {
  const { w } = DATA.network.size;
  return {
    nodeDimensions: { width: w, height: 34 },
    drawNode() {
      c.save();
      c.beginPath();
      c.roundRect(x - w / 2, y - 17, w, 34, 17);
      c.fillStyle = colours.card;
      c.fill();
      c.setLineDash([3, 3]);
      c.lineWidth = hover ? 2 : 1.2;
      c.strokeStyle = colours.soft;
      c.stroke();
      c.fillStyle = colours.ink;
      c.textAlign = "center";
      c.textBaseline = "middle";
      c.font = `600 ${TEXT}px ${FONT}`;
      c.fillText(node.words, x, y, w - 20);
      c.restore();
    },
  };
}

const measure = document.createElement("canvas").getContext("2d");

// At most so many lines, words kept whole; what is cut off ends in an ellipsis.
function wrapText(text, room, size, most) {
  measure.font = `${size}px ${FONT}`;
  const fits = (line) => measure.measureText(line).width <= room;
  const cut = (line) => { while (line && !fits(`${line}…`)) line = line.slice(0, -1).trimEnd(); return `${line}…`; };
  const lines = [];
  let line = "";
  for (const part of text.split(/\s+/)) {
    const longer = line ? `${line} ${part}` : part;
    if (fits(longer)) { line = longer; continue; }
    if (lines.length === most - 1) return [...lines, cut(longer)];
    if (line) lines.push(line);
    line = fits(part) ? part : cut(part);
  }
  return line ? [...lines, line] : lines;
}
