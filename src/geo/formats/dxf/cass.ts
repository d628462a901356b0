import type { ProblemList } from '../problems.ts';
import type { CassData, Outline } from './outline.ts';
import type { RawEntity } from './pairs.ts';

/** The code of 权属线, the boundary of a parcel. */
const boundaryCode = '300000';
const boundaryFields = ['宗地号', '权利人', '地类号'];
/** Layers that CASS or an office gives to boundaries. */
const boundaryLayer =
  /^(?:JZ|JZD|JZX|JZXIAN|ZD|ZDJX|QSX|HX)$|界址|红线|宗地|权属|(?:用地|征地|地块|项目).*(?:范围|边界|线)/i;
/** CASS's own layers of everything else in a topographic map: houses, roads, water, slopes, heights, grid, frame. */
const topographicLayer =
  /^(?:ASSIST|DGX|DLDW|DLJ|DLSS|DMTZ|DSX|FWXX|GCD|GTFW|GXYZ|JJ|JMD|JXJ|JZFQ|KZD|MSLINE|PMT|QTDW|RQ|SJW|SXSS|TK|TXK|ZBTZ|ZDH|ZJ)$/i;

export function cassOf(entity: RawEntity): CassData | undefined {
  const at = entity.pairs.findIndex(({ code, value }) => code === 1001 && value.toUpperCase() === 'SOUTH');
  if (at < 0) return undefined;
  const rest = entity.pairs.slice(at + 1);
  const end = rest.findIndex(({ code }) => code === 1001);
  const texts = (end < 0 ? rest : rest.slice(0, end)).flatMap(({ code, value }) =>
    code === 1000 ? value : [],
  );
  const [code = '', ...more] = texts;
  if (!code) return undefined;
  const fields = code === boundaryCode ? boundaryFields : [];
  const properties = Object.fromEntries(
    fields.flatMap((name, i) => (more[i] ? [[name, more[i] as string]] : [])),
  );
  return { code, properties };
}

/**
 * The outlines of a survey drawing that are boundaries. Where some carry the code of a parcel boundary they are the
 * boundaries, and every other outline is topography; where none does but some lie on a layer for boundaries, those on
 * the layers that CASS keeps for topography are left out. A drawing with neither is read whole.
 */
export function boundariesOf(outlines: readonly Outline[], problems: ProblemList): Outline[] {
  const coded = outlines.some(({ cass }) => cass?.code === boundaryCode);
  const layered = outlines.some(({ layer }) => boundaryLayer.test(layer));
  if (!coded && !layered) return [...outlines];
  const isBoundary = ({ cass, layer }: Outline): boolean =>
    coded
      ? cass?.code === boundaryCode || (!cass && boundaryLayer.test(layer))
      : !topographicLayer.test(layer);
  const kept = outlines.filter(isBoundary);
  const left = new Map<string, number>();
  for (const one of outlines) if (!isBoundary(one)) left.set(one.layer, (left.get(one.layer) ?? 0) + 1);
  if (left.size) {
    const list = [...left].slice(0, 12).map(([layer, count]) => `${layer.slice(0, 20)} ×${count}`);
    const by = coded
      ? { zh: `编码 ${boundaryCode}（权属线）`, en: `the code ${boundaryCode} (parcel boundary)` }
      : { zh: '图层', en: 'their layer' };
    problems.add({
      code: 'dxf-topography',
      severity: 'info',
      what: {
        zh: `按 CASS ${by.zh}取 ${kept.length} 条界址线；房屋、道路、图框等地形要素未作地块：${list.join('、')}。`,
        en: `${kept.length} boundaries were taken by ${by.en} in CASS; houses, roads, frames and other topography were not: ${list.join(', ')}.`,
      },
      remedy: {
        zh: '如其中也有地块，请在图中改到界址线图层。',
        en: 'If plots are among them, move them to a boundary layer in the drawing.',
      },
    });
  }
  return kept;
}
