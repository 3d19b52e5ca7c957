// Passkeys as comfort: shows a form only where the browser can do it; without this file the e-mail code does everything.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

/** The question of the server, with its byte fields as bytes. */
function question(options) {
  const asked = { ...options.publicKey, challenge: bytes(options.publicKey.challenge) };
  const listed = (keys) => (keys || []).map((key) => ({ ...key, id: bytes(key.id) }));
  if (asked.user) asked.user = { ...asked.user, id: bytes(asked.user.id) };
  if (asked.allowCredentials) asked.allowCredentials = listed(asked.allowCredentials);
  if (asked.excludeCredentials) asked.excludeCredentials = listed(asked.excludeCredentials);
  return { publicKey: asked };
}

/** The answer of the device, as the server reads it. */
function answer(credential) {
  const given = credential.response;
  const response = { clientDataJSON: text(given.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (given[name]) response[name] = text(given[name]);
  }
  if (given.getTransports) response.transports = given.getTransports();
  return {
    id: credential.id, rawId: text(credential.rawId), type: credential.type, response,
    authenticatorAttachment: credential.authenticatorAttachment || undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function options(form) {
  if (form.dataset.passkeyOptions) return JSON.parse(form.dataset.passkeyOptions);
  const reply = await fetch(form.dataset.passkeyAsk, { headers: { Accept: "application/json" } });
  return JSON.parse((await reply.json()).options);
}

async function run(form) {
  const said = form.querySelector("[data-passkey-said]");
  try {
    const asked = question(await options(form));
    const made = await (form.dataset.passkey === "create" ? navigator.credentials.create(asked) : navigator.credentials.get(asked));
    form.querySelector("[name=credential]").value = JSON.stringify(answer(made));
    form.submit();
  } catch {
    said.textContent = said.dataset.failed; // refused, cancelled, or no such key: the code by e-mail always works
  }
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => { event.preventDefault(); run(form); });
  }
}
