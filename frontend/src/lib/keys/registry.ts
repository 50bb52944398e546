/** Every shortcut that works right now: one listener, sequences such as "g m", and what `?` lists. */

import { chordOf } from "./chord";

export type Shortcut = {
  /** One chord or a sequence of two: "j", "?", "mod+k", "g m". */
  keys: string;
  /** What it does, in the reader's language; a shortcut without one is not listed. */
  label?: string;
  group?: string;
  run: () => void;
  /** Also while somebody types. */
  everywhere?: boolean;
};

const SEQUENCE_MS = 1_200;

export class Shortcuts {
  private readonly layers: Array<readonly Shortcut[]> = [];
  private readonly listeners = new Set<() => void>();
  private first: string | null = null;
  private firstAt = 0;
  private listed: readonly Shortcut[] = [];

  /** The latest layer wins, one put `under` loses against all; call what it returns to take it away. */
  add(layer: readonly Shortcut[], under = false): () => void {
    if (under) this.layers.unshift(layer);
    else this.layers.push(layer);
    this.tell();
    return () => {
      this.layers.splice(this.layers.indexOf(layer), 1);
      this.tell();
    };
  }

  /** What can be pressed now, the page's own first. */
  list = (): readonly Shortcut[] => this.listed;

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Runs what a press means; true when it meant something. */
  press(event: KeyboardEvent, now = Date.now()): boolean {
    const chord = event.isComposing ? null : chordOf(event);
    if (chord === null || event.defaultPrevented) return false;
    const busy = isBusy(event.target);
    const opening = this.first !== null && now - this.firstAt < SEQUENCE_MS ? `${this.first} ` : "";
    this.first = null;
    const found = (opening && this.find(opening + chord, busy)) || this.find(chord, busy);
    if (found) {
      event.preventDefault();
      found.run();
      return true;
    }
    if (!busy && this.listed.some(({ keys }) => keys.startsWith(`${chord} `))) {
      this.first = chord;
      this.firstAt = now;
    }
    return false;
  }

  private find(keys: string, busy: boolean): Shortcut | undefined {
    return this.listed.find((each) => each.keys === keys && (!busy || each.everywhere));
  }

  private tell() {
    this.listed = this.layers.toReversed().flat();
    for (const listener of this.listeners) listener();
  }
}

/** Somebody types, or a popup with keys of its own is open. */
function isBusy(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const typing = "input:not([type=checkbox],[type=radio]), textarea, select, [contenteditable=true]";
  return target.closest(`${typing}, [role=dialog], [role=alertdialog], [role=menu], [role=listbox]`) !== null;
}

export const shortcuts = new Shortcuts();
