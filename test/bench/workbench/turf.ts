/** The same job as a plain turf page would do it: every parcel against the zone, on the page's own thread. */
import type { Position } from 'geojson';
import { eachParcel } from '../_fabric.ts';
import { turfTimes } from '../_turf.ts';

const query = new URLSearchParams(location.search);
const ring = JSON.parse(query.get('ring') ?? '[]') as Position[];
const parcels: Position[][][] = [];
eachParcel(Number(query.get('count')), (rings) => parcels.push(rings));
document.title = JSON.stringify(turfTimes(parcels, [ring]));
