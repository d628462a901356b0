import { ProblemError, problem } from '../../model/index.ts';
import type { Column } from '../columns/columns.ts';
import type { PackedLayer } from './packed.ts';
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
type AnyArray = Float64Array | Uint32Array | Uint16Array | Uint8Array;

interface Head {
  count: number;
  idColumn: number;
  arrays: { type: Name; length: number }[];
  columns: { name: string; alias?: string; kind: Column['kind'] }[];
}

const pad = (bytes: number) => Math.ceil(bytes / 8) * 8;

/**
 * A sum of 32-bit words (FNV-1a) that any change of one word alters, and others but for one in 2³². Multiplying carries
 * upwards only: the rotation brings what differs in a word's top byte down again.
 */
function checksum(bytes: Uint8Array, seed: number): number {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 2);
  let sum = 0x811c9dc5 ^ seed;
  for (let i = 0; i < words.length; i++) {
    sum = Math.imul(sum ^ words[i]!, 0x01000193);
    sum = (sum << 13) | (sum >>> 19);
  }
  return sum >>> 0;
}

/** The bytes of a layer, lossless. */
export function encodeLayer(layer: PackedLayer): Uint8Array<ArrayBuffer> {
  const arrays: AnyArray[] = [
    layer.kind,
    layer.rings.xy,
    layer.rings.start,
    layer.firstRing,
    layer.areaM2,
    layer.tree.boxes,
    layer.row,
    layer.record,
    layer.repaired,
    layer.dropped,
    ...layer.columns.flatMap((column): AnyArray[] =>
      column.kind === 'number' ? [column.values] : [column.codes, column.bytes, column.ends],
    ),
  ];
  const head: Head = {
    count: layer.count,
    idColumn: layer.idColumn,
    arrays: arrays.map((one) => ({ type: one.constructor.name as Name, length: one.length })),
    columns: layer.columns.map(({ name, alias, kind }) => ({ name, ...(alias ? { alias } : {}), kind })),
  };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const from = headAt + pad(text.length);
  const out = new Uint8Array(arrays.reduce((sum, one) => sum + pad(one.byteLength), from));
  out.set(text, headAt);
  let at = from;
  for (const one of arrays) {
    out.set(new Uint8Array(one.buffer, one.byteOffset, one.byteLength), at);
    at += pad(one.byteLength);
  }
  const start = new Uint32Array(out.buffer, 0, 4);
  start.set([magic, text.length, checksum(out.subarray(headAt), text.length), 0]);
  return out;
}

/** Whether bytes begin as `encodeLayer` writes them. */
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
 * The layer in bytes written by `encodeLayer`; its arrays are views of them.
 * @throws ProblemError when they are cut short or damaged.
 */
export function decodeLayer(bytes: Uint8Array): PackedLayer {
  if (!isEncodedLayer(bytes) || bytes.byteLength % 8) throw broken();
  const copy = bytes.byteOffset % 8 ? bytes.slice() : bytes;
  const [, length, sum] = new Uint32Array(copy.buffer, copy.byteOffset, 3);
  if (headAt + length! > copy.byteLength || checksum(copy.subarray(headAt), length!) !== sum) throw broken();
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
  const { count, idColumn } = head;
  return { count, kind, rings, firstRing, areaM2, tree, row, record, columns, idColumn, repaired, dropped };
}
