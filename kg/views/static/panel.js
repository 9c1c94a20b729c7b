"use strict";

// The side panel: what is known of a thing, each fact with the sentences that say so; or the list behind a number.
const FEW_ITEMS = 8, FEW_QUOTES = 5, AROUND = 180, LIST_FIRST = 50;
const FIELDS = ["due", "value", "output", "status", "number", "issued", "when"];

function showPanel() {
  const panel = $("panel");
  const parts = state.list ? aboutList(state.list) : state.focus !== null ? aboutThing(state.focus) : welcome();
  panel.replaceChildren(...parts.filter(Boolean));
  panel.scrollTop = 0;
}

function welcome() {
  const leads = DATA.things.map((thing) => [tasksOf(thing.at, "leadBody").length, thing.at]).filter(([n]) => n);
  leads.sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  const rows = leads.slice(0, 12).map(([n, number]) => make("li", {}, go(number), make("b", {}, count(n))));
  return [make("h2", {}, word("welcome")), make("p", {}, word("welcome_text")), make("p", { class: "soft" }, DATA.said[state.lang].coverage),
    rows.length ? make("h3", {}, word("ranking")) : null, rows.length ? make("ol", { class: "ranking" }, rows) : null];
}

function go(number) {
  return button(nameOf(number), () => choose(number), { class: "go", "data-go": number });
}

function head(cls, label) {
  return make("p", { class: "kind" }, cls ? icon(cls) : null, make("span", {}, label), button(word("close"), () => change({ focus: null, list: null })));
}

// The sentences of a panel, numbered in the order in which facts refer to them.
class Notes {
  constructor() { this.quotes = []; }
  refs(quotes) {
    return quotes.slice(0, 3).map((quote) => {
      if (!this.quotes.includes(quote)) this.quotes.push(quote);
      const n = this.quotes.indexOf(quote) + 1;
      return make("a", { class: "ref", href: `#said-${n}`, "aria-label": word("sentence_n", { n }), onclick: (event) => { event.preventDefault(); toSentence(n); } }, String(n));
    });
  }
}

function toSentence(n) {
  const card = $(`said-${n}`);
  if (!card) return;
  card.scrollIntoView({ block: "nearest" });
  card.focus();
}

function aboutThing(number) {
  const thing = DATA.things[number], notes = new Notes(), facts = make("dl", {});
  const own = quotesOf(thing);
  if (thing.cls === "task" || thing.cls === "target" || thing.cls === "result") notes.refs(own);
  for (const field of FIELDS) fieldRow(facts, thing, field, notes);
  for (const [key, items] of grouped(number)) {
    if (key !== "inverse.leadTask") takenRow(facts, thing);
    relationRow(facts, number, key, items, notes);
  }
  takenRow(facts, thing);
  if (thing.topics) row(facts, word("facet.topic"), make("span", {}, thing.topics.map((one) => DATA.topics[one][state.lang]).join("; ")), make("small", {}, ` ${word("topic_short")}`));
  if (thing.aliases) row(facts, word("aliases"), thing.aliases.join("; "));
  own.slice(0, 200).forEach((quote) => { if (!notes.quotes.includes(quote)) notes.quotes.push(quote); });
  const kind = thing.kind ? DATA.kinds[thing.kind - 1][state.lang] || DATA.kinds[thing.kind - 1].vi : word(`one.${thing.cls}`);
  const now = thing.now ? make("p", { class: "soft" }, word("now", { name: said(thing.now) })) : null;
  return [head(thing.cls, kind), make("h2", {}, nameOf(number)), now, actions(number), facts, ...sentences(notes.quotes), make("p", { class: "iri" }, `${word("identifier")}: ${thing.id}`)];
}

function actions(number) {
  const list = WORK.has(DATA.things[number].cls) ? null : DATA.things[number].cls === "document" ? { doc: [DATA.things[number].id] } : DATA.things[number].cls === "body" ? { body: [DATA.things[number].id] } : null;
  return make("p", { class: "actions" }, button(word("see_network"), () => { change({ view: "network", focus: number, list: null }); recentre(); }),
    list ? button(word("filter_by"), () => change({ filters: list, view: state.view === "network" ? "table" : state.view })) : null);
}

// What a body took over follows what it was given; once.
function takenRow(facts, { id, taken }) {
  if (!taken || facts.querySelector("[data-taken]")) return;
  const shown = make("ul", { "data-taken": "" }, taken.slice(0, FEW_ITEMS).map((n) => make("li", {}, go(n))));
  row(facts, `${word("taken")} (${count(taken.length)})`, shown,
    taken.length > FEW_ITEMS ? button(word("see_all", { n: count(taken.length) }), () => openList({ taken: [id] }), { class: "more" }) : null);
}

function valueOf(thing, field) {
  if (field === "due") return thing.due ? DATA.dues[thing.due - 1][state.lang] : "";
  if (field === "status") return (thing.status || []).map((one) => DATA.statuses[one][state.lang]).join("; ");
  return Array.isArray(thing[field]) ? said(thing[field]) : thing[field] || "";
}

function fieldRow(facts, thing, field, notes) {
  const text = valueOf(thing, field), grounds = (thing.grounds || {})[field];
  if (!text && !DATA.expected[thing.cls].includes(field)) return;
  const wording = field === "due" && thing.due && DATA.dues[thing.due - 1].due_text;
  row(facts, word(field === "value" ? `value.${thing.cls}` : `field.${field}`), text ? make("span", {}, text) : unknown(), ...(text && grounds !== undefined ? notes.refs(DATA.sets[grounds]) : []),
    field === "status" && text ? make("small", {}, ` ${word("as_reported")}`) : null,
    wording && wording !== DATA.dues[thing.due - 1].vi ? make("small", { class: "wording" }, `${word("wording")}: “${wording}”`) : null);
}

function unknown() {
  return make("span", { class: "unknown" }, word("unknown"));
}

function row(list, label, ...content) {
  list.append(make("dt", {}, label), make("dd", {}, ...content.flat().filter(Boolean)));
}

// [group, relations] in the order in which an official would ask; what a reader expects stands there even when empty.
function grouped(number) {
  const groups = new Map();
  for (const relation of DATA.expected[DATA.things[number].cls]) if (DATA.order.includes(relation)) groups.set(`forward.${relation}`, []);
  for (const one of RELATIONS[number]) {
    const key = groupOf(one);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(one);
  }
  return groups;
}

// Of what a body leads, tasks and targets are told apart, so that each number is one of its kind.
function groupOf({ forward, relation, other }) {
  if (!forward && relation === "leadBody") return DATA.things[other].cls === "target" ? "inverse.leadTarget" : "inverse.leadTask";
  return `${forward ? "forward" : "inverse"}.${relation}`;
}

function listOf(key, number) {
  const cls = { "inverse.leadTask": ["task"], "inverse.leadTarget": ["target"] }[key];
  return { near: [`${cls ? "inverse.leadBody" : key}@${DATA.things[number].id}`], ...(cls ? { cls } : {}) };
}

// A post is said as it is written; of a disagreement it is what the two differ in.
function saidOf(key, post) {
  const differs = key.endsWith(".prevailing") || key.endsWith(".conflicting");
  return differs ? post.split(", ").map((aspect) => word(`aspect.${aspect}`)).join(", ") : post;
}

function relationRow(facts, number, key, items, notes) {
  const label = items.length > 1 ? `${word(key)} (${count(items.length)})` : word(key);
  if (!items.length) return row(facts, label, unknown());
  const shown = items.slice(0, FEW_ITEMS).map(({ link, other }) => {
    const { post, set } = DATA.links[link], due = dueOf(other);
    return make("li", {}, go(other), post ? ` (${saidOf(key, post)})` : "", due && key.startsWith("inverse") ? make("small", {}, ` ${due[state.lang]}`) : null, " ", notes.refs(DATA.sets[set]));
  });
  const rest = items.length > FEW_ITEMS ? button(word("see_all", { n: count(items.length) }), () => openList(listOf(key, number)), { class: "more" }) : null;
  row(facts, label, make("ul", {}, shown), rest);
}

function sentences(numbers) {
  const parts = [make("h3", {}, word("quotes"))];
  if (!numbers.length) return [...parts, make("p", { class: "unknown" }, word("no_quote"))];
  parts.push(...numbers.slice(0, FEW_QUOTES).map(quoteCard));
  if (numbers.length > FEW_QUOTES) {
    const rest = numbers.slice(FEW_QUOTES).map((quote, index) => quoteCard(quote, index + FEW_QUOTES));
    rest.forEach((card) => { card.hidden = true; });
    const more = button(word("quotes_all", { n: count(numbers.length) }), () => { rest.forEach((card) => { card.hidden = false; }); more.remove(); rest[0].focus(); }, { class: "more" });
    parts.push(...rest, more);
  }
  return parts;
}

// A quote with what stands around it: { before, text, after, provision, percent, page, source, start, end }.
function quoteParts(number) {
  const [passage, start, end, provision, percent, page] = DATA.quotes[number], [source, from, text] = DATA.passages[passage];
  const points = Array.from(text), a = start - from, b = end - from;
  const before = points.slice(Math.max(0, a - AROUND), a).join(""), after = points.slice(b, b + AROUND).join("");
  return { text: points.slice(a, b).join(""), before: a > AROUND ? `… ${before.replace(/^\S*\s/, "")}` : before, after: points.length > b + AROUND ? `${after.replace(/\s\S*$/, "")} …` : after,
    provision: DATA.provisions[provision], percent, page, source: DATA.sources[source], start, end };
}

function quoteCard(number, index) {
  const quote = quoteParts(number), { source } = quote;
  const text = make("blockquote", { lang: "vi" }, make("span", { class: "around" }, quote.before), make("mark", {}, quote.text), make("span", { class: "around" }, quote.after));
  const place = [quote.provision, quote.page ? word("page_n", { n: quote.page }) : "", source.publisher, source.issued[state.lang] || word("no_date"), word("position", quote), word("confidence", quote)].filter(Boolean);
  const title = source.title || source.name || source.id;
  const links = [];
  if (source.page) links.push(make("a", { href: `${source.page}#c${quote.start}-${quote.end}` }, word("in_document")));
  const url = webAddress(source.url);
  if (url) links.push(make("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, word("open_source")));
  const cite = make("p", { class: "cite" }, source.work === null ? make("strong", {}, title) : button(title, () => choose(source.work), { class: "go" }), make("br", {}), place.join(" · "), ...links.flatMap((link) => [" · ", link]));
  return make("div", { class: "said", id: `said-${index + 1}`, tabindex: "-1" }, make("span", { class: "n", "aria-hidden": "true" }, String(index + 1)), make("div", {}, text, cite));
}

// What a number in the matrix, a mark or a pill stands for.
function aboutList(spec) {
  const numbers = byDeadline(matching(spec));
  const title = Object.keys(FACETS).filter((facet) => facet !== "cls" && spec[facet]).flatMap((facet) => spec[facet].map((value) => FACETS[facet].name(value))).join(" · ");
  const roles = Object.keys(spec).includes("body") && !spec.role ? DATA.roles : [null];
  const items = (n) => make("li", {}, go(n), make("small", {}, [dueOf(n) ? dueOf(n)[state.lang] : "", line(n)].filter(Boolean).join(" · ")));
  const shares = roles.map((role) => [role, role ? numbers.filter((n) => passes(n, { ...spec, role: [role] })) : numbers]).filter(([, found]) => found.length);
  return [head(null, word("list")), make("h2", {}, title || word("everything")), make("p", { class: "actions" }, button(word("open_table"), () => change({ view: "table", filters: spec, list: null }))),
    ...shares.flatMap(([role, found]) => [role ? make("h3", {}, `${word(`role.${role}`)} (${count(found.length)})`) : null,
      make("p", { class: "soft" }, found.length > LIST_FIRST || !role ? shownOf(Math.min(LIST_FIRST, found.length), found.length, "thing") : ""), make("ol", { class: "list" }, found.slice(0, LIST_FIRST).map(items))]),
    numbers.length ? null : make("p", { class: "empty" }, word("nothing_left"))];
}
