import "@testing-library/jest-dom/vitest";

// jsdom has no media queries: a wide window, a light system.
globalThis.matchMedia ??= ((query: string) => ({
  matches: false,
  media: query,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
})) as unknown as typeof matchMedia;

// Nor can it escape a selector: the ids of tests need none.
globalThis.CSS ??= { escape: (text: string) => text } as typeof CSS;
