import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DOMParser } from '@xmldom/xmldom';
import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  addLayer,
  addStatus,
  attachToFeature,
  editFeature,
  editItem,
  editLayer,
  joined,
  linkFeature,
  moveLayer,
  removeFeature,
  removeLayer,
  type Step,
} from '../../src/check/edits/change.ts';
import {
  applyEdits,
  featureId,
  featuresIn,
  itemsIn,
  layersIn,
  type PartEdit,
  type Raw,
} from '../../src/check/edits/parts.ts';
import { nextVersion, publish } from '../../src/check/edits/publish.ts';
import { takeData } from '../../src/check/edits/take-file.ts';
import { indexOf, indexText } from '../../src/check/package/search-index.ts';
import { applyPublication } from '../../src/cli/package/apply.ts';
import { readPackage } from '../../src/cli/package/read.ts';
import { validateFolder } from '../../src/cli/package/validate-folder.ts';
import { type ChangeLog, type LayerData, type PackageInput, ProblemError } from '../../src/model/index.ts';

const root = join(import.meta.dirname, '../..');
let home: string;
const data = () => join(home, 'data');
const zip = () => join(home, 'publication.zip');
const seeds = 'seeds/弼时镇2017年工作规划.txt';

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'apply-'));
  mkdirSync(join(home, 'seeds'));
  cpSync(join(root, seeds), join(home, seeds));
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
});
afterAll(() => rmSync(home, { recursive: true }));
beforeEach(() => {
  for (const name of ['data', '.data.before', '.data.next'])
    rmSync(join(home, name), { recursive: true, force: true });
  cpSync(join(root, 'data'), data(), { recursive: true, filter: (from) => !from.includes('basemap') });
});

/** What stands in the folder, as the page has it. */
function baseOf() {
  const { input } = readPackage(data());
  const files = ['town', 'plan', 'layers', 'status', 'changes'].map((name) => `${name}.json`);
  const layers = layersIn(input).map((layer) => String(layer['source']));
  const texts = new Map(
    [...files, ...layers].map((file) => [file, readFileSync(join(data(), file), 'utf8')]),
  );
  return { parts: input, texts };
}
const at = '2026-11-26T08:00:00.000Z';
function published(...steps: ((parts: PackageInput) => Step)[]) {
  const base = baseOf();
  let edits: PartEdit[] = [];
  for (const step of steps) {
    const { put } = step(applyEdits(base.parts, edits));
    edits = [...edits.filter(({ id }) => !put.some((edit) => edit.id === id)), ...put];
  }
  const parts = applyEdits(base.parts, edits);
  return {
    parts,
    ...publish(base, parts, { at, by: '甲' }, (report) => indexText(indexOf(report))),
  };
}
function pack({ publication, files }: Pick<ReturnType<typeof published>, 'publication' | 'files'>) {
  const members = [...files].map(([path, file]) => [
    `data/${path}`,
    typeof file === 'string' ? strToU8(file) : file,
  ]);
  writeFileSync(
    zip(),
    zipSync({ 'publication.json': strToU8(JSON.stringify(publication)), ...Object.fromEntries(members) }),
  );
}
const refusal = (work: Promise<void>) =>
  work.then(
    () => 'accepted',
    (error: unknown) => (error as ProblemError).problems[0]?.code,
  );
const everything = () => JSON.stringify([...readPackage(data()).input.layers, readPackage(data()).input]);

const id = String(itemsIn(readPackage(join(root, 'data')).input)[3]?.['id']);
const entry = {
  id: 'x1',
  subject: `item:${id}`,
  status: 'done' as const,
  date: '2018-03-01',
  evidence: '验收报告<甲>&乙',
  by: '甲',
};
const both = (text: string) => ({ zh: text, en: text });
const rename = (parts: PackageInput) => editItem(parts, id, { title: both('新标题') });

describe('a publication', () => {
  it('counts versions by the day', () => {
    expect(nextVersion('2026.11.23', '2026-11-26')).toBe('2026.11.26');
    expect(nextVersion('2026.11.26', '2026-11-26')).toBe('2026.11.26.2');
    expect(nextVersion('2026.11.26.2', '2026-11-26')).toBe('2026.11.26.3');
  });
  it('is applied, and the package reads back as it was worked out; the one before stays beside it', async () => {
    const before = everything();
    const made = published(rename, () => addStatus(entry));
    pack(made);
    await applyPublication([zip()], data(), { check: true });
    expect(everything()).toBe(before);
    await applyPublication([zip()], data());
    const { input } = readPackage(data());
    expect(input.plan).toEqual(made.parts.plan);
    expect(input.status).toEqual(made.parts.status);
    expect(input.layers).toEqual(made.parts.layers);
    expect(input.town).toMatchObject({ dataVersion: '2026.11.26' });
    expect(input.changes).toMatchObject({
      entries: [
        { version: '2026.11.26', by: '甲', changes: [{ subject: `item:${id}` }, { subject: 'status:x1' }] },
      ],
    });
    const feed = new DOMParser().parseFromString(
      readFileSync(join(data(), 'updates.xml'), 'utf8'),
      'text/xml',
    );
    expect(feed.getElementsByTagName('entry')).toHaveLength(1);
    expect(feed.getElementsByTagName('content')[0]?.textContent).toContain('新标题');
    expect(existsSync(join(home, '.data.before/plan.json'))).toBe(true);
    expect(await refusal(applyPublication([zip()], data()))).toBe('applied-before');
  });
  it('renames a layer, features and a village: every link follows, and old files go', async () => {
    const relabel = (raw: Raw, patch: Raw): Raw => ({
      ...raw,
      properties: { ...(raw['properties'] as Raw), ...patch },
    });
    const renameLayer = (parts: PackageInput): Step => {
      const entry = layersIn(parts).find((one) => one['id'] === 'park') as Raw;
      const data = parts.layers.get('park') as LayerData;
      const gone = removeLayer(parts, [], 'park');
      const renamed = {
        ...data,
        features: data.features.map((one) =>
          relabel(one as unknown as Raw, { id: `industry.${one.properties.id}` }),
        ),
      } as unknown as LayerData;
      const added = addLayer({ ...entry, id: 'industry', source: 'layers/industry.geojson' }, renamed);
      const step = joined(gone, added);
      const after = applyEdits(parts, step.put);
      const links = renamed.features.reduce(
        (sum, feature) => {
          const one = linkFeature(
            applyEdits(after, sum.put),
            { layer: 'industry', feature: feature as unknown as Raw },
            feature.properties.planItems,
          );
          return joined(sum, { put: one.put.filter(({ id }) => id.startsWith('item:')) });
        },
        { put: [] } as Step,
      );
      return joined(step, links);
    };
    const renameVillage = (parts: PackageInput): Step => {
      const layers = parts.layers.get('villages') as LayerData;
      const [first, ...rest] = layers.features;
      const village = relabel(first as unknown as Raw, {
        name: both('新金山社区'),
        id: 'village.430681107099',
        code: '430681107099',
        villages: ['430681107099'],
      });
      const data = { ...layers, features: [village, ...rest] } as unknown as LayerData;
      return takeData(parts, [], 'villages', data);
    };
    pack(published((parts) => editFeature(parts, 'park.phase1', { name: both('一期') })));
    await applyPublication([zip()], data());
    const made = published(renameLayer, renameVillage);
    pack(made);
    await applyPublication([zip()], data(), { check: true });
    await applyPublication([zip()], data());
    const { problems } = validateFolder(data());
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const { input } = readPackage(data());
    expect(input.layers).toEqual(made.parts.layers);
    expect(existsSync(join(data(), 'layers/park.geojson'))).toBe(false);
    expect(existsSync(join(data(), 'layers/industry.geojson'))).toBe(true);
    const all =
      readFileSync(join(data(), 'search.json'), 'utf8') + JSON.stringify([...input.layers, input.plan]);
    expect(all).not.toContain('430681107002');
    expect(all).toContain('430681107099');
    const log = (input.changes as ChangeLog).entries[0]?.changes ?? [];
    const subjects = (kind: string) => log.flatMap((one) => (one.kind === kind ? [one.subject] : []));
    expect(subjects('removed')).toEqual(
      expect.arrayContaining(['layer:park', 'feature:park.phase1', 'feature:village.430681107002']),
    );
    expect(subjects('added')).toEqual(
      expect.arrayContaining([
        'layer:industry',
        'feature:industry.park.phase1',
        'feature:village.430681107099',
      ]),
    );
    // What the log said before of names that are gone is still said, and stops nothing.
    pack(published(rename));
    await applyPublication([zip()], data());
    expect((readPackage(data()).input.changes as ChangeLog).entries).toHaveLength(3);
  });
  it('brings the files of a status and of a feature, and takes away those nothing names', async () => {
    // The shortest JPEG there is for the checks: start, JFIF, start of scan.
    const jpeg = (extra: number[] = []) =>
      Uint8Array.from([0xff, 0xd8, ...extra, 0xff, 0xda, 0, 2, 0xff, 0xd9]);
    const attachment = (file: string) => ({ file, caption: '竣工', date: '2018-03-01', credit: '甲' });
    const [one, two] = ['files/one.jpg', 'files/two.jpg'];
    const file = (path: string, bytes: Uint8Array = jpeg()) => ({
      path,
      base64: Buffer.from(bytes).toString('base64'),
    });
    const feature = String(featureId(featuresIn(readPackage(data()).input.layers.get('park'))[0] ?? {}));
    const made = published(
      () => addStatus({ ...entry, files: [attachment(one)] }, [file(one)]),
      (parts) => attachToFeature(parts, feature, [attachment(two)], [file(two), file('files/unused.jpg')]),
    );
    expect([...made.files.keys()].filter((path) => path.startsWith('files/'))).toEqual([one, two]);
    pack(made);
    await applyPublication([zip()], data());
    expect(new Uint8Array(readFileSync(join(data(), one)))).toEqual(jpeg());
    expect(readPackage(data()).input.status).toEqual(made.parts.status);

    const without = published((parts) => attachToFeature(parts, feature, []));
    expect(without.publication.removed).toEqual([two]);

    const refusedFor = (bytes: Uint8Array<ArrayBuffer>) => {
      try {
        published(() =>
          addStatus({ ...entry, id: 'x2', files: [attachment('files/bad.jpg')] }, [
            file('files/bad.jpg', bytes),
          ]),
        );
        return 'accepted';
      } catch (error) {
        return (error as ProblemError).problems[0]?.code;
      }
    };
    expect(refusedFor(Uint8Array.from([1, 2, 3]))).toBe('file-kind');
    expect(refusedFor(jpeg([0xff, 0xe1, 0, 4, 0x45, 0x78]))).toBe('file-metadata');
    expect(refusedFor(Uint8Array.from([...jpeg(), ...new Uint8Array(400 * 1024)]))).toBe('file-large');
    expect(() =>
      published(() => addStatus({ ...entry, id: 'x3', files: [attachment('files/none.jpg')] })),
    ).toThrow(ProblemError);
    rmSync(join(data(), one));
    expect(validateFolder(data()).problems.map(({ code }) => code)).toContain('file-missing');
  });
  it('is refused whole when it is damaged, of another state, or no publication', async () => {
    const made = published(rename);
    const before = everything();
    pack(made);
    const members = unzipSync(readFileSync(zip()));
    writeFileSync(zip(), zipSync({ ...members, 'data/plan.json': strToU8('{}') }));
    expect(await refusal(applyPublication([zip()], data()))).toBe('publication-damaged');
    const { 'publication.json': _, ...rest } = members;
    writeFileSync(zip(), zipSync(rest));
    expect(await refusal(applyPublication([zip()], data()))).toBe('no-publication');
    writeFileSync(zip(), readFileSync(join(data(), 'plan.json')));
    expect(await refusal(applyPublication([zip()], data()))).toBe('zip-damaged');
    pack({ ...made, publication: { ...made.publication, removed: ['../seeds'] } });
    expect(await refusal(applyPublication([zip()], data()))).toBe('path-outside');
    expect(everything()).toBe(before);
    pack(made);
    writeFileSync(join(data(), 'plan.json'), `${readFileSync(join(data(), 'plan.json'), 'utf8')} `);
    expect(await refusal(applyPublication([zip()], data()))).toBe('files-moved');
    pack({ ...made, publication: { ...made.publication, from: '2000.1.1' } });
    expect(await refusal(applyPublication([zip()], data()))).toBe('version-moved');
    expect(existsSync(join(home, '.data.next'))).toBe(false);
  });
  it('says that the package is in where the site’s pages cannot be written', async () => {
    pack(published(rename));
    for (const name of ['index.html', 'precache.json']) writeFileSync(join(home, name), '');
    const said = await refusal(applyPublication([zip()], data()));
    for (const name of ['index.html', 'precache.json']) rmSync(join(home, name));
    expect(said).toBe('pages-not-written');
    expect(readFileSync(join(data(), 'plan.json'), 'utf8')).toContain('新标题');
  });
  it('goes on where a run was cut off between the two renamings', async () => {
    pack(published(rename));
    renameSync(data(), join(home, '.data.before'));
    expect(await refusal(applyPublication([zip()], data(), { check: true }))).toBe('accepted');
    expect(existsSync(join(data(), 'plan.json'))).toBe(true);
  });
  it('is not made of a package with faults: each is said with its place', () => {
    const feature = (
      (itemsIn(baseOf().parts)[3] as Record<string, unknown>)['features'] as string[]
    )[0] as string;
    const broken = () => published((parts) => removeFeature(parts, feature));
    expect(broken).toThrow(ProblemError);
    try {
      broken();
    } catch (error) {
      const { problems } = error as ProblemError;
      expect(problems.at(-1)?.code).toBe('not-published');
      expect(problems[0]?.where).toMatchObject({ record: expect.any(String) });
    }
  });
  it('reads back equal after any sequence of sound edits', async () => {
    const ids = itemsIn(baseOf().parts).map((item) => String(item['id']));
    const layers = layersIn(baseOf().parts).map((layer) => String(layer['id']));
    const step = fc.oneof(
      fc.tuple(fc.constantFrom(...ids), fc.string({ minLength: 1, unit: 'grapheme' })).map(
        ([one, text]) =>
          (parts: PackageInput) =>
            editItem(parts, one, { title: both(text) }),
      ),
      fc.constantFrom(...layers).map((one) => (parts: PackageInput) => moveLayer(parts, one, 1)),
      fc.tuple(fc.constantFrom(...layers), fc.boolean()).map(
        ([one, label]) =>
          (parts: PackageInput) =>
            editLayer(parts, one, { label }),
      ),
      fc.uuid().map((own) => () => addStatus({ ...entry, id: own })),
    ) as fc.Arbitrary<(parts: PackageInput) => Step>;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
        rmSync(data(), { recursive: true });
        cpSync(join(root, 'data'), data(), { recursive: true, filter: (from) => !from.includes('basemap') });
        const made = published(...steps);
        pack(made);
        await applyPublication([zip()], data());
        const { input } = readPackage(data());
        expect({ ...input, town: 0, changes: 0 }).toEqual({ ...made.parts, town: 0, changes: 0 });
      }),
      { numRuns: 6 },
    );
  });
});
