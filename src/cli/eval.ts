/** `quern eval`: expressions without a file, given as arguments or as lines of JSON. */
import { Command } from 'commander';
import { loadParser, type Arena, type EngineName, type Rung } from '../index.js';
import { SqlError } from '../error.js';
import { textLines } from '../inputs/text-lines.js';
import {
  answer,
  answerText,
  askAll,
  availableEngines,
  type Answer,
  type AvailableEngines,
  type Question,
} from './answer.js';
import { Failure, failingWith, status, statusOf } from './failure.js';
import { openInput } from './input-file.js';
import { engineOrAllOption, rungOption } from './options.js';
import { Output } from './output.js';
import { parseQuestion } from './question.js';
import { say } from './say.js';
import { sessionArena, sessionOptions, type SessionOptions } from './session-options.js';

interface EvalOptions extends SessionOptions {
  engine: EngineName | 'auto' | 'all';
  rung?: Rung;
}

const moreHelp = `
Without arguments a line of JSON is read for each expression, and answered with one:
  {"sql": "a + $1::int4", "schema": "a int4", "row": {"a": "1"}, "params": ["2"]}
  {"type":"integer","value":"3"}
Values are texts in PostgreSQL's syntax, or null. A line may have settings of its own, which hold for it alone:
  {"sql": "timestamptz '2024-07-01 12:00+00'", "settings": {"timeZone": "Europe/Berlin"}}
An SQL error is an answer, too:
  {"error":{"code":"22012","message":"division by zero"}}

Examples:
  quern eval "1 + 2" "DATE '2024-02-29' + 1"
  quern eval "timestamptz '2024-07-01 12:00+00'" --time-zone Europe/Berlin --date-style 'SQL, DMY'
  echo '{"sql": "lower($1)", "params": ["ABC"]}' | quern eval --engine all
`;

export function evalCommand(): Command {
  const command = new Command('eval')
    .argument('[SQL...]', 'the expressions')
    .addOption(engineOrAllOption())
    .addOption(rungOption());
  for (const option of sessionOptions()) command.addOption(option);
  return command.addHelpText('after', moreHelp).action(async (expressions: string[], options: EvalOptions) => {
    await loadParser();
    const output = Output.standard();
    try {
      await (expressions.length > 0 ? evalArguments(expressions, options, output) : evalLines(options, output));
    } finally {
      await output.flush();
    }
  });
}

async function evalArguments(expressions: readonly string[], options: EvalOptions, output: Output): Promise<void> {
  const asker = new Asker(options, await sessionArena(options));
  for (const [index, sql] of expressions.entries()) {
    const given = await asker.ask({ sql, params: [], schema: '', row: {} }, `expression ${index + 1}`);
    if ('error' in given) throw new Failure(statusOf(given.error), given.error, sql);
    output.addShown(`${given.value ?? ''}\n`);
  }
  asker.finish();
}

async function evalLines(options: EvalOptions, output: Output): Promise<void> {
  const asker = new Asker(options, await sessionArena(options));
  const { chunks } = await openInput('-');
  await failingWith(status.data, undefined, async () => {
    for await (const { text, number } of textLines(chunks)) {
      if (text.trim() === '') continue;
      output.add(`${answerText(await asker.ask(parseQuestion(text, number), `line ${number}`))}\n`);
      await output.flush();
    }
  });
  asker.finish();
}

/** The engines that can run here; says which cannot. */
async function available(): Promise<AvailableEngines> {
  const found = await availableEngines();
  for (const reason of found.missing) say(`not compared: ${reason}`);
  return found;
}

/** Asks the engine, or all of them, and remembers whether they ever disagreed. */
class Asker {
  readonly #options: EvalOptions;
  readonly #arena: Arena;
  #available: AvailableEngines | undefined;
  #disagreements = 0;

  constructor(options: EvalOptions, arena: Arena) {
    this.#options = options;
    this.#arena = arena;
  }

  async ask(question: Question, where: string): Promise<Answer> {
    const { engine, rung } = this.#options;
    if (engine !== 'all') return answer(question, { engine, rung }, this.#arena);
    this.#available ??= await available();
    const agreement = await askAll(question, this.#arena, this.#available.engines);
    for (const difference of agreement.differences) say(`${where}: engines disagree: ${difference}`);
    if (agreement.differences.length > 0) this.#disagreements++;
    return agreement.answer;
  }

  finish(): void {
    if (this.#disagreements === 0) return;
    throw new Failure(
      status.disagreement,
      new SqlError('XX000', `engines disagree on ${this.#disagreements} of the expressions`),
    );
  }
}
