import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import * as v from 'valibot';
import { afterAll, describe, expect, it } from 'vitest';
import { validateFolder } from '../../src/cli/package/validate-folder.ts';
import { schemas } from '../../src/cli/schemas.ts';
import {
  BasemapSchema,
  CatalogueSchema,
  checkLayer,
  DisplaySchema,
  formatProblem,
  LayerSchema,
  LayerSourceSchema,
  PlanSchema,
  RuleSchema,
  RulesSchema,
  StagesSchema,
  StatusLogSchema,
  TownSchema,
} from '../../src/model/index.ts';
import { readAddress } from '../../src/store/address/address.ts';
import { parameters } from '../../src/store/address/parameters.ts';
import { createCommands } from '../../src/store/commands.ts';
import { createSelectors } from '../../src/store/select.ts';
import { createState } from '../../src/store/state.ts';
import { commandsOf, entryOf, kindOf, run, smallPackage, workshop } from './_commands.ts';
import { anchors, at, blocks, fragments, links, pages, root } from './_pages.ts';

const json = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const pageOf = (path: string) => pages.find((page) => page.path === path) as (typeof pages)[number];

describe('commands', () => {
  const commands = commandsOf(blocks);

  it.each(commands.filter((c) => kindOf(c) === 'exists').map((c) => [c.text, c] as const))(
    '%s is there',
    (_, command) => {
      if (command.text === 'npm ci') return expect(existsSync(join(root, 'package-lock.json'))).toBe(true);
      const { file, args } = entryOf(command);
      if (file) expect(existsSync(join(root, file)), file).toBe(true);
      const source = file ? readFileSync(join(root, file), 'utf8') : '';
      for (const arg of args) {
        if (arg.startsWith('--')) expect(source, arg).toContain(`${arg.slice(2)}`);
        else if (file === 'test/bench/main.ts' && arg === args[0])
          expect(existsSync(join(root, `test/bench/${arg}.ts`)), arg).toBe(true);
        else if (file === 'test/bench/main.ts') expect(arg).toMatch(/^\d+$/);
        else expect(source, arg).toMatch(new RegExp(`['"(]${arg}['")]`));
      }
    },
  );

  it('run, each page by itself and in its order, and end well', async () => {
    const wanted = commands.filter((c) => kindOf(c) === 'run');
    const failed = await Promise.all(
      [...new Set(wanted.map(({ block }) => block.page))].map(async (page) => {
        const folder = workshop();
        const failed: string[] = [];
        for (const command of wanted.filter(({ block }) => block.page === page)) {
          const { code, out } = await run(command, folder);
          if (code !== 0) failed.push(`${at(command.block)}: ${command.text} → ${code}\n${out}`);
        }
        rmSync(folder, { recursive: true });
        return failed;
      }),
    );
    expect(failed.flat()).toEqual([]);
  }, 240_000);

  it('name every script of package.json', () => {
    const text = pages.map(({ text }) => text).join('\n');
    const scripts = Object.keys(json('package.json').scripts);
    expect(scripts.filter((name) => !new RegExp(`npm (run )?${name}\\b`).test(text))).toEqual([]);
  });

  it('ask a machine elsewhere only for files that a site has', () => {
    const asked = commands.filter((c) => kindOf(c) === 'elsewhere').flatMap(({ words }) => words);
    const paths = asked.flatMap((word) => /^https:\/\/plan\.example\.gov\.cn\/(.+)$/.exec(word)?.[1] ?? []);
    expect(paths.length).toBeGreaterThan(0);
    for (const path of paths)
      expect(path === 'precache.json' || existsSync(join(root, path)), path).toBe(true);
  });
});

describe('examples', () => {
  const schemaOf: Record<string, v.GenericSchema> = {
    'town.json': TownSchema,
    'layers.json': CatalogueSchema,
    'plan.json': PlanSchema,
    'status.json': StatusLogSchema,
    'rules.json': RulesSchema,
    'stages.json': StagesSchema,
    basemap: v.array(BasemapSchema),
    display: DisplaySchema,
    layer: LayerSchema,
    sources: v.array(LayerSourceSchema),
    rule: v.array(RuleSchema),
    procedure: StagesSchema.entries.procedures.item,
    'settings.json': v.object({
      'json.schemas': v.array(v.object({ fileMatch: v.array(v.string()), url: v.string() })),
    }),
  };
  const named = blocks.filter(({ language }) => language === 'json');

  it.each(named.map((block) => [at(block), block.name, block] as const))(
    '%s %s is what it says',
    (_, name, block) => {
      const value: unknown = JSON.parse(block.text);
      if (name.endsWith('.geojson')) {
        const [layer] = v.parse(
          CatalogueSchema,
          JSON.parse(smallPackage().find((b) => b.name.endsWith('layers.json'))?.text ?? ''),
        ).layers;
        const { problems } = checkLayer(
          layer as Parameters<typeof checkLayer>[0],
          value,
          { surroundings: [112, 28, 114, 29] },
          name,
        );
        expect(problems).toEqual([]);
        return;
      }
      const schema = schemaOf[name.replace(/^data\//, '')];
      if (!schema) throw new Error(`no schema for "${name}"`);
      expect(
        v.safeParse(schema, value).issues?.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`),
      ).toBeUndefined();
    },
  );

  it('say what every block is', () =>
    expect(
      blocks
        .filter(({ language }) => !['sh', 'json', 'text', 'html', 'nginx', 'ini'].includes(language))
        .map(at),
    ).toEqual([]));

  it('make a package that is whole', () => {
    const folder = mkdtempSync(join(tmpdir(), 'small-'));
    try {
      for (const { name, text } of smallPackage()) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), text);
      }
      const { problems, summary } = validateFolder(join(folder, 'data'));
      expect(problems.map((p) => p.code)).toEqual(['index-missing']);
      expect(summary).toBe(
        '3 sentences, 2 commitments, 2 items, 1 on the map, 0 uncited, 1 features in 1 layers, 0 errors, 1 warnings',
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('print of our package what validate prints', () => {
    const lines = pages.flatMap(({ text }) => text.match(/^\d+ sentences, .*$/gm) ?? []);
    expect(new Set(lines)).toEqual(new Set([validateFolder(join(root, 'data')).summary]));
  });

  it('show units that systemd can read', () => {
    const units = blocks.filter(({ language }) => language === 'ini');
    expect(units.map(({ name }) => name)).toEqual([
      'plan-display.service',
      'plan-display-watch.service',
      'plan-display-watch.timer',
    ]);
    for (const unit of units) {
      const lines = unit.text
        .replace(/\\\n\s*/g, '')
        .split('\n')
        .filter(Boolean);
      expect(
        lines.filter((line) => !/^(\[(Unit|Service|Timer|Install)\]|[A-Z]\w+=\S.*)$/.test(line)),
      ).toEqual([]);
    }
  });
});

describe('the look after the display', () => {
  const script = blocks.find(({ name }) => name === 'plan-display-watch')?.text ?? '';
  const folder = mkdtempSync(join(tmpdir(), 'watch-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text, { mode: 0o755 });
  write('watch', script);
  write('systemctl', `#!/bin/sh\necho "$@" >> '${join(folder, 'done')}'\n`);
  /** What the look does while the browser answers this; undefined: it does not. */
  const look = (titles: readonly string[] | undefined) => {
    const list = JSON.stringify(
      titles?.map((title) => ({ type: 'page', title })),
      null,
      1,
    );
    write('curl', titles ? `#!/bin/sh\ncat <<'END'\n${list}\nEND\n` : '#!/bin/sh\nexit 7\n');
    rmSync(join(folder, 'done'), { force: true });
    execFileSync(join(folder, 'watch'), [join(folder, 'title')], {
      env: { PATH: `${folder}:${process.env['PATH']}` },
    });
    return existsSync(join(folder, 'done')) ? readFileSync(join(folder, 'done'), 'utf8').trim() : '';
  };

  it('starts it again when its title stands still or cannot be read, and only then', () => {
    const worker = 'Service Worker';
    expect(look(['图 1/57', worker])).toBe('');
    expect(look(['图 9/57', worker])).toBe('');
    expect(look(['图 9/57', worker])).toBe('restart plan-display');
    // It gets a look's time to come up.
    expect(look(['图 9/57', worker])).toBe('');
    expect(look(['图 07:05', worker])).toBe('');
    expect(look(undefined)).toBe('restart plan-display');
  });
});

describe('addresses', () => {
  const state = createState();
  const catalogue = v.parse(CatalogueSchema, json('data/layers.json'));
  state.town.value = v.parse(TownSchema, json('data/town.json'));
  state.catalogue.value = catalogue;
  state.plan.value = v.parse(PlanSchema, json('data/plan.json'));
  state.layers.value = Object.fromEntries(
    catalogue.layers.map(({ id, source }) => [id, { phase: 'ready', data: json(`data/${source}`) }]),
  );
  const select = createSelectors(state);
  const store = {
    base: '',
    language: 'zh' as const,
    state,
    select,
    commands: createCommands(state, select),
    load: async () => {},
  };
  const examples = [...new Set(pages.flatMap(fragments))];

  it.each(examples)('#%s is understood whole, and what it names is in the package', (fragment) => {
    expect(readAddress(store, fragment).map((p) => formatProblem(p, 'en'))).toEqual([]);
    const unknown: string[] = [];
    const need = (id: string | undefined, has: (id: string) => boolean) => {
      if (id !== undefined && !has(id)) unknown.push(id);
    };
    need(state.item.value, (id) => select.items.value.has(id));
    need(state.feature.value, (id) => select.features.value.has(id));
    need(state.basemap.value, (id) => Boolean(state.town.value?.basemaps.some((b) => b.id === id)));
    const layers = new Set(catalogue.layers.map(({ id }) => id));
    for (const id of [...Object.keys(state.overrides.value), ...state.order.value])
      need(id, (one) => layers.has(one));
    const villages = new Set(
      [...select.features.value.values()].flatMap(({ feature }) => feature.properties.villages),
    );
    for (const code of state.filters.value.villages) need(code, (one) => villages.has(one));
    const chapters = new Set(state.plan.value?.chapters.map(({ number }) => String(number)));
    for (const number of state.filters.value.chapters) need(String(number), (one) => chapters.has(one));
    expect(unknown).toEqual([]);
  });

  it.each(['docs/1-using.md', 'docs/1-using.zh.md'])('%s lists every parameter, with an example', (path) => {
    const page = pageOf(path);
    const shown = fragments(page).join('&');
    for (const { name } of parameters) {
      expect(page.prose).toContain(`\`${name}=\``);
      expect(shown).toMatch(new RegExp(`(^|&)${name}=`));
    }
  });
});

describe('the package format', () => {
  const keysOf = (schema: unknown, found: Set<string>): Set<string> => {
    if (typeof schema !== 'object' || schema === null) return found;
    for (const [key, value] of Object.entries(schema)) {
      if (key === 'properties' && !('type' in value && typeof value.type === 'string'))
        for (const name of Object.keys(value)) found.add(name);
      keysOf(value, found);
    }
    return found;
  };
  const { text } = pageOf('docs/2-package-format.md');

  it.each(Object.entries(schemas()))('lists every member of %s', (name, schema) => {
    const keys = keysOf(schema, new Set());
    expect(keys.size, name).toBeGreaterThan(3);
    expect([...keys].filter((key) => !text.includes(`\`${key}\``) && !text.includes(`"${key}":`))).toEqual(
      [],
    );
  });
});

describe('links', () => {
  it.each(pages.map((page) => [page.path, page] as const))('of %s lead somewhere', (path, page) => {
    const wrong = links(page).filter((link) => {
      if (/^[a-z]+:/.test(link)) return false;
      const [file = '', anchor] = link.split('#');
      const target = file ? resolve(root, dirname(path), decodeURIComponent(file)) : join(root, path);
      if (!existsSync(target)) return true;
      if (anchor === undefined) return false;
      const other = pages.find((one) => one.path === relative(root, target));
      return !other || !anchors(other).includes(decodeURIComponent(anchor));
    });
    expect(wrong).toEqual([]);
  });
});
