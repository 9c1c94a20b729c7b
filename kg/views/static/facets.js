"use strict";

// What things can be sorted by. A facet gives the values of a thing, the name of a value, and where it stands.
const NONE = "none";
const sure = (percent) => (percent >= 95 ? "high" : percent >= 90 ? "middle" : "low");
const orNone = (values) => (values.length ? values : [NONE]);
const thingName = (id) => (NUMBER.has(id) ? nameOf(NUMBER.get(id)) : id);
// Names in both languages go by the Vietnamese one: it stays when another build counts otherwise.
const inLanguage = (pairs, vi) => (pairs.find((pair) => pair.vi === vi) || { [state.lang]: vi })[state.lang];
const known = (key, name) => (key === NONE ? word("unknown") : name);
const work = (number) => GIVEN.has(DATA.things[number].cls);

const FACETS = {
  body: {
    values: (n, spec) => {
      const roles = spec.role && spec.role.length ? spec.role : DATA.roles;
      return RELATIONS[n].filter((one) => one.forward && roles.includes(one.relation)).map(({ other }) => DATA.things[other].id);
    },
    name: thingName,
  },
  role: {
    values: (n, spec) => {
      const bodies = spec.body && spec.body.length ? spec.body : null;
      const roles = RELATIONS[n].filter((one) => one.forward && DATA.roles.includes(one.relation) && (!bodies || bodies.includes(DATA.things[one.other].id)));
      const found = roles.map(({ relation }) => relation);
      return work(n) && !bodies && !found.includes("leadBody") ? [...found, NONE] : found;
    },
    name: (key) => (key === NONE ? word("no_lead") : word(`role.${key}`)), order: () => [...DATA.roles, NONE],
  },
  cls: { values: (n) => [DATA.things[n].cls], name: (key) => word(`class.${key}`), order: () => DATA.classes },
  topic: {
    values: (n) => (WORK.has(DATA.things[n].cls) ? orNone((DATA.things[n].topics || []).map((one) => DATA.topics[one].vi)) : []),
    name: (key) => known(key, inLanguage(DATA.topics, key)),
  },
  year: {
    values: (n) => {
      const due = dueOf(n);
      if (!work(n)) return [];
      return [due === null ? NONE : due.latest.slice(0, 4) || due.earliest.slice(0, 4) || (due.due_relation === "recurring" ? "recurring" : "vague")];
    },
    name: (key) => known(key, word(`year.${key}`) === `year.${key}` ? key : word(`year.${key}`)), order: (keys) => [...keys].sort(),
  },
  schedule: {
    values: (n) => {
      const due = dueOf(n);
      return !work(n) ? [] : [due && due.latest ? (isPast(due) ? "past" : "ahead") : NONE];
    },
    name: (key) => word(`schedule.${key}`), order: () => ["past", "ahead", NONE],
  },
  status: {
    values: (n) => (DATA.things[n].cls === "task" ? orNone((DATA.things[n].status || []).map((one) => DATA.statuses[one].vi)) : []),
    name: (key) => (key === NONE ? word("not_reported") : inLanguage(DATA.statuses, key)),
  },
  doc: {
    values: (n) => (work(n) ? orNone(ends(n, "mandatedBy").map((other) => DATA.things[other].id)) : []),
    name: (key) => (key === NONE ? word("no_mandate") : thingName(key)),
  },
  source: { values: (n) => sourcesOf(n), name: (key) => sourceName(key) },
  sure: { values: (n) => confidenceOf(n) && [sure(confidenceOf(n))], name: (key) => word(`sure.${key}`), order: () => ["high", "middle", "low"] },
  // Not shown as lists of their own: a deadline as it is worded, a relation to a thing, a search, a range of days.
  due: { values: (n) => (dueOf(n) ? [spanOf(dueOf(n))] : []), name: (key) => (DATA.dues.find((due) => spanOf(due) === key) || { [state.lang]: key })[state.lang], hidden: true },
  near: {
    values: (n) => RELATIONS[n].map((one) => `${one.forward ? "inverse" : "forward"}.${one.relation}@${DATA.things[one.other].id}`),
    name: (key) => `${word(key.slice(0, key.indexOf("@")))}: ${thingName(key.slice(key.indexOf("@") + 1))}`, hidden: true,
  },
  taken: { test: (n, [id]) => (DATA.things[NUMBER.get(id)]?.taken || []).includes(n), name: (key) => `${word("taken")}: ${thingName(key)}`, hidden: true },
  text: { test: (n, [query]) => bare(query).split(" ").every((part) => searchText(n).includes(part)), name: (key) => `“${key}”`, hidden: true },
  from: { test: (n, [day]) => dueOf(n) !== null && (dueOf(n).latest || dueOf(n).earliest) >= day, name: (key) => word("from_day", { day: sayDay(key) }), hidden: true },
  to: { test: (n, [day]) => dueOf(n) !== null && (dueOf(n).earliest || dueOf(n).latest || "9") <= day, name: (key) => word("to_day", { day: sayDay(key) }), hidden: true },
};
const SHOWN = Object.keys(FACETS).filter((name) => !FACETS[name].hidden);

// The days that a deadline may mean: deadlines that are worded otherwise but mean the same are one.
function spanOf({ earliest, latest }) {
  return `${earliest || latest}/${latest}`;
}

// The reader's own day, which the page names wherever it compares with it: the file itself holds none.
function today() {
  const now = new Date();
  return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, "0"), String(now.getDate()).padStart(2, "0")].join("-");
}

// The day that is named is the last on which a task is in time.
function isPast(due) {
  return due.latest < today();
}

function sayDay(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return state.lang === "vi" ? `${day}/${month}/${year}` : new Date(Date.UTC(year, month - 1, day)).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

function quotesOf(thing) {
  return thing.quotes ? DATA.sets[thing.quotes - 1] : [];
}

const FROM_SOURCES = [];
function sourcesOf(number) {
  FROM_SOURCES[number] ??= [...new Set(quotesOf(DATA.things[number]).map((quote) => DATA.sources[DATA.passages[DATA.quotes[quote][0]][0]].id))];
  return FROM_SOURCES[number];
}

function sourceName(id) {
  const source = DATA.sources.find((one) => one.id === id);
  return source ? source.title || source.name || source.id : id;
}

function confidenceOf(number) {
  return Math.max(0, ...quotesOf(DATA.things[number]).map((quote) => DATA.quotes[quote][4]));
}

function passes(number, spec, except) {
  for (const facet of Object.keys(spec)) {
    const wanted = spec[facet];
    if (facet === except || !wanted.length) continue;
    const { test, values } = FACETS[facet];
    if (test ? !test(number, wanted) : !(values(number, spec) || []).some((value) => wanted.includes(value))) return false;
  }
  return true;
}

// Numbers of the things that a choice of facets leaves, in reading order.
function matching(spec, except) {
  return DATA.things.filter((thing) => passes(thing.at, spec, except)).map(({ at }) => at);
}

// A facet's values with how many things each would leave, the most frequent first unless they have an order.
function tally(facet, spec, left) {
  const counts = new Map(), others = { ...spec, [facet]: [] };
  for (const number of (spec[facet] || []).length ? matching(spec, facet) : left) {
    const values = FACETS[facet].values(number, others) || [];
    for (const value of values.length > 1 ? new Set(values) : values) counts.set(value, (counts.get(value) || 0) + 1);
  }
  for (const value of spec[facet] || []) if (!counts.has(value)) counts.set(value, 0);
  const { order } = FACETS[facet];
  if (order) return order([...counts.keys()]).filter((value) => counts.has(value)).map((value) => [value, counts.get(value)]);
  return [...counts].sort((a, b) => (a[0] === NONE) - (b[0] === NONE) || b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function toggled(facet, value) {
  const now = state.filters[facet] || [];
  return { ...state.filters, [facet]: now.includes(value) ? now.filter((one) => one !== value) : [...now, value] };
}

const FIRST_VALUES = 7;
const unfolded = new Set();

function showFacets() {
  const left = matching(state.filters);
  $("facets").replaceChildren(...SHOWN.map((facet) => facetBox(facet, left)).filter(Boolean), dayRange());
}

function facetName(facet) {
  return word(`facet.${facet}`, { day: sayDay(today()) });
}

function facetBox(facet, left) {
  const values = tally(facet, state.filters, left);
  if (values.length < 2 && !(state.filters[facet] || []).length) return null;
  const chosen = state.filters[facet] || [];
  const shown = unfolded.has(facet) ? values : values.filter(([value], index) => index < FIRST_VALUES || chosen.includes(value));
  const items = shown.map(([value, n]) => make("li", {}, make("label", {},
    make("input", { type: "checkbox", "data-facet": facet, value, checked: chosen.includes(value), onchange: () => change({ filters: toggled(facet, value) }) }),
    make("span", {}, FACETS[facet].name(value)), make("b", {}, count(n)))));
  const more = values.length > shown.length ? button(word("facet_more", { n: values.length - shown.length }), () => { unfolded.add(facet); showFacets(); }, { class: "more" }) : null;
  return make("fieldset", {}, make("legend", {}, facetName(facet)), make("ul", {}, items), more);
}

function dayRange() {
  const field = (name) => make("label", {}, make("span", {}, word(name)), make("input", { type: "date", "data-day": name, value: (state.filters[name] || [""])[0],
    onchange: (event) => change({ filters: { ...state.filters, [name]: event.target.value ? [event.target.value] : [] } }) }));
  return make("fieldset", { class: "days" }, make("legend", {}, word("facet.days")), field("from"), field("to"));
}

// What is filtered, above every perspective.
function showChips() {
  const chips = Object.keys(FACETS).flatMap((facet) => (state.filters[facet] || []).map((value) => make("li", {},
    make("span", {}, FACETS[facet].hidden ? "" : `${facetName(facet)}: `, FACETS[facet].name(value)),
    button("×", () => change({ filters: toggled(facet, value) }), { "aria-label": word("remove_filter", { name: FACETS[facet].name(value) }) }))));
  $("chips").hidden = !chips.length;
  $("chips").replaceChildren(...(chips.length ? [make("span", { class: "lead" }, word("filtered")), make("ul", {}, chips), button(word("clear"), () => change({ filters: {} }), { class: "more" })] : []));
}

// "Hiển thị X / Y": what is shown, and of how many.
function shownOf(shown, all, unit) {
  return word("shown", { shown: count(shown), all: count(all), unit: word(`unit.${unit}`) });
}
