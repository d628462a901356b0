import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addStatus,
  editFeature,
  editItem,
  linkItem,
  replaceData,
  type Step,
} from '../../../src/check/edits/change.ts';
import { difference } from '../../../src/check/edits/difference.ts';
import { together } from '../../../src/check/edits/fields.ts';
import {
  entriesIn,
  featureId,
  featuresIn,
  itemsIn,
  type PartEdit,
  type Raw,
} from '../../../src/check/edits/parts.ts';
import { addPlan } from '../../../src/check/years/draft.ts';
import { type LayerData, type PackageInput, type PlanItem, ProblemError } from '../../../src/model/index.ts';
import { canonicalJson } from '../../../src/model/sha256.ts';
import { editsOver } from '../../../src/store/edits/over.ts';
import { signal } from '../../../src/store/index.ts';
import { openRecords } from '../../../src/store/records/index.ts';
import { filesOf, twoPlans } from '../../e2e/two-plans.ts';
import { applied, plain } from './publishing.ts';

const both = (text: string) => ({ zh: text, en: text });
const label = { zh: '改', en: 'change' };
const items = itemsIn(twoPlans).map((item) => String(item['id']));
const texts = new Map(Object.entries(filesOf(twoPlans)).map(([path, text]) => [path.slice(5), text]));

/** The site both clerks publish to, and what a clerk's page has of it since it was opened. */
interface Host {
  now: { parts: PackageInput; texts: Map<string, string> };
}
const hostOf = (): Host => ({ now: { parts: twoPlans, texts } });

async function clerk(host: Host, by: string) {
  const name = `newer-${crypto.randomUUID()}`;
  let records = await openRecords({ name, author: () => by });
  const base = signal(host.now.parts);
  let work = editsOver(records, base);
  return {
    get work() {
      return work;
    },
    get records() {
      return records;
    },
    base,
    raw: () => records.parts.value.map(({ value }) => value as PartEdit),
    async reload() {
      records.close();
      records = await openRecords({ name, author: () => by });
      base.value = host.now.parts;
      work = editsOver(records, base);
      await work.putAway();
    },
    /** Refused, as the host does, where the page is older than the site. */
    publish(): PackageInput | undefined {
      const before = host.now.parts;
      if (base.value !== before || work.contests.value.length) return undefined;
      if (!difference(before, work.parts.value).length) return undefined;
      host.now = applied(host.now, work.parts.value);
      return before;
    },
    take: (make: (parts: PackageInput) => Step) => work.take(make(work.parts.value), label),
    close: () => records.close(),
  };
}
type Clerk = Awaited<ReturnType<typeof clerk>>;

/** The fields of a piece as text, by the id of the piece and the name of the field. */
function fieldsOf(id: string, value: unknown): [string, string][] {
  const { properties, geometry, ...rest } = value as Raw;
  const fields: Raw = properties ? { ...(properties as Raw), geometry } : rest;
  return Object.entries(fields).flatMap(([field, of]) =>
    of === undefined ? [] : [[`${id} ${field}`, canonicalJson(of)] as [string, string]],
  );
}

/** The fields of items, features and statuses as text. */
function allFields(parts: PackageInput): Map<string, string> {
  const pieces: [string, unknown][] = [
    ...itemsIn(parts).map((item): [string, unknown] => [`item:${item['id']}`, item]),
    ...entriesIn(parts).map((entry): [string, unknown] => [`status:${entry['id']}`, entry]),
    ...[...parts.layers].flatMap(([layer, data]) =>
      featuresIn(data).map((one): [string, unknown] => [`feature:${layer}/${featureId(one)}`, one]),
    ),
  ];
  return new Map(pieces.flatMap(([id, value]) => fieldsOf(id, value)));
}

/** The layer with properties of its features changed. */
const twist = (data: LayerData, patch: Partial<LayerData['features'][number]['properties']>): LayerData => ({
  ...data,
  features: data.features.map((one) => ({ ...one, properties: { ...one.properties, ...patch } })),
});

type Verb =
  | 'title'
  | 'summary'
  | 'name'
  | 'accuracy'
  | 'layer'
  | 'status'
  | 'undo'
  | 'redo'
  | 'reload'
  | 'publish'
  | 'mine'
  | 'theirs';
const act = fc.record({
  who: fc.nat(1),
  verb: fc.oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom<Verb>('title', 'summary', 'name', 'accuracy', 'layer', 'status'),
    },
    {
      weight: 7,
      arbitrary: fc.constantFrom<Verb>('reload', 'reload', 'publish', 'publish', 'mine', 'theirs'),
    },
    { weight: 3, arbitrary: fc.constantFrom<Verb>('undo', 'undo', 'redo') },
  ),
  which: fc.nat(1),
});

describe('two clerks who publish by turns', () => {
  it('take nothing of each other’s back unasked, and lose nothing of their own', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 30 }), async (acts) => {
        const host = hostOf();
        const clerks = [await clerk(host, '甲'), await clerk(host, '乙')] as const;
        // Every value that is made says which it was made in sight of.
        const insight = new Map<string, Set<string>>();
        let number = 0;
        const word = () =>
          [...String(++number)].map((digit) => '零一二三四五六七八九'[Number(digit)]).join('');
        const asked = async (one: Clerk, act: () => Promise<unknown>) => {
          const before = allFields(one.work.parts.value);
          await act();
          const after = allFields(one.work.parts.value);
          for (const id of new Set([...before.keys(), ...after.keys()])) {
            const [from, to] = [before, after].map((side) => `${id} ${side.get(id)}`) as [string, string];
            if (from !== to) insight.set(to, (insight.get(to) ?? new Set()).add(from));
          }
        };
        const knew = (to: string, from: string, seen = new Set<string>()): boolean =>
          to === from ||
          (!seen.has(to) && [...(insight.get(to) ?? [])].some((one) => knew(one, from, seen.add(to))));
        const original = allFields(twoPlans);
        /** What a clerk wrote stands, or something that was made in sight of it. */
        const knownOrUntouched = (
          now: ReadonlyMap<string, string>,
          field: string,
          text: string,
          fault: string,
        ) => {
          const stands = `${field} ${now.get(field)}`;
          const untouched = text === original.get(field);
          expect(untouched || knew(stands, `${field} ${text}`), fault).toBe(true);
        };
        const publish = (one: Clerk) => {
          const before = one.publish();
          if (!before) return;
          const [was, is] = [allFields(before), allFields(host.now.parts)];
          for (const id of new Set([...was.keys(), ...is.keys()]))
            expect(knew(`${id} ${is.get(id)}`, `${id} ${was.get(id)}`), `${id} taken back unasked`).toBe(
              true,
            );
        };
        const reload = async (one: Clerk) => {
          const before = one.raw();
          await one.reload();
          const kept = new Set(one.raw().map(({ id }) => id));
          const there = allFields(host.now.parts);
          for (const { id, value } of before) {
            if (kept.has(id)) continue;
            const own = id.startsWith('data:')
              ? featuresIn(value).flatMap((f) => fieldsOf(`feature:${id.slice(5)}/${featureId(f)}`, f))
              : fieldsOf(id, value);
            for (const [field, text] of own) knownOrUntouched(there, field, text, `${field} lost`);
          }
          const waits = new Set(one.work.contests.value.flatMap(({ ids }) => ids));
          const shown = allFields(one.work.parts.value);
          for (const { id, value } of one.raw())
            if (!waits.has(id) && !id.startsWith('data:'))
              for (const [field, text] of fieldsOf(id, value))
                knownOrUntouched(shown, field, text, `${field} not shown`);
        };
        const make = (one: Clerk, verb: Verb, which: number) => {
          const parts = one.work.parts.value;
          const feature = ['works.square', 'works.bridge'][which] as string;
          if (verb === 'title') return editItem(parts, items[which] as string, { title: both(word()) });
          if (verb === 'summary') return editItem(parts, items[which] as string, { summary: both(word()) });
          if (verb === 'accuracy') return editFeature(parts, feature, { accuracyM: ++number });
          if (verb === 'name') return editFeature(parts, feature, { name: both(word()) });
          if (verb === 'layer')
            return replaceData(
              parts,
              one.raw(),
              'works',
              twist(parts.layers.get('works') as LayerData, { name: both(word()) }),
            );
          return addStatus({
            id: crypto.randomUUID(),
            subject: `item:${items[which]}`,
            status: 'done',
            date: '2027-03',
            evidence: word(),
            by: '甲',
          });
        };
        const choose = (one: Clerk, side: 'mine' | 'theirs') =>
          asked(one, async () => {
            const [first] = one.work.contests.value;
            if (first) await one.work.choose(first, side);
          });
        for (const { who, verb, which } of acts) {
          const one = clerks[who] as Clerk;
          if (verb === 'undo' || verb === 'redo') await asked(one, () => one.records[verb]());
          else if (verb === 'reload') await reload(one);
          else if (verb === 'publish') publish(one);
          else if (verb === 'mine' || verb === 'theirs') await choose(one, verb);
          else {
            const step = make(one, verb, which);
            const raw = one.raw();
            await asked(one, async () => {
              try {
                await one.work.take(step, label);
              } catch (error) {
                // A choice comes first, and the work that waits for it is as it was.
                expect((error as ProblemError).problems[0]?.code).toBe('piece-overtaken');
                expect(one.raw()).toEqual(raw);
              }
            });
          }
        }
        // Once everything is chosen and published both have the same, and nothing left to publish.
        for (const side of ['mine', 'theirs'] as const)
          for (const one of clerks) {
            await reload(one);
            while (one.work.contests.value.length) await choose(one, side);
            publish(one);
          }
        for (const one of clerks) {
          await reload(one);
          expect(one.work.contests.value).toEqual([]);
          expect(plain(one.work.parts.value)).toEqual(plain(host.now.parts));
          if (!one.records.canRedo.value) expect(one.raw()).toEqual([]);
          one.close();
        }
      }),
      { numRuns: 60 },
    );
  });

  it('see both sides of an item that both changed; what is chosen can be taken back', async () => {
    const host = hostOf();
    const [a, b] = [await clerk(host, '甲'), await clerk(host, '乙')];
    const title = (text: string) => (parts: PackageInput) => editItem(parts, '1.1-1', { title: both(text) });
    const shown = (one: Clerk) => itemsIn(one.work.parts.value).find(({ id }) => id === '1.1-1')?.['title'];
    await a.take(title('大广场'));
    await b.take(title('新广场'));
    a.publish();
    await b.reload();
    expect(b.work.contests.value).toMatchObject([
      { id: 'item:1.1-1', mine: { title: both('新广场') }, theirs: { title: both('大广场') } },
    ]);
    expect(shown(b)).toEqual(both('大广场'));
    await expect(b.take(title('再改'))).rejects.toThrow(ProblemError);
    await b.work.choose(b.work.contests.value[0]!, 'mine');
    expect(shown(b)).toEqual(both('新广场'));
    await b.records.undo();
    expect(b.work.contests.value).toHaveLength(1);
    await b.work.choose(b.work.contests.value[0]!, 'theirs');
    expect(b.raw()).toEqual([]);
    await a.reload();
    expect(a.raw()).toEqual([]);
    for (const one of [a, b]) one.close();
  });

  it('keep what each changed of one item, links one by one, and choose only where both changed the same', async () => {
    const host = hostOf();
    const [a, b] = [await clerk(host, '甲'), await clerk(host, '乙')];
    const item = (one: Clerk) => itemsIn(one.work.parts.value).find(({ id }) => id === '1.1-1') as Raw;
    const edit = (patch: Partial<PlanItem>) => (parts: PackageInput) => editItem(parts, '1.1-1', patch);
    await a.take(edit({ title: both('大广场'), summary: both('甲的摘要') }));
    await a.take((parts) => linkItem(parts, '1.1-1', ['works.bridge']));
    a.publish();
    await b.take(edit({ targets: [{ text: both('乙的指标') }], summary: both('乙的摘要') }));
    await b.take((parts) => linkItem(parts, '1.1-1', []));
    await b.reload();
    expect(b.work.contests.value).toMatchObject([{ id: 'item:1.1-1', fields: ['summary'] }]);
    await b.work.choose(b.work.contests.value[0]!, { summary: 'theirs' });
    expect(item(b)).toMatchObject({
      title: both('大广场'),
      targets: [{ text: both('乙的指标') }],
      summary: both('甲的摘要'),
      features: ['works.bridge'],
    });
    b.publish();
    await a.take(edit({ title: both('新广场') }));
    await a.reload();
    expect(a.work.contests.value).toEqual([]);
    expect(item(a)).toMatchObject({ title: both('新广场'), targets: [{ text: both('乙的指标') }] });
    // What was laid together is published by the next, and each sees the other’s last word.
    a.publish();
    await b.reload();
    expect(b.raw()).toEqual([]);
    expect(plain(b.work.parts.value)).toEqual(plain(host.now.parts));
    for (const one of [a, b]) one.close();
  });

  it('lay two edits of one item together before either is published, whichever is laid over the other', async () => {
    const host = hostOf();
    const [a, b] = [await clerk(host, '甲'), await clerk(host, '乙')];
    const edit = (patch: Partial<PlanItem>) => (parts: PackageInput) => editItem(parts, '1.1-1', patch);
    await a.take(edit({ title: both('大广场'), summary: both('甲的摘要') }));
    await b.take(edit({ targets: [{ text: both('乙的指标') }], summary: both('乙的摘要') }));
    const [first] = a.raw();
    const [second] = b.raw();
    for (const [x, y, summary] of [
      [first!, second!, '甲的摘要'],
      [second!, first!, '乙的摘要'],
    ] as const) {
      const laid = together(x, y);
      expect(laid?.both).toEqual(['summary']);
      expect(laid?.take('first').value).toMatchObject({
        title: both('大广场'),
        targets: [{ text: both('乙的指标') }],
        summary: both(summary),
      });
    }
    // Made from something else, whose change is whose cannot be told.
    a.publish();
    await b.reload();
    await b.work.choose(b.work.contests.value[0]!, 'mine');
    expect(together(first!, b.raw()[0]!)).toBeUndefined();
    for (const one of [a, b]) one.close();
  });

  it('goes on after publishing without opening the page again, and after a colleague changed what was published', async () => {
    const host = hostOf();
    const [a, b] = [await clerk(host, '甲'), await clerk(host, '乙')];
    const accuracy = (id: string, accuracyM: number) => (parts: PackageInput) =>
      editFeature(parts, id, { accuracyM });
    await a.take((parts) =>
      replaceData(parts, a.raw(), 'works', twist(parts.layers.get('works') as LayerData, { accuracyM: 20 })),
    );
    await a.take(accuracy('works.bridge', 21));
    a.publish();
    await a.take(accuracy('works.square', 22));
    await a.reload();
    expect(a.work.contests.value).toEqual([]);
    expect(difference(host.now.parts, a.work.parts.value)).toMatchObject([
      { subject: 'feature:works.square', fields: ['accuracyM'] },
    ]);
    await b.reload();
    await b.take(accuracy('works.bridge', 30));
    b.publish();
    await a.reload();
    expect(a.work.contests.value).toEqual([]);
    a.publish();
    const found = featuresIn(host.now.parts.layers.get('works')).map(
      (one) => (one['properties'] as { accuracyM: number }).accuracyM,
    );
    expect(found).toEqual([22, 30]);
    for (const one of [a, b]) one.close();
  });

  it('see it where a colleague took back what was published', async () => {
    const host = hostOf();
    const [a, b] = [await clerk(host, '甲'), await clerk(host, '乙')];
    const title = (text: string) => (parts: PackageInput) => editItem(parts, '1.1-1', { title: both(text) });
    const former = itemsIn(twoPlans).find(({ id }) => id === '1.1-1')?.['title'] as { zh: string };
    await a.take(title('大广场'));
    a.publish();
    await b.reload();
    await b.take(title(former.zh));
    b.publish();
    await a.reload();
    expect(a.work.contests.value.map(({ id }) => id)).toEqual(['item:1.1-1']);
    expect(difference(host.now.parts, a.work.parts.value)).toEqual([]);
    for (const one of [a, b]) one.close();
  });

  it('choose between two plans of one year as wholes', async () => {
    const host = hostOf();
    const [a, b] = [await clerk(host, '甲'), await clerk(host, '乙')];
    const { itemOfWords } = await import('../../../src/check/years/draft.ts');
    const plan = async (one: Clerk, words: string) => {
      await one.take(() =>
        addPlan('2028', '柳溪镇2028年工作规划', '2028.docx', `柳溪镇2028年工作规划\n${words}\n`),
      );
      const start = `柳溪镇2028年工作规划\n`.length;
      await one.take((parts) => itemOfWords(parts, '2028', { start, end: start + 6 }, words).step);
    };
    await plan(a, '修建柳溪小学。');
    await plan(b, '整治柳溪河道。');
    host.now = { ...host.now, parts: a.work.parts.value };
    await b.reload();
    expect(b.work.contests.value).toHaveLength(1);
    expect(b.work.contests.value[0]?.ids).toHaveLength(2);
    const own = () =>
      itemsIn(b.work.parts.value).flatMap(({ id, title }) =>
        String(id).startsWith('2028-') ? [(title as { zh: string }).zh] : [],
      );
    expect(own()).toEqual(['修建柳溪小学。']);
    await b.work.choose(b.work.contests.value[0]!, 'mine');
    expect(b.work.contests.value).toEqual([]);
    expect(own()).toEqual(['整治柳溪河道。']);
    for (const one of [a, b]) one.close();
  });
});
