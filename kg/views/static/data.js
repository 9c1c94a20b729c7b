"use strict";

// What the page knows, and how its words are looked up. Text reaches the page through textContent alone.
const DATA = JSON.parse(document.getElementById("data").textContent);
const state = { lang: DATA.lang, selection: null, hiddenClasses: new Set(), hiddenLines: new Set() };

// word("class.body") in the language of the moment; {n} is filled from the values.
function word(path, values) {
  const found = path.split(".").reduce((table, key) => table[key], DATA.words[state.lang]);
  return found.replace(/\{(\w+)\}/g, (whole, key) => (values && key in values ? String(values[key]) : whole));
}

function nameOf(number) {
  return DATA.things[number].label[state.lang];
}

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "onclick") element.addEventListener("click", value);
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

// A copy of the legend's own drawing, so that shape and colour are said in one place.
function icon(cls) {
  const drawn = document.querySelector(`#legend [data-class="${cls}"] svg`);
  return drawn ? drawn.cloneNode(true) : document.createElementNS(SVG, "svg");
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

// Relations by thing: [{ link, other, forward }].
const RELATIONS = DATA.things.map(() => []);
DATA.links.forEach((link, number) => {
  RELATIONS[link.from].push({ link: number, other: link.to, forward: true });
  RELATIONS[link.to].push({ link: number, other: link.from, forward: false });
});
