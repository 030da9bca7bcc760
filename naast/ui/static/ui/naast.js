/* Small help for people with JavaScript. Every page works without this file. */
(() => {
  "use strict";
  const PRESSES = 3;
  const PRESS_WINDOW_MS = 5000;
  const RETRY_MS = 5000;

  /* Nothing is kept in the browser, by nobody: htmx would note each address it sees. */
  ["localStorage", "sessionStorage"].forEach((name) => {
    const refuse = () => { throw new DOMException(name, "SecurityError"); };
    Object.defineProperty(window, name, { get: refuse });
  });
  document.documentElement.classList.add("scripted");

  /* Markup is only ever made of what our own server just answered to htmx; see decision 40. */
  let answered = "";
  const withoutHead = (html) => html.replace(/<head(\s[^>]*)?>[\s\S]*?<\/head>/i, "");
  const isAnswer = (html) =>
    answered !== "" && (html === answered || html.includes(withoutHead(answered)));
  if (window.trustedTypes) {
    window.trustedTypes.createPolicy("default", {
      createHTML: (html) => (isAnswer(html) ? html : null),
    });
  }
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, serverResponse } = event.detail;
    const ours = new URL(xhr.responseURL).origin === window.location.origin;
    answered = ours ? serverResponse : "";
  });
  document.addEventListener("htmx:afterSwap", () => { answered = ""; });
  document.addEventListener("htmx:swapError", () => { answered = ""; });

  /* Leave quickly: blank first, then go, without leaving this page in the history. The server is
     told to forget this visit while we go; nobody waits for that. */
  const root = document.documentElement;
  const leaveForm = () => document.querySelector("form[data-leave]");
  const blank = () => {
    const status = document.querySelector("[data-leave-status]");
    if (status) status.textContent = status.dataset.leaving;
    root.classList.add("leaving");
    document.title = "-";
  };
  const leaveNow = () => {
    const form = leaveForm();
    if (!form) return;
    blank();
    navigator.sendBeacon(form.action, new FormData(form));
    window.location.replace(form.dataset.leave);
  };
  document.addEventListener("submit", (event) => {
    if (event.target !== leaveForm()) return;
    event.preventDefault();
    leaveNow();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-leave-link]");
    if (!link) return;
    event.preventDefault();
    blank();
    window.location.replace(link.href);
  });
  document.addEventListener("naast:leave", leaveNow);

  let presses = 0;
  let timer = 0;
  const tellPresses = (message) => {
    const form = leaveForm();
    if (form) form.dataset.presses = presses;
    const status = document.querySelector("[data-leave-status]");
    if (status) status.textContent = message ? status.dataset[message] : "";
  };
  const startOver = (message) => {
    window.clearTimeout(timer);
    presses = 0;
    tellPresses(message);
  };
  document.addEventListener("keyup", (event) => {
    if (!leaveForm()) return;
    if (event.key !== "Shift") {
      if (presses) startOver("");
      return;
    }
    presses += 1;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => startOver("over"), PRESS_WINDOW_MS);
    if (presses >= PRESSES) leaveNow();
    else tellPresses(presses === 1 ? "twoMore" : "oneMore");
  });

  /* A page that comes back out of the browser's own cache is asked for anew: it may be somebody
     else who looks. */
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    root.classList.add("leaving");
    window.location.reload();
  });

  /* Discreet mode begins at the first page of this visit, so that going back leaves the house. */
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!Element.prototype.matches.call(form, "[data-discreet-switch]")) return;
    event.preventDefault();
    const body = new FormData(form, event.submitter);
    await fetch(form.action, { method: "POST", body, redirect: "manual" });
    const { navigation } = window;
    const isFirst = !navigation || navigation.currentEntry.index === 0;
    if (isFirst) window.location.reload();
    else navigation.traverseTo(navigation.entries()[0].key);
  });

  /* After an error the summary is read first; its links go to the field itself. */
  const focusSummary = (part) => {
    const summary = part.querySelector("[data-error-summary]");
    if (summary) summary.focus();
  };
  focusSummary(document);
  document.addEventListener("htmx:afterSettle", (event) => focusSummary(event.target));
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-error-summary] a");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    field.focus({ preventScroll: true });
    (field.closest(".form-field") || field).scrollIntoView({ block: "start" });
  });

  /* A choice marked data-alone ("I don't know yet") unticks the others, and the other way round. */
  document.addEventListener("change", (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || box.type !== "checkbox" || !box.checked) return;
    const group = box.closest("fieldset");
    if (!group || !group.querySelector("[data-alone]")) return;
    const alone = box.hasAttribute("data-alone");
    group.querySelectorAll("input[type=checkbox]").forEach((other) => {
      if (other !== box && (alone || other.hasAttribute("data-alone"))) other.checked = false;
    });
  });

  /* A draft that could not be sent or kept is sent again a little later. */
  const lost = new Map();
  const tell = (form, key) => {
    const status = form.querySelector("[data-draft-status]");
    if (status) status.textContent = status.dataset[key];
  };
  const keepTrying = (event) => {
    const form = event.target.closest("[data-autosave]");
    if (!form) return;
    tell(form, "draftStatus");
    window.clearTimeout(lost.get(form));
    lost.set(form, window.setTimeout(() => window.htmx.trigger(form, "change"), RETRY_MS));
  };
  document.addEventListener("htmx:sendError", keepTrying);
  /* Whoever is no longer signed in is sent elsewhere; that page is no answer to show beside a box. */
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, requestConfig } = event.detail;
    if (!event.target.closest("[data-autosave]")) return;
    if (xhr.responseURL === new URL(requestConfig.path, window.location.href).href) return;
    event.detail.shouldSwap = false;
    event.detail.isError = true;
  });
  document.addEventListener("htmx:responseError", (event) => {
    const form = event.target.closest("[data-autosave]");
    if (event.detail.xhr.status >= 500) keepTrying(event);
    else if (form) tell(form, "notKept");
  });
  window.addEventListener("online", () => {
    lost.forEach((timer, form) => {
      window.clearTimeout(timer);
      window.htmx.trigger(form, "change");
    });
    lost.clear();
  });

  /* The menu closes when somebody presses Escape or taps beside it. */
  const openMenu = () => document.querySelector("details.menu[open]");
  document.addEventListener("keydown", (event) => {
    const menu = openMenu();
    if (event.key !== "Escape" || !menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    const menu = openMenu();
    if (menu && !menu.contains(event.target)) menu.open = false;
  });
})();
