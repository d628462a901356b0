import { overLimit, type ProblemList } from '../problems.ts';
import type { FormatOptions } from '../types.ts';

/** One pair of lines: a group code and its value. */
export interface Pair {
  code: number;
  value: string;
  line: number;
}

/** An entity as it stands in the file, with those that belong to it (vertices of an old polyline, attributes). */
export interface RawEntity {
  type: string;
  line: number;
  pairs: Pair[];
  parts: RawEntity[];
}

export interface Block {
  base: [number, number];
  entities: RawEntity[];
}

/** What of a drawing is read: the entities of model space, and the blocks they insert. */
export interface Drawing {
  entities: RawEntity[];
  blocks: Map<string, Block>;
  /** Entities of paper space, which are no part of the model. */
  paper: number;
}

/** Pairs with their section. A code that is no number ends the reading: nothing after it can be distinguished. */
function* pairsOf(text: string, problems: ProblemList): Generator<Pair & { section: string }> {
  const lines = text.split(/\r\n|\n|\r/);
  let section = '';
  for (let i = 0; i + 1 < lines.length; i += 2) {
    const [key, value] = [(lines[i] as string).trim(), (lines[i + 1] as string).trim()];
    if (!/^-?\d{1,4}$/.test(key)) {
      if (key === '' && value === '') continue;
      problems.error(
        'dxf-group-code',
        {
          zh: `应为组码，读到的是“${key.slice(0, 20)}”；此后未读入。`,
          en: `Expected a group code, found "${key.slice(0, 20)}"; nothing from here on was read.`,
        },
        { line: i + 1 },
      );
      return;
    }
    const code = Number(key);
    if (code === 0 && value === 'EOF') return;
    if (code === 0 && (value === 'SECTION' || value === 'ENDSEC')) section = '';
    else if (code === 2 && section === '') section = value;
    if (section === 'ENTITIES' || section === 'BLOCKS') yield { code, value, line: i + 2, section };
  }
}

export const textOf = (entity: RawEntity, code: number): string | undefined =>
  entity.pairs.find((pair) => pair.code === code)?.value;
export const numberOf = (entity: RawEntity, code: number, usual = 0): number => {
  const value = textOf(entity, code);
  return value === undefined || value === '' ? usual : Number(value);
};

/** The entities of a drawing and its blocks. */
export function readDrawing(text: string, limits: FormatOptions['limits'], problems: ProblemList): Drawing {
  const drawing: Drawing = { entities: [], blocks: new Map(), paper: 0 };
  let block: Block | undefined;
  let header: RawEntity | undefined;
  let current: RawEntity | undefined;
  let owner: RawEntity | undefined;
  let [count, vertices] = [0, 0];
  for (const { section, ...pair } of pairsOf(text, problems)) {
    if (pair.code !== 0) {
      current?.pairs.push(pair);
      if (pair.code === 10 && ++vertices > limits.vertices)
        throw overLimit('vertices', vertices, limits.vertices);
      continue;
    }
    if (header && block) {
      block.base = [numberOf(header, 10), numberOf(header, 20)];
      drawing.blocks.set((textOf(header, 2) ?? '').toUpperCase(), block);
      header = undefined;
    }
    const entity: RawEntity = { type: pair.value, line: pair.line, pairs: [], parts: [] };
    current = entity;
    if (pair.value === 'BLOCK') {
      block = { base: [0, 0], entities: [] };
      header = entity;
    } else if (pair.value === 'ENDBLK' || pair.value === 'ENDSEC') block = undefined;
    else if (pair.value === 'SEQEND') owner = undefined;
    else if (pair.value === 'VERTEX' || pair.value === 'ATTRIB') owner?.parts.push(entity);
    else {
      if (++count > limits.features) throw overLimit('features', count, limits.features);
      owner = /^(?:POLYLINE|INSERT)$/.test(entity.type) ? entity : undefined;
      if (section === 'BLOCKS') block?.entities.push(entity);
      else drawing.entities.push(entity);
    }
  }
  const model = drawing.entities.filter((entity) => numberOf(entity, 67) !== 1);
  return { ...drawing, entities: model, paper: drawing.entities.length - model.length };
}
