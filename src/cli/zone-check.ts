/**
 * `npm run zone-check -- ZONE_FILE [--parcels FILE] [--package DIR] [--json|--csv|--txt] [--lang zh|en] [--crs EPSG:…]`:
 * checks every zone of a file, or of standard input (`-`), with the code the page runs. The result goes to standard
 * output, progress and reasons to standard error. Exit code 0 with a result, 2 for bad input.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type CheckLayer,
  type CheckResult,
  checkZone,
  fingerprint,
  prepareLayer,
  reportOf,
  reportsCsv,
  reportsText,
} from '../check/index.ts';
import { groupFiles, locate, readGeometry, type SourceFile, toZones } from '../geo/formats/index.ts';
import { type Fabric, readFabric, runToEnd } from '../geo/parcels/index.ts';
