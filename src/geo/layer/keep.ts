import { ProblemError, problem } from '../../model/index.ts';
import type { Column } from '../columns/columns.ts';
import { type AnyArray, arraysOf, type PackedLayer } from './packed.ts';
import { knowSummary, type LayerSummary, summaryOf } from './summary.ts';
import { levelsOf } from './tree.ts';

/*
 * A layer for keeping: "PKL2", the length of a JSON head, a checksum of all that follows it, the head, then the arrays,
 * each at a multiple of eight bytes. Whatever was measured and indexed is kept, so that reading it back is a look at the
 * bytes, not work; the checksum finds what was damaged or only half written.
 */

const magic = 0x324c4b50;
const headAt = 16;
const arrayTypes = { Float64Array, Uint32Array, Uint16Array, Uint8Array } as const;
type Name = keyof typeof arrayTypes;

interface Head {
  count: number;
  idColumn: number;
  arrays: { type: Name; length: number }[];
  columns: { name: string; alias?: string; kind: Column['kind'] }[];
  /** Not in layers kept by the first versions. */
  summary?: LayerSummary;
}

const pad = (bytes: number) => Math.ceil(bytes / 8) * 8;

const firstSum = 0x811c9dc5;

/**
 * A sum of 32-bit words (FNV-1a), carried on from one piece to the next, that any change of one word alters, and others but
 * for one in 2³². Multiplying carries upwards only: the rotation brings what differs in a word's top byte down again.
 */
function sumOn(sum: number, bytes: Uint8Array): number {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 2);
  let next = sum;
  for (let i = 0; i < words.length; i++) {
    next = Math.imul(next ^ words[i]!, 0x01000193);
    next = (next << 13) | (next >>> 19);
  }
  return next;
}

/** Most bytes of one part. */
const mostBytes = 2 ** 22;

/** Bytes filled up to a multiple of eight, in parts; all but the last are views, not copies. */
function* padded(array: AnyArray): Generator<Uint8Array<ArrayBuffer>> {
  const { buffer, byteOffset, byteLength } = array;
  const whole = byteLength - (byteLength % 8);
  for (let at = 0; at < whole; at += mostBytes)
    yield new Uint8Array(buffer as ArrayBuffer, byteOffset + at, Math.min(mostBytes, whole - at));
  if (whole === byteLength) return;
  const last = new Uint8Array(8);
  last.set(new Uint8Array(buffer, byteOffset + whole, byteLength - whole));
  yield last;
}

/** The bytes of a layer, lossless, in parts that one after the other are the whole; they are views of the layer's arrays. */
export function* layerParts(layer: PackedLayer): Generator<Uint8Array<ArrayBuffer>> {
  const arrays = arraysOf(layer);
  const head: Head = {
    count: layer.count,
    idColumn: layer.idColumn,
    arrays: arrays.map((one) => ({ type: one.constructor.name as Name, length: one.length })),
    columns: layer.columns.map(({ name, alias, kind }) => ({ name, ...(alias ? { alias } : {}), kind })),
    summary: summaryOf(layer),
  };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const start = new Uint8Array(headAt + pad(text.length));
  start.set(text, headAt);
  let sum = sumOn(firstSum ^ text.length, start.subarray(headAt));
  for (const one of arrays) for (const part of padded(one)) sum = sumOn(sum, part);
  new Uint32Array(start.buffer, 0, 4).set([magic, text.length, sum >>> 0, 0]);
  yield start;
  for (const one of arrays) yield* padded(one);
}

/** Whether bytes begin as `layerParts` gives them. */
export const isEncodedLayer = (bytes: Uint8Array): boolean =>
  bytes.length > headAt && new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true) === magic;

const broken = () =>
  new ProblemError(
    problem(
      'layer-file-broken',
      { zh: '本机保存的图层文件损坏。', en: 'The layer kept on this machine is damaged.' },
      undefined,
      { zh: '请重新导入原文件。', en: 'Import the original file again.' },
    ),
  );

/**
 * The layer in bytes given by `layerParts`; its arrays are views of them.
 * @throws ProblemError when they are cut short or damaged.
 */
export function decodeLayer(bytes: Uint8Array): PackedLayer {
  if (!isEncodedLayer(bytes) || bytes.byteLength % 8) throw broken();
  const copy = bytes.byteOffset % 8 ? bytes.slice() : bytes;
  const [, length, sum] = new Uint32Array(copy.buffer, copy.byteOffset, 3);
  if (headAt + length! > copy.byteLength || sumOn(firstSum ^ length!, copy.subarray(headAt)) >>> 0 !== sum)
    throw broken();
  const head = JSON.parse(new TextDecoder().decode(copy.subarray(headAt, headAt + length!))) as Head;
  let at = headAt + pad(length!);
  const arrays = head.arrays.map(({ type, length: many }) => {
    const array = new arrayTypes[type](copy.buffer as ArrayBuffer, copy.byteOffset + at, many);
    at += pad(array.byteLength);
    return array;
  });
  let next = 0;
  const take = <T extends AnyArray>() => arrays[next++] as T;
  const kind = take<Uint8Array>();
  const rings = { xy: take<Float64Array>(), start: take<Uint32Array>() };
  const firstRing = take<Uint32Array>();
  const areaM2 = take<Float64Array>();
  const tree = { boxes: take<Float64Array>(), levels: levelsOf(head.count) };
  const [row, record, repaired, dropped] = [
    take<Uint32Array>(),
    take<Uint32Array>(),
    take<Uint32Array>(),
    take<Uint32Array>(),
  ];
  const columns = head.columns.map(
    (one): Column =>
      one.kind === 'number'
        ? { ...one, kind: 'number', values: take<Float64Array>() }
        : {
            ...one,
            kind: one.kind,
            codes: take<Uint32Array>(),
            bytes: take<Uint8Array>(),
            ends: take<Uint32Array>(),
          },
  );
  const { count, idColumn, summary } = head;
  const layer: PackedLayer = {
    ...{ count, kind, rings, firstRing, areaM2, tree, row, record, columns, idColumn, repaired, dropped },
  };
  if (summary) knowSummary(layer, summary);
  return layer;
}
