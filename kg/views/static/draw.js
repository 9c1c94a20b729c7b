"use strict";

// How a thing looks on the canvas: its own shape for each class, its own words inside.
const FONT = getComputedStyle(document.documentElement).getPropertyValue("--font");
const LEADING = 1.32;
let colours = {};

function readColours() {
  const style = getComputedStyle(document.documentElement);
  const names = ["ink", "soft", "rule", "ground", "edge-of-ground", "focus", "page", "body", "body-ink", "body-soft", "lead", "support", "oversight", "context"];
  for (const cls of ["task", "target", "person", "meeting", "document"]) names.push(cls, `${cls}-paper`);
  colours = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

const OUTLINES = {
  body: (c, x, y, w, h) => c.roundRect(x, y, w, h, 10),
  task: (c, x, y, w, h) => c.rect(x, y, w, h),
  target: (c, x, y, w, h) => polygon(c, [[x, y], [x + w - 16, y], [x + w, y + h / 2], [x + w - 16, y + h], [x, y + h]]),
  person: (c, x, y, w, h) => c.roundRect(x, y, w, h, h / 2),
  meeting: (c, x, y, w, h) => polygon(c, [[x + 16, y], [x + w - 16, y], [x + w, y + h / 2], [x + w - 16, y + h], [x + 16, y + h], [x, y + h / 2]]),
  document: (c, x, y, w, h) => polygon(c, [[x, y], [x + w - 13, y], [x + w, y + 13], [x + w, y + h], [x, y + h]]),
};

function polygon(c, points) {
  points.forEach(([x, y], index) => (index ? c.lineTo(x, y) : c.moveTo(x, y)));
  c.closePath();
}

// Marks beyond the outline: a task's edge, a person's head, the folded corner of a document.
const MARKS = {
  task: (c, x, y, w, h) => c.fillRect(x, y, 5, h),
  person: (c, x, y, w, h) => {
    const left = x + 22, middle = y + h / 2;
    c.beginPath();
    c.arc(left, middle - 4, 4.2, 0, Math.PI * 2);
    c.fill();
    c.beginPath();
    c.arc(left, middle + 9.5, 8, Math.PI, 0);
    c.closePath();
    c.fill();
  },
  document: (c, x, y, w) => {
    c.beginPath();
    polygon(c, [[x + w - 13, y], [x + w, y + 13], [x + w - 13, y + 13]]);
    c.fill();
  },
};
// Where the middle of the text stands, away from the middle of the shape.
const SHIFTS = { task: 3, target: -6, person: 14 };

function drawThing(node, { ctx: c, x, y, state: { selected, hover } }) {
  const { w, h, group: cls } = node;
  const left = x - w / 2, top = y - h / 2;
  const solid = cls === "body";
  return {
    nodeDimensions: { width: w, height: h },
    drawNode() {
      c.save();
      c.beginPath();
      OUTLINES[cls](c, left, top, w, h);
      c.fillStyle = colours.ground;
      c.fill();
      c.globalAlpha = isDimmed(node.id) ? 0.28 : 1;
      c.fillStyle = solid ? (node.hub ? colours.body : colours["body-soft"]) : colours[`${cls}-paper`];
      c.fill();
      c.lineWidth = selected ? 3.5 : hover ? 2.4 : 1.3;
      c.strokeStyle = selected ? colours.focus : colours[cls];
      c.stroke();
      c.fillStyle = colours[cls];
      if (MARKS[cls]) MARKS[cls](c, left, top, w, h);
      drawWords(c, node, x + (SHIFTS[cls] || 0), y);
      c.restore();
    },
  };
}

function drawWords(c, node, x, y) {
  const lines = node.lines[state.lang], chip = node.chip[state.lang];
  const step = node.text * LEADING;
  let row = y - (lines.length * step + (chip ? 12 * LEADING + 4 : 0)) / 2 + step / 2;
  const cards = node.group === "task" || node.group === "target";
  const room = node.w - (node.group === "person" ? 44 : node.group === "task" ? 22 : 26);
  c.textBaseline = "middle";
  c.textAlign = cards ? "left" : "center";
  const at = cards ? x - node.w / 2 + (node.group === "task" ? 12 : 18) : x;
  c.fillStyle = node.group === "body" && node.hub ? colours["body-ink"] : colours.ink;
  c.font = `${node.group === "body" ? 600 : 400} ${node.text}px ${FONT}`;
  for (const line of lines) {
    c.fillText(line, at, row, room);
    row += step;
  }
  if (chip) {
    c.font = `600 12px ${FONT}`;
    c.fillStyle = colours[node.group];
    c.fillText(chip, at, row + 2, room);
  }
}

// The grounds that clusters stand on, with a caption where there is no body in the middle.
function drawGrounds(c) {
  c.save();
  for (const panel of DATA.picture.panels) {
    c.beginPath();
    c.roundRect(panel.x, panel.y, panel.w, panel.h, 22);
    c.fillStyle = colours.ground;
    c.fill();
    c.lineWidth = 1.2;
    c.strokeStyle = colours["edge-of-ground"];
    c.stroke();
    if (panel.caption) {
      c.font = `600 20px ${FONT}`;
      c.textBaseline = "middle";
      c.fillStyle = colours.soft;
      c.fillText(word(panel.caption), panel.x + 26, panel.y + 30);
    }
  }
  c.restore();
}
