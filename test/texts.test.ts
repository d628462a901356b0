import { describe, expect, it } from 'vitest';
import { texts } from './texts.ts';

const all = texts();
const plain = (text: string) => text.replace(/\$\{[^}]*\}/g, '');
const sign = /[\u3400-\u9fff]/;
/** Names that stand in files as they are. */
const literal = /转换参数|勘测定界|\[属性描述\]|\[地块坐标\]/g;

describe('texts of the interface', () => {
  it('are found', () => expect(all.length).toBeGreaterThan(1000));
  it('are English in English, but for names that stand in files', () => {
    expect(all.filter(({ en }) => sign.test(plain(en).replace(literal, '')))).toEqual([]);
  });
  it('are punctuated in full width in Chinese', () => {
    // What is to be typed (`经度,纬度`, `X(北)`) keeps the signs that are typed.
    const typed = /经度,纬度|点号,圈号|X\(北\),Y\(东\)|X北,Y东|--items 项目,…/g;
    const half = /[\u3400-\u9fff][,;:?!(]|[\u3400-\u9fff]\.(?:\s|$)|"[\u3400-\u9fff]/;
    expect(all.filter(({ zh }) => half.test(plain(zh).replace(typed, '')))).toEqual([]);
  });
});
