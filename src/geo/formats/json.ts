import { overLimit } from './problems.ts';

/** Counts open brackets outside of strings, so that a bottomless text is refused before anything recurses into it. */
export function checkJsonDepth(text: string, most: number): void {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (quoted) {
      if (code === 0x5c) i++;
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > most) throw overLimit('depth', depth, most);
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
}
