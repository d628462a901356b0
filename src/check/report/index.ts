export { type BoundaryRing, boundaryOf, boundaryTable } from './boundary.ts';
export { type Cell, type Column, type Row, type Table, withUnit } from './cells.ts';
export { type CheckFile, checkFile } from './json.ts';
export { projectReport, summaryTable } from './project.ts';
export { type Report, type ReportMore, reportOf } from './report.ts';
export { conflictsTable } from './rules.ts';
export { reportsCsv, reportsText } from './write.ts';
