"use strict";

// Search: the whole name first, its beginning, the words in a row, then all the words somewhere.
const MOST_HITS = 20;
const TEXTS = [], NAMES = [];

function searchNames(number) {
  const { vi, en, aliases, number: sign } = DATA.things[number];
  NAMES[number] ??= [...new Set([vi, en, sign, ...(aliases || [])].filter(Boolean).map(bare))];
  return NAMES[number];
}

function searchText(number) {
  const thing = DATA.things[number];
  TEXTS[number] ??= [...searchNames(number), bare([thing.output, ...(thing.due ? [DATA.dues[thing.due - 1].vi, DATA.dues[thing.due - 1].en] : [])].filter(Boolean).join(" | "))].join(" | ");
  return TEXTS[number];
}

// The words of all things are made ready while the reader looks at the page.
function readAhead(from = 0) {
  const until = Math.min(from + 200, DATA.things.length);
  for (let number = from; number < until; number += 1) searchText(number);
  if (until < DATA.things.length) setTimeout(readAhead, 0, until);
}

function nameRank(names, wanted) {
  return names.includes(wanted) ? 0 : names.some((name) => name.startsWith(wanted)) ? 1 : 2;
}

// Numbers of things, best first: at each rank bodies, documents and people before what they have to do.
function find(query) {
  const wanted = bare(query);
  if (!wanted) return [];
  const parts = wanted.split(" ").filter(Boolean), ranks = [[], [], [], [], [], [], [], []];
  for (let number = 0; number < DATA.things.length; number += 1) {
    const text = searchText(number);
    if (!text.includes(parts[0]) || !parts.every((part) => text.includes(part))) continue;
    const rank = !text.includes(wanted) ? 3 : nameRank(searchNames(number), wanted);
    ranks[2 * rank + (WORK.has(DATA.things[number].cls) ? 1 : 0)].push(number);
  }
  return ranks.flat();
}

function startSearch() {
  const field = $("query"), box = $("hits"), list = $("hits-list"), told = $("hits-count");
  let active = -1;
  const close = () => { box.hidden = true; field.setAttribute("aria-expanded", "false"); field.removeAttribute("aria-activedescendant"); };
  const take = (item) => {
    close();
    if (item.dataset.thing === undefined) change({ view: "table", filters: { ...state.filters, text: [field.value.trim()] } });
    else { choose(Number(item.dataset.thing)); $("panel").focus(); }
  };
  const mark = (index) => {
    active = index;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === index)));
    if (index < 0) return;
    field.setAttribute("aria-activedescendant", list.children[index].id);
    if (index) list.children[index].scrollIntoView({ block: "nearest" });
  };
  const option = (id, attributes, ...children) => make("li", { id, role: "option", "aria-selected": "false", onclick: (event) => take(event.currentTarget), ...attributes }, ...children);
  const show = () => {
    if (!bare(field.value)) return close();
    const found = find(field.value), shown = found.slice(0, MOST_HITS);
    told.textContent = found.length ? shownOf(shown.length, found.length, "thing") : word("search_none");
    list.replaceChildren(...shown.map((number, index) => option(`hit-${index}`, { "data-thing": number }, icon(DATA.things[number].cls), make("span", {}, nameOf(number), describe(number)))),
      ...(found.length > 1 ? [option("hit-all", { class: "all" }, word("filter_text", { n: count(found.length) }))] : []));
    box.hidden = false;
    field.setAttribute("aria-expanded", "true");
    if (active > 0) box.scrollTop = 0;
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
    else if (event.key === "Enter" && active >= 0) take(list.children[active]);
    else return;
    event.preventDefault();
  });
  document.addEventListener("click", (event) => { if (!event.target.closest(".find")) close(); });
  document.addEventListener("keydown", (event) => { if (event.key === "/" && !event.target.closest("input")) { event.preventDefault(); field.focus(); } });
}
