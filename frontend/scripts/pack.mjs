// Packs what the build wrote (brotli and gzip beside each file), so that the server packs nothing while people wait.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";

const PACKABLE = /\.(js|css|svg|json)$/;
const SMALLEST = 1024;

export function pack() {
  let folder = "";
  return {
    name: "jarvis:pack",
    apply: "build",
    configResolved(config) {
      folder = join(config.root, config.build.outDir, config.build.assetsDir);
    },
    async closeBundle() {
      const names = (await readdir(folder)).filter((name) => PACKABLE.test(name));
      await Promise.all(names.map((name) => packOne(join(folder, name))));
    },
  };
}

async function packOne(path) {
  const plain = await readFile(path);
  if (plain.length < SMALLEST) return;
  await writeFile(`${path}.gz`, await promisify(gzip)(plain, { level: 9 }));
  await writeFile(`${path}.br`, await promisify(brotliCompress)(plain));
}
