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
