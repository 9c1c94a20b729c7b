"use strict";

// The side panel: what is known of the thing or relation that was chosen, and the sentences that say so.
const FIRST_QUOTES = 6;
const FIRST_BODIES = 15;
// A thing's own relations come first, in the order in which an official would ask for them.
const ORDER = ["leadBody", "cooperatingBody", "oversightBody", "assignedBy", "raisedAt", "mandatedBy", "memberOf", "chairedBy", "organizer", "issuedBy", "responsibleBody", "implements"];

function showPanel(selection) {
  const panel = document.getElementById("panel");
  panel.replaceChildren(...(selection === null ? welcome() : "thing" in selection ? aboutThing(selection.thing) : aboutLink(selection.link)));
  panel.scrollTop = 0;
}

function welcome() {
  const leads = (number) => RELATIONS[number].filter(({ link, forward }) => !forward && DATA.links[link].relation === "leadBody").length;
  const bodies = DATA.things.map((thing, number) => [leads(number), number]).filter(([count]) => count).sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  const rows = bodies.slice(0, FIRST_BODIES).map(([count, number]) => make("li", {}, go(number), make("b", {}, String(count))));
  const ranking = rows.length ? [make("h3", {}, word("ranking")), make("ol", { class: "ranking" }, ...rows)] : [];
  return [make("h2", {}, word("welcome")), make("p", {}, word("welcome_text")), ...ranking];
}

function head(cls, label) {
  return make("p", { class: "kind" }, cls ? icon(cls) : null, label, make("button", { type: "button", onclick: () => choose(null) }, word("close")));
}

function go(number) {
  return make("button", { type: "button", class: "go", onclick: () => choose({ thing: number }, true) }, nameOf(number));
}

function unknown() {
  return make("span", { class: "unknown" }, word("unknown"));
}

function aboutThing(number) {
  const thing = DATA.things[number];
  const facts = make("dl", {});
  for (const [name, said] of thing.fields) row(facts, word(`field.${name}`), said[state.lang] || unknown());
  for (const [label, items] of grouped(number)) row(facts, label, items.length ? make("ul", {}, ...items) : unknown());
  if (thing.aliases.length) row(facts, word("aliases"), thing.aliases.join("; "));
  const parts = [head(thing.cls, word(`one.${thing.cls}`)), make("h2", {}, nameOf(number))];
  if (!DATA.picture.nodes.some(({ id }) => id === number)) parts.push(make("p", {}, word("not_drawn")));
  return [...parts, ...(facts.childElementCount ? [facts] : []), ...quoteList(thing.quotes), identifier(thing.iri)];
}

function aboutLink(number) {
  const { from, to, relation, post, quotes } = DATA.links[number];
  const facts = make("dl", {});
  row(facts, word(`one.${DATA.things[from].cls}`), go(from));
  row(facts, word(`forward.${relation}`), post || null, go(to));
  return [head(null, word("relation")), make("h2", {}, `${word(`forward.${relation}`)}: ${nameOf(to)}`), facts, ...quoteList(quotes)];
}

function row(list, label, ...content) {
  list.append(make("dt", {}, label), make("dd", {}, ...content.filter((part) => part).flatMap((part, index) => (index ? [document.createElement("br"), part] : [part]))));
}

// [label, list items] for each kind of relation; one that a reader expects stands there even when it is empty.
function grouped(number) {
  const groups = new Map();
  for (const relation of DATA.expected[DATA.things[number].cls]) groups.set(`forward.${relation}`, []);
  const rank = (relation) => (ORDER.indexOf(relation) + ORDER.length + 1) % (ORDER.length + 1);
  const sorted = [...RELATIONS[number]].sort((a, b) => rank(DATA.links[a.link].relation) - rank(DATA.links[b.link].relation) || a.other - b.other);
  for (const { link, other, forward } of sorted) {
    const { relation, post } = DATA.links[link];
    const key = `${forward ? "forward" : "inverse"}.${relation}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(make("li", {}, go(other), post ? ` (${post})` : null));
  }
  return [...groups].map(([key, items]) => [word(key), items]);
}

function quoteList(numbers) {
  const parts = [make("h3", {}, word("quotes"))];
  if (!numbers.length) return [...parts, make("p", { class: "unknown" }, word("no_quote"))];
  parts.push(...numbers.slice(0, FIRST_QUOTES).map(quoteCard));
  if (numbers.length > FIRST_QUOTES) {
    const more = make("button", { type: "button", class: "more" }, word("quotes_all", { n: numbers.length }));
    more.addEventListener("click", () => more.replaceWith(...numbers.slice(FIRST_QUOTES).map(quoteCard)));
    parts.push(more);
  }
  return parts;
}

function quoteCard(number) {
  const quote = DATA.quotes[number], source = DATA.sources[quote.source];
  const text = make("blockquote", { lang: "vi" },
    make("span", { class: "around" }, quote.before), make("mark", {}, quote.text),
    make("span", { class: "around" }, quote.after));
  const place = [source.publisher || word("no_publisher"), source.issued[state.lang] || word("no_date"), ...(quote.provision ? [quote.provision] : []), word("position", quote)];
  place.push(word("confidence", quote));
  const cite = make("p", { class: "cite" }, make("strong", {}, source.title || word("no_title")), document.createElement("br"), `${place.join(" · ")} · ${source.id}`);
  const url = webAddress(source.url);
  if (url) cite.append(" · ", make("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, word("open_source")));
  return make("div", { class: "said" }, text, cite);
}

function identifier(iri) {
  return make("p", { class: "iri" }, `${word("identifier")}: ${iri}`);
}
