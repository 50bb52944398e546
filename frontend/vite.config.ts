import tailwindcss from "@tailwindcss/vite";
import { tanstackRouter } from "@tanstack/router-plugin/vite";
import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { pack } from "./scripts/pack.mjs";

const server = process.env.JARVIS_API ?? "http://127.0.0.1:8000";

export default defineConfig({
  // The router's plug-in comes first: it splits the routes before React's sees them.
  plugins: [
    tanstackRouter({ target: "react", autoCodeSplitting: true, quoteStyle: "double", semicolons: true }),
    react(),
    tailwindcss(),
    pack(),
  ],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: { outDir: "../src/jarvis_app/web_dist", emptyOutDir: true, assetsInlineLimit: 0, manifest: "manifest.json" },
  server: {
    // A test holds the words of reasons against the reader's own.
    fs: { allow: [".", "../src/jarvis_domain"] },
    // The server asks that changes come from its own pages; in development this one speaks for them.
    proxy: { "/api": { target: server, headers: { origin: server } } },
  },
  test: {
    environment: "jsdom",
    globals: true,
    setupFiles: ["src/testing/setup.ts"],
    include: ["src/**/*.test.{ts,tsx}"],
  },
});
