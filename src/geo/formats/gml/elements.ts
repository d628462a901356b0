import type { Element } from '@xmldom/xmldom';

/** The elements within one, in their order. */
export const childrenOf = (element: Element): Element[] => {
  const children: Element[] = [];
  for (let node = element.firstChild; node; node = node.nextSibling)
    if (node.nodeType === 1) children.push(node as Element);
  return children;
};

/** The name without its prefix. */
export const nameOf = (element: Element): string => element.localName ?? element.nodeName;

/** An attribute whatever its prefix (`gml:id`, `xlink:href`). */
export function attributeOf(element: Element, name: string): string | undefined {
  const value = element.getAttribute(name);
  if (value) return value;
  for (let i = 0; i < element.attributes.length; i++) {
    const one = element.attributes.item(i);
    if (one && (one.localName ?? one.name) === name && one.value) return one.value;
  }
  return undefined;
}

/** An attribute of an element or of the nearest around it that has one. */
export function inherited(element: Element, name: string): string | undefined {
  for (let at: Element | null = element; at && at.nodeType === 1; at = at.parentNode as Element | null) {
    const value = attributeOf(at, name);
    if (value !== undefined) return value;
  }
  return undefined;
}
