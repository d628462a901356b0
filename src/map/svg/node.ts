/** An SVG element as plain data: the same tree becomes text in Node and elements in a browser. */
export interface SvgNode {
  tag: string;
  attributes: Readonly<Record<string, string | number | undefined>>;
  children: readonly (SvgNode | string)[];
}

/** A node; attributes that are undefined are left out, numbers are rounded to hundredths. */
export const el = (
  tag: string,
  attributes: SvgNode['attributes'] = {},
  ...children: readonly (SvgNode | string)[]
): SvgNode => ({ tag, attributes, children });

/** A number as SVG writes it, to hundredths. */
export const figure = (value: number): string => String(Math.round(value * 100) / 100);

const said = (value: string | number): string => (typeof value === 'number' ? figure(value) : value);

const escaped: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * Text that stays text in HTML and XML, in content and in double-quoted attributes; characters XML has no room for are
 * left out.
 */
export const escapeText = (text: string): string =>
  text.replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '').replace(/[&<>"]/g, (c) => escaped[c] as string);

/** The tree as SVG text. A whole file needs `xmlns` among the attributes of its root; within HTML it does not. */
export function toMarkup({ tag, attributes, children }: SvgNode): string {
  const list = Object.entries(attributes)
    .flatMap(([name, value]) => (value === undefined ? [] : ` ${name}="${escapeText(said(value))}"`))
    .join('');
  const inside = children.map((one) => (typeof one === 'string' ? escapeText(one) : toMarkup(one))).join('');
  return inside ? `<${tag}${list}>${inside}</${tag}>` : `<${tag}${list}/>`;
}

/** Attributes that children inherit. */
const inherited =
  /^(fill|fill-opacity|fill-rule|stroke|stroke-(width|opacity|dasharray|linecap|linejoin)|font-(size|weight)|text-anchor|letter-spacing|paint-order)$/;

/** A group of nodes, with what all of them say of their look given once. */
export function group(attributes: SvgNode['attributes'], nodes: readonly SvgNode[]): SvgNode {
  const [first] = nodes;
  if (!first) return el('g', attributes);
  const shared = Object.entries(first.attributes).filter(
    ([name, value]) =>
      value !== undefined && inherited.test(name) && nodes.every((node) => node.attributes[name] === value),
  );
  const names = new Set(shared.map(([name]) => name));
  const rest = nodes.map((node) => ({
    ...node,
    attributes: Object.fromEntries(Object.entries(node.attributes).filter(([name]) => !names.has(name))),
  }));
  return el('g', { ...attributes, ...Object.fromEntries(shared) }, ...rest);
}

const svgNamespace = 'http://www.w3.org/2000/svg';

/** The tree as elements of a document. */
export function toElement({ tag, attributes, children }: SvgNode, into: Document = document): SVGElement {
  const element = into.createElementNS(svgNamespace, tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined && name !== 'xmlns') element.setAttribute(name, said(value));
  element.append(...children.map((one) => (typeof one === 'string' ? one : toElement(one, into))));
  return element;
}
