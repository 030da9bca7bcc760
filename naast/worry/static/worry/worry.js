/* Small help on the pages of the guide: printing, a reminder as a calendar file made right here, and
   telling how much is shown. Nothing is sent and nothing is kept; every page works without this. */
(() => {
  "use strict";
  const LINE_BYTES = 75; // RFC 5545, 3.1: longer lines are folded
  const HOUR = "100000";
  const fields = () => document.querySelectorAll("main input, main textarea");

  document.querySelectorAll("[data-print], [data-make-reminder]").forEach((button) => {
    button.hidden = false;
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });

  /* A browser that shows the page again must not show what somebody ticked before. */
  const forget = () => {
    fields().forEach((field) => {
      if (field.type === "checkbox" || field.type === "radio") field.checked = field.defaultChecked;
      else field.value = field.defaultValue;
    });
  };
  window.addEventListener("pagehide", forget);
  window.addEventListener("pageshow", forget);

  document.addEventListener("change", (event) => {
    const sifted = event.target.type === "radio" && event.target.closest(".sifted");
    const status = sifted && sifted.querySelector("[data-sifted]");
    if (!status) return;
    const shown = [...sifted.querySelectorAll(".sign, .talk")].filter((each) => each.offsetParent);
    const { one, more } = status.dataset;
    status.textContent = shown.length === 1 ? one : more.replace("{number}", shown.length);
  });

  /* What is ticked last becomes the promise, as long as nobody wrote one. */
  const promise = document.querySelector("[data-promise]");
  let filled = "";
  document.addEventListener("change", (event) => {
    if (!promise || !event.target.matches("[data-gesture]") || !event.target.checked) return;
    if (promise.value && promise.value !== filled) return;
    filled = event.target.parentElement.textContent.trim();
    promise.value = filled;
  });

  const bytes = (text) => new TextEncoder().encode(text).length;
  const folded = (line) => {
    const parts = [""];
    for (const sign of line) {
      const last = parts[parts.length - 1];
      if (bytes(last + sign) > LINE_BYTES) parts.push(` ${sign}`);
      else parts[parts.length - 1] = last + sign;
    }
    return parts.join("\r\n");
  };
  const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\s+/g, " ").trim();
  const stamp = () => `${new Date().toISOString().replace(/[-:]/g, "").slice(0, 15)}Z`;

  const calendar = (day, title) => [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//-//-//NL", "BEGIN:VEVENT",
    `UID:${window.crypto.randomUUID ? window.crypto.randomUUID() : stamp() + Math.random()}`,
    `DTSTAMP:${stamp()}`, `DTSTART:${day.replace(/-/g, "")}T${HOUR}`, "DURATION:PT15M",
    `SUMMARY:${escaped(title)}`,
    "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:PT0S", `DESCRIPTION:${escaped(title)}`, "END:VALARM",
    "END:VEVENT", "END:VCALENDAR", "",
  ].map(folded).join("\r\n");

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-make-reminder]");
    if (!button) return;
    const part = button.closest("[data-reminder]");
    const status = part.querySelector("[data-reminder-status]");
    const day = part.querySelector("[data-day]");
    if (!/^\d{4}-\d\d-\d\d$/.test(day.value)) {
      status.textContent = status.dataset.noDay;
      day.focus();
      return;
    }
    const own = part.querySelector("[data-own-words]");
    const words = own && own.checked && promise && promise.value.trim();
    const file = new Blob([calendar(day.value, words || part.dataset.title)], { type: "text/calendar" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = part.dataset.file;
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    status.textContent = status.dataset.made;
  });
})();
