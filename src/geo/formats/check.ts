import type { Geometry } from 'geojson';
import type { Problem } from '../../model/index.ts';
import { eachPosition } from '../plane/walk.ts';
import type { Limits } from './limits.ts';
import { noGeometry, overLimit, ProblemList } from './problems.ts';
import type { Parsed, ReadFeature } from './types.ts';

/** What a reader handed out, held to the limits; features without a single usable position are named and dropped. */
export function checkFeatures(
  parsed: Parsed,
  limits: Limits,
  file: string,
): { features: ReadFeature[]; problems: Problem[] } {
  const problems = new ProblemList(limits.problems + parsed.problems.length);
  for (const one of parsed.problems) problems.add({ ...one, where: { file, ...one.where } });
  if (parsed.features.length > limits.features)
    throw overLimit('features', parsed.features.length, limits.features, file);
  let vertices = 0;
  const features: ReadFeature[] = [];
  for (const feature of parsed.features) {
    const { count, bad } = inspect(feature.geometry);
    vertices += count;
    if (vertices > limits.vertices) throw overLimit('vertices', vertices, limits.vertices, file);
    const where = { file, ...feature.place };
    if (bad)
      problems.error(
        'bad-coordinate',
        {
          zh: `第 ${bad.at} 个坐标不是两个小于 10 亿的数（${bad.text}），该要素未读入。`,
          en: `Position ${bad.at} is not two numbers below a thousand million (${bad.text}); the feature was left out.`,
        },
        where,
        {
          zh: '坐标应以度或米为单位；毫米请先换算。',
          en: 'Coordinates are expected in degrees or metres; convert millimetres first.',
        },
      );
    else if (!count) problems.add(noGeometry(where));
    else features.push({ ...feature, place: where });
  }
  return { features, problems: problems.done() };
}

/** Number of positions, and the first that is not a pair of finite numbers below 1e9. */
function inspect(geometry: Geometry): { count: number; bad?: { at: number; text: string } } {
  let count = 0;
  let bad: { at: number; text: string } | undefined;
  eachPosition(geometry, (position) => {
    count++;
    const [x, y] = position;
    const fine =
      Number.isFinite(x) && Number.isFinite(y) && Math.abs(x as number) < 1e9 && Math.abs(y as number) < 1e9;
    if (!fine && !bad) bad = { at: count, text: String([x, y]) };
  });
  return bad ? { count, bad } : { count };
}
