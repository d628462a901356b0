import { createFlight, type Effects, type Flight } from '../../map/camera/flight.ts';
import type { Figure } from '../../map/deck/figures.ts';
import type { FigureOverlay } from '../../map/deck/overlay.ts';
import type { Palette } from '../../map/tokens.ts';
import type { MapView } from '../../map/view/view.ts';
import { type ReadonlySignal, signal } from '../../store/index.ts';
import type { Stop } from '../../store/tour/stops.ts';
import type { Padding } from '../../ui/map-host.ts';
import { FrameMeter } from './frames.ts';
import { mapScale, pixels, type Screen, sharpness } from './type.ts';

export interface StageNews {
  log(kind: string, text: string): void;
  /** The figure of this stop cannot be drawn. */
  figureFailed(stop: Stop): void;
}

/** The map behind the cards: takes up whatever view there is, flies it, lays figures over it, and does without. */
export class Stage {
  readonly meter = new FrameMeter();
  readonly #news: StageNews;
  readonly #effects = signal<Effects>('full');
  #view: MapView | undefined;
  #flight: Flight | undefined;
  #overlay: FigureOverlay | undefined;
  #overlayOf: MapView | undefined;
  #stop: Stop | undefined;
  #figure: Figure | undefined;
  #screen: Screen = { width: 0, height: 0 };
  #padding: Padding = { top: 0, right: 0, bottom: 0, left: 0 };
  #palette: Palette;
  #fixed: Effects | undefined;

  constructor(palette: Palette, news: StageNews) {
    this.#palette = palette;
    this.#news = news;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) this.#effects.value = 'cuts';
  }

  get effects(): ReadonlySignal<Effects> {
    return this.#effects;
  }

  /** Fixes how much moves, or leaves it to what the machine can carry. */
  fix(effects: Effects | 'auto'): void {
    this.#fixed = effects === 'auto' ? undefined : effects;
  }

  setPalette(palette: Palette): void {
    this.#palette = palette;
  }

  /** Takes a view, or none: with none the pre-drawn map shows. The present stop is shown again on a new one. */
  take(view: MapView | undefined): void {
    if (view === this.#view) return;
    this.#drop();
    this.#view = view;
    if (!view) return;
    this.#flight = createFlight(view);
    if (this.#stop) this.show(this.#stop, this.#figure, this.#screen, this.#padding);
  }

  #drop(): void {
    for (const part of [() => this.#flight?.stop(), () => this.#overlay?.destroy()]) {
      try {
        part();
      } catch (error) {
        // What hangs on a dead map may not come off cleanly.
        this.#news.log('layer', String(error));
      }
    }
    this.#flight = undefined;
    this.#overlay = undefined;
    this.#overlayOf = undefined;
  }

  /** @param padding What of the screen is covered, CSS pixels. */
  show(stop: Stop, figure: Figure | undefined, screen: Screen, padding: Padding): void {
    this.#stop = stop;
    this.#figure = figure;
    this.#screen = screen;
    this.#padding = padding;
    const flight = this.#flight;
    if (!flight) return;
    const level = this.#fixed ?? this.meter.judge(this.#effects.peek());
    if (level !== this.#effects.peek()) {
      this.#news.log('frames', `${this.#effects.peek()} → ${level}`);
      this.#effects.value = level;
    }
    if (stop.kind === 'opening') this.#dropOverlay();
    else this.#overlay?.clear();
    flight.enlarge(mapScale(screen), sharpness(screen) * (level === 'calm' ? 0.75 : 1));
    // Columns rise above the ground they stand on.
    const room = figure?.kind === 'columns' ? pixels(screen, 16) : figure ? pixels(screen, 4) : 0;
    flight.to(stop.outlook, { ...padding, top: padding.top + room }, stop.seconds, level);
    if (figure) flight.arrived(() => void this.#drawFigure(stop, figure));
  }

  async #drawFigure(stop: Stop, figure: Figure): Promise<void> {
    const view = this.#view;
    if (!view || this.#stop !== stop) return;
    try {
      const { createFigureOverlay } = await import('../../map/deck/overlay.ts');
      // While it was fetched the tour may have gone on, or another card have made the overlay.
      if (view !== this.#view || this.#stop !== stop) return;
      if (this.#overlayOf !== view) {
        this.#overlay = createFigureOverlay(view, (reason) => {
          this.#news.log('layer', reason);
          this.#failed();
        });
        this.#overlayOf = view;
      }
      this.#overlay?.show(figure, {
        palette: this.#palette,
        language: stop.language,
        labelPx: pixels(this.#screen, 2.9) / mapScale(this.#screen),
        still: this.#effects.peek() === 'cuts',
      });
    } catch (error) {
      this.#news.log('layer', String(error));
      this.#failed();
    }
  }

  /** Lets go of the figures' context, once a tour: deck.gl keeps some objects of every figure it has drawn. */
  #dropOverlay(): void {
    const overlay = this.#overlay;
    this.#overlay = undefined;
    this.#overlayOf = undefined;
    try {
      overlay?.destroy();
    } catch (error) {
      this.#news.log('layer', String(error));
    }
  }

  /** The overlay is given up; the next figure gets a new one. */
  #failed(): void {
    const stop = this.#stop;
    this.#dropOverlay();
    if (stop?.scene) this.#news.figureFailed(stop);
  }

  /** Gives up what moves, at once. */
  calmDown(): void {
    if (this.#fixed) return;
    this.#effects.value = 'cuts';
    this.rest();
    if (this.#stop) this.show(this.#stop, this.#figure, this.#screen, this.#padding);
  }

  /** Milliseconds since the map drew, while it should be moving. */
  sinceDrawnMs(): number | undefined {
    return this.#flight?.sinceDrawnMs();
  }

  /** Rests where it is. */
  rest(): void {
    this.#overlay?.clear();
    this.#flight?.rest();
  }

  end(): void {
    this.#drop();
    this.#view = undefined;
  }
}
