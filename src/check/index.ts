export { type CheckOptions, checkZone } from './check.ts';
export { CheckClient } from './client.ts';
export { type Comparison, compareChecks } from './compare.ts';
export { fingerprint } from './fingerprint.ts';
export type { HandedLayerFile } from './handed-file.ts';
export type { LandUse } from './land-use.ts';
export type { LandTables } from './land-use-source.ts';
export { type CheckLayer, type LayerEntry, type OwnRule, prepareLayer } from './layer.ts';
export type { DocxZone } from './office/docx.ts';
export type {
  Checked,
  LayerLoaded,
  LayerShape,
  OpenedLayer,
  PackageMessage,
  Rows,
  RowsMessage,
  TableMessage,
} from './protocol.ts';
export * from './report/index.ts';
export type { CallOptions } from './rpc.ts';
export { CheckStopped } from './stopped.ts';
export * from './types.ts';
export { severityWords, trustWords } from './words.ts';
export { zoneAccuracyM } from './zone-accuracy.ts';
