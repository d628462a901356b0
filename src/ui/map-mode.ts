import type { FlatView } from '../map/svg/view.ts';
import type { MapView } from '../map/view/view.ts';
import type { Signal } from '../store/index.ts';
import { PlanElement } from './element.ts';
import type { Padding } from './map-host.ts';

/** Pixels of width up to which side panels become a sheet; style sheets ask the same of their container. */
const narrowWidth = 760;

interface Room {
  width: number;
  height: number;
}

/** A mode whose panels lie over the map: it knows the room it has and says what of the map they leave free. */
export class MapMode extends PlanElement {
  static override properties = {
    ...PlanElement.properties,
    view: { attribute: false },
    flat: { attribute: false },
    padding: { attribute: false },
  };
  declare view: Signal<MapView | undefined>;
  /** The map where there is no WebGL. */
  declare flat: Signal<FlatView | undefined>;
  /** What of the map is covered, pixels from each side. */
  declare padding: Signal<Padding>;
  /**
   * Pixels this element has, which on another page are not the window's; from an observer, since asking the element
   * while drawing costs a layout.
   */
  protected room: Room = { width: innerWidth, height: innerHeight };
  readonly #observer = new ResizeObserver(([entry]) => {
    if (!entry?.contentRect.width) return;
    const before = this.room;
    const { width, height } = entry.contentRect;
    if (width === before.width && height === before.height) return;
    this.room = { width, height };
    this.requestUpdate();
    if (this.hasUpdated) this.roomChanged(before);
  });

  protected get narrow(): boolean {
    return this.room.width <= narrowWidth;
  }

  /** The map that is shown, of either kind. */
  protected get shown(): Signal<MapView | FlatView | undefined> {
    return this.flat.value ? this.flat : this.view;
  }

  /** The room is another one; the element is drawn again after this. */
  protected roomChanged(_before: Room): void {}

  /** Panels now cover so much of the map; called after each drawing, and passed on when it is something new. */
  protected cover(next: Padding): void {
    if (JSON.stringify(this.padding.peek()) !== JSON.stringify(next)) this.padding.value = next;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }
}
