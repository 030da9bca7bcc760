/* On a bad connection: what was typed stays on the page and is sent again until it has arrived. The
   form carries a key, so it arrives once. Without this file the form is sent as forms are. */
(() => {
  "use strict";
  const RETRY_MS = 5000;

  document.querySelectorAll("form[data-send-once]").forEach((form) => {
    const status = form.querySelector("[data-sending]");
    let busy = false;
    let timer = 0;

    const later = () => {
      status.textContent = status.dataset.waiting;
      window.clearTimeout(timer);
      timer = window.setTimeout(send, RETRY_MS);
    };

    const send = async () => {
      if (busy) return;
      busy = true;
      window.clearTimeout(timer);
      try {
        const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
        if (answer.status >= 500) later();
        else if (answer.redirected) window.location.replace(answer.url);
        else form.submit(); // something to mend: the page that says so comes the ordinary way
      } catch {
        later();
      } finally {
        busy = false;
      }
    };

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send();
    });
    window.addEventListener("online", () => { if (timer) send(); });
  });
})();
