/* Small help for people with JavaScript. Every page works without this file. */
(() => {
  "use strict";
  const PRESSES = 3;
  const PRESS_WINDOW_MS = 5000;
  const RETRY_MS = 5000;

  /* Leave quickly: blank first, then go, without leaving this page in the history. */
  const leave = document.querySelector("[data-leave]");
  const leaveNow = () => {
    document.documentElement.classList.add("leaving");
    document.title = " ";
    window.location.replace(leave.href);
  };
  if (leave) {
    const heard = document.querySelector("[data-leave-status]");
    let presses = 0;
    let timer = 0;
    leave.addEventListener("click", (event) => {
      event.preventDefault();
      leaveNow();
    });
    document.addEventListener("keyup", (event) => {
      if (event.key !== "Shift") {
        presses = 0;
        return;
      }
      presses += 1;
      window.clearTimeout(timer);
      timer = window.setTimeout(() => { presses = 0; }, PRESS_WINDOW_MS);
      if (presses >= PRESSES) leaveNow();
      else if (presses === PRESSES - 1 && heard) heard.textContent = heard.dataset.leaveStatus;
    });
    /* Coming back through the browser's own cache must not show the page again. */
    window.addEventListener("pageshow", (event) => {
      if (event.persisted && document.documentElement.classList.contains("leaving")) leaveNow();
    });
  }

  /* After an error the summary is read first; its links go to the field itself. */
  const focusSummary = (root) => {
    const summary = root.querySelector("[data-error-summary]");
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
  const tell = (form, text) => {
    const status = form.querySelector("[data-draft-status]");
    if (status) status.textContent = text;
  };
  const keepTrying = (event) => {
    const form = event.target.closest("[data-autosave]");
    if (!form) return;
    const status = form.querySelector("[data-draft-status]");
    tell(form, status ? status.dataset.draftStatus : "");
    window.clearTimeout(lost.get(form));
    lost.set(form, window.setTimeout(() => window.htmx.trigger(form, "change"), RETRY_MS));
  };
  document.addEventListener("htmx:sendError", keepTrying);
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status >= 500) keepTrying(event);
  });
  window.addEventListener("online", () => {
    lost.forEach((timer, form) => {
      window.clearTimeout(timer);
      window.htmx.trigger(form, "change");
    });
    lost.clear();
  });

  /* The menu closes when somebody presses Escape or taps beside it. */
  const menu = document.querySelector("details.menu");
  if (menu) {
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && menu.open) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    });
    document.addEventListener("click", (event) => {
      if (menu.open && !menu.contains(event.target)) menu.open = false;
    });
  }
})();
