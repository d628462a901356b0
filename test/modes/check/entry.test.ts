import { describe, expect, it } from 'vitest';
import { pointNames } from '../../../src/check/boundary/point-names.ts';
import { gaussKruger } from '../../../src/geo/area/index.ts';
import { snapIndex } from '../../../src/geo/edit/snap.ts';
import { farPoint, parsePoint } from '../../../src/geo/formats/typed-point.ts';
import { earliestEnd } from '../../../src/modes/check/record/due.ts';

describe('a typed point', () => {
  it.each(['113.1234,28.5678', '28.5678 113.1234', '113.1234，28.5678', ' 113.1234\t28.5678 '])(
    'is read from %s',
    (text) => {
      expect(parsePoint(text, 114)).toEqual([113.1234, 28.5678]);
    },
  );
  const { north, east } = gaussKruger(113.1234, 28.5678, 114);
  it.each([
    `${north.toFixed(4)},${(38e6 + east).toFixed(4)}`,
    `${(38e6 + east).toFixed(4)},${north.toFixed(4)}`,
    `${north.toFixed(4)},${east.toFixed(4)}`,
  ])('is read from the surveyors’ %s', (text) => {
    const [lon, lat] = parsePoint(text, 114);
    expect(lon).toBeCloseTo(113.1234, 8);
    expect(lat).toBeCloseTo(28.5678, 8);
  });
  it('takes the meridian from the zone prefix, not from the town', () => {
    const other = gaussKruger(111.2, 28.5, 111);
    const [lon] = parsePoint(`${other.north},${37e6 + other.east}`, 114);
    expect(lon).toBeCloseTo(111.2, 8);
  });
  it.each([
    '113°07′24.24″,28°34′04.08″',
    'N28°34′4.08″ E113°7′24.24″',
    '28°34′4.08″，113°7′24.24″',
    '113.1234E 28.5678N',
  ])('is read from degrees with their signs: %s', (text) => {
    const [lon, lat] = parsePoint(text, 114);
    expect(lon).toBeCloseTo(113.1234, 9);
    expect(lat).toBeCloseTo(28.5678, 9);
  });
  it('far from the town is reported, with where it lies; near is not', () => {
    const town = {
      extent: [113.06, 28.466, 113.208, 28.634] as [number, number, number, number],
      centralMeridian: 114,
    };
    const wrong = parsePoint(`${north},${39e6 + east}`, 114);
    expect(farPoint(wrong, town)?.what.zh).toMatch(/116\.1234°E 28\.5678°N，距本镇 29\d 公里/);
    expect(farPoint(parsePoint(`${north},${38e6 + east}`, 114), town)).toBeUndefined();
  });
  it.each(['', '113', '一百,二十', '999,999'])('is refused when it is %j, with what was meant', (text) => {
    expect(() => parsePoint(text, 114)).toThrow(/longitude,latitude/);
  });
});

describe('the end of a publication', () => {
  it('counts calendar days from the day after', () => {
    expect(earliestEnd('2021-09-01', 30, 'calendar')).toBe('2021-10-01');
    expect(earliestEnd('2020-02-01', 30, 'calendar')).toBe('2020-03-02');
  });
  it('counts working days without weekends', () => {
    // 2021-09-03 is a Friday: ten working days end on Friday the 17th.
    expect(earliestEnd('2021-09-03', 10, 'working')).toBe('2021-09-17');
    expect(earliestEnd('2021-09-04', 1, 'working')).toBe('2021-09-06');
  });
});

describe('snapping', () => {
  const index = snapIndex([
    {
      type: 'Polygon',
      coordinates: [
        [
          [113, 28],
          [113.01, 28],
          [113.01, 28.01],
          [113, 28],
        ],
      ],
    },
    { type: 'Point', coordinates: [113.5, 28.5] },
  ]);
  it('prefers a vertex within reach to a nearer edge', () => {
    expect(index.nearest(113.0003, 28.00001, 0.0005)).toMatchObject({ kind: 'vertex', position: [113, 28] });
  });
  it('falls on the foot of the perpendicular of an edge', () => {
    const found = index.nearest(113.005, 28.0001, 0.0005);
    expect(found?.kind).toBe('edge');
    expect(found?.position[0]).toBeCloseTo(113.005, 9);
    expect(found?.position[1]).toBeCloseTo(28, 9);
  });
  it('finds nothing out of reach, and points too', () => {
    expect(index.nearest(113.2, 28.2, 0.0005)).toBeUndefined();
    expect(index.nearest(113.5001, 28.5, 0.0005)?.position).toEqual([113.5, 28.5]);
    expect(snapIndex([]).nearest(113, 28, 1)).toBeUndefined();
  });
});

describe('names of boundary points', () => {
  const { north, east } = gaussKruger(113.1, 28.5, 114);
  const zone = {
    source: { rings: [{ part: 0, ring: 0, points: [{ name: 'J7', x: north, y: 38e6 + east }] }] },
  };
  it('are the surveyor’s where the point is the surveyor’s', () => {
    const { nameOf: name, placeOf } = pointNames(zone, 114);
    expect(name([113.1, 28.5], 1)).toBe('J7');
    expect(name([113.2, 28.5], 2)).toBe('J2');
    expect(placeOf([113.1, 28.5])).toBe(1);
    expect(placeOf([113.2, 28.5])).toBeUndefined();
    expect(pointNames({}, 114).nameOf([113.1, 28.5], 3)).toBe('J3');
  });
});
