import { describe, expect, it } from 'vitest';
import { fragmentForm } from '../../src/store/address/query.ts';

describe('an address without #', () => {
  it.each([
    ['https://a.b/?item=2.1-2', 'https://a.b/#item=2.1-2'],
    ['https://a.b/c/?town=123456789&item=2.1-2&lang=en', 'https://a.b/c/?town=123456789#item=2.1-2&lang=en'],
    ['https://a.b/?map=11.2/28.5/113.1&mode=check', 'https://a.b/#11.2/28.5/113.1&mode=check'],
    ['https://a.b/?map=11.2%2F28.5%2F113.1', 'https://a.b/#11.2/28.5/113.1'],
    // The fragment is what the page itself wrote last.
    ['https://a.b/?item=1.1-1#item=2.1-2', 'https://a.b/#item=2.1-2'],
    ['https://a.b/?from=timeline&item=1.1-1', 'https://a.b/?from=timeline#item=1.1-1'],
  ])('%s opens as %s', (query, fragment) => {
    expect(fragmentForm(query)).toBe(fragment);
  });
  it.each(['https://a.b/', 'https://a.b/?town=123456789', 'https://a.b/?towns', 'https://a.b/#item=1.1-1'])(
    '%s stays as it is',
    (address) => {
      expect(fragmentForm(address)).toBeUndefined();
    },
  );
});
