"use strict";

const root = document.documentElement;
const card = document.querySelector(".card");

// Light and dark

function remembered(theme) {
  try {
    if (theme) localStorage.setItem("quoteattr-theme", theme);
    return localStorage.getItem("quoteattr-theme");
  } catch {
    return theme; // a page in a sandbox has no memory
  }
}

const theme = remembered();
if (theme === "light" || theme === "dark") root.dataset.theme = theme;
document.querySelector(".theme").addEventListener("click", () => {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  remembered(root.dataset.theme);
});

// The card of a quotation: who, how sure, and why

let shown = null;
let leaving = 0;

function partsOf(quote) {
  return quote.closest(".document").querySelectorAll(`.text .quote[data-quote="${quote.dataset.quote}"]`);
}

function toldBy(quote) {
  return quote.closest(".document").querySelectorAll(`[data-of~="${quote.dataset.quote}"]`);
}

function show(quote, rectangle) {
  clearTimeout(leaving);
  const [first] = partsOf(quote);
  if (shown === first) return;
  hide();
  shown = first;
  partsOf(quote).forEach((part) => part.classList.add("on"));
  toldBy(quote).forEach((words) => words.classList.add("lit"));
  const about = document.getElementById(first.getAttribute("aria-describedby"));
  const copy = about.cloneNode(true);
  copy.removeAttribute("id");
  card.replaceChildren(copy);
  card.className = "card " + [...first.classList].filter((name) => /^(hue\d+|named)$/.test(name)).join(" ");
  card.hidden = false;
  const below = rectangle.bottom + card.offsetHeight + 8 <= innerHeight || rectangle.top < card.offsetHeight + 8;
  const top = below ? rectangle.bottom + 6 : rectangle.top - card.offsetHeight - 6;
  const left = Math.max(8, Math.min(rectangle.left, root.clientWidth - card.offsetWidth - 8));
  card.style.top = `${top + scrollY}px`;
  card.style.left = `${left + scrollX}px`;
}

function hide() {
  if (!shown) return;
  partsOf(shown).forEach((part) => part.classList.remove("on"));
  toldBy(shown).forEach((words) => words.classList.remove("lit"));
  card.hidden = true;
  shown = null;
}

// Of a quotation over several lines, the line that the pointer is on.
function lineAt(quote, event) {
  const lines = [...quote.getClientRects()];
  return lines.find((line) => event.clientY >= line.top && event.clientY <= line.bottom) || lines[0];
}

document.addEventListener("pointerover", (event) => {
  const quote = event.target.closest?.(".text .quote");
  if (quote) show(quote, lineAt(quote, event));
  else if (card.contains(event.target)) clearTimeout(leaving);
  else if (shown && shown !== document.activeElement) {
    clearTimeout(leaving);
    leaving = setTimeout(hide, 250); // time to reach the card
  }
});
document.addEventListener("click", (event) => {
  const quote = event.target.closest?.(".text .quote");
  if (quote) show(quote, lineAt(quote, event));
  else if (!card.contains(event.target)) hide();
});
document.addEventListener("focusin", (event) => {
  if (event.target.matches?.(".text .quote")) show(event.target, event.target.getClientRects()[0]);
  else hide();
});

// The list of speakers filters the text

function filter(section) {
  const chosen = new Set([...section.querySelectorAll(".voices [aria-pressed=true]")].map((button) => button.dataset.speaker));
  const isChosen = (element) => chosen.has(element.dataset.speaker);
  section.classList.toggle("filtered", chosen.size > 0);
  section.querySelectorAll(".text .quote").forEach((quote) => quote.classList.toggle("chosen", isChosen(quote)));
  section.querySelectorAll(".text p").forEach((paragraph) => {
    const away = chosen.size > 0 && ![...paragraph.querySelectorAll(".quote")].some(isChosen);
    paragraph.classList.toggle("away", away);
  });
  const notes = [...section.querySelectorAll(".notes li")];
  notes.forEach((note) => { note.hidden = chosen.size > 0 && !isChosen(note); });
  const count = notes.filter((note) => !note.hidden).length;
  section.querySelector(".shown").textContent = chosen.size ? `Shown: ${count} of ${notes.length} quotations` : "";
  section.querySelector(".all").hidden = chosen.size === 0;
}

function showAll(section) {
  section.querySelectorAll(".voices [aria-pressed=true]").forEach((button) => button.setAttribute("aria-pressed", "false"));
  filter(section);
}

document.querySelectorAll(".voices").forEach((voices) => {
  const section = voices.closest(".document");
  voices.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.matches(".all")) {
      showAll(section);
      voices.querySelector("li button").focus();
      return;
    }
    button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
    filter(section);
  });
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (shown) hide();
  else document.querySelectorAll(".document.filtered").forEach(showAll);
});

addEventListener("beforeprint", hide);

// The list of documents

const find = document.querySelector(".find input");
find?.addEventListener("input", () => {
  const wanted = find.value.trim().toLowerCase();
  const rows = [...document.querySelectorAll(".index li")];
  rows.forEach((row) => { row.hidden = !row.textContent.toLowerCase().includes(wanted); });
  const left = rows.filter((row) => !row.hidden).length;
  document.querySelector(".found").textContent = wanted ? `${left} of ${rows.length} documents` : "";
});
