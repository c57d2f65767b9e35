/** The canonical predicates' programs on every rung, as `explain` prints them: a change of what is generated shows up as a change of these texts. */
import { beforeAll, expect, test } from 'vitest';
import { predicates } from '../../bench/predicates.js';
import { Arena } from '../../src/arena/arena.js';
import { compileSql } from '../../src/library/front-end.js';
import { compileQual } from '../../src/program/compile.js';
import { disassemble } from '../../src/program/disassemble.js';
import { rungs, type Rung } from '../../src/program/program.js';
import { loadParser, qualList } from '../../src/sql/index.js';

const schema =
  'a int4 not null, b int4, c text, d float8 not null, e int8 not null, f date not null, h timestamp not null, g numeric(12,2)';
const arena = new Arena();
beforeAll(() => loadParser());

test.each(predicates.map(({ name, sql }) => [name, sql]))(
  '%s is the same program as before on every rung',
  async (name, sql) => {
    const { expr, schema: columns } = await compileSql(sql, 'predicate', { schema, arena });
    const texts = rungs.map(
      (title, rung) =>
        `rung ${rung}: ${title}\n${disassemble(compileQual(qualList(expr), { schema: columns, rung: rung as Rung }), columns)}`,
    );
    await expect(`${sql}\n\n${texts.join('\n')}`).toMatchFileSnapshot(`golden/${name}.txt`);
  },
);
