import type { LayerSymbol } from '../../model/index.ts';

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
export type Pattern = Exclude<LayerSymbol['pattern'], 'none'>;

/** Side of the repeated square in CSS pixels. */
export const patternSize = 12;

/** Draws one repeat of a pattern in `colour`; its edges meet those of the next. */
export function drawPattern(context: Context, pattern: Pattern, colour: string): void {
  const s = patternSize;
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.lineWidth = 1;
  const lines = (path: string) => context.stroke(new Path2D(path));
  // Slanting lines are drawn beyond the square, so that corners are as thick as the middle.
  const rising = `M${-s / 2} ${s / 2}L${s / 2} ${-s / 2}M0 ${s}L${s} 0M${s / 2} ${s * 1.5}L${s * 1.5} ${s / 2}`;
  const dot = (x: number, y: number) => {
    context.beginPath();
    context.arc(x, y, 1.1, 0, Math.PI * 2);
    context.fill();
  };
  switch (pattern) {
    case 'hatch':
      lines(rising);
      break;
    case 'crosshatch':
      context.lineWidth = 0.9;
      lines(
        `${rising}M${-s / 2} ${s / 2}L${s / 2} ${s * 1.5}M0 0L${s} ${s}M${s / 2} ${-s / 2}L${s * 1.5} ${s / 2}`,
      );
      break;
    case 'dots':
      dot(3, 3);
      dot(9, 9);
      break;
    case 'waves':
      lines('M0 3.5c2 -2 4 -2 6 0s4 2 6 0M-6 9.5c2 2 4 2 6 0s4 -2 6 0s4 2 6 0s4 -2 6 0');
      break;
    case 'rows':
      context.lineWidth = 0.8;
      lines('M0 3H12M0 9H12');
      context.lineWidth = 1;
      lines('M3 3V.6M9 9V6.6');
      break;
  }
}
