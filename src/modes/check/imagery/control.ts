import { zoneAccuracyM } from '../../../check/index.ts';
import { systemOf } from '../../../geo/crs/systems.ts';
import { fromLonLat, toLonLat } from '../../../geo/crs/transform.ts';
import { type Fit, fitControl } from '../../../geo/raster/control.ts';
import { standsOut } from '../../../geo/raster/stands-out.ts';
import { asProblems, type Problem, type ZoneCrs } from '../../../model/index.ts';
import type { ImageryControl, ImageryRecord } from '../../../store/records/index.ts';

/** What the control points of a scan give. */
export interface Placing {
  fit?: Fit;
  /** Place in the list of the point that does not agree with the others. */
  outlier?: number;
  problems: readonly Problem[];
}

/** Fits the control points, or says why they do not settle the map. */
export function placing({ points, kind }: ImageryControl): Placing {
  try {
    const fit = fitControl(points, kind);
    const outlier = standsOut(points, kind);
    return { fit, problems: [], ...(outlier === undefined ? {} : { outlier }) };
  } catch (error) {
    return { problems: asProblems(error) };
  }
}

/** A picture with other control points: placed by them where they settle it, else not placed. */
export function withControl(value: ImageryRecord, control: ImageryControl, crs: ZoneCrs): ImageryRecord {
  const { map: _, accuracyM: __, ...rest } = value;
  const { rmsM: ___, ...points } = control;
  const { fit } = placing(control);
  if (!fit) return { ...rest, crs, control: points };
  // Nothing is seen finer than a pixel, however well the points agree.
  const seen = [...fit.residuals.map(({ length }) => length), ...fit.pixelM];
  const accuracyM = Math.max(...seen, zoneAccuracyM({ crs }));
  return { ...rest, crs, map: fit.map, control: { ...points, rmsM: fit.rms }, accuracyM };
}

/**
 * Control points in another system: figures that were typed are read in it, with a zone number before Y where
 * it has one; places picked on the map stay where they are.
 */
export function inOtherSystem(control: ImageryControl, before: ZoneCrs, code: string): ImageryControl {
  const [out, back] = [toLonLat(before.code, before.shift), fromLonLat(code)];
  const [former, own] = [systemOf(before.code), systemOf(code)];
  const points = control.points.map((point): ImageryControl['points'][number] => {
    if (point.from === 'map') return { ...point, ground: back(out(point.ground)) };
    if (former?.kind !== 'gauss' || own?.kind !== 'gauss') return point;
    const [east, north] = point.ground;
    return { ...point, ground: [(east % 1e6) + (own.zone ?? 0) * 1e6, north] };
  });
  return { ...control, points };
}
