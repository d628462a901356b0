export { type BoundaryRing, boundaryOf } from './boundary.ts';
export { type Cell, type Column, type Row, type Table, withUnit } from './cells.ts';
export { type CheckFile, checkFile } from './json.ts';
export { projectReport } from './project.ts';
export { type Report, type ReportMore, reportOf } from './report.ts';
export { conflictsTable } from './rules.ts';
export { reportsCsv, reportsText } from './write.ts';
