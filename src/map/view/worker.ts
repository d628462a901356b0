import { setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { workerAddress } from '../../check/start-worker.ts';

// The renderer's own worker comes from a file beside the script; without this the built app would look elsewhere.
setWorkerUrl(workerAddress(workerUrl));
