import { areaUnits } from '../geo/area/units.ts';
import { idOf, type PackedLayer, packFeatures, placeOf } from '../geo/layer/index.ts';
import { areaColumn, orderRows, shownArea, valuesOf } from '../geo/layer/rows.ts';
import { isSketch, type Language, ProblemError, problem } from '../model/index.ts';
import type { Calls, PackageMessage, TableMessage } from './protocol.ts';
import { attributeTable, plainNumber } from './report/attributes.ts';
import { areaNames, type Cell, number, same, type Table } from './report/cells.ts';
import { byteOrderMark, csvLines } from './report/write.ts';
import { type CallContext, type Handlers, stepwise } from './rpc.ts';

export type TableCalls = Pick<Calls, 'rows' | 'rowOf' | 'writeRows'>;

/** Cells of a workbook: above it a spreadsheet takes minutes to open and the memory to write it is not there. */
const mostCells = 1_500_000;
const rowsAtOnce = 4096;

const tooMany = (rows: number, columns: number) =>
  new ProblemError(
    problem(
      'table-too-large',
      {
        zh: `${rows} 行 × ${columns} 列，超出 Excel 导出上限（${mostCells} 个单元格）。`,
        en: `${rows} rows × ${columns} columns are more than the ${mostCells} cells that are written for Excel.`,
      },
      undefined,
      {
        zh: '请先筛选、减少列，或导出 CSV。',
        en: 'Filter, choose fewer columns, or save CSV.',
      },
    ),
  );

/** A layer of the package with its attributes as columns; what it says is in two languages, so there are two of it. */
function packedAttributes(
  { layers }: Pick<PackageMessage, 'layers'>,
  id: string,
  language: Language,
): PackedLayer | undefined {
  const served = layers.find(({ layer }) => layer.id === id);
  if (!served?.data) return undefined;
  const villages = new Map(
    layers.flatMap(({ layer, data }) =>
      layer.role === 'villages'
        ? (data?.features ?? []).map(({ properties }) => [properties.villages[0], properties.name] as const)
        : [],
    ),
  );
  const { features } = served.data;
  const { columns, rows } = attributeTable(
    served.layer,
    features,
    (code) => villages.get(code) ?? { zh: code, en: code },
  );
  const names = columns.map(({ name }) => name[language]);
  const given = (cell: Cell) => cell.number?.value ?? cell[language];
  const layer = packFeatures(
    features.map(({ geometry }, row) => ({
      geometry,
      properties: Object.fromEntries(names.map((name, c) => [name, given(rows[row]!.cells[c]!)])),
    })),
    names[0],
  );
  // The area of a sketch means nothing.
  const areaM2 = layer.areaM2.map((area, f) =>
    isSketch((features[layer.row[f] as number] as (typeof features)[number]).properties.basis) ? 0 : area,
  );
  return { ...layer, areaM2 };
}

/**
 * The calls about attribute tables, of a planner's layers and of the package's.
 * @param held A planner's layer.
 * @param town What the package gave.
 * @param gone The fault to throw when there is no such layer.
 */
export function tableHandlers(
  held: (id: string) => PackedLayer | undefined,
  town: () => Pick<PackageMessage, 'layers'> | null,
  gone: (id: string) => Error,
): Handlers<TableCalls> {
  let ofPackage: { town: unknown; language: Language; tables: Map<string, PackedLayer | undefined> };
  /** The last order that was worked out of each layer. */
  const orders = new WeakMap<PackedLayer, { key: string; rows: Uint32Array }>();

  function layerOf({ id, language }: TableMessage): PackedLayer {
    const message = town();
    if (ofPackage?.town !== message || ofPackage.language !== language)
      ofPackage = { town: message, language, tables: new Map() };
    if (message && !held(id) && !ofPackage.tables.has(id))
      ofPackage.tables.set(id, packedAttributes(message, id, language));
    const layer = held(id) ?? ofPackage.tables.get(id);
    if (!layer) throw gone(id);
    return layer;
  }
  async function ordered(layer: PackedLayer, { order }: TableMessage, context: CallContext) {
    const key = JSON.stringify(order);
    const cached = orders.get(layer);
    if (cached?.key === key) return cached.rows;
    const rows = await stepwise(orderRows(layer, order), context);
    orders.set(layer, { key, rows });
    return rows;
  }

  return {
    async rows(message, context) {
      const layer = layerOf(message);
      const rows = await ordered(layer, message, context);
      const { from, count, order } = message;
      return {
        total: rows.length,
        all: layer.count,
        columns: layer.columns.map(({ name, alias, kind }) => ({ name, kind, ...(alias ? { alias } : {}) })),
        areas: layer.areaM2.some((area) => area > 0),
        rows: [...rows.subarray(from, from + count)].map((feature) => {
          const area = shownArea(layer, feature, order.unit);
          return {
            feature,
            id: idOf(layer, feature),
            area: Number.isNaN(area) ? null : area,
            values: valuesOf(layer, feature),
          };
        }),
      };
    },
    async rowOf(message, context) {
      const layer = layerOf(message);
      const { feature } = message;
      const wanted = typeof feature === 'string' ? placeOf(layer, feature) : feature;
      const rows = await ordered(layer, message, context);
      const at = wanted === undefined ? -1 : rows.indexOf(wanted);
      return at < 0 ? undefined : at;
    },
    async writeRows(message, context) {
      const layer = layerOf(message);
      const { columns, kind, title, order, language } = message;
      const rows = await ordered(layer, message, context);
      const names = columns.map((place) =>
        place === areaColumn ? areaNames[order.unit] : same(layer.columns[place]?.name ?? ''),
      );
      const cellsOf = (feature: number): Cell[] => {
        const values = valuesOf(layer, feature);
        return columns.map((place) => {
          const value = place === areaColumn ? shownArea(layer, feature, order.unit) : values[place];
          if (typeof value !== 'number') return same(value ?? '');
          if (Number.isNaN(value)) return same('');
          return place === areaColumn ? number(value, order.unit, areaUnits[order.unit]) : plainNumber(value);
        });
      };
      if (kind === 'csv') {
        const parts = [byteOrderMark + csvLines([names.map((name) => name[language])])];
        for (let at = 0; at < rows.length; at += rowsAtOnce) {
          const lines = [...rows.subarray(at, at + rowsAtOnce)].map((feature) =>
            cellsOf(feature).map(({ zh, number: figure }) =>
              figure ? figure.value.toFixed(figure.decimals) : zh,
            ),
          );
          parts.push(csvLines(lines));
          context.progress(at / rows.length);
          await context.pause();
        }
        return new TextEncoder().encode(parts.join('\r\n'));
      }
      if (rows.length * columns.length > mostCells) throw tooMany(rows.length, columns.length);
      const { reportsXlsx } = await import('./office/xlsx.ts');
      const table: Table = {
        id: 'attributes',
        title: same(title),
        columns: names.map((name) => ({ name })),
        rows: [...rows].map((feature) => ({ key: `${feature}`, cells: cellsOf(feature) })),
      };
      const bytes = await reportsXlsx(
        [
          {
            ...{ title: table.title, name: table.title, tables: [table], fingerprint: '' },
            ...{ engine: { name: '', version: '' }, dataVersion: '' },
          },
        ],
        language,
      );
      return Uint8Array.from(bytes);
    },
  };
}
