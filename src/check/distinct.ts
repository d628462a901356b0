/** What records say in a field: a code each, 0 for nothing, at most `most`; and what a code stands for. */
export interface Said {
  readonly codes: ArrayLike<number>;
  readonly most: number;
  readonly text: (code: number) => string;
}

export const saidNothing = (count: number): Said => ({
  codes: new Uint8Array(count),
  most: 0,
  text: () => '',
});

/** Values as they come, each different one with a code. */
export function saidBy(values: readonly unknown[]): Said {
  const list = [''];
  const codeOf = new Map<string, number>([['', 0]]);
  const codes = values.map((value) => {
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    let code = codeOf.get(text);
    if (code === undefined) {
      code = list.length;
      codeOf.set(text, code);
      list.push(text);
    }
    return code;
  });
  return { codes, most: list.length - 1, text: (code) => list[code]! };
}

/** The different words of a field, trimmed, each with a place; nothing and blanks have place 0. */
export class Words {
  declare readonly list: string[];
  /** By the words as they stand in the data, so that a word is trimmed once. */
  declare private readonly places: Map<string, number>;

  constructor() {
    this.list = [''];
    this.places = new Map();
  }

  place(word: string | null | undefined): number {
    if (!word) return 0;
    const cached = this.places.get(word);
    if (cached !== undefined) return cached;
    const trimmed = word.trim();
    let place = trimmed === word || trimmed === '' ? undefined : this.places.get(trimmed);
    if (place === undefined) {
      place = trimmed === '' ? 0 : this.list.length;
      if (place) this.list.push(trimmed);
    }
    this.places.set(trimmed, place);
    this.places.set(word, place);
    return place;
  }

  /** The places of what records say: a word is looked up once, however many say it. */
  placesOf({ codes, most, text }: Said): Uint32Array {
    const places = new Uint32Array(codes.length);
    const byCode = new Uint32Array(most + 1);
    for (let k = 0; k < places.length; k++) {
      const code = codes[k]!;
      if (code) places[k] = byCode[code] ||= this.place(text(code));
    }
    return places;
  }
}

/** The different pairs of numbers met, each with a place; the second number is below `most`. */
export class Pairs {
  declare private readonly most: number;
  declare private readonly places: Map<number, number>;

  constructor(most: number) {
    this.most = most;
    this.places = new Map();
  }

  place(first: number, second: number): number {
    const key = first * this.most + second;
    const cached = this.places.get(key);
    if (cached !== undefined) return cached;
    const place = this.places.size;
    this.places.set(key, place);
    return place;
  }
}
