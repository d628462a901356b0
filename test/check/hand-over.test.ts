import 'fake-indexeddb/auto';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { handOverHandlers } from '../../src/check/hand-over.ts';
import { keepFile, readKeptFile } from '../../src/check/layer-files.ts';
import { packFeatures } from '../../src/geo/layer/index.ts';
import { ProblemError } from '../../src/model/index.ts';
import { encoded } from '../geo/layer/_encoded.ts';

const layer = (name: string, west: number) =>
  encoded(
    packFeatures(
      Array.from({ length: 40 }, (_, k) => ({
        properties: { DLBM: '0101', BSM: `${name} ${k}` },
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [west + k * 1e-3, 28],
              [west + k * 1e-3 + 9e-4, 28],
              [west + k * 1e-3 + 5e-4, 28.001],
              [west + k * 1e-3, 28],
            ],
          ],
        },
      })),
    ),
  );
const context = {
  signal: new AbortController().signal,
  progress: () => {},
  pause: () => Promise.resolve(),
  transfer: () => {},
};
const { handOver, handedOver, takeOver } = handOverHandlers;
const here = (name: string) => ({ files: 'here', name });
const there = (name: string) => ({ files: 'there', name });

async function passed() {
  await keepFile(here('layer-a'), [layer('甲', 113)]);
  await keepFile(here('layer-b'), [layer('乙', 113.2)]);
  const files = [here('layer-a'), here('layer-b'), here('layer-gone')];
  return handOver({ records: '{"全部": 1}', files }, context);
}

describe('a record passed on with the data of its layers', () => {
  it('holds both, but for what is not on this machine, and is taken over to the bit', async () => {
    const file = await passed();
    expect(await handedOver({ file, name: 'a.zip' }, context)).toEqual({
      records: '{"全部": 1}',
      data: ['layer-a', 'layer-b'],
    });
    const data = ['layer-b'];
    expect(await takeOver({ file, name: 'a.zip', files: 'there', data }, context)).toBe('kept');
    expect(new Uint8Array((await readKeptFile(there('layer-b')))!)).toEqual(layer('乙', 113.2));
    // What is not asked for is not kept.
    expect(await readKeptFile(there('layer-a'))).toBeUndefined();
  });
  it('leaves data alone that is here already', async () => {
    await keepFile({ files: 'third', name: 'layer-a' }, [layer('丙', 114)]);
    await takeOver({ file: await passed(), name: 'a.zip', files: 'third', data: ['layer-a'] }, context);
    expect(new Uint8Array((await readKeptFile({ files: 'third', name: 'layer-a' }))!)).toEqual(
      layer('丙', 114),
    );
  });
  it('is refused where the data is damaged, and nothing of it is kept', async () => {
    const own = layer('甲', 113);
    own[own.length - 40]! ^= 0x10;
    const file = new Blob([zipSync({ 'records.json': new Uint8Array([0x7b, 0x7d]), 'layers/layer-x': own })]);
    await expect(
      takeOver({ file, name: 'a.zip', files: 'there', data: ['layer-x'] }, context),
    ).rejects.toThrow(ProblemError);
    expect(await readKeptFile(there('layer-x'))).toBeUndefined();
  });
  it.each([
    ['a file of records alone', new Blob(['{"format": "plan-map-records"}'])],
    ['another archive', new Blob([zipSync({ 'a.txt': new Uint8Array([1]) })])],
  ])('is told from %s', async (_, file) => {
    expect(await handedOver({ file, name: 'a' }, context)).toBeNull();
  });
});
