// Whoever hands out the built files hands out the terms of their makers too.
import { existsSync, readFileSync } from "./files.mjs";
import { join } from "node:path";

/** Every package that reaches the browser (not the build tools) with its version and licence, each text once. */
export function licences(here) {
  const { dependencies } = JSON.parse(readFileSync(join(here, "package.json")));
  const byText = new Map();
  for (const name of Object.keys(dependencies).sort()) {
    const folder = join(here, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json")));
    const file = ["LICENSE", "LICENSE.md", "LICENSE.txt"].map((text) => join(folder, text)).find(existsSync);
    const text = file ? readFileSync(file).trim() : "";
    byText.set(text, [...(byText.get(text) ?? []), `${name} ${version}: ${license}`]);
  }
  return [...byText].map(([text, names]) => `${names.join("\n")}\n\n${text}\n`).join(`\n${"-".repeat(78)}\n\n`);
}
