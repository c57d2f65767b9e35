/** What `explain --engine vector` tells of a program: which steps run over 64 rows at a time, and why others do not. */
import { describe, expect, it } from 'vitest';
import { vectorReport } from '../../src/engines/vector/report.js';
import { loadFamily } from '../../src/functions/registry.js';
import { compileScalar } from '../../src/program/compile.js';
import { compileSql } from '../../src/library/front-end.js';
import { arena, qualOf, schema } from './vector-table.js';

describe('the report on a program', () => {
  it('tells of words, lanes and views', async () => {
    const report = vectorReport(await qualOf("a = 42 AND c LIKE '%77%'"));
    expect(report).toMatch(/SCAN_VAR_TEXT +where it is used\n/);
    expect(report).toMatch(/INT4EQ +SIMD lanes/);
    expect(report).toMatch(/TEXTLIKE +SIMD on the views of the texts/);
    expect(report).toMatch(/(QUAL|JUMP_IF_NULL|DONE_RETURN)\w* +words, a bit a row/);
    expect(report).not.toMatch(/a row at a time:/);
  });

  it('tells that only what has no lanes runs a row at a time, also at the end', async () => {
    const report = vectorReport(await qualOf("a = 42 AND upper(c) = 'X7'"));
    expect(report).toMatch(/INT4EQ +SIMD lanes/);
    expect(report).toMatch(/UPPER +a row at a time/);
    expect(report).toMatch(/DONE_RETURN +words/);
  });

  it('keeps the lanes of conditions beside a call that gets its arguments in cells', async () => {
    await loadFamily('numeric');
    const report = vectorReport(await qualOf('a < 150 AND abs(a::numeric) <= 3'));
    expect(report).toMatch(/INT4LT +SIMD lanes/);
    expect(report).toMatch(/FCINFO_ARG\w* +a row at a time/);
    expect(report).toMatch(/FUNCEXPR_FCINFO\w* +a row at a time/);
  });

  it.each([
    ['a = 3 OR e IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 1000)', /a row at a time: (it has no form|the values of the list)/],
    ['upper(c) = lower(c)', /^A row at a time: no step that computes has lanes\.\n/],
  ])('says why not: %s', async (sql, reason) => {
    expect(vectorReport(await qualOf(sql))).toMatch(reason);
  });

  it('says so of a program that gives values', async () => {
    const { expr } = await compileSql('a + 1', 'expression', { schema, arena });
    expect(vectorReport(compileScalar(expr, { schema, rung: 4 }))).toBe(
      'A row at a time: it computes a value, not whether a row is selected.\n',
    );
  });
});
