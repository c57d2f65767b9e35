/** The worker that holds PGlite, which is PostgreSQL compiled to WebAssembly. It is fetched with the first question, from where the site is served, and from nowhere else. */
import { serveCalls } from '../worker/serve.js';
import { ask, failureOf, type AskArgument, type Asked, type Database } from './ask.js';

let database: Promise<Database> | undefined;

/** Where `quern playground` serves the package: beside the site. */
const address = new URL('../pglite/index.js', self.location.href).href;

async function start(): Promise<Database> {
  const found = await fetch(address, { method: 'HEAD' }).catch(() => undefined);
  if (found?.ok !== true) {
    throw Object.assign(new Error('PGlite is not served here'), {
      code: '58P01',
      hint: 'Run npm install @electric-sql/pglite in a folder, and quern playground in the same folder.',
    });
  }
  const { PGlite } = (await import(/* @vite-ignore */ address)) as { PGlite: { create(): Promise<Database> } };
  return PGlite.create();
}

const methods = {
  /** Starts PostgreSQL if it does not run yet, and asks. */
  async ask(argument: AskArgument): Promise<Asked> {
    database ??= start();
    // A start that has failed may go better after an installation.
    database.catch(() => {
      database = undefined;
    });
    return ask(await database, argument);
  },
};

export type PostgresMethods = typeof methods;

serveCalls(methods, failureOf);
