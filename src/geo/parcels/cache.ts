import { ProblemError, problem } from '../../model/index.ts';
import { boxOf } from '../overlay/rings.ts';
import { areaOfParcels } from './build.ts';
import type { Fabric } from './fabric.ts';
import { levelsOf, packTree } from './tree.ts';

/*
 * A fabric for keeping: "PFC1", a flag, nine counts, then the arrays. Coordinates that are whole multiples of 1e-9 degree
 * (0.1 mm, what files carry) are kept as 32-bit differences from point to point, half the size and exact; others as the
 * doubles they are. Boxes, areas and the index are made again on reading.
 */

const magic = 0x31434650;
const perDegree = 1e9;

/** Differences of the coordinates in 1e-9 degree, or null when some coordinate is no multiple or some step too long. */
function differences(xy: Float64Array): Int32Array | null {
  const out = new Int32Array(xy.length);
  let [px, py] = [Math.round((xy[0] ?? 0) * perDegree), Math.round((xy[1] ?? 0) * perDegree)];
  for (let i = 0; i < xy.length; i += 2) {
    const x = Math.round(xy[i]! * perDegree);
    const y = Math.round(xy[i + 1]! * perDegree);
    if (x / perDegree !== xy[i] || y / perDegree !== xy[i + 1]) return null;
    if (Math.abs(x - px) > 0x7fffffff || Math.abs(y - py) > 0x7fffffff) return null;
    out[i] = x - px;
    out[i + 1] = y - py;
    px = x;
    py = y;
  }
  return out;
}

/** The bytes of a fabric, lossless. */
export function encodeFabric(fabric: Fabric): Uint8Array {
  const { xy, start } = fabric.rings;
  const steps = differences(xy);
  const origin = Float64Array.of(xy[0] ?? 0, xy[1] ?? 0);
  const parts = [
    origin,
    steps ?? xy,
    start,
    fabric.firstRing,
    fabric.record,
    fabric.idEnd,
    fabric.mended,
    fabric.dropped,
    fabric.idBytes,
  ];
  const head = Uint32Array.of(magic, steps ? 1 : 0, ...parts.map((part) => part.length), 0);
  const pad = (bytes: number) => Math.ceil(bytes / 8) * 8;
  const out = new Uint8Array([head, ...parts].reduce((sum, part) => sum + pad(part.byteLength), 0));
  let at = 0;
  for (const part of [head, ...parts]) {
    out.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += pad(part.byteLength);
  }
  return out;
}

export const isEncodedFabric = (bytes: Uint8Array): boolean =>
  bytes.length > 48 && new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true) === magic;

const broken = () =>
  new ProblemError(
    problem('fabric-cache-broken', { zh: '地块缓存损坏。', en: 'The kept parcels are broken.' }, undefined, {
      zh: '请重新载入原文件。',
      en: 'Load the original file again.',
    }),
  );

const rising = (list: Uint32Array): boolean => list.every((value, i) => i === 0 || value >= list[i - 1]!);

/** @throws ProblemError when the bytes are cut short or inconsistent. */
export function decodeFabric(bytes: Uint8Array): Fabric {
  if (!isEncodedFabric(bytes)) throw broken();
  const copy = bytes.byteOffset % 8 ? bytes.slice() : bytes;
  const head = new Uint32Array(copy.buffer, copy.byteOffset, 12);
  const delta = head[1] === 1;
  let at = 48;
  let index = 2;
  const take = <T>(
    make: (buffer: ArrayBufferLike, offset: number, length: number) => T,
    width: number,
  ): T => {
    const length = head[index++]!;
    if (at + length * width > copy.byteLength) throw broken();
    const part = make(copy.buffer, copy.byteOffset + at, length);
    at += Math.ceil((length * width) / 8) * 8;
    return part;
  };
  const doubles = () => take((b, o, n) => new Float64Array(b, o, n), 8);
  const integers = () => take((b, o, n) => new Uint32Array(b, o, n).slice(), 4);
  const origin = doubles();
  let xy: Float64Array;
  if (delta) {
    const steps = take((b, o, n) => new Int32Array(b, o, n), 4);
    xy = new Float64Array(steps.length);
    let x = Math.round(origin[0]! * perDegree);
    let y = Math.round(origin[1]! * perDegree);
    for (let i = 0; i < steps.length; i += 2) {
      x += steps[i]!;
      y += steps[i + 1]!;
      xy[i] = x / perDegree;
      xy[i + 1] = y / perDegree;
    }
  } else xy = doubles().slice();
  const [start, firstRing, record, idEnd, mended, dropped] = Array.from(
    { length: 6 },
    integers,
  ) as Uint32Array[];
  const idBytes = take((b, o, n) => new Uint8Array(b, o, n).slice(), 1);
  const count = record!.length;
  if (firstRing!.length !== count + 1 || idEnd!.length !== count || start!.at(-1)! * 2 !== xy.length)
    throw broken();
  if (!rising(start!) || !rising(firstRing!) || !rising(idEnd!) || firstRing!.at(-1) !== start!.length - 1)
    throw broken();
  if (!xy.every((value) => Math.abs(value) <= 180) || (idEnd!.at(-1) ?? 0) > idBytes.length) throw broken();
  const levels = levelsOf(count);
  const boxes = new Float64Array(4 * levels.at(-1)!);
  for (let p = 0; p < count; p++)
    boxes.set(boxOf(xy, start![firstRing![p]!]!, start![firstRing![p + 1]!]!), 4 * p);
  const rings = { xy, start: start! };
  return {
    ...{ count, rings, firstRing: firstRing!, record: record!, idBytes, idEnd: idEnd! },
    ...{ mended: mended!, dropped: dropped! },
    areaM2: areaOfParcels(rings, firstRing!, boxes),
    tree: packTree(boxes, levels),
  };
}
