import { type Bilingual, type Problem, warning } from '../../../model/index.ts';
import { pool } from '../../crs/candidates.ts';
import type { TownContext } from '../../crs/types.ts';
import type { Drawing, RawEntity } from './pairs.ts';

/** Lengths of the units a drawing's head may state (`$INSUNITS`), metres; 6 is the metre, 0 none. */
const units: Record<number, { metres: number; name: Bilingual }> = {
  1: { metres: 0.0254, name: { zh: '英寸', en: 'inches' } },
  2: { metres: 0.3048, name: { zh: '英尺', en: 'feet' } },
  3: { metres: 1609.344, name: { zh: '英里', en: 'miles' } },
  4: { metres: 0.001, name: { zh: '毫米', en: 'millimetres' } },
  5: { metres: 0.01, name: { zh: '厘米', en: 'centimetres' } },
  7: { metres: 1000, name: { zh: '千米', en: 'kilometres' } },
  10: { metres: 0.9144, name: { zh: '码', en: 'yards' } },
  14: { metres: 0.1, name: { zh: '分米', en: 'decimetres' } },
  15: { metres: 10, name: { zh: '十米', en: 'decametres' } },
  16: { metres: 100, name: { zh: '百米', en: 'hectometres' } },
  21: { metres: 1200 / 3937, name: { zh: '美国测量英尺', en: 'US survey feet' } },
};

/** A typical position of the drawing, in its own numbers. */
function middleOf(entities: readonly RawEntity[]): [number, number] {
  const middle = (code: number): number => {
    const values = entities
      .flatMap(({ pairs, parts }) => [...pairs, ...parts.flatMap((part) => part.pairs)])
      .flatMap((pair) => (pair.code === code && Number(pair.value) !== 0 ? Number(pair.value) : []));
    return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
  };
  return [middle(10), middle(20)];
}

/**
 * Metres of one unit of a drawing. The unit its head states is often that of the template it was begun from and not that
 * of its numbers, so these decide: as they stand where that is a place, and by the stated unit where only that is.
 */
export function metresOf(
  drawing: Drawing,
  town: TownContext | undefined,
): { metres: number; problems: Problem[] } {
  const unit = units[drawing.unit ?? 6];
  if (!unit) return { metres: 1, problems: [] };
  const { metres, name } = unit;
  const [x, y] = middleOf(drawing.entities.slice(0, 2_000));
  const lies = (by: number, near: TownContext | undefined) => pool([x * by, y * by], near).length > 0;
  // Near the town first; a drawing of another place is somewhere in China.
  const readings = [town, undefined].map((near) => ({ plain: lies(1, near), stated: lies(metres, near) }));
  const reading = readings.find(({ plain, stated }) => plain || stated);
  if (reading && !reading.plain)
    return {
      metres,
      problems: [
        warning(
          'dxf-units',
          {
            zh: `图纸单位注明为${name.zh}，坐标也与之相符，已换算为米读取。`,
            en: `The drawing states ${name.en} as its unit, and its numbers agree: they were read as such, in metres.`,
          },
          undefined,
          { zh: '请核对面积。', en: 'Check the area.' },
        ),
      ],
    };
  return {
    metres: 1,
    problems: [
      {
        ...warning('dxf-units-not-used', {
          zh: reading
            ? `图纸单位注明为${name.zh}，但坐标的数值是米，按米读取。`
            : `图纸单位注明为${name.zh}，坐标按${name.zh}或按米都不能确定位置，按米读取。`,
          en: reading
            ? `The drawing states ${name.en} as its unit, but its numbers are metres and were read as such.`
            : `The drawing states ${name.en} as its unit; its numbers lie nowhere known as such nor as metres and were read as metres.`,
        }),
        severity: reading ? 'info' : 'warning',
      },
    ],
  };
}
