import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SourceFile } from '../../../src/geo/formats/types.ts';
import { settledChoice } from '../../../src/geo/layer/doubt.ts';
import type { PackedLayer } from '../../../src/geo/layer/index.ts';
import { openLayers } from '../../../src/geo/layer/open.ts';
import { runToEnd } from '../../../src/geo/layer/read.ts';
import { ProblemError, problem } from '../../../src/model/index.ts';
import { encoded } from './_encoded.ts';

const folder = resolve(import.meta.dirname, '../../fixtures/case');
const bytesOf = (name: string) => Uint8Array.from(readFileSync(resolve(folder, name)));
const owned = (name: string, bytes: Uint8Array): SourceFile => ({ name, bytes, owned: true });

const again = (name: string, bytes: Uint8Array<ArrayBuffer>): SourceFile => ({
  ...owned(name, bytes.slice()),
  again: (from, to) => bytes.slice(from, to),
});

/** What newer browsers and Node have: the memory of a buffer goes at once, and whoever still reads it is found out. */
const native = Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, 'transfer');
beforeAll(() => {
  Object.defineProperty(ArrayBuffer.prototype, 'transfer', {
    configurable: true,
    value(this: ArrayBuffer) {
      if (!this.byteLength) throw new TypeError('on a detached ArrayBuffer');
      return structuredClone(this, { transfer: [this] });
    },
  });
});
afterAll(() => {
  if (native) Object.defineProperty(ArrayBuffer.prototype, 'transfer', native);
  else Reflect.deleteProperty(ArrayBuffer.prototype, 'transfer');
});

const loose = () =>
  Object.entries(unzipSync(bytesOf('DLTB_2k_shp_gbk.zip'))).map(([name, bytes]) =>
    owned(name, bytes.slice()),
  );

const digest = (layer: PackedLayer) => createHash('sha256').update(encoded(layer)).digest('hex');

describe('a layer that gives its file up while it is read', () => {
  it.each([
    ['a zipped shapefile', () => [owned('a.zip', bytesOf('DLTB_2k_shp_gbk.zip'))]],
    ['the parts of a shapefile', loose],
    ['a GeoPackage', () => [owned('a.gpkg', bytesOf('DLTB_2k_4526.gpkg'))]],
    ['a GeoPackage that is fetched again', () => [again('a.gpkg', bytesOf('DLTB_2k_4526.gpkg'))]],
    ['a geodatabase', () => [owned('a.gdb.zip', bytesOf('ref.gdb.zip'))]],
  ])('is the one it is otherwise: %s', async (_, files) => {
    const [twice, once] = [await openLayers(files()), await openLayers(files())];
    expect(once.sources.length).toBe(twice.sources.length);
    for (const [k, source] of once.sources.entries()) {
      const choice = settledChoice(source.crs)!;
      // Any number of times where it is not said to be the last.
      const [kept, again] = [1, 2].map(() => digest(runToEnd(twice.sources[k]!.pack(choice)).packed));
      expect(again).toBe(kept);
      expect(digest(runToEnd(source.pack(choice, { last: true })).packed)).toBe(kept);
    }
  });
  it('has let go of what it alone holds, and of nothing else', async () => {
    const mine = { name: 'a.gpkg', bytes: bytesOf('DLTB_2k_4526.gpkg') };
    const given = owned('b.gpkg', bytesOf('DLTB_2k_4526.gpkg'));
    for (const file of [mine, given]) {
      const [source] = (await openLayers([file])).sources;
      runToEnd(source!.pack(settledChoice(source!.crs)!, { last: true }));
    }
    expect([mine.bytes.length > 0, given.bytes.length]).toEqual([true, 0]);
  });
  it('holds nothing of a GeoPackage between looking into it and reading it, and says when it is gone', async () => {
    let there = true;
    const bytes = bytesOf('DLTB_2k_4526.gpkg');
    const file = again('a.gpkg', bytes);
    const read = (from: number, to: number) => {
      if (!there) throw new ProblemError(problem('file-changed', { zh: '', en: '' }));
      return bytes.slice(from, to);
    };
    const { sources } = await openLayers([{ ...file, again: read }]);
    expect(file.bytes.length).toBe(0);
    there = false;
    const [source] = sources;
    expect(() => runToEnd(source!.pack(settledChoice(source!.crs)!))).toThrow(ProblemError);
    there = true;
    expect(runToEnd(source!.pack(settledChoice(source!.crs)!)).packed.count).toBe(source!.count);
  });
});
