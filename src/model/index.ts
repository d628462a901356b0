export * from './layer.ts';
export * from './plan.ts';
export * from './problem.ts';
export * from './rule.ts';
export * from './status.ts';
export * from './text.ts';
export * from './town.ts';
export * from './zone.ts';
