"use strict";

// What the page knows, and how its words are looked up. Text reaches the page through textContent alone.
let DATA = null;
// What is to be done has who leads it and by when; what was reached has only been told.
const WORK = new Set(["task", "target", "result"]), GIVEN = new Set(["task", "target"]);
// By thing: [{ link, other, relation, forward }], in the order of the links.
let RELATIONS = [], NUMBER = new Map();

function unpack(data) {
  DATA = data;
  DATA.things.forEach((thing, number) => {
    thing.at = number;
    thing.cls = DATA.classes[thing.cls || 0];
    NUMBER.set(thing.id, number);
  });
  RELATIONS = DATA.things.map(() => []);
  DATA.links = DATA.links.map(([from, relation, to, set, post]) => ({ from, relation: DATA.order[relation], to, set: set ?? DATA.things[from].quotes - 1, post }));
  DATA.links.forEach(({ from, to, relation }, link) => {
    RELATIONS[from].push({ link, other: to, relation, forward: true });
    RELATIONS[to].push({ link, other: from, relation, forward: false });
  });
}

// word("class.body") in the language of the moment; {n} is filled from the values.
function word(path, values) {
  const found = path.split(".").reduce((table, key) => (table === undefined ? undefined : table[key]), DATA.words[state.lang]);
  return (found === undefined ? path : found).replace(/\{(\w+)\}/g, (whole, key) => (values && key in values ? String(values[key]) : whole));
}

function count(n) {
  return String(n).replace(/\B(?=(\d{3})+$)/g, word("thousands"));
}

function said(pair) {
  return pair ? pair[state.lang === "en" ? 1 : 0] : "";
}

function nameOf(number) {
  const thing = DATA.things[number];
  return (state.lang === "en" && thing.en) || thing.vi;
}

// The tasks in which a body has a role as the documents name it; targets are counted apart.
function tasksOf(number, role) {
  return RELATIONS[number].filter((one) => !one.forward && one.relation === role && DATA.things[one.other].cls === "task");
}

function dueOf(number) {
  const { due } = DATA.things[number];
  return due ? DATA.dues[due - 1] : null;
}

function ends(number, relation) {
  return RELATIONS[number].filter((one) => one.forward && one.relation === relation).map(({ other }) => other);
}

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  fill(element, attributes, children);
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

function makeSvg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  fill(element, attributes, children);
  return element;
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== "" && child !== false));
}

function button(text, onclick, attributes) {
  return make("button", { type: "button", onclick, ...attributes }, text);
}

// A copy of the legend's own drawing, so that shape and colour are said in one place.
function icon(cls) {
  const drawn = document.querySelector(`#icons [data-icon="${cls}"]`);
  return drawn ? drawn.cloneNode(true) : makeSvg("svg", {});
}

// Links leave the page only for the web.
function webAddress(text) {
  try {
    const url = new URL(text);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}

// "dao tao", "đào tạo" and "ĐÀO TẠO" are one; so are Đ (U+0110) and the Ð (U+00D0) of some keyboards.
function bare(text) {
  return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đð]/g, "d").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

function $(id) {
  return document.getElementById(id);
}
