/* Discreet mode: the whole visit stands in one line of the browser's history. A link or a form is
   fetched and shown in place, so that no second address is ever visited. Loaded while it is on. */
(() => {
  "use strict";
  const IDLE_MS = 15 * 60 * 1000;

  /* Only what `visit` fetched from this house goes through it; see decision 40. */
  const html = (text) => text;
  const policy = window.trustedTypes
    ? window.trustedTypes.createPolicy("naast-page", { createHTML: html })
    : { createHTML: html };

  const root = document.documentElement;
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  document.body.append(status);

  /* The page people see; the address bar keeps the one they came in on. */
  let here = window.location.href;
  const resolve = (address) => new URL(address || here, here);
  const isOurs = (url) => url.origin === window.location.origin;

  const withoutAutofill = () => {
    document.querySelectorAll("form, input, textarea, select").forEach((each) => {
      each.setAttribute("autocomplete", "off");
    });
  };

  /* Whoever cannot see the page hears where they are: its heading gets the focus. */
  const arrive = () => {
    const first = document.querySelector("[data-error-summary]") || document.querySelector("h1");
    window.scrollTo(0, 0);
    if (!first) return;
    first.tabIndex = -1;
    first.focus({ preventScroll: true });
  };

  /* A room may have its own style sheet; the page waits for it. */
  const loaded = (address) => new Promise((done) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    link.onload = done;
    link.onerror = done;
    document.head.append(link);
  });
  const loadStyles = (page) => {
    const present = (from) => [...from.querySelectorAll("link[rel=stylesheet]")]
      .map((link) => link.getAttribute("href"));
    const missing = present(page).filter((address) => !present(document).includes(address));
    return Promise.all(missing.map(loaded));
  };

  /* Whether this is a page to show here: not when discreet mode ended meanwhile. */
  const show = async (text) => {
    const page = new DOMParser().parseFromString(policy.createHTML(text), "text/html");
    if (!page.documentElement.hasAttribute("data-discreet")) return false;
    await loadStyles(page);
    root.lang = page.documentElement.lang;
    root.dir = page.documentElement.dir;
    document.title = page.title;
    document.body.replaceChildren(...page.body.childNodes, status);
    status.textContent = "";
    withoutAutofill();
    if (window.htmx) window.htmx.process(document.body);
    arrive();
    return true;
  };

  let latest = 0;
  const visit = async (url, options = {}) => {
    latest += 1;
    const turn = latest;
    try {
      const answer = await fetch(url, options);
      const text = await answer.text();
      if (turn !== latest) return;
      here = answer.url;
      const isPage = (answer.headers.get("Content-Type") || "").startsWith("text/html");
      if (!isPage || !(await show(text))) window.location.replace(here);
    } catch {
      status.textContent = root.dataset.noConnection;
    }
  };

  const jump = (id) => {
    const target = document.getElementById(id);
    if (!target) return;
    target.focus({ preventScroll: true });
    target.scrollIntoView();
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey);
    if (!link || !isPlain || event.defaultPrevented || link.target || link.download) return;
    const url = resolve(link.getAttribute("href"));
    if (!isOurs(url)) return;
    event.preventDefault();
    if (link.getAttribute("href").startsWith("#")) jump(url.hash.slice(1));
    else visit(url);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented) return;
    // A field named "matches" would hide the method of its form.
    if (Element.prototype.matches.call(form, "[data-leave], [data-discreet-switch]")) return;
    event.preventDefault();
    const body = new FormData(form, event.submitter);
    const url = resolve(form.getAttribute("action"));
    if (form.method === "post") {
      visit(url, { method: "POST", body });
      return;
    }
    url.search = new URLSearchParams(body);
    visit(url);
  });

  /* Whoever walks away from the screen does not leave the page on it. */
  let idle = 0;
  const wait = () => {
    window.clearTimeout(idle);
    idle = window.setTimeout(() => document.dispatchEvent(new Event("naast:leave")), IDLE_MS);
  };
  ["click", "input", "keyup", "scroll"].forEach((kind) => {
    document.addEventListener(kind, wait, { passive: true });
  });

  withoutAutofill();
  wait();
})();
