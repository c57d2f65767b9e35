import { describe, expect, it } from 'vitest';
import { Failure, status } from '../../src/cli/failure.js';
import { caret, describe as describeFailure, report } from '../../src/cli/report.js';
import { SqlError } from '../../src/error.js';

// Colour is switched off in tests, where the terminal's escapes would hide the text.
process.env['NO_COLOR'] = '1';

describe('an error on a terminal', () => {
  it('has a caret under the position, which counts characters', () => {
    const failure = new Failure(
      status.usage,
      new SqlError('42703', 'column "z" does not exist', { position: 8, hint: 'Look again.' }),
      "'𝄞é' = z",
    );
    expect(describeFailure(failure, true)).toBe(
      'quern: column "z" does not exist\n  \'𝄞é\' = z\n         ^\nhint: Look again.\n',
    );
    expect(describeFailure(failure, false)).toBe('quern: column "z" does not exist at position 8\nhint: Look again.\n');
  });

  it('shows the line of the position, and not all of a long one', () => {
    expect(caret('a = 1\nAND\tb', 11)).toEqual(['  AND\tb', '     \t^']);
    expect(caret('a =', 4)).toEqual(['  a =', '     ^']);
    const [line, mark] = caret(`${'x'.repeat(500)}y${'z'.repeat(500)}`, 501);
    expect(line).toBe(`  …${'x'.repeat(60)}y${'z'.repeat(59)}…`);
    expect(line[mark.indexOf('^')]).toBe('y');
  });

  it('that is our own mistake has no stack trace', () => {
    let written = '';
    expect(
      report(new TypeError('x is undefined'), {
        write: (text) => {
          written += text;
        },
      }),
    ).toBe(1);
    expect(written).toBe(
      'quern: internal error: x is undefined\nhint: Please report this, with the command that you ran.\n',
    );
  });
});
