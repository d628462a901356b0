import type { Store } from '../index.ts';
import type { LayerOverride } from '../state.ts';

/**
 * `park;scenic,f;villages,,0.5`: only what differs from the catalogue, each as id, visible (`t`/`f`, empty: as it is),
 * opacity. A leading `order:a+b+c;` gives the layers' order, bottom first, when the user changed it.
 */
export const layersParameter = {
  name: 'layers',
  write({ state }: Store): string | undefined {
    const parts = Object.entries(state.overrides.value).map(([id, { visible, opacity }]) => {
      const shown = visible === undefined ? '' : visible ? 't' : 'f';
      return [id, shown, opacity === undefined ? '' : String(Math.round(opacity * 100) / 100)]
        .join(',')
        .replace(/,+$/, '');
    });
    if (state.order.value.length) parts.unshift(`order:${state.order.value.join('+')}`);
    return parts.length ? parts.join(';') : undefined;
  },
  read(store: Store, text: string | undefined): boolean {
    const overrides: Record<string, LayerOverride> = {};
    let order: readonly string[] = [];
    let good = true;
    for (const part of text ? text.split(';') : []) {
      const ordered = /^order:([a-z0-9+-]+)$/.exec(part);
      if (ordered) {
        order = (ordered[1] as string).split('+');
        continue;
      }
      // `id` alone switches the layer on: the short form of a link written by hand.
      const match = /^([a-z][a-z0-9-]*)(?:,([tf]?)(?:,(0|1|0?\.\d+|1\.0*)?)?)?$/.exec(part);
      if (!match) {
        good = false;
        continue;
      }
      const [, id, shown, opacity] = match;
      const override: LayerOverride = {};
      if (shown === 't' || part === id) override.visible = true;
      if (shown === 'f') override.visible = false;
      if (opacity) override.opacity = Number(opacity);
      if (Object.keys(override).length) overrides[id as string] = override;
    }
    store.commands.setLayers(overrides, order);
    return good;
  },
};
