/** A repeatable stream of numbers in [0, 1) (mulberry32), so that a failure can be run again by its seed. */
export function stream(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const words = [
  '',
  '-',
  'NaN',
  '1e999',
  '99999999999999999999',
  '[[[[',
  '}',
  '<a>',
  '@',
  '点',
  '\u0000',
  '\ufffd',
  '-1e-300',
];

/** One file damaged in one to four ways that transfers, editors and bad writers damage files. */
export function mutate(bytes: Uint8Array, next: () => number): Uint8Array {
  let now = Uint8Array.from(bytes);
  const whole = (most: number) => Math.floor(next() * most);
  for (let times = 1 + whole(4); times > 0; times--) {
    // Damage near the start, where headers are, is worth more than damage anywhere.
    const at = next() < 0.4 ? whole(Math.min(now.length, 160)) : whole(now.length);
    const length = 1 + whole(next() < 0.8 ? 8 : 400);
    switch (whole(8)) {
      case 0:
        now[at] = whole(256);
        break;
      case 1:
        now[at] = (now[at] ?? 0) ^ (1 << whole(8));
        break;
      case 2:
        now = now.slice(0, at);
        break;
      case 3:
        now = join(now.slice(0, at), now.slice(at + length));
        break;
      case 4:
        now = join(now.slice(0, at), now.slice(at, at + length), now.slice(at));
        break;
      case 5:
        now = join(
          now.slice(0, at),
          Uint8Array.from({ length }, () => whole(256)),
          now.slice(at),
        );
        break;
      case 6:
        now = join(
          now.slice(0, at),
          new TextEncoder().encode(words[whole(words.length)]),
          now.slice(at + length),
        );
        break;
      default:
        // A count or a length gone wild: four bytes of all ones, zeros, or the sign bit.
        now.set(
          [0, 1, 2, 3].map(() => [0xff, 0, 0x80, 0x7f][whole(4)] as number).slice(0, now.length - at),
          at,
        );
    }
    if (now.length === 0) return now;
  }
  return now;
}

function join(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
