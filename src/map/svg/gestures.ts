/** What a hand does with a flat map; positions are pixels from its upper left corner. */
export interface Hand {
  /** The map is to follow by this many pixels. */
  move(dx: number, dy: number): void;
  /** Nearer by steps of a factor of two, about a place that stays where it is. */
  zoom(steps: number, x: number, y: number): void;
  /** The hand has come to rest. */
  rest(): void;
  click(x: number, y: number, touch: boolean): void;
  hover(x: number, y: number): void;
  leave(): void;
}

/** Pixels a pointer may move and still have clicked. */
const still = 6;

/** Turns pointers, wheel and keys of an element into movements. Ends with the signal. */
export function followHand(surface: HTMLElement, hand: Hand, signal: AbortSignal): void {
  const down = new Map<number, { x: number; y: number }>();
  let moved = 0;
  const at = (event: MouseEvent) => {
    const { left, top } = surface.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const hear = <K extends keyof HTMLElementEventMap>(
    name: K,
    heard: (event: HTMLElementEventMap[K]) => void,
  ) => surface.addEventListener(name, heard as EventListener, { signal, passive: false });
  hear('pointerdown', (event) => {
    if (event.button) return;
    surface.setPointerCapture(event.pointerId);
    if (!down.size) moved = 0;
    down.set(event.pointerId, at(event));
  });
  hear('pointermove', (event) => {
    const before = down.get(event.pointerId);
    const now = at(event);
    if (!before) {
      if (event.pointerType === 'mouse') hand.hover(now.x, now.y);
      return;
    }
    const others = [...down].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
    const [other] = others;
    down.set(event.pointerId, now);
    moved += Math.hypot(now.x - before.x, now.y - before.y);
    if (moved <= still) return;
    hand.move((now.x - before.x) / down.size, (now.y - before.y) / down.size);
    if (!other) return;
    const apart = (one: { x: number; y: number }) =>
      Math.max(1, Math.hypot(one.x - other.x, one.y - other.y));
    hand.zoom(Math.log2(apart(now) / apart(before)), (now.x + other.x) / 2, (now.y + other.y) / 2);
  });
  const up = (event: PointerEvent) => {
    if (!down.delete(event.pointerId) || down.size) return;
    const { x, y } = at(event);
    if (moved > still) hand.rest();
    else if (event.type === 'pointerup') hand.click(x, y, event.pointerType !== 'mouse');
  };
  hear('pointerup', up);
  hear('pointercancel', up);
  hear('pointerleave', () => hand.leave());
  let resting: ReturnType<typeof setTimeout> | undefined;
  const restSoon = () => {
    clearTimeout(resting);
    resting = setTimeout(() => hand.rest(), 160);
  };
  hear('wheel', (event) => {
    event.preventDefault();
    const { x, y } = at(event);
    hand.zoom(-event.deltaY / (event.deltaMode ? 10 : 300), x, y);
    restSoon();
  });
  hear('keydown', (event) => {
    const steps = { ArrowLeft: [100, 0], ArrowRight: [-100, 0], ArrowUp: [0, 100], ArrowDown: [0, -100] };
    const step = steps[event.key as keyof typeof steps];
    const nearer = event.key === '+' || event.key === '=' ? 1 : event.key === '-' ? -1 : 0;
    if ((!step && !nearer) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (step) hand.move(step[0] as number, step[1] as number);
    else hand.zoom(nearer, surface.clientWidth / 2, surface.clientHeight / 2);
    restSoon();
  });
}
