/* Reads along while somebody writes, on the page itself: which words do we say otherwise, and why.
   The rules stand in the list on the page (`data-avoid`), made of the same lexicon as our tests. */
(() => {
  "use strict";
  const WAIT_MS = 400;
  const rules = [...document.querySelectorAll("[data-avoid]")].map((row) => ({
    pattern: new RegExp(row.dataset.avoid, "giu"),
    use: row.querySelector("[data-use]").textContent,
    why: row.querySelector("[data-why]").textContent,
  }));

  const found = (text) => rules
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

  document.querySelectorAll("[data-lexicon]").forEach((part) => {
    const field = part.querySelector("[data-lexicon-text]");
    const advice = part.querySelector("[data-lexicon-advice]");
    let timer = 0;
    const read = () => {
      advice.replaceChildren();
      if (!field.value.trim()) return;
      const hits = found(field.value);
      if (!hits.length) {
        advice.textContent = advice.dataset.none;
        return;
      }
      const list = document.createElement("ul");
      list.lang = "nl";
      list.append(...hits.map((hit) => told(hit, advice.dataset.instead)));
      advice.append(list);
    };
    field.addEventListener("input", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(read, WAIT_MS);
    });
  });
})();
