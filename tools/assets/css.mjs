// The stylesheets of NL Design System, cut down to what our pages use.
import { join } from "node:path";
import { transform } from "lightningcss";
import { PurgeCSS } from "purgecss";
import { readFileSync } from "./files.mjs";

const CANDIDATES = ["button", "data-badge", "heading", "link", "mark", "number-badge", "paragraph", "skip-link"];
const THEME = "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css";
const THEME_CLASS = ".voorbeeld-theme";
const version = (major, minor = 0) => (major << 16) | (minor << 8);
// Five years back, and the last Chrome on Windows 7 and 8.1: telephones and laptops are handed down in families.
const TARGETS = { chrome: version(109), firefox: version(102), safari: version(15, 4), ios_saf: version(15, 4) };

/** The rules of NL Design System whose classes and elements occur in the texts of `readers`. */
export async function purged(modules, readers) {
  const sheets = [
    join(modules, "@utrecht/component-library-css/dist/index.css"),
    ...CANDIDATES.map((name) => join(modules, `@nl-design-system-candidate/${name}-css/dist/${name}.css`)),
  ];
  const purge = new PurgeCSS();
  const parts = await purge.purge({
    content: [{ raw: readers.map((path) => readFileSync(path)).join("\n"), extension: "html" }],
    css: sheets.map((path) => ({ raw: readFileSync(path), name: path })),
    keyframes: true,
  });
  return parts.map((part) => part.css).join("\n");
}

/** Small, and rewritten where an older browser needs it. Throws on a rule that cannot be read. */
export function minified(filename, text) {
  return Buffer.from(transform({ filename, code: Buffer.from(text), minify: true, targets: TARGETS }).code);
}

/** The design tokens that `text` uses, and those that these use in turn, as one rule. PurgeCSS does not follow var(). */
export function tokenClosure(modules, text) {
  const tokens = new Map(
    [...readFileSync(join(modules, THEME)).matchAll(/^\s*(--[\w-]+):\s*([^;]+);/gm)].map(([, name, value]) => [name, value]),
  );
  const used = new Set();
  const queue = [text];
  while (queue.length) {
    for (const [, name] of queue.pop().matchAll(/var\(\s*(--[\w-]+)/g)) {
      if (tokens.has(name) && !used.has(name)) {
        used.add(name);
        queue.push(tokens.get(name));
      }
    }
  }
  if (!used.size) return "";
  return `${THEME_CLASS}{${[...used].sort().map((name) => `${name}:${tokens.get(name)}`).join(";")}}\n`;
}
