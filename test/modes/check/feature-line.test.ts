import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { LayerRolesSchema } from '../../../src/model/index.ts';
import { featureLine } from '../../../src/modes/check/pointer/feature-line.ts';

const { roles } = v.parse(LayerRolesSchema, JSON.parse(readFileSync('data/layer-roles.json', 'utf8')));
const role = (id: string) => roles.find((one) => one.id === id);

it('says number, class, owner and size, as the fields of its role hold them', () => {
  const properties = { TBBH: '0012', dlbm: '0101', DLMC: '水田', QSDWMC: '甲村', ZLDWMC: '乙村' };
  expect(featureLine({ id: '0012', areaM2: 1000, properties }, role('land-use'))).toEqual({
    zh: '0012 · 水田（0101） · 甲村 · 1.50 亩',
    en: '0012 · 水田 (0101) · 甲村 · 1.50 mu',
  });
  const { QSDWMC: _, DLMC: __, ...rest } = properties;
  expect(featureLine({ id: '0012', areaM2: 0, properties: rest }, role('land-use')).zh).toBe(
    '0012 · 0101 · 乙村',
  );
  expect(
    featureLine({ id: 'A', areaM2: 0, properties: { HXMC: '红线一' } }, role('ecological-redline')).zh,
  ).toBe('A · 红线一');
  // A role unknown to the package still has number and size.
  expect(featureLine({ id: '7', areaM2: 10_000, properties }, undefined).en).toBe('7 · 15.00 mu');
});
