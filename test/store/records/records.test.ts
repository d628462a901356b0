import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Problem } from '../../../src/model/index.ts';
import { type ImageryRecord, openRecords, type Records } from '../../../src/store/records/index.ts';
import { label, put, status, zone } from './_history.ts';

const fresh = () => `test-${crypto.randomUUID()}`;
const open: Records[] = [];
async function records(name: string): Promise<Records> {
  const one = await openRecords({ name, author: () => 'tester' });
  open.push(one);
  return one;
}
const names = (one: Records) => one.zones.value.map((z) => z.value.name);
const code = (one: Records) => (one.saveState.value as Problem).code ?? one.saveState.value;

afterEach(() => {
  vi.restoreAllMocks();
  for (const one of open.splice(0)) one.close();
});

/** Makes the next `times` writes to any store fail as a full disk does. */
function fillDisk(times = 1): void {
  const real = IDBObjectStore.prototype.put;
  let left = times;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
    if (left > 0) {
      left -= 1;
      throw new DOMException('quota', 'QuotaExceededError');
    }
    return real.apply(this, args as [unknown]);
  });
}

describe('records', () => {
  it('are there again after closing and opening, with the whole of undo and redo', async () => {
    const name = fresh();
    const first = await records(name);
    for (let i = 0; i < 60; i += 1) expect(await first.putZones([zone('k', `n${i}`)], label)).toBe('saved');
    first.close();
    const second = await records(name);
    expect(names(second)).toEqual(['n59']);
    for (let i = 58; i >= 0; i -= 1) {
      await second.undo();
      expect(names(second)).toEqual([`n${i}`]);
    }
    await second.undo();
    expect(names(second)).toEqual([]);
    expect(second.canUndo.value).toBe(false);
    second.close();
    const third = await records(name);
    for (let i = 0; i < 60; i += 1) await third.redo();
    expect(names(third)).toEqual(['n59']);
    expect(third.canRedo.value).toBe(false);
  });
  it('of an image pass to another with its control points', async () => {
    const one = await records(fresh());
    const image: ImageryRecord = {
      ...{ id: 'i', name: '红线图', data: 'picture-i', file: 'scan.jpg', width: 700, height: 500 },
      map: { a: 3, b: 0, c: 38_411_500, d: 0, e: -3, f: 3_155_800 },
      crs: { code: 'EPSG:4526', from: 'user' },
      control: {
        kind: 'similarity',
        points: [{ pixel: [1, 2], ground: [38_411_503, 3_155_794], from: 'typed' }],
        rmsM: 0.4,
      },
      ...{ accuracyM: 3, source: '', date: '', opacity: 0.5, warnings: [] },
    };
    await one.putImagery([image], label);
    const other = await records(fresh());
    const { problems } = other.previewMerge(one.exportArchive());
    expect(problems).toEqual([]);
    await other.mergeArchive(one.exportArchive());
    expect(other.imagery.value.map(({ value }) => value)).toEqual([image]);
    await other.deleteImagery(['i'], label);
    expect(other.imagery.value).toEqual([]);
    await other.undo();
    expect(other.imagery.value.map(({ id }) => id)).toEqual(['i']);
  });
  it('forget what could be redone when something new is done, and nothing else', async () => {
    const one = await records(fresh());
    await one.putZones([zone('k', '1')], label);
    await one.putZones([zone('k', '2')], label);
    await one.undo();
    await one.putZones([zone('k', '3')], label);
    expect(one.canRedo.value).toBe(false);
    await one.undo();
    expect(names(one)).toEqual(['1']);
  });
  it('do a moment of several parts as one step', async () => {
    const one = await records(fresh());
    await one.putZones([zone('a', 'a'), zone('b', 'b')], label);
    await one.transact({ ...put(zone('c', 'c')), delete: [{ kind: 'zone', id: 'a' }] });
    expect(names(one).sort()).toEqual(['b', 'c']);
    await one.undo();
    expect(names(one).sort()).toEqual(['a', 'b']);
    expect(one.undoLabel.value).toEqual(label);
  });
  it('hold status entries, and give an added one back on undo', async () => {
    const one = await records(fresh());
    await one.addStatus(status('e1', '公告第 3 号'));
    expect(one.statusEntries.value).toEqual([status('e1', '公告第 3 号')]);
    await one.undo();
    expect(one.statusEntries.value).toEqual([]);
  });
  it('keep two tabs in step, with one undo log', async () => {
    const name = fresh();
    const [left, right] = [await records(name), await records(name)];
    await left.putZones([zone('k', 'left')], label);
    await vi.waitFor(() => expect(names(right)).toEqual(['left']));
    await right.putZones([zone('k', 'right')], label);
    await left.undo();
    expect(names(left)).toEqual(['left']);
    await vi.waitFor(() => expect(names(right)).toEqual(['left']));
    expect(left.conflicts.value).toEqual([]);
  });
  it('build on what another tab wrote even before hearing of it', async () => {
    const name = fresh();
    const [left, right] = [await records(name), await records(name)];
    await Promise.all([left.putZones([zone('a', 'a')], label), right.putZones([zone('b', 'b')], label)]);
    await Promise.all([left.refresh(), right.refresh()]);
    expect(names(left).sort()).toEqual(['a', 'b']);
    expect(names(right).sort()).toEqual(['a', 'b']);
    expect(left.counter.value).toBe(right.counter.value);
  });
  it('merge another’s file, show the conflict, and take the merge back whole', async () => {
    const [mine, theirs] = [await records(fresh()), await records(fresh())];
    await mine.putZones([zone('k', '原')], label);
    await theirs.mergeArchive(mine.exportArchive());
    await theirs.putZones([zone('k', '乙'), zone('n', '新')], label);
    await mine.putZones([zone('k', '甲')], label);
    const before = mine.exportArchive();
    const file = theirs.exportArchive();
    expect(
      mine
        .previewMerge(file)
        .entries.map((e) => [e.id, e.effect])
        .sort(),
    ).toEqual([
      ['k', 'conflict'],
      ['n', 'added'],
    ]);
    expect(mine.exportArchive()).toBe(before);
    await mine.mergeArchive(file);
    expect(mine.conflicts.value.map((c) => c.sides.length)).toEqual([2]);
    const merged = mine.exportArchive();
    await mine.mergeArchive(file);
    expect(mine.exportArchive()).toBe(merged);
    await mine.undo();
    expect(mine.exportArchive()).toBe(before);
    await mine.redo();
    expect(mine.exportArchive()).toBe(merged);
    await mine.resolve({ kind: 'zone', id: 'k' }, zone('k', '乙'));
    expect(mine.conflicts.value).toEqual([]);
  });
});

describe('a step that is being written', () => {
  it('shows at once, is in what is exported, and is one step to undo', async () => {
    const name = fresh();
    const one = await records(name);
    const first = one.putZones([zone('a', 'x')], label);
    const second = one.putZones([zone('a', 'y'), zone('b', 'z')], { zh: '二', en: 'two' });
    expect(names(one)).toEqual(['y', 'z']);
    expect([one.saveState.value, one.undoLabel.value?.en]).toEqual(['saving', 'two']);
    const early = one.exportArchive();
    await Promise.all([first, second]);
    expect(one.exportArchive()).toBe(early);
    const third = one.deleteZones(['b'], label);
    expect(names(one)).toEqual(['y']);
    expect(await Promise.all([third, one.undo()])).toEqual(['saved', 'saved']);
    expect(names(await records(name))).toEqual(['y', 'z']);
    await one.undo();
    expect(names(one)).toEqual(['x']);
  });
  it('is kept in memory, and said, where it cannot be written, with those behind it', async () => {
    const one = await records(fresh());
    await one.putZones([zone('a', 'x')], label);
    fillDisk();
    const lost = one.putZones([zone('a', 'y')], label);
    const next = one.putZones([zone('b', 'z')], label);
    expect(names(one)).toEqual(['y', 'z']);
    expect(((await lost) as Problem).code).toBe('storage-full');
    expect(names(one)).toEqual(['y', 'z']);
    expect(await next).toBe('saved');
    expect([names(one), one.unsaved.value, one.saveState.value]).toEqual([['y', 'z'], 0, 'saved']);
  });
});

describe('when storage fails', () => {
  it('says that the disk is full, loses nothing, and saves it once there is room', async () => {
    const name = fresh();
    const one = await records(name);
    await one.putZones([zone('k', '1')], label);
    fillDisk();
    const outcome = (await one.putZones([zone('k', '2')], label)) as Problem;
    expect(outcome.code).toBe('storage-full');
    expect(code(one)).toBe('storage-full');
    expect(names(one)).toEqual(['2']);
    expect(one.unsaved.value).toBe(1);
    expect(one.exportArchive()).toContain('"name": "2"');
    expect(await one.retry()).toBe('saved');
    expect(code(one)).toBe('saved');
    expect(one.unsaved.value).toBe(0);
    one.close();
    expect(names(await records(name))).toEqual(['2']);
  });
  it('writes nothing of a step that failed half way', async () => {
    const name = fresh();
    const one = await records(name);
    await one.putZones([zone('a', 'a')], label);
    const real = IDBObjectStore.prototype.put;
    let calls = 0;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
      calls += 1;
      if (calls === 2) throw new DOMException('quota', 'QuotaExceededError');
      return real.apply(this, args as [unknown]);
    });
    await one.putZones([zone('b', 'b'), zone('c', 'c')], label);
    one.close();
    expect(names(await records(name))).toEqual(['a']);
  });
  it('undoes what could not be saved, step by step', async () => {
    const one = await records(fresh());
    await one.putZones([zone('k', '1')], label);
    fillDisk(9);
    await one.putZones([zone('k', '2')], label);
    await one.putZones([zone('k', '3')], label);
    await one.undo();
    expect(names(one)).toEqual(['2']);
    await one.undo();
    expect(names(one)).toEqual(['1']);
  });
  it('works in memory where there is no storage at all', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    const one = await records(fresh());
    expect(code(one)).toBe('storage-unavailable');
    await one.putZones([zone('k', '1')], label);
    expect(names(one)).toEqual(['1']);
    expect(one.exportArchive()).toContain('"name": "1"');
    expect(one.canUndo.value).toBe(true);
  });
  it('gives way to a newer program, and says so', async () => {
    const name = fresh();
    const one = await records(name);
    await one.putZones([zone('k', '1')], label);
    (await openDB(name, 4)).close();
    expect(code(one)).toBe('storage-superseded');
    expect(((await one.retry()) as Problem).code).toBe('storage-newer');
    expect(names(one)).toEqual(['1']);
    expect(one.exportArchive()).toContain('"name": "1"');
  });
  it('puts back what the page holds when the site’s data was cleared meanwhile', async () => {
    const name = fresh();
    const one = await records(name);
    await one.putZones([zone('k', '1')], label);
    await one.putZones([zone('k', '2')], label);
    await deleteDB(name);
    expect(code(one)).toBe('storage-terminated');
    expect(names(one)).toEqual(['2']);
    expect(await one.retry()).toBe('saved');
    expect(names(await records(name))).toEqual(['2']);
  });
});

describe('upgrading', () => {
  const geometry = zone('k', '').geometry;
  async function write(version: 1 | 2, name: string) {
    const database = await openDB(name, version, {
      upgrade(db) {
        db.createObjectStore('zones', { keyPath: 'id' });
        db.createObjectStore('status', { keyPath: 'id' });
        if (version === 2) db.createObjectStore('undo', { autoIncrement: true });
      },
    });
    await database.put('status', status('e1', '公告'));
    if (version === 1)
      await database.put('zones', { id: 'k', name: '老', geometry, crs: 'EPSG:2362', note: '记' });
    else {
      const two = {
        id: 'k',
        name: '老二',
        geometry,
        crs: 'EPSG:2362',
        origin: 'o.txt',
        warnings: [],
        statedAreaHa: 0.7655,
        project: '工程',
        stage: { procedure: 'p', step: 's', date: '2017-05-22' },
        notes: '',
      };
      await database.put('zones', two);
      await database.put('undo', {
        label,
        undo: { put: [{ ...two, name: '老一' }], delete: [] },
        redo: { put: [two], delete: [] },
      });
    }
    return database;
  }
  it('from schema 1 keeps zones and status', async () => {
    const name = fresh();
    (await write(1, name)).close();
    const one = await records(name);
    expect(one.zones.value.map((z) => z.value)).toMatchObject([
      { name: '老', notes: '记', crs: { code: 'EPSG:2362' } },
    ]);
    expect(one.statusEntries.value).toEqual([status('e1', '公告')]);
    expect(one.canUndo.value).toBe(false);
  });
  it('from schema 2 keeps zones, stages, status and the undo log', async () => {
    const name = fresh();
    (await write(2, name)).close();
    const one = await records(name);
    expect(one.zones.value[0]?.value).toMatchObject({
      name: '老二',
      statedAreaM2: 7655,
      procedure: 'p',
      steps: [{ step: 's', date: '2017-05-22', documents: [] }],
    });
    await one.undo();
    expect(names(one)).toEqual(['老一']);
    await one.redo();
    expect(names(one)).toEqual(['老二']);
  });
  it('two browsers with the same old records find no conflict', async () => {
    const [left, right] = [fresh(), fresh()];
    for (const name of [left, right]) (await write(2, name)).close();
    const [a, b] = [await records(left), await records(right)];
    expect(a.previewMerge(b.exportArchive()).entries).toEqual([]);
  });
  it('waits for a tab that still holds the old database, saying so, and goes on by itself', async () => {
    const name = fresh();
    const old = await write(1, name);
    const one = await records(name);
    expect(code(one)).toBe('storage-blocked');
    await one.putZones([zone('m', '等')], label);
    expect(names(one)).toEqual(['等']);
    old.close();
    await vi.waitFor(() => expect(code(one)).toBe('saved'));
    expect(names(one).sort()).toEqual(['等', '老']);
  });
});
