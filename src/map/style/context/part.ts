import type { Palette } from '../../tokens.ts';
import type { Expression } from '../expressions.ts';
import { fonts, nameText } from '../expressions.ts';
import type { StyledLayer, StyleInput } from '../input.ts';
import { nameOpacity } from '../look.ts';
import type { WrittenNames } from '../once.ts';
import type { Passes } from '../passes.ts';

/** What a role needs to draw its layer: `add` puts a part of it into a pass. */
export interface Part {
  add: (pass: keyof Passes, part: string, spec: object) => void;
  styled: StyledLayer;
  input: StyleInput;
  palette: Palette;
  written: WrittenNames;
}

/** Whether the embedded ground is to be drawn, there being no online map. */
export const offline = (input: StyleInput): boolean => (input.basemap?.kind ?? 'offline') === 'offline';

/** A layer of names in the quiet look of the context. */
export function name(
  { styled, input, palette }: Part,
  spec: { filter?: Expression; layout: object; paint?: object; minzoom?: number },
): object {
  return {
    ...spec,
    type: 'symbol',
    layout: {
      'text-field': nameText(input.language),
      'text-font': fonts.regular,
      'text-line-height': 1.2,
      ...spec.layout,
    },
    paint: {
      'text-color': palette.labelSoft,
      'text-halo-color': palette.halo,
      'text-halo-width': 1.4,
      'text-halo-blur': 0.4,
      'text-opacity': nameOpacity(styled.opacity),
      ...spec.paint,
    },
  };
}
