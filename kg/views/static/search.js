"use strict";

// Search without accents: "dao tao", "đào tạo" and "ĐÀO TẠO" are one question.
const MOST_HITS = 30;

function bare(text) {
  return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đð]/g, "d").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

const INDEX = DATA.things.map((thing) => {
  const names = [...new Set([...Object.values(thing.label), ...thing.aliases])].map(bare);
  return { names, all: names.concat(thing.fields.flatMap(([, said]) => Object.values(said)).map(bare)).join(" | ") };
});

// Numbers of things, best first: the whole name, its beginning, the words in a row, all the words somewhere.
function find(query) {
  const wanted = bare(query);
  if (!wanted) return [];
  const parts = wanted.split(" ");
  const score = ({ names, all }) => {
    if (names.includes(wanted)) return 0;
    if (names.some((name) => name.startsWith(wanted))) return 1;
    if (all.includes(wanted)) return 2;
    return parts.every((part) => all.includes(part)) ? 3 : 9;
  };
  return INDEX.map((entry, number) => [score(entry), number]).filter(([rank]) => rank < 9).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, number]) => number);
}

function startSearch() {
  const field = document.getElementById("query"), box = document.getElementById("hits");
  const list = document.getElementById("hits-list"), count = document.getElementById("hits-count");
  let active = -1;
  const close = () => { box.hidden = true; field.setAttribute("aria-expanded", "false"); field.removeAttribute("aria-activedescendant"); };
  const take = (number) => { close(); choose({ thing: number }, true); document.getElementById("panel").focus(); };
  const mark = (index) => {
    active = index;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === index)));
    if (index < 0) return;
    field.setAttribute("aria-activedescendant", list.children[index].id);
    list.children[index].scrollIntoView({ block: "nearest" });
  };
  const show = () => {
    const found = find(field.value);
    if (!bare(field.value)) return close();
    count.textContent = found.length ? word("search_some", { n: found.length }) : word("search_none");
    if (found.length > MOST_HITS) count.textContent += ` (${word("search_more", { n: found.length - MOST_HITS })})`;
    list.replaceChildren(...found.slice(0, MOST_HITS).map((number, index) => make("li", { id: `hit-${index}`, role: "option", "aria-selected": "false", "data-thing": number, onclick: () => take(number) },
      icon(DATA.things[number].cls), make("span", {}, nameOf(number), make("small", {}, DATA.things[number].line[state.lang])))));
    box.hidden = false;
    field.setAttribute("aria-expanded", "true");
    mark(found.length ? 0 : -1);
  };
  field.addEventListener("input", show);
  field.addEventListener("focus", show);
  field.addEventListener("keydown", (event) => {
    const last = list.children.length - 1;
    if (event.key === "Escape") close();
    else if (box.hidden) return;
    else if (event.key === "ArrowDown") mark(Math.min(active + 1, last));
    else if (event.key === "ArrowUp") mark(Math.max(active - 1, 0));
    else if (event.key === "Enter" && active >= 0) take(Number(list.children[active].dataset.thing));
    else return;
    event.preventDefault();
  });
  document.addEventListener("click", (event) => { if (!event.target.closest(".find")) close(); });
}
