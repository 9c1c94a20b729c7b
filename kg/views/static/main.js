"use strict";

// What the buttons do.
function choose(selection, bring = false) {
  state.selection = selection;
  showPanel(selection);
  showSelection(selection, bring);
}

function speak(lang) {
  state.lang = lang;
  document.documentElement.lang = lang;
  document.title = DATA.said[lang].title;
  const each = (selector, text) => document.querySelectorAll(selector).forEach((element) => { element.textContent = text(element.dataset); });
  each("[data-t]", ({ t }) => word(t));
  each("[data-said]", ({ said }) => DATA.said[lang][said]);
  each("[data-label]", ({ label }) => nameOf(Number(label)));
  each("[data-line-of]", ({ lineOf }) => DATA.things[Number(lineOf)].line[lang]);
  document.querySelectorAll("[data-move]").forEach((button) => { button.title = word(button.dataset.move); button.setAttribute("aria-label", button.title); });
  document.querySelectorAll("[data-lang]").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.lang === lang)));
  const field = document.getElementById("query");
  field.placeholder = word("search");
  field.setAttribute("aria-label", word("search"));
  document.getElementById("canvas").setAttribute("aria-label", word("picture"));
  showPanel(state.selection);
  repaint();
}

function openTab(name) {
  for (const tab of ["picture", "list"]) {
    document.getElementById(tab).hidden = tab !== name;
    document.getElementById(`tab-${tab}`).setAttribute("aria-pressed", String(tab === name));
  }
}

function toggle(set, value, button) {
  if (!set.delete(value)) set.add(value);
  button.setAttribute("aria-pressed", String(!set.has(value)));
  repaint();
}

openTab("picture");
startPicture();
startSearch();
document.querySelectorAll("[data-lang]").forEach((button) => button.addEventListener("click", () => speak(button.dataset.lang)));
document.querySelectorAll("#legend [data-class]").forEach((button) => button.addEventListener("click", () => {
  toggle(state.hiddenClasses, button.dataset.class, button);
  document.querySelector(`[data-group="${button.dataset.class}"]`).hidden = state.hiddenClasses.has(button.dataset.class);
}));
document.querySelectorAll("#legend [data-line]").forEach((button) => button.addEventListener("click", () => toggle(state.hiddenLines, button.dataset.line, button)));
document.querySelectorAll("[data-move]").forEach((button) => button.addEventListener("click", () => move(button.dataset.move)));
document.querySelectorAll(".pick").forEach((button) => button.addEventListener("click", () => choose({ thing: Number(button.dataset.thing) }, true)));
document.getElementById("tab-picture").addEventListener("click", () => openTab("picture"));
document.getElementById("tab-list").addEventListener("click", () => openTab("list"));
document.querySelector(".skip").addEventListener("click", () => openTab("list"));
if (DATA.focus !== null) {
  state.selection = { thing: DATA.focus };
  network.setSelection({ nodes: [DATA.focus] });
}
showPanel(state.selection);
