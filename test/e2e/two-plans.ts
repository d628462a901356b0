import type { Step } from '../../src/check/edits/change.ts';
import { applyEdits, type PartEdit } from '../../src/check/edits/parts.ts';
import { addPlan, freeWords, itemOfWords } from '../../src/check/years/draft.ts';
import { coverageOf, type LaterPlan, type PackageInput, type PlanItem } from '../../src/model/index.ts';
import { town } from '../check/years/town.ts';

const both = (text: string) => ({ zh: text, en: text });
const text = '柳溪镇2027年工作规划\n完成文化广场二期建设。\n修建柳溪大桥。\n';

const place = (id: string, name: string, items: string[], [lon, lat]: [number, number]) => ({
  type: 'Feature',
  properties: {
    id,
    name: both(name),
    planItems: items,
    basis: 'described',
    accuracyM: 300,
    source: both('按规划文字示意'),
    villages: [],
  },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [lon, lat],
        [lon + 0.03, lat],
        [lon + 0.03, lat + 0.03],
        [lon, lat + 0.03],
        [lon, lat],
      ],
    ],
  },
});

/** Lower left corner of the bridge's area, degrees: it belongs to the later plan alone. */
export const bridgeAt = [113.14, 28.52] as const;

function build(): PackageInput {
  let edits: PartEdit[] = [];
  const step = ({ put, back = [] }: Step) => {
    const now = new Map(edits.map((edit) => [edit.id, edit]));
    for (const id of back) now.delete(id);
    for (const edit of put) now.set(edit.id, edit);
    edits = [...now.values()];
  };
  const now = () => applyEdits(town, edits);
  const [works] = town.layers.values() as Iterable<{ features: unknown[] }>;
  step(addPlan('2027', '柳溪镇2027年工作规划', '2027.docx', text));
  const later = (now().plans as { plans: LaterPlan[] }).plans[0] as LaterPlan;
  const sentences = coverageOf(later, text).sentences;
  const sentence = (words: string) => sentences.find((one) => one.text.includes(words)) ?? sentences[0]!;
  const first = (now().plan as { chapters: { sections: { items: PlanItem[] }[] }[] }).chapters[0]?.sections[0]
    ?.items[0];
  step(itemOfWords(now(), '2027', sentence('文化广场'), '', first).step);
  step(itemOfWords(now(), '2027', sentence('大桥'), '柳溪大桥').step);
  step(freeWords('2027', sentence('工作规划'), { zh: '标题', en: 'A heading.' }));
  const parts = now();
  const [square, bridge] = edits.flatMap(({ id, value }) =>
    id.startsWith('item:2027-') ? [value as PlanItem] : [],
  ) as [PlanItem, PlanItem];
  // The bridge has its place; the square's is that of the plan before.
  const data = {
    ...works,
    type: 'FeatureCollection',
    features: [
      place('works.square', '文化广场', ['1.1-1', square.id], [113.06, 28.46]),
      place('works.bridge', '柳溪大桥', [bridge.id], [...bridgeAt]),
    ],
  };
  const withBridge = applyEdits(parts, [
    {
      id: `item:${bridge.id}`,
      value: { ...bridge, spatial: 'site', why: undefined, features: ['works.bridge'] },
    },
  ]);
  const entry = (id: string, subject: string, status: string, date: string) => ({
    id,
    subject: `item:${subject}`,
    status,
    date,
    evidence: '镇政府通报',
    by: '王敏',
  });
  return {
    ...withBridge,
    layers: new Map([['works', data]]),
    status: {
      schema: 1,
      entries: [
        entry('s1', '1.1-1', 'underway', '2026-03'),
        entry('s2', '1.1-1', 'done', '2026-11'),
        entry('s3', square.id, 'underway', '2027-02'),
      ],
    },
  };
}

/** A made-up town of two plans, and statuses of three months. */
export const twoPlans: PackageInput = build();

/** Its files, by the end of their address. */
export function filesOf(parts: PackageInput): Record<string, string> {
  const json = (value: unknown) => JSON.stringify(value);
  return {
    'data/town.json': json(parts.town),
    'data/layers.json': json(parts.catalogue),
    'data/plan.json': json(parts.plan),
    'data/plans.json': json(parts.plans),
    'data/status.json': json(parts.status),
    ...Object.fromEntries([...parts.layers].map(([id, data]) => [`data/layers/${id}.geojson`, json(data)])),
    'seeds/plan.txt': String(parts.text),
  };
}
