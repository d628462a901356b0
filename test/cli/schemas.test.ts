import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { schemas, schemaText } from '../../src/cli/schemas.ts';

const folder = join(import.meta.dirname, '../../docs/schemas');

describe('docs/schemas', () => {
  it('holds the schemas of the code and no others', () =>
    expect(readdirSync(folder).sort()).toEqual(Object.keys(schemas()).sort()));
  it.each(Object.entries(schemas()))('%s is not stale (npx tsx src/cli/schemas.ts)', (name, schema) =>
    expect(readFileSync(join(folder, name), 'utf8')).toBe(schemaText(schema)),
  );
});
