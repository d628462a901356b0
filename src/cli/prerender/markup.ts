import { escapeText, type SvgNode, toMarkup } from '../../map/svg/node.ts';

/** A piece of HTML that is known to be markup; everything else that is put into a page is text. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
type Value = Markup | string | number | undefined | false | readonly Value[];

const written = (value: Value): string => {
  if (value === undefined || value === false) return '';
  if (value instanceof Markup) return value.text;
  return typeof value === 'string' || typeof value === 'number'
    ? escapeText(String(value))
    : value.map(written).join('');
};

/** HTML of which every value is text, unless it came from here itself. Attribute values stand in double quotes. */
export const html = (strings: TemplateStringsArray, ...values: Value[]): Markup =>
  new Markup(strings.reduce((text, part, index) => text + written(values[index - 1]) + part));

/** A drawing within a page. */
export const drawing = (node: SvgNode): Markup => new Markup(toMarkup(node));

/** A value as JSON in a script element that is only data: nothing in it can end the element. */
export const json = (value: unknown): Markup => new Markup(JSON.stringify(value).replaceAll('<', '\\u003c'));
