import { type ReadonlySignal, signal } from '../signals.ts';
import type { LogStorage } from './storage.ts';

/** One thing that went wrong, or was put right, on this screen. */
export interface Fault {
  /** Local wall-clock time it was last seen, ISO 8601. */
  at: string;
  /** What sort of thing, kebab-case: `script`, `context-lost`, `reload` … */
  kind: string;
  text: string;
  /** How often in a row. */
  count: number;
}

export interface FaultLog {
  entries: ReadonlySignal<readonly Fault[]>;
  add(kind: string, text: string): void;
  /** Writes at once what waits to be written; before a reload. */
  flush(): void;
}

export const logSize = 200;
const textSize = 400;
const writeEveryMs = 2000;
const key = 'plan-map.faults';

const isFault = (value: unknown): value is Fault => {
  const fault = value as Partial<Fault> | null;
  return (
    typeof fault === 'object' &&
    fault !== null &&
    [fault.at, fault.kind, fault.text].every((part) => typeof part === 'string') &&
    typeof fault.count === 'number'
  );
};

function read(storage: LogStorage | undefined): Fault[] {
  try {
    const value: unknown = JSON.parse(storage?.getItem(key) ?? '[]');
    return Array.isArray(value) ? value.filter(isFault).slice(-logSize) : [];
  } catch {
    return [];
  }
}

/**
 * The last `logSize` faults, kept over reloads and power cuts. It is written synchronously, so that what led to a
 * reload is on disk before the reload. When the storage is full, forbidden or damaged the log goes on in memory.
 */
export function createFaultLog(
  storage: LogStorage | undefined,
  now: () => Date = () => new Date(),
  later: (run: () => void, ms: number) => void = setTimeout,
): FaultLog {
  const entries = signal<readonly Fault[]>(read(storage));
  let waiting = false;
  let written = true;

  function write(): void {
    waiting = false;
    if (written) return;
    for (const keep of [logSize, logSize / 4]) {
      try {
        storage?.setItem(key, JSON.stringify(entries.peek().slice(-keep)));
        written = true;
        return;
      } catch {
        // Full: a shorter log may fit; if nothing does, memory has to do.
      }
    }
  }

  return {
    entries,
    add(kind, text) {
      const at = now().toISOString();
      const short = text.slice(0, textSize);
      const list = entries.peek();
      const last = list.at(-1);
      entries.value =
        last?.kind === kind && last.text === short
          ? [...list.slice(0, -1), { ...last, at, count: last.count + 1 }]
          : [...list, { at, kind, text: short, count: 1 }].slice(-logSize);
      written = false;
      // An error every frame must not become a write every frame.
      if (!waiting) {
        waiting = true;
        later(write, writeEveryMs);
      }
    },
    flush: write,
  };
}
