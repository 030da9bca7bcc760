/* Making and showing a passkey. A form marked data-passkey stays hidden where that is not possible;
   the code from the mail works without this script. */
"use strict";

(() => {
  const able = window.isSecureContext && "PublicKeyCredential" in window;
  const forms = document.querySelectorAll("form[data-passkey]");
  document.querySelectorAll("[data-without-passkey]").forEach((part) => { part.hidden = able; });
  if (!able) return;

  const toBytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const toText = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const readable = (options) => ({
    ...options,
    challenge: toBytes(options.challenge),
    ...(options.user && { user: { ...options.user, id: toBytes(options.user.id) } }),
    ...(["allowCredentials", "excludeCredentials"].reduce((lists, name) => {
      if (options[name]) {
        lists[name] = options[name].map((each) => ({ ...each, id: toBytes(each.id) }));
      }
      return lists;
    }, {})),
  });

  /* Each of the answer's parts that is there, as text. */
  const PARTS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const told = (credential) => ({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    response: Object.fromEntries(
      PARTS.filter((name) => credential.response[name])
        .map((name) => [name, toText(credential.response[name])])
    ),
    clientExtensionResults: credential.getClientExtensionResults(),
  });

  const begin = async (form) => {
    const answer = await fetch(form.dataset.begin, {
      method: "POST",
      headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
      redirect: "error",
    });
    if (!answer.ok) throw new Error(String(answer.status));
    return readable((await answer.json()).publicKey);
  };

  const ask = (form, publicKey) =>
    form.dataset.passkey === "make"
      ? navigator.credentials.create({ publicKey })
      : navigator.credentials.get({ publicKey });

  forms.forEach((form) => {
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const status = form.querySelector("[data-passkey-status]");
      status.textContent = "";
      try {
        const credential = await ask(form, await begin(form));
        form.elements.credential.value = JSON.stringify(told(credential));
        const shared = document.querySelector("input[type=checkbox][name=shared]");
        if (shared && form.elements.shared) form.elements.shared.value = shared.checked ? "on" : "";
        form.submit();
      } catch {
        status.textContent = status.dataset.passkeyStatus;
      }
    });
  });
})();
