// Makes everything a resident's browser gets: node build.mjs <package> <out>
//   <package>  src/wijkplein; read are foundation/look/{css,js} and, for the purge, every template and module
//   <out>      an empty folder; the caller puts it in place when it is whole
// The same input gives the same bytes. No network, no clock, no random number.
import { createHash } from "node:crypto";
import { globSync, mkdirSync, readFileSync, writeFileSync } from "./files.mjs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build as bundle } from "esbuild";
import { minified, purged, tokenClosure } from "./css.mjs";
import { licences } from "./licences.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const MODULES = join(HERE, "node_modules");
// Where the files will stand: look/static under settings.STATIC_URL. Absolute, because a community's theme is served from another path.
const BUILT_URL = "/static/build/";
const FAMILY = "Atkinson Hyperlegible Next";
const FONT = "@fontsource-variable/atkinson-hyperlegible-next";
// Two subsets: Dutch needs the first; the second is fetched only by a page with, say, Polish or Turkish letters.
const SUBSETS = ["latin", "latin-ext"];

const [source, out] = process.argv.slice(2);
const look = join(source, "foundation", "look");
const manifest = {};

/** Writes one file under a name that changes with its content, beside its compressed forms, and notes it. */
function emit(logical, content, { compress = true } = {}) {
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(content, "utf8");
  const digest = createHash("sha256").update(bytes);
  const base64 = digest.copy().digest("base64");
  const file = logical.replace(/(\.[a-z0-9]+)$/, `-${digest.digest("hex").slice(0, 12)}$1`);
  const entry = { file, sha256: base64, bytes: bytes.length };
  mkdirSync(dirname(join(out, file)));
  writeFileSync(join(out, file), bytes);
  if (compress) {
    const br = brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    });
    const gz = gzipSync(bytes, { level: 9 });
    gz[9] = 255; // "made on": unknown, so that every machine writes the same file
    writeFileSync(join(out, `${file}.br`), br);
    writeFileSync(join(out, `${file}.gz`), gz);
    Object.assign(entry, { br: br.length, gz: gz.length });
  }
  manifest[logical] = entry;
  return file;
}

/** The @font-face rules of the one typeface; the files keep the ranges their maker gave them. "Optional": what comes
 *  too late for the first paint waits for the next page, and no line ever moves under somebody's eyes. */
function fonts() {
  const rules = readFileSync(join(MODULES, FONT, "index.css"));
  return SUBSETS.map((subset) => {
    const name = `atkinson-hyperlegible-next-${subset}-wght-normal.woff2`;
    const range = rules.split("@font-face").find((rule) => rule.includes(name)).match(/unicode-range:\s*([^;]+);/)[1];
    const file = emit(`fonts/${subset}.woff2`, readFileSync(join(MODULES, FONT, "files", name), null), { compress: false });
    return `@font-face{font-family:"${FAMILY}";font-style:normal;font-display:optional;font-weight:200 800;` +
      `src:url(${BUILT_URL}${file}) format("woff2");unicode-range:${range}}`;
  }).join("\n");
}

/** Every script beside the page families becomes one file with all it imports (htmx comes from npm as "htmx.org"). */
async function scripts() {
  for (const path of globSync(join(look, "js"), /^[^/]+\.js$/)) {
    const result = await bundle({
      entryPoints: [path], bundle: true, minify: true, format: "iife", target: "es2020", charset: "utf8",
      legalComments: "none", write: false, nodePaths: [MODULES], absWorkingDir: look, logLevel: "warning",
    });
    emit(path.slice(join(look, "js").length + 1), Buffer.from(result.outputFiles[0].contents));
  }
}

/** One sheet: the design tokens and components that our pages use, and our own layer over them. */
async function styles() {
  const readers = [...globSync(source, /\.(html|py|svg)$/), ...globSync(join(look, "js"), /\.js$/)]
    .filter((path) => !/\/(tests|migrations|static)\//.test(path.slice(source.length)));
  // A token named in a template or in the generated theme counts as used too.
  const mentioned = readers.map((path) => readFileSync(path)).join("\n");
  const layer = globSync(join(look, "css"), /\.css$/).map((path) => readFileSync(path)).join("\n");
  const components = await purged(MODULES, readers);
  const tokens = tokenClosure(MODULES, [components, layer, mentioned].join("\n"));
  emit("fonts.css", minified("fonts.css", fonts()));
  emit("wijkplein.css", minified("wijkplein.css", [tokens, components, layer].join("\n")));
}

await styles();
await scripts();
writeFileSync(join(out, "licences.txt"), licences(HERE));
const order = [...Object.keys(manifest).sort(), "file", "sha256", "bytes", "br", "gz"];
writeFileSync(join(out, "manifest.json"), JSON.stringify(manifest, order, 1) + "\n");
