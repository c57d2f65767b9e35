import { beforeAll, describe, expect, it } from 'vitest';
import { allFunctions, loadRoutines } from '../../src/catalog/catalog.js';
import { types } from '../../src/catalog/types.js';
import { familyNames } from '../../src/functions/registry.js';
import { opcodes } from '../../src/program/opcodes.generated.js';
import { quern } from './quern.js';

interface Share {
  readonly supported: number;
  readonly inScope: number;
}
interface Catalog {
  readonly opcodes: number;
  readonly functions: Share;
  readonly operators: Share;
  readonly casts: Share;
  readonly types: readonly { readonly name: string; readonly family?: string }[];
  readonly families: readonly { readonly name: string; readonly bytes: number; readonly functions: number }[];
  readonly absent: readonly { readonly function: string; readonly reason: string; readonly inScope: boolean }[];
}

beforeAll(loadRoutines);

describe('quern catalog', () => {
  it('--json tells of opcodes, functions, operators, casts, types, families and what is absent', async () => {
    const { status, stdout, stderr } = await quern(['catalog', '--json']);
    expect([status, stderr]).toEqual([0, '']);
    const catalog = JSON.parse(stdout) as Catalog;
    expect(catalog.opcodes).toBe(opcodes.length);
    expect(catalog.functions.supported).toBeGreaterThanOrEqual(450);
    for (const { supported, inScope } of [catalog.functions, catalog.operators, catalog.casts]) {
      expect(supported).toBeGreaterThan(0);
      expect(supported).toBeLessThanOrEqual(inScope);
    }
    // Every function that the catalog lists is supported, or absent with a reason.
    const missing = catalog.absent.filter((each) => each.inScope);
    expect(missing).toHaveLength(catalog.functions.inScope - catalog.functions.supported);
    expect(catalog.absent.length + catalog.functions.supported).toBe(allFunctions().length);
    expect(catalog.absent.filter(({ reason }) => reason === '')).toEqual([]);
    expect(catalog.absent.map((each) => each.function)).toContain('pg_stat_get_numscans(oid)');
    expect(missing.map((each) => each.function)).not.toContain('abs(integer)');
    // The types and families are those that are defined.
    const supported = catalog.types.filter(({ family }) => family !== undefined).map(({ name }) => name);
    expect(supported.sort()).toEqual(Object.keys(types).sort());
    expect(catalog.families.map(({ name }) => name)).toEqual(familyNames);
    for (const { bytes, functions } of catalog.families) {
      expect(bytes).toBeGreaterThan(200);
      expect(functions).toBeGreaterThan(0);
    }
  });

  it('--coverage prints the shares alone, in the same numbers', async () => {
    const { stdout } = await quern(['catalog', '--coverage']);
    expect(stdout.match(/^\w+/gm)).toEqual(['functions', 'operators', 'casts', 'types', 'opcodes']);
    for (const [, supported, inScope, percent] of stdout.matchAll(/(\d+) of +(\d+) +(\d+) %/g))
      expect(Math.floor((100 * Number(supported)) / Number(inScope))).toBe(Number(percent));
    expect(stdout).toContain(`of ${String(allFunctions().length - (await outOfScope())).padStart(5)}`);
  });

  it('gives the reason why a function is absent', async () => {
    const { stdout } = await quern(['catalog', 'current_user']);
    expect(stdout).toBe("absent: current_user(): reads a server's or a session's state\n");
    expect((await quern(['catalog', 'abs'])).stdout).toBe('no function abs is absent\n');
  });

  it('refuses options that exclude each other', async () => {
    expect(await quern(['catalog', '--json', '--coverage'])).toMatchObject({ status: 2, stdout: '' });
    expect(await quern(['catalog', 'abs', '--json'])).toMatchObject({ status: 2, stdout: '' });
  });
});

async function outOfScope(): Promise<number> {
  const { stdout } = await quern(['catalog', '--json']);
  return (JSON.parse(stdout) as Catalog).absent.filter((each) => !each.inScope).length;
}

describe('the instruction set', () => {
  it('has at most 600 opcodes: functions that are not inlined are called', () => {
    expect(opcodes.length).toBeLessThanOrEqual(600);
  });
});
