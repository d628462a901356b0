import type { Element } from '@xmldom/xmldom';
import type { Position } from 'geojson';
import { ProblemError, problem } from '../../../model/index.ts';
import { excerpt } from '../text.ts';
import { attributeOf, childrenOf, inherited, nameOf } from './elements.ts';

const lineOf = (element: Element) => {
  const { lineNumber } = element as { lineNumber?: number };
  return lineNumber ? { line: lineNumber } : {};
};

/** What makes a geometry of GML unusable, with the element and its line. */
export const badGml = (element: Element, zh: string, en: string): ProblemError =>
  new ProblemError(
    problem(
      'gml-geometry',
      { zh: `${zh}，该要素未读入。`, en: `${en}; the feature was left out.` },
      { ...lineOf(element), field: nameOf(element) },
      {
        zh: '请改正后重新导入，或从原软件重新导出。',
        en: 'Put it right, or export it again from the program it came from.',
      },
    ),
  );

/** A curve that no chords are drawn for here. */
export const curveNotRead = (element: Element): ProblemError =>
  new ProblemError(
    problem(
      'gml-curve',
      {
        zh: `曲线类型 ${nameOf(element)} 不读取，该要素未读入。`,
        en: `Curves of the type ${nameOf(element)} are not read; the feature was left out.`,
      },
      { ...lineOf(element), field: nameOf(element) },
      {
        zh: '请在原软件中把曲线转为折线（间距按 1 毫米弦差）后重新导出。',
        en: 'Turn its curves into lines (chords within 1 mm) in the program it came from and export it again.',
      },
    ),
  );

/** The figures that are an element's text. @throws ProblemError naming what is none */
export const figuresIn = (element: Element): number[] => figures(element, element.textContent ?? '');

function figures(element: Element, text: string): number[] {
  const words = text.split(/\s+/).filter(Boolean);
  return words.map((word) => {
    const value = Number(word);
    if (!Number.isFinite(value))
      throw badGml(element, `坐标“${excerpt(word, 24)}”不是数`, `"${excerpt(word, 24)}" is no coordinate`);
    return value;
  });
}

/**
 * Tuples of a list of figures. Without a dimension two are taken for one position, unless only three make a whole number
 * of them, or make it return to its start.
 */
function tuples(element: Element, values: readonly number[], single: boolean): Position[] {
  const said = Number(inherited(element, 'srsDimension') ?? attributeOf(element, 'dimension'));
  const returns = (size: number) =>
    values.length % size === 0 &&
    values.length > 3 * size &&
    values[0] === values.at(-size) &&
    values[1] === values.at(1 - size);
  const guessed = single ? values.length : values.length % 2 || (!returns(2) && returns(3)) ? 3 : 2;
  const size = said >= 2 && values.length % said === 0 ? said : guessed;
  if (size < 2 || size > 4 || values.length % size)
    throw badGml(element, '坐标的个数不成对', 'the coordinates do not come in pairs');
  return Array.from({ length: values.length / size }, (_, i) => [
    values[i * size] as number,
    values[i * size + 1] as number,
  ]);
}

/** GML 2: `x,y x,y`, with separators of its own. */
function fromCoordinates(element: Element): Position[] {
  const [cs, ts, decimal] = [',', ' ', '.'].map(
    (usual, i) => attributeOf(element, ['cs', 'ts', 'decimal'][i] as string) ?? usual,
  ) as [string, string, string];
  let text = (element.textContent ?? '').trim();
  if (cs === ',' && decimal === '.') text = text.replace(/\s*,\s*/g, ',');
  const parts = ts.trim() ? text.split(ts) : text.split(/\s+/);
  return parts
    .filter((part) => part.trim())
    .map((part) => {
      const values = part
        .split(cs === ' ' ? /\s+/ : cs)
        .map((one) => (decimal === '.' ? one : one.replace(decimal, '.')));
      const [x = Number.NaN, y = Number.NaN] = figures(element, values.join(' '));
      if (!Number.isFinite(x) || !Number.isFinite(y))
        throw badGml(
          element,
          `坐标“${excerpt(part, 24)}”不成对`,
          `"${excerpt(part, 24)}" is no pair of coordinates`,
        );
      return [x, y];
    });
}

/** The positions an element holds, in whichever of the forms of GML 2 and 3, in the order of the file's axes. */
export function positionsIn(element: Element): Position[] {
  return childrenOf(element).flatMap((child): Position[] => {
    switch (nameOf(child)) {
      case 'posList':
        return tuples(child, figuresIn(child), false);
      case 'pos':
        return tuples(child, figuresIn(child), true);
      case 'coordinates':
        return fromCoordinates(child);
      case 'coord': {
        const value = (name: string) =>
          figures(child, childrenOf(child).find((one) => nameOf(one) === name)?.textContent ?? '')[0] ??
          Number.NaN;
        return [[value('X'), value('Y')]];
      }
      case 'pointProperty':
      case 'pointRep':
      case 'Point':
        return nameOf(child) === 'Point' ? positionsIn(child) : childrenOf(child).flatMap(positionsIn);
      default:
        return [];
    }
  });
}
