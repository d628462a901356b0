import { html } from 'lit';
import { figureOf } from '../../map/deck/figures.ts';
import type { Store } from '../../store/index.ts';
import type { TourPackage } from '../../store/tour/package.ts';
import { planTour } from '../../store/tour/plan-tour.ts';
import type { Stop } from '../../store/tour/stops.ts';
import './plain-map.ts';
import { cardPadding, type Screen, visitorPadding } from './type.ts';

/**
 * The pre-drawn map for what stands on the screen: the whole town with everything there is in it, or what the card, or
 * the item a visitor opened, is about.
 */
export function plainMapOf(
  store: Store,
  screen: Screen,
  pkg: TourPackage,
  stop: Stop | undefined,
  visitor: { item: string | undefined } | undefined,
  cardHeight: number | undefined,
) {
  const item = visitor?.item;
  const itemStop = item ? planTour(pkg).find((one) => one.items[0] === item && one.kind === 'item') : stop;
  const figure = !visitor && itemStop?.scene ? figureOf(pkg, itemStop.scene) : undefined;
  const whole = visitor ? !item : itemStop?.kind === 'opening' || itemStop?.kind === 'closing';
  const shown = whole ? [] : (itemStop?.features ?? []);
  const padding = visitor ? visitorPadding(screen) : cardPadding(screen, cardHeight);
  const extent = whole ? pkg.town.extent : (itemStop?.outlook.extent ?? pkg.town.extent);
  return html`<plain-map .store=${store} .screen=${screen} .shown=${shown} .figure=${figure} .extent=${extent} .padding=${padding}></plain-map>`;
}
