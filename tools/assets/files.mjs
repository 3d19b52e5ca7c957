// Small file helpers: text by default, folders made on the way, listings in one order on every machine.
import * as fs from "node:fs";
import { join } from "node:path";

export const existsSync = fs.existsSync;
export const writeFileSync = fs.writeFileSync;

/** The text of a file, or its bytes with `null`. */
export function readFileSync(path, encoding = "utf8") {
  return fs.readFileSync(path, encoding);
}

export function mkdirSync(path) {
  fs.mkdirSync(path, { recursive: true });
}

/** Every file under a folder whose path from there matches, sorted by code point; none when the folder is not there. */
export function globSync(folder, pattern) {
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((path) => pattern.test(path.slice(folder.length + 1)))
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
