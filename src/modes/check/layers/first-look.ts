import type { LandTables, LayerLoaded } from '../../../check/index.ts';
import { classIndex, fieldsOf, type LayerColour } from '../../../model/index.ts';

/** Names under which files carry the land class of a parcel. */
export const landClass = /^(dl(mc|bm)|地类.*|土地用途|用途|land[_ ]?(use|class)|class)$/i;

/** What a layer with land classes is coloured by, and the class table's colour of each of its values. */
export function firstLook(
  { entry, classes }: Pick<LayerLoaded, 'entry' | 'classes'>,
  tables: LandTables | undefined,
): { colourBy?: string; colours?: Record<string, string>; look?: { colour: LayerColour; limit: boolean } } {
  const role = tables?.roles.find(({ id }) => id === entry.role);
  if (!tables || !role) return {};
  const { byClass, colour } = role.look;
  const look = { colour, limit: !byClass && role.id !== 'parcels' && role.id !== 'other' };
  if (!byClass) return { look };
  const fields = fieldsOf(
    role,
    classes.map(({ name }) => name),
    entry.fields,
  );
  const named = fields.class ?? fields.className;
  const column = classes.find(({ name }) => (named === undefined ? landClass.test(name) : name === named));
  if (!column) return { look };
  // Names or codes, whichever the column holds; a class without a colour has that of the one above it.
  const codes = new Map(
    tables.classes.classifications.flatMap(({ classes: list }) =>
      list.map(({ code, name }) => [name.zh, code]),
    ),
  );
  const indexes = tables.classes.classifications.map(classIndex);
  const colours: Record<string, string> = {};
  for (const value of column.values) {
    const landClass = indexes.flatMap((of) => of(value) ?? of(codes.get(value) ?? '') ?? [])[0];
    if (landClass?.colour) colours[value] = landClass.colour;
  }
  return { look, colourBy: column.name, ...(Object.keys(colours).length ? { colours } : {}) };
}
