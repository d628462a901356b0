import { describe, expect, it } from 'vitest';
import type { PartEdit } from '../../../src/check/edits/parts.ts';
import { missingCharacters } from '../../../src/check/package/font-characters.ts';

const fonts = { ui: '村界规划abc', labels: '村' };
const feature = (zh: string): PartEdit => ({
  id: 'feature:villages/v.1',
  value: {
    type: 'Feature',
    properties: { id: 'v.1', name: { zh, en: 'cab' }, note: { zh: '界', en: 'a' } },
    geometry: { type: 'Point', coordinates: [113, 28] },
  },
});

describe('characters the fonts of a package lack', () => {
  it('are those of names for the map, and of all text for the interface, beyond the first plane too', () => {
    expect(missingCharacters([feature('㴩𠮷村')], fonts)).toEqual({
      labels: ['㴩', '𠮷', 'c', 'a', 'b'],
      ui: [...new Set('Featurev.1㴩𠮷Point')].filter((sign) => !fonts.ui.includes(sign)),
    });
  });

  it('are not known without a list, and none of an attached file, a place that is gone, a space or an emoji', () => {
    expect(missingCharacters([feature('㴩')], {})).toEqual({ labels: [], ui: [] });
    const rest: PartEdit[] = [
      { id: 'file:files/x.jpg', value: 'QUJD' },
      { id: 'feature:villages/v.2', value: null },
      { id: 'item:1', value: { title: { zh: '规划 🎉', en: '' } } },
    ];
    expect(missingCharacters(rest, fonts)).toEqual({ labels: [], ui: [] });
  });
});
