/** A value kept in this browser and shared by whoever shows it. */

import { useSyncExternalStore } from "react";

export class Kept<Value extends string> {
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly name: string,
    private readonly values: readonly Value[],
    private readonly otherwise: Value,
  ) {}

  read = (): Value => {
    const text = localStorage.getItem(this.name);
    return this.values.find((value) => value === text) ?? this.otherwise;
  };

  write = (value: Value) => {
    localStorage.setItem(this.name, value);
    for (const listener of this.listeners) listener();
  };

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}

export function useKept<Value extends string>(kept: Kept<Value>): [Value, (value: Value) => void] {
  return [useSyncExternalStore(kept.subscribe, kept.read), kept.write];
}
