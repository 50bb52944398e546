/** One stream of events from the server: what changed, and whether the line is up. */

export type LiveState = "connecting" | "live" | "reconnecting" | "stale";
export type LiveEvent = { kind: string; id: string };

const STALE_MS = 60_000;
const AGAIN_MS = 5_000;

type Source = Pick<EventSource, "close" | "readyState"> & {
  onopen: ((event: Event) => void) | null;
  onerror: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent<string>) => void) | null;
};

/** Ours are named after their kind or not named at all; either way the data says what they are. */
export function readEvent(data: string): LiveEvent | null {
  try {
    const event: unknown = JSON.parse(data);
    if (typeof event !== "object" || event === null) return null;
    const { kind, id } = event as Partial<LiveEvent>;
    return typeof kind === "string" ? { kind, id: typeof id === "string" ? id : "" } : null;
  } catch {
    return null;
  }
}

export class Stream {
  state: LiveState = "connecting";
  /** When the line was last seen up; what shows is at least as fresh as that. */
  upAt = 0;
  private source: Source | null = null;
  private timers: Array<ReturnType<typeof setTimeout>> = [];
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly open: () => Source,
    private readonly onEvent: (event: LiveEvent) => void,
    /** The line was away: anything may have changed. */
    private readonly onGap: () => void,
  ) {}

  start = () => {
    const source = this.open();
    this.source = source;
    source.onopen = () => {
      const gap = this.state === "reconnecting" || this.state === "stale";
      this.forgetTimers();
      this.say("live");
      if (gap) this.onGap();
    };
    source.onmessage = ({ data }) => {
      this.upAt = Date.now();
      const event = readEvent(data);
      if (event) this.onEvent(event);
    };
    source.onerror = () => this.lost(source);
    return this.stop;
  };

  stop = () => {
    this.forgetTimers();
    this.source?.close();
    this.source = null;
  };

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  read = () => this.state;

  /** The browser tries again by itself, except after an answer that is no stream. */
  private lost(source: Source) {
    if (this.state === "live" || this.state === "connecting") {
      this.say("reconnecting");
      this.timers.push(setTimeout(() => this.say("stale"), STALE_MS));
    }
    if (source.readyState !== EventSource.CLOSED || this.source !== source) return;
    this.timers.push(
      setTimeout(() => {
        this.source?.close();
        this.start();
      }, AGAIN_MS),
    );
  }

  private forgetTimers() {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers = [];
  }

  private say(state: LiveState) {
    if (state === "live") this.upAt = Date.now();
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}
