// What no linter knows: files short enough to hold, logical CSS only, one place that fetches.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join, relative } from "node:path";

const MAX_LINES = 250;
const src = fileURLToPath(new URL("../src", import.meta.url));
const PHYSICAL = /(?<![\w-])-?(?:ml|mr|pl|pr|left|right|border-l|border-r|rounded-l|rounded-r)-(?:\[|\(|\d|auto|px|full|sm|md|lg)/;
const RULES = [
  { name: "physical direction: use ms- me- ps- pe- start- end-", wrong: PHYSICAL, of: /\.tsx$/ },
  { name: "text-left/right: use text-start, text-end", wrong: /(?<![\w-])text-(?:left|right)(?![\w-])/, of: /\.tsx$/ },
  { name: "fetch outside lib/api: use `api` or `client`", wrong: /(?<![\w.])fetch\(/, of: /src\/(?!lib\/api\/).*\.tsx?$/ },
  { name: "toLocaleString: use lib/format", wrong: /toLocale(?:Date|Time)?String\(/, of: /\.tsx?$/ },
];

const faults = [];
for (const entry of readdirSync(src, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath ?? entry.path, entry.name);
  if (!entry.isFile() || !/\.tsx?$/.test(path) || /\.gen\.ts$|\.test\.tsx?$/.test(path)) continue;
  const lines = readFileSync(path, "utf8").split("\n");
  const name = relative(join(src, ".."), path);
  if (lines.length > MAX_LINES) faults.push(`${name}: ${lines.length} lines, at most ${MAX_LINES}`);
  for (const rule of RULES.filter((each) => each.of.test(`src/${relative(src, path)}`))) {
    lines.forEach((line, index) => {
      if (rule.wrong.test(line)) faults.push(`${name}:${index + 1}: ${rule.name}`);
    });
  }
}
for (const fault of faults) console.error(fault);
process.exit(faults.length ? 1 : 0);
