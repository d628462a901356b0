import { warning } from '../../../model/index.ts';
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
  /** Another drawing stands in its place (an external reference), which is not at hand. */
  external: boolean;
  entities: RawEntity[];
}

/** What of a drawing is read: the entities of model space, and the blocks they insert. */
export interface Drawing {
  entities: RawEntity[];
  blocks: Map<string, Block>;
  /** Entities of paper space, which are no part of the model. */
  paper: number;
  /** Layers that are not shown, by their name in capitals: what stands on them is left out. */
  unseen: Map<string, 'frozen' | 'off'>;
  /** The number of the unit its head states (`$INSUNITS`). */
  unit?: number;
}

/** Pairs with their section. A code that is no number ends the reading: nothing after it can be distinguished. */
function* pairsOf(text: string, problems: ProblemList): Generator<Pair & { section: string }> {
  const lines = text.split(/\r\n|\n|\r/);
  let section = '';
  let entities = false;
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
    entities ||= section === 'ENTITIES';
    if (/^(?:ENTITIES|BLOCKS|HEADER|TABLES)$/.test(section))
      yield { code, value: unescaped(value), line: i + 2, section };
  }
  // A drawing that ends before its entities do has lost nobody knows how many of them.
  if (section === 'ENTITIES' || !entities)
    problems.add({
      ...warning(
        'dxf-cut-short',
        {
          zh: '图纸不完整：没有读到图元段的结尾，其后的图元缺失。',
          en: 'The drawing is cut short: the end of its entities is missing, and what stood there with it.',
        },
        { line: lines.length },
        { zh: '请重新导出或重新下载。', en: 'Export or download it again.' },
      ),
      lost: 1,
    });
}

/** The encodings of `\M+nXXXX`, by n. */
const codePages: Record<string, string> = { 1: 'shift_jis', 2: 'big5', 3: 'euc-kr', 5: 'gbk' };

/** Characters that the drawing's encoding lacks stand as `\U+5730`, those of two bytes as `\M+5B5D8`. */
function unescaped(value: string): string {
  if (!value.includes('+')) return value;
  return value
    .replace(/\\U\+([0-9A-F]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\M\+(\d)([0-9A-F]{2})([0-9A-F]{2})/gi, (all, page: string, high: string, low: string) => {
      const encoding = codePages[page];
      const bytes = Uint8Array.of(Number.parseInt(high, 16), Number.parseInt(low, 16));
      return encoding ? new TextDecoder(encoding).decode(bytes) : all;
    });
}

export const textOf = (entity: RawEntity, code: number): string | undefined =>
  entity.pairs.find((pair) => pair.code === code)?.value;
export const numberOf = (entity: RawEntity, code: number, usual = 0): number => {
  const value = textOf(entity, code);
  return value === undefined || value === '' ? usual : Number(value);
};

/** A layer that is frozen, or off (its colour is negative). */
function noteLayer(layer: RawEntity | undefined, unseen: Drawing['unseen']): void {
  const name = layer && textOf(layer, 2)?.toUpperCase();
  if (!layer || !name) return;
  if (numberOf(layer, 70) & 1) unseen.set(name, 'frozen');
  else if (numberOf(layer, 62) < 0) unseen.set(name, 'off');
}

/** The entities of a drawing and its blocks. */
export function readDrawing(text: string, limits: FormatOptions['limits'], problems: ProblemList): Drawing {
  const drawing: Drawing = { entities: [], blocks: new Map(), paper: 0, unseen: new Map() };
  let layer: RawEntity | undefined;
  let block: Block | undefined;
  let header: RawEntity | undefined;
  let current: RawEntity | undefined;
  let owner: RawEntity | undefined;
  let [count, vertices] = [0, 0];
  let variable = '';
  for (const { section, ...pair } of pairsOf(text, problems)) {
    if (section === 'HEADER') {
      if (pair.code === 9) variable = pair.value;
      else if (variable === '$INSUNITS' && pair.code === 70) drawing.unit = Number(pair.value);
      continue;
    }
    if (section === 'TABLES') {
      if (pair.code !== 0) layer?.pairs.push(pair);
      else {
        noteLayer(layer, drawing.unseen);
        layer = pair.value === 'LAYER' ? { type: 'LAYER', line: pair.line, pairs: [], parts: [] } : undefined;
      }
      continue;
    }
    if (pair.code !== 0) {
      current?.pairs.push(pair);
      if (pair.code === 10 && ++vertices > limits.vertices)
        throw overLimit('vertices', vertices, limits.vertices);
      continue;
    }
    if (header && block) {
      block.base = [numberOf(header, 10), numberOf(header, 20)];
      block.external = (numberOf(header, 70) & (4 | 8)) !== 0;
      drawing.blocks.set((textOf(header, 2) ?? '').toUpperCase(), block);
      header = undefined;
    }
    const entity: RawEntity = { type: pair.value, line: pair.line, pairs: [], parts: [] };
    current = entity;
    if (pair.value === 'BLOCK') {
      block = { base: [0, 0], external: false, entities: [] };
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
