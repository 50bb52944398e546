// What a first visit downloads, and what each page adds: gzip kB of the built files, against the budget.
import { readFileSync, statSync } from "node:fs";
import { gzipSync } from "node:zlib";

const MAIN_KB = 260;
const PAGE_KB = 60;
const dist = new URL("../../src/jarvis_app/web_dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL("manifest.json", dist), "utf8"));

const sizes = new Map();
function kb(file) {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(new URL(file, dist))).length / 1000);
  return sizes.get(file);
}

/** The chunk and what it imports at once, files counted one time each. */
function closure(key, seen = new Set()) {
  if (!seen.has(key)) {
    seen.add(key);
    for (const next of manifest[key].imports ?? []) closure(next, seen);
  }
  return seen;
}
const total = (keys) => [...keys].reduce((sum, key) => sum + kb(manifest[key].file), 0);

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const pages = Object.keys(manifest).filter((key) => manifest[key].isDynamicEntry && /routes\//.test(key));
const nameOf = (key) => key.replace(/^src\/routes\//, "").replace(/\.tsx.*/, "");
const shell = pages.find((key) => nameOf(key) === "app");

const main = closure(entry);
const first = closure(shell, new Set(main));
const faults = [];
function weigh(name, keys, most) {
  const size = total(keys);
  console.log(`${name.padEnd(24)} ${size.toFixed(1).padStart(6)} kB gz`);
  if (size > most) faults.push(`${name}: ${size.toFixed(1)} kB, at most ${most}`);
}
weigh("main with the shell", first, MAIN_KB);
for (const key of pages.filter((each) => each !== shell)) {
  const already = nameOf(key).startsWith("app.") ? first : main;
  weigh(`  ${nameOf(key)}`, [...closure(key)].filter((each) => !already.has(each)), PAGE_KB);
}
const styles = (manifest[entry].css ?? []).reduce((sum, file) => sum + kb(file), 0);
console.log(`styles ${styles.toFixed(1)} kB gz, index.html ${statSync(new URL("index.html", dist)).size} B`);
for (const fault of faults) console.error(`over budget: ${fault}`);
process.exit(faults.length ? 1 : 0);
