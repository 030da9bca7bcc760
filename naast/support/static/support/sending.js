/* On a bad connection: what was typed stays on the page and is sent again until it has arrived. The
   form carries a key, so it arrives once. Without this file the form is sent as forms are. */
(() => {
  "use strict";
  const LIMIT_MS = 20000;
  const RETRY_MS = 5000;
  const TOKEN = "csrfmiddlewaretoken";
  const FORGED = 403;

  document.querySelectorAll("form[data-send-once]").forEach((form) => {
    const status = form.querySelector("[data-sending]");
    const draft = form.querySelector("[data-draft-status]");
    const signIn = form.querySelector("[data-sign-in]");
    let busy = false;
    let pending = false; // Send was pressed, and it has not arrived
    let stale = false; // who signed in again needs a fresh token
    let typed = 0;
    let kept = 0;
    let timer = 0;

    const say = (key) => {
      const words = status.dataset[key];
      if (status.textContent !== words) status.textContent = words; // said aloud once
      signIn.hidden = !["signedOut", "someoneElse"].includes(key);
    };

    /* Give the answer and its text, both in time; or break. */
    const ask = async (options) => {
      const cut = new AbortController();
      const limit = window.setTimeout(() => cut.abort(), LIMIT_MS);
      try {
        const answer = await fetch(form.action, { ...options, signal: cut.signal });
        return { answer, text: await answer.text() };
      } finally {
        window.clearTimeout(limit);
      }
    };
    const asksToSignIn = ({ answer }) =>
      new URL(answer.url).pathname.startsWith(new URL(signIn.href).pathname);

    /* After signing in again the same page has a fresh token. Not for somebody else: what one typed
       never goes under the name of another. Give whether the form may go. */
    const refresh = async () => {
      const page = await ask({});
      const found = page.text.match(new RegExp(`name="${TOKEN}" value="([^"]+)"`));
      if (!found || asksToSignIn(page)) say("signedOut");
      else if (!page.text.includes(`data-writer="${form.dataset.writer}"`)) say("someoneElse");
      else {
        form.elements[TOKEN].value = found[1];
        stale = false;
      }
      return !stale;
    };

    const deliver = async () => {
      if (stale && !(await refresh())) return;
      const sent = await ask({ method: "POST", body: new FormData(form) });
      if (asksToSignIn(sent) || sent.answer.status === FORGED) {
        stale = true;
        say("signedOut");
      } else if (sent.answer.status >= 500) later();
      else if (!sent.answer.ok) say("refused");
      else leaveFor(sent.answer);
    };

    const leaveFor = (answer) => {
      pending = false;
      kept = typed;
      if (answer.redirected) window.location.replace(answer.url);
      else form.submit(); // something to mend: the page that says so comes the ordinary way
    };

    const later = () => {
      say("waiting");
      timer = window.setTimeout(send, RETRY_MS);
    };

    const send = async () => {
      if (busy) return;
      busy = true;
      window.clearTimeout(timer);
      timer = 0;
      try {
        await deliver();
      } catch {
        later();
      } finally {
        busy = false;
      }
    };

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      pending = true;
      if (draft) draft.hidden = true; // one line about one thing
      if (!busy) say("busy");
      send();
    });
    window.addEventListener("online", () => { if (timer) send(); });

    /* Whoever closes the page is warned while something on it is neither sent nor kept as a draft.
       Leaving quickly is never held up. */
    form.addEventListener("input", () => { typed += 1; });
    form.addEventListener("htmx:beforeRequest", ({ detail }) => { detail.xhr.typed = typed; });
    form.addEventListener("htmx:afterRequest", ({ detail }) => {
      if (detail.successful) kept = detail.xhr.typed;
    });
    window.addEventListener("beforeunload", (event) => {
      const leaves = document.documentElement.classList.contains("leaving");
      if (!leaves && (pending || typed > kept)) event.preventDefault();
    });
  });
})();
