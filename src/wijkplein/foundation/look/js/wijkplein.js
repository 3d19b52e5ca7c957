// Comfort only: every page is complete without this file. It shows a button only when its deed is possible here.
const root = document.documentElement;
const all = (selector) => document.querySelectorAll(selector);

/** Remembers a choice on this device; a browser that forbids remembering simply forgets it. */
const memory = {
  get(name) { try { return localStorage.getItem(`wp-${name}`); } catch { return null; } },
  set(name, value) { try { localStorage.setItem(`wp-${name}`, value); } catch { /* forgotten after this page */ } },
};

function show(deed, run) {
  for (const button of all(`[data-doe="${deed}"]`)) {
    button.hidden = false;
    button.addEventListener("click", () => run(button));
  }
}

const press = (deed, on) => all(`[data-doe="${deed}"]`).forEach((button) => button.setAttribute("aria-pressed", String(on)));

/* Text size: ordinary, large, largest, and round again. */
const sizes = ["", "groot", "grootst"];
const setSize = (size) => (size ? (root.dataset.letters = size) : delete root.dataset.letters);
if (sizes.includes(memory.get("letters"))) setSize(memory.get("letters"));
show("letters", () => {
  const next = sizes[(sizes.indexOf(root.dataset.letters || "") + 1) % sizes.length];
  setSize(next);
  memory.set("letters", next);
});

/* Colours: what the device asks, unless the reader chose; a forced palette of the device goes before any choice. */
if (!matchMedia("(forced-colors: active)").matches) {
  const wantsDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.thema ? root.dataset.thema === "donker" : wantsDark.matches);
  if (!root.dataset.thema && ["licht", "donker"].includes(memory.get("thema"))) root.dataset.thema = memory.get("thema");
  press("thema", isDark());
  show("thema", () => {
    root.dataset.thema = isDark() ? "licht" : "donker";
    memory.set("thema", root.dataset.thema);
    press("thema", isDark());
  });
}

show("print", () => print());

/* Read aloud, in the language of the page, and stop again. */
if ("speechSynthesis" in window) {
  const stop = () => { speechSynthesis.cancel(); press("lees-voor", false); };
  show("lees-voor", () => {
    if (speechSynthesis.speaking) return stop();
    const speech = new SpeechSynthesisUtterance(document.querySelector("main").innerText);
    speech.lang = root.lang;
    speech.rate = 0.95;
    speech.onend = speech.onerror = stop;
    press("lees-voor", true);
    speechSynthesis.speak(speech);
  });
  addEventListener("pagehide", stop);
}

/* "Kopieer voor Facebook of WhatsApp": says that it happened, in a place that is read aloud. */
if (navigator.clipboard) {
  show("kopieer", async (button) => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.van).innerText);
    const status = document.getElementById(button.dataset.meld);
    if (status) status.textContent = status.dataset.klaar;
  });
}

/* What must be mended comes first. */
document.querySelector("[data-focus]")?.focus();

/* One press is one deed: a second press within ten seconds does nothing; after that the network gets another chance. */
for (const form of all("form[data-once]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.busy) event.preventDefault();
    form.dataset.busy = "1";
    setTimeout(() => delete form.dataset.busy, 10000);
  });
}
addEventListener("pageshow", () => all("form[data-busy]").forEach((form) => delete form.dataset.busy));
