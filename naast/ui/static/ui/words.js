/* Reads along while somebody writes, in the browser itself: which words do we say otherwise, and why.
   The rules stand in the list of /woorden/ (`data-avoid`), made of the same lexicon as our tests. A
   form of an author fetches that list at the first letter (`data-list`); what is typed goes nowhere. */
(() => {
  "use strict";
  const WAIT_MS = 400;
  const MARKED = "[data-lexicon-text]";
  const address = document.currentScript.dataset.list;
  let asked = null;

  const listOf = (page) => {
    const { none, instead } = page.querySelector("[data-lexicon-advice]").dataset;
    const rules = [...page.querySelectorAll("[data-avoid]")].map((row) => ({
      pattern: new RegExp(row.dataset.avoid, "giu"),
      use: row.querySelector("[data-use]").textContent,
      why: row.querySelector("[data-why]").textContent,
    }));
    return { rules, none, instead };
  };

  /* Not with DOMParser: this way no text of an answer ever becomes markup of this page. */
  const fetched = () => new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.onload = () => {
      if (request.status === 200 && request.response) done(listOf(request.response));
      else failed(new Error("no list"));
    };
    request.onerror = failed;
    request.send();
  });

  const list = () => {
    asked ??= address ? fetched() : Promise.resolve(listOf(document));
    asked.catch(() => { asked = null; }); // without a connection; the next letter tries again
    return asked;
  };

  const found = (text, rules) => rules
    .flatMap(({ pattern, use, why }) =>
      [...text.matchAll(pattern)].map((hit) => ({ word: hit[0], at: hit.index, use, why })))
    .sort((one, other) => one.at - other.at);

  const told = ({ word, use, why }, instead) => {
    const line = document.createElement("li");
    const name = document.createElement("strong");
    name.textContent = `“${word}”`;
    line.append(name, ` ${instead} ${use}. ${why}`);
    return line;
  };

  /* Where the advice stands: what the page has for it, or else right under the field. It is there
     before it says anything, so that a screen reader reads what comes in it. */
  const placeOf = (field) => {
    const there = field.closest("[data-lexicon]")?.querySelector("[data-lexicon-advice]");
    if (there) return there;
    if (field.nextElementSibling?.matches(".lexicon-advice")) return field.nextElementSibling;
    const place = document.createElement("div");
    place.className = "lexicon-advice";
    place.setAttribute("role", "status");
    field.after(place);
    return place;
  };

  const show = (field, place, { rules, none, instead }) => {
    place.replaceChildren();
    if (!field.value.trim()) return;
    const hits = found(field.value, rules);
    if (!hits.length) {
      if (place.dataset.none) place.textContent = none;
      return;
    }
    const lines = document.createElement("ul");
    lines.lang = "nl";
    lines.append(...hits.map((hit) => told(hit, instead)));
    place.append(lines);
  };

  const timers = new WeakMap();
  document.addEventListener("input", ({ target }) => {
    if (!target.matches?.(MARKED)) return;
    const place = placeOf(target);
    window.clearTimeout(timers.get(target));
    timers.set(target, window.setTimeout(() => {
      list().then((made) => show(target, place, made)).catch(() => {});
    }, WAIT_MS));
  });
})();
