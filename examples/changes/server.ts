/**
 * Subscriptions to a PostgreSQL table as predicates, over HTTP: `GET /rows?where=total > $1&params=[100]` answers with server-sent events, first the rows and then every change of them.
 *
 *   npx tsx examples/changes/server.ts --table orders --port 8080 --shards 2      (PGHOST, PGUSER, … say which PostgreSQL)
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { parseArgs } from 'node:util';
import type { ParamValue } from 'quern';
import { Feed } from './feed.js';
import type { Condition } from './shard.js';
import { WorkerShard } from './worker-shard.js';

const longestCondition = 20_000;
const mostSubscriptions = 50_000;

/** The condition that a request asks for, or what is wrong with it. */
function conditionOf(url: URL): Condition | string {
  const where = url.searchParams.get('where') ?? 'true';
  const text = url.searchParams.get('params') ?? '[]';
  if (where.length + text.length > longestCondition) return 'the condition is too long';
  try {
    const params: unknown = JSON.parse(text);
    if (!Array.isArray(params)) return 'params must be a JSON array';
    return { where, params: params as ParamValue[] };
  } catch {
    return 'params must be a JSON array';
  }
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(`${JSON.stringify(body)}\n`);
}

async function handle(feed: Feed, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (request.method !== 'GET') return answer(response, 405, { message: 'only GET is supported' });
  if (url.pathname === '/status') return answer(response, 200, feed.status);
  if (url.pathname !== '/rows') return answer(response, 404, { message: 'there are /rows and /status' });
  const condition = conditionOf(url);
  if (typeof condition === 'string') return answer(response, 400, { message: condition });
  if ((feed.status['subscriptions'] ?? 0) >= mostSubscriptions)
    return answer(response, 503, { message: 'too many subscriptions' });
  const id = request.headers['last-event-id'];
  const error = await feed.subscribe(condition, typeof id === 'string' ? id : undefined, response);
  if (error !== undefined) answer(response, 400, error);
}

function listen(feed: Feed, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    handle(feed, request, response).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

const { values } = parseArgs({
  options: {
    table: { type: 'string' },
    port: { type: 'string', default: '8080' },
    shards: { type: 'string', default: '2' },
    slot: { type: 'string', default: 'quern' },
    publication: { type: 'string', default: 'quern' },
    remember: { type: 'string', default: '10000' },
    'remember-seconds': { type: 'string', default: '60' },
  },
});
if (values.table === undefined) {
  console.error('Which table? Give --table NAME.');
  process.exit(2);
}

/** A consumer that has lost its stream or a shard starts again: the slot and the clients' ids say where. */
function end(error: unknown): never {
  console.error(error);
  process.exit(1);
}

const shards = await Promise.all(Array.from({ length: Number(values.shards) }, () => WorkerShard.start(end)));
const feed = await Feed.start({
  server: {},
  table: values.table,
  slot: values.slot,
  publication: values.publication,
  shards,
  remembered: Number(values.remember),
  rememberedMilliseconds: Number(values['remember-seconds']) * 1000,
});
const server = await listen(feed, Number(values.port));
const address = server.address();
console.log(`listening on http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
feed.run().then(() => end('the stream has ended'), end);
