import { type Problem, warning } from '../../../model/index.ts';
import { decimalCommas, overLimit, ProblemList } from '../problems.ts';
import { type Encoding, excerpt } from '../text.ts';
import type { Parsed } from '../types.ts';
import {
  field,
  isGauss,
  projectionKey,
  readShift,
  shiftKey,
  statedByHeader,
  type TxtHeader,
  unitKey,
} from './header.ts';
import { fieldsOf, readLine, type TxtPoint } from './lines.ts';
import { mannerKey, mannerReader } from './manner.ts';
import { featureOf, type Plot } from './plot.ts';
import { metresPer, scale } from './unit.ts';

/**
 * Reads the text of a 勘测定界 file. Faults go into `problems` with their line; nothing is thrown but limits.
 * @param bytes How the text was written, so that it can be written so again.
 */
export function readTxt(
  text: string,
  limits: { vertices: number; features: number; problems: number },
  bytes?: { encoding: Encoding; bom: boolean },
): Parsed[] {
  const problems = new ProblemList(limits.problems);
  let header: TxtHeader = new Map();
  /** Where several files were put into one, each head with its plots. */
  const sections: { header: TxtHeader; plots: Plot[] }[] = [{ header, plots: [] }];
  const plots: Plot[] = [];
  let vertices = 0;
  let body = false;
  /** Within a section of another name. */
  let named = false;
  let commas: number | undefined;
  const remarks: string[] = [];
  const behind: { line: number; value: string }[] = [];
  const lines = text.split(/\r\n|\n|\r/);
  const manner = mannerReader(text, bytes?.encoding, bytes?.bom ?? false);
  for (const [index, raw] of lines.entries()) {
    const line = index + 1;
    const read = readLine(raw);
    if (read.kind === 'blank') {
      if (index < lines.length - 1) manner.note('blank');
      continue;
    }
    if (read.kind === 'section') {
      manner.section(raw);
      body = /坐标(?!系)|界址点/.test(read.name);
      named = !body;
    } else if (read.kind === 'head') {
      manner.head(raw, read.key, read.value);
      if (body) continue;
      if (sections.at(-1)?.plots.length && header.has(read.key)) {
        header = new Map();
        sections.push({ header, plots: [] });
      }
      header.set(read.key, read.value);
    } else if (read.kind === 'remark' || (read.kind === 'bad' && !body && plots.length && named)) {
      remarks.push(excerpt(raw, 20));
      manner.note('blank');
    } else if (read.kind === 'block') {
      const plot: Plot = { block: read.block, line, points: [] };
      plots.push(plot);
      sections.at(-1)?.plots.push(plot);
      manner.block(raw, fieldsOf(read.block));
      if (plots.length > limits.features) throw overLimit('features', plots.length, limits.features);
    } else {
      if (!plots.length) {
        plots.push({ line, points: [] });
        sections.at(-1)?.plots.push(plots[0] as Plot);
      }
      const plot = plots.at(-1) as Plot;
      if (read.kind === 'point') {
        plot.points.push({ ...read.point, line });
        manner.point(raw, read.point.name, read.point.ring);
        if (read.commas) commas ??= line;
        for (const value of read.point.more ?? []) behind.push({ line, value });
        if (++vertices > limits.vertices) throw overLimit('vertices', vertices, limits.vertices);
      } else {
        plot.badLine ??= line;
        problems.error(
          'txt-line',
          {
            zh: `应为“点号,圈号,X,Y”或以 @ 结尾的地块行，读到的是“${excerpt(raw)}”。`,
            en: `Expected "name,ring,X,Y" or a plot line ending in @, found "${excerpt(raw)}".`,
          },
          { line },
        );
      }
    }
  }
  if (remarks.length)
    problems.add({
      code: 'txt-remarks',
      severity: 'info',
      what: {
        zh: `${remarks.length} 行文字不是地块和界址点，未读入：${remarks.slice(0, 5).join('；')}。`,
        en: `${remarks.length} lines of words are neither plots nor boundary points and were passed over: ${remarks.slice(0, 5).join('; ')}.`,
      },
    });
  const [firstBehind] = behind;
  if (firstBehind) problems.add(valuesBehind(behind.length, firstBehind));
  if (commas) problems.add(decimalCommas(commas));
  const layers = joined(sections).map((section) => layerOf(section, problems));
  const done = problems.done();
  if (done.some(({ code }) => code === 'ring-not-closed')) manner.note('closing');
  if (layers.some(({ converted }) => converted)) manner.note('unit');
  if (sections.length > 1) manner.note('section');
  const hasHead = sections.some((one) => one.header.size > 0);
  const written = JSON.stringify(
    manner.done(
      hasHead,
      plots.every(({ block }) => block),
    ),
  );
  // What concerns plots of any head is reported once, with the first.
  return layers.map(({ stated, head, converted: _, ...layer }, i) => ({
    ...layer,
    head: { ...head, [mannerKey]: written },
    ...(stated ? { stated } : {}),
    ...(layers.length > 1 ? { layer: `${i + 1} ${stated?.words ?? ''}`.trim() } : {}),
    problems: i ? [] : done,
  }));
}

/** Heights and marks of points: a boundary has no place for them. */
const valuesBehind = (count: number, { line, value }: { line: number; value: string }): Problem => ({
  ...warning(
    'txt-point-values',
    {
      zh: `界址点行在 X、Y 之后还有 ${count} 个值（高程、备注等，如“${excerpt(value, 20)}”），未读入；边界和面积不受影响。`,
      en: `Behind X and Y the boundary points carry ${count} more values (heights, marks; "${excerpt(value, 20)}", say), which were left out; boundary and area are not affected.`,
    },
    { line },
    { zh: '需要高程时请保留原文件。', en: 'Keep the original where heights are needed.' },
  ),
  lost: count,
});

interface Section {
  header: TxtHeader;
  plots: Plot[];
}

/** Sections whose heads state the same system and unit as one, its head that of the first filled up from the others. */
function joined(sections: readonly Section[]): Section[] {
  const kinds = new Map<string, Section>();
  for (const { header, plots } of sections) {
    const key = JSON.stringify([statedByHeader(header) ?? '', field(header, unitKey) ?? '']);
    const same = kinds.get(key);
    if (same) {
      same.plots.push(...plots);
      for (const [name, value] of header) if (!same.header.has(name)) same.header.set(name, value);
    } else kinds.set(key, { header: new Map(header), plots: [...plots] });
  }
  return [...kinds.values()];
}

/** The plots under one head, and whether they were made metres. */
function layerOf(
  { header, plots }: Section,
  problems: ProblemList,
): Omit<Parsed, 'problems' | 'head'> & { head: Record<string, string>; converted: boolean } {
  const shift = field(header, shiftKey) ?? '';
  if (/\d/.test(shift) && !readShift(shift))
    problems.warn(
      'shift-incomplete',
      {
        zh: `转换参数“${excerpt(shift)}”不是七个数，未使用。`,
        en: `The conversion parameters "${excerpt(shift)}" are not seven numbers; they were not used.`,
      },
      { field: '转换参数' },
      {
        zh: '应为 X、Y、Z 平移（米），X、Y、Z 旋转（秒），尺度（ppm）。',
        en: 'Expected: shifts in X, Y, Z (m), rotations (seconds of arc), scale (ppm).',
      },
    );
  if (!isGauss(header)) {
    const projection = excerpt(field(header, projectionKey) ?? '');
    problems.warn(
      'projection-other',
      {
        zh: `投影类型“${projection}”不是高斯-克吕格，文件所写坐标系不能照用。`,
        en: `The projection "${projection}" is not Gauss–Krüger; the stated system cannot be relied on.`,
      },
      { field: '投影类型' },
      { zh: '请选坐标系，并在地图上核对。', en: 'Choose the system and check on the map.' },
    );
  }
  const converted = toMetres(plots, field(header, unitKey) ?? '', problems);
  const features = plots.flatMap((plot) => featureOf(plot, problems) ?? []);
  const { packedDms, ...said } = statedByHeader(header) ?? { words: '' };
  // Angles with their signs were understood as they were read.
  const packed = packedDms && !plots.some(({ points }) => points.some(({ marked }) => marked));
  const stated = said.words ? { ...said, ...(packed ? { packedDms } : {}) } : undefined;
  return { features, ...(stated ? { stated } : {}), head: Object.fromEntries(header), converted };
}

/** Makes metres of the coordinates where the head names another unit of length; whether it did. */
function toMetres(plots: readonly Plot[], words: string, problems: ProblemList): boolean {
  const points = plots.flatMap((plot) => plot.points);
  if (!points.length) return false;
  const middle = (pick: (point: TxtPoint) => number) =>
    points.map(pick).sort((a, b) => a - b)[points.length >> 1] as number;
  const { factor, problems: ofUnit } = metresPer(words, [middle((p) => p.x), middle((p) => p.y)]);
  for (const one of ofUnit) problems.add(one);
  if (factor === 1) return false;
  for (const point of points) {
    point.x = scale(point.x, factor);
    point.y = scale(point.y, factor);
  }
  return true;
}

/** A head or body section, or three lines in a row that are points with a name and a ring, or end in `@`. */
export function looksLikeTxt(head: string): boolean {
  if (/^[[【]\s*(?:属性描述|地块坐标)\s*[\]】]/m.test(head)) return true;
  const kinds = head
    .split(/\r\n|\n|\r/, 40)
    .map(readLine)
    .filter((line) => line.kind !== 'blank');
  if (kinds[0]?.kind === 'block') return kinds[1]?.kind === 'point';
  const named = (line: (typeof kinds)[number]) =>
    line.kind === 'point' && /^[JjTtZz]\d+$/.test(line.point.name);
  return kinds.length >= 3 && kinds.slice(0, 3).every(named);
}
