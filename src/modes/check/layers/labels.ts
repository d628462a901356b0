import { layerWorker } from '../../../check/layer-worker.ts';
import type { Label } from '../../../geo/layer/labels.ts';
import { type Extent, fieldsOf } from '../../../model/index.ts';
import type { Workbench } from '../workbench.ts';

/** CSS pixels a label takes, about: a number over a class of four characters. */
const labelPixels = [52, 30] as const;
const mostLabels = 400;

/**
 * Number and class of the polygons in view of every land-use layer on the map, where they have room.
 * @param pixels Width and height of the map, CSS pixels.
 */
export async function labelsInView(
  { layers, checker, session }: Workbench,
  box: Extent,
  pixels: readonly [number, number],
): Promise<Label[]> {
  const roles = checker.tables.peek()?.roles ?? [];
  const shown = new Set(
    session.store.state.fabrics.peek().flatMap(({ id, visible }) => (visible ? [id] : [])),
  );
  const room = [
    ((box[2] - box[0]) * labelPixels[0]) / pixels[0],
    ((box[3] - box[1]) * labelPixels[1]) / pixels[1],
  ] as const;
  const lists = await Promise.all(
    layers.layers.peek().flatMap(({ id, value, loaded }) => {
      const role = roles.find((one) => one.id === value.entry.role);
      if (!loaded || !role?.look.byClass || !shown.has(id)) return [];
      const fields = fieldsOf(
        role,
        loaded.columns.map(({ name }) => name),
        value.entry.fields,
      );
      const columns = [fields.id, fields.className ?? fields.class].flatMap((name) => name ?? []);
      return columns.length
        ? [layerWorker().labels({ id, columns, box: [...box], room: [...room], most: mostLabels })]
        : [];
    }),
  );
  return lists.flat();
}
