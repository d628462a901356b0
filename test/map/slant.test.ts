import { WebMercatorViewport } from '@deck.gl/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitSlanted } from '../../src/map/camera/slant.ts';

describe('a slanted view', () => {
  it('takes in the extent, touches the free part on one axis and stands in its middle, by deck.gl’s projection', () => {
    fc.assert(
      fc.property(
        fc.record({
          lon: fc.double({ min: 100, max: 120, noNaN: true }),
          lat: fc.double({ min: 10, max: 50, noNaN: true }),
          wide: fc.double({ min: 0.01, max: 0.4, noNaN: true }),
          high: fc.double({ min: 0.01, max: 0.4, noNaN: true }),
          bearing: fc.integer({ min: -60, max: 60 }),
          pitch: fc.integer({ min: 0, max: 55 }),
          size: fc.constantFrom([1920, 1080] as const, [1080, 1920] as const, [800, 800] as const),
          left: fc.double({ min: 0, max: 0.5, noNaN: true }),
          bottom: fc.double({ min: 0, max: 0.5, noNaN: true }),
        }),
        ({ lon, lat, wide, high, bearing, pitch, size: [width, height], left, bottom }) => {
          const padding = { left: width * left, right: 60, top: 60, bottom: height * bottom };
          const free = { width: width - padding.left - 60, height: height - padding.bottom - 60 };
          const extent = [lon, lat, lon + wide, lat + high] as const;
          const { center, zoom } = fitSlanted([...extent], free, height, bearing, pitch);
          const view = new WebMercatorViewport({
            width,
            height,
            longitude: center[0],
            latitude: center[1],
            zoom,
            bearing,
            pitch,
            padding,
          });
          const corners = [extent[0], extent[2]].flatMap((x) =>
            [extent[1], extent[3]].map((y) => view.project([x, y])),
          );
          const xs = corners.map(([x]) => x as number);
          const ys = corners.map(([, y]) => y as number);
          const spans = [Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)] as const;
          const fill = Math.max(spans[0] / free.width, spans[1] / free.height);
          expect(fill).toBeGreaterThan(0.99);
          expect(fill).toBeLessThan(1.01);
          const middle = [(Math.max(...xs) + Math.min(...xs)) / 2, (Math.max(...ys) + Math.min(...ys)) / 2];
          expect(Math.abs((middle[0] as number) - padding.left - free.width / 2)).toBeLessThan(width * 0.01);
          expect(Math.abs((middle[1] as number) - 60 - free.height / 2)).toBeLessThan(height * 0.01);
        },
      ),
    );
  });
});
