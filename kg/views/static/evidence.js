"use strict";

// A document with its facts in place: choosing a stretch tells what it became.
let DATA = null;
const panel = document.getElementById("panel");
const off = new Set();
let lang = "", chosen = null;

function word(path) {
  return path.split(".").reduce((table, key) => table[key], DATA.words[lang]);
}

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

function choose(span) {
  chosen = span;
  document.querySelectorAll(".chosen").forEach((one) => one.classList.remove("chosen"));
  if (!span) return;
  const over = (span.dataset.over || "").split(" ").filter(Boolean).map(Number);
  const gap = span.dataset.gap === undefined ? null : DATA.missed[Number(span.dataset.gap)];
  const inner = over[over.length - 1];
  document.querySelectorAll("[data-over], [data-gap]").forEach((one) => {
    const same = gap ? one.dataset.gap === span.dataset.gap : (one.dataset.over || "").split(" ").includes(String(inner));
    one.classList.toggle("chosen", same);
  });
  panel.replaceChildren(...(gap ? [aboutGap(gap)] : []), ...[...over].reverse().map((number) => aboutQuote(DATA.quotes[number])));
  panel.scrollTop = 0;
}

function aboutGap(gap) {
  return make("section", {}, make("p", { class: "kind" }, word("kind.gap")), make("p", {}, word("gap_text")), make("p", {}, `${word("cues")}: ${gap.cues.map((cue) => `“${cue}”`).join(", ")}`));
}

// What a stretch became: each thing once, with everything that is said of it here.
function aboutQuote({ start, end, facts }) {
  const side = lang === "en" ? 1 : 0, things = new Map();
  for (const fact of facts) things.set(fact.id, [...(things.get(fact.id) || []), fact]);
  const lines = [...things].map(([id, told]) => {
    const [first] = told, name = (first.mention ? first.object[side] : first.subject[side]) || id;
    const link = DATA.page ? make("a", { href: `${DATA.page}#${new URLSearchParams({ focus: id })}` }, name) : make("strong", {}, name);
    const items = told.filter((fact) => !fact.type && !fact.mention).map((fact) => make("li", {}, `${fact.property[side]}: ${fact.object[side]}`));
    return make("div", {}, make("p", {}, make("span", { class: `f ${first.kind}` }, word(`kind.${first.kind}`)), " ", link, first.mention ? ` – ${word("mention")}` : ""), make("ul", {}, ...items));
  });
  const [first] = facts;
  const cite = [first.place, first.at ? `${word("page")} ${first.at}` : "", `${word("chars")} ${start}–${end}`, `${word("sure")} ${first.sure}%`, first.rule].filter(Boolean);
  return make("section", {}, ...lines, make("p", { class: "cite" }, cite.join(" · ")));
}

function speak(next) {
  lang = next;
  document.documentElement.lang = lang;
  document.querySelectorAll("[data-t]").forEach((element) => { element.textContent = word(element.dataset.t); });
  document.querySelectorAll("[data-lang]").forEach((one) => one.setAttribute("aria-pressed", String(one.dataset.lang === lang)));
  choose(chosen);
}

function toggle(kind, element) {
  if (!off.delete(kind)) off.add(kind);
  element.setAttribute("aria-pressed", String(!off.has(kind)));
  document.querySelectorAll(kind === "gap" ? "#text .gap" : `#text .f.${kind}`).forEach((one) => one.classList.toggle("off", off.has(kind)));
}

// "#c120-180": the stretch that another page means.
function fromHash() {
  const [, start, end] = /^#c(\d+)-(\d+)$/.exec(location.hash) || [];
  const number = DATA.quotes.findIndex((quote) => quote.start === Number(start) && quote.end === Number(end));
  const span = number < 0 ? null : [...document.querySelectorAll("[data-over]")].find((one) => one.dataset.over.split(" ").includes(String(number)));
  if (!span) return;
  choose(span);
  document.querySelectorAll("[data-over]").forEach((one) => one.classList.toggle("chosen", one.dataset.over.split(" ").includes(String(number))));
  span.scrollIntoView({ block: "center" });
}

document.getElementById("text").addEventListener("click", (event) => choose(event.target.closest("[data-over], [data-gap]")));
document.getElementById("text").addEventListener("keydown", (event) => {
  if ((event.key !== "Enter" && event.key !== " ") || !event.target.matches("[role=button]")) return;
  event.preventDefault();
  choose(event.target);
});
document.querySelectorAll("[data-lang]").forEach((one) => one.addEventListener("click", () => speak(one.dataset.lang)));
document.querySelectorAll("[data-kind]").forEach((one) => one.addEventListener("click", () => toggle(one.dataset.kind, one)));
document.getElementById("next-gap").addEventListener("click", () => {
  const gaps = [...document.querySelectorAll("[data-gap][role=button]")], at = chosen ? gaps.findIndex((one) => one.dataset.gap === chosen.dataset.gap) : -1;
  const next = gaps[(at + 1) % gaps.length];
  if (!next) return;
  choose(next);
  next.scrollIntoView({ block: "center" });
});
addEventListener("hashchange", fromHash);
load().then((data) => {
  DATA = data;
  lang = DATA.lang;
  fromHash();
  document.documentElement.dataset.ready = "";
});
