import "@testing-library/jest-dom/vitest";

// jsdom has no media queries: a wide window, a light system.
globalThis.matchMedia ??= ((query: string) => ({
  matches: false,
  media: query,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
})) as unknown as typeof matchMedia;
