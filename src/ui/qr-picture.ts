import { html, svg, type TemplateResult } from 'lit';
import { encode } from 'uqr';

/** Addresses that no other machine can open. */
const local = /^(localhost|127\.|0\.|\[::1\]|::1$|.*\.local$)/;
export const isLocal = (address: string): boolean => local.test(new URL(address).hostname);

/** A code that opens an address on a phone; to be set dark on light, since many readers do not know the reverse. */
export function qrPicture(address: string, name: string): TemplateResult {
  const { data, size } = encode(address, { ecc: 'M', border: 3 });
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return html`<svg viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges" role="img" aria-label="${name}: ${address}">${svg`<path d=${squares.join('')} />`}</svg>`;
}
