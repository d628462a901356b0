import type { Header, PMTiles } from 'pmtiles';
import { idColumns } from '../../geo/layer/index.ts';
import { ProblemError, problem } from '../../model/index.ts';
import type { FabricState } from '../../store/index.ts';

const mostValues = 200;
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const unreadable = (file: string, detail: string) =>
  new ProblemError(
    problem(
      'parcel-tiles-unreadable',
      { zh: `宗地切片无法读取：${detail}`, en: `The parcel tiles cannot be read: ${detail}` },
      { file },
      {
        zh: '请给出 PMTiles 3 的 MVT 切片，或改用 FlatGeobuf、GeoJSON。',
        en: 'Give vector tiles (MVT) as PMTiles 3, or FlatGeobuf or GeoJSON instead.',
      },
    ),
  );
/** Archives' own number for vector tiles. */
const vectorTiles = 1;

/**
 * The layer of an archive that is drawn, the first, the field its parcels are numbered by, and the columns it names all
 * values of: `vector_layers` and `tilestats` of its metadata, as tippecanoe writes them. What is not as it should be is
 * left out.
 */
export function columnsOfMetadata(metadata: unknown): {
  sourceLayer: string;
  idField: string | undefined;
  columns: FabricState['columns'];
} {
  const about = isRecord(metadata) ? metadata : {};
  const [first] = list(about['vector_layers']).filter(isRecord);
  const sourceLayer = typeof first?.['id'] === 'string' ? first['id'] : 'parcels';
  const fields = isRecord(first?.['fields']) ? first['fields'] : {};
  const idField = idColumns.find((name) => Object.hasOwn(fields, name));
  const stats = isRecord(about['tilestats']) ? list(about['tilestats']['layers']).filter(isRecord) : [];
  const attributes = list(stats.find(({ layer }) => layer === sourceLayer)?.['attributes']).filter(isRecord);
  const columns = attributes.flatMap(({ attribute, values, count }) => {
    const texts = list(values)
      .filter((value) => typeof value === 'string' || typeof value === 'number')
      .map(String);
    // With more values than are listed, the list classes only some of the parcels.
    const whole = typeof count !== 'number' || count <= texts.length;
    return typeof attribute === 'string' && whole && texts.length && texts.length <= mostValues
      ? [{ name: attribute, values: [...new Set(texts)], counts: undefined }]
      : [];
  });
  return { sourceLayer, idField, columns };
}

/**
 * Where an archive's tiles are and what they hold.
 * @throws ProblemError when it is broken, or no archive of vector tiles.
 */
export async function describeArchive(
  archive: PMTiles,
  file: string,
): Promise<{ header: Header } & ReturnType<typeof columnsOfMetadata>> {
  try {
    const header = await archive.getHeader();
    if (header.tileType !== vectorTiles) throw unreadable(file, `tile type ${header.tileType}`);
    return { header, ...columnsOfMetadata(await archive.getMetadata()) };
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw unreadable(file, error instanceof Error ? error.message.slice(0, 120) : String(error));
  }
}
