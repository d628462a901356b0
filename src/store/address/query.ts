import { parameters } from './parameters.ts';

/**
 * An address whose state stands behind `?`, as some apps leave it that lose what follows `#`: the same address with that
 * state in the fragment. What the query says besides stays (`?town=…`); a part that the fragment has already wins. The
 * camera is named `map`. Undefined when there is nothing to move.
 */
export function fragmentForm(address: string): string | undefined {
  const url = new URL(address);
  const fragment = url.hash.slice(1);
  const parts = fragment.split('&').filter(Boolean);
  const has = (name: string) => parts.some((part) => part.startsWith(`${name}=`));
  const moved: string[] = [];
  // The text is moved without decoding it: whoever reads the fragment checks it.
  const rest = url.search
    .slice(1)
    .split('&')
    .filter((part) => {
      const name = part.slice(0, part.indexOf('='));
      if (name === 'map') {
        if (!parts.some((one) => !one.includes('='))) moved.unshift(part.slice(4).replaceAll('%2F', '/'));
        return false;
      }
      if (!parameters.some((one) => one.name === name)) return part !== '';
      if (!has(name)) moved.push(part.replaceAll('+', '%20'));
      return false;
    });
  if (rest.join('&') === url.search.slice(1)) return undefined;
  url.search = rest.join('&');
  url.hash = [...moved, ...parts].join('&');
  return url.href;
}
