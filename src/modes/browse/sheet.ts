/** Where the phone's sheet rests: a strip, half, or all of the screen but the search. */
export type SheetStop = 'low' | 'half' | 'full';

/** Heights of the stops as parts of the window's height; the style sheet uses the same figures. */
export const stopHeights: Record<SheetStop, number> = { low: 0.16, half: 0.5, full: 0.88 };

/**
 * Drags the sheet by its handle and lets it rest at the nearest stop; a tap goes to the next one. This code arrives with
 * the first press of the handle: one that is over by then was a tap.
 */
export function sheetDrag(
  handle: HTMLElement,
  event: PointerEvent,
  sheet: HTMLElement,
  stop: SheetStop,
  rest: (stop: SheetStop) => void,
): void {
  const from = event.clientY;
  const room = sheet.parentElement?.clientHeight || (sheet.getRootNode() as ShadowRoot).host.clientHeight;
  const height = room * stopHeights[stop];
  let moved = 0;
  try {
    handle.setPointerCapture(event.pointerId);
  } catch {
    rest(stop === 'half' ? 'full' : 'half');
    return;
  }
  const move = (next: PointerEvent) => {
    moved = from - next.clientY;
    sheet.style.transition = 'none';
    sheet.style.height = `${Math.max(80, Math.min(room * 0.9, height + moved))}px`;
  };
  const end = () => {
    handle.removeEventListener('pointermove', move);
    handle.removeEventListener('pointerup', end);
    handle.removeEventListener('pointercancel', end);
    sheet.style.transition = '';
    sheet.style.height = '';
    if (Math.abs(moved) < 6) {
      rest(stop === 'half' ? 'full' : 'half');
      return;
    }
    const share = (height + moved) / room;
    const stops = Object.entries(stopHeights) as [SheetStop, number][];
    rest(stops.reduce((a, b) => (Math.abs(b[1] - share) < Math.abs(a[1] - share) ? b : a))[0]);
  };
  handle.addEventListener('pointermove', move);
  handle.addEventListener('pointerup', end);
  handle.addEventListener('pointercancel', end);
}
