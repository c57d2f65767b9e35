/** A client of the example's server: server-sent events, which comes again with the id of the last one when the connection is lost. */
import { get, type ClientRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ServerEvent {
  readonly event: string;
  readonly id: string;
  readonly data: unknown;
}

export class EventClient {
  /** What was wrong, if the server refused. */
  refused: string | undefined;
  /** How often it connected. */
  connections = 0;
  readonly #url: () => string;
  readonly #take: (event: ServerEvent) => void;
  #lastId: string | undefined;
  #request: ClientRequest | undefined;
  #closed = false;

  /** @param url is asked for at each connection, for the server may come again on another port. */
  constructor(url: () => string, take: (event: ServerEvent) => void) {
    this.#url = url;
    this.#take = take;
    void this.#run();
  }

  close(): void {
    this.#closed = true;
    this.#request?.destroy();
  }

  /** Loses the connection, and comes again. */
  drop(): void {
    this.#request?.destroy();
  }

  async #run(): Promise<void> {
    while (!this.#closed && this.refused === undefined) {
      await this.#connect();
      await sleep(20);
    }
  }

  #connect(): Promise<void> {
    return new Promise((resolve) => {
      const headers = this.#lastId === undefined ? {} : { 'last-event-id': this.#lastId };
      this.#request = get(this.#url(), { headers }, (response) => {
        this.connections++;
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
          if (response.statusCode !== 200) this.refused = text;
          for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
            this.#read(text.slice(0, end));
            text = text.slice(end + 2);
          }
        });
        response.on('close', resolve);
        response.on('error', () => undefined);
      });
      this.#request.on('error', () => resolve());
    });
  }

  #read(text: string): void {
    const fields = new Map(
      text.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
    );
    const id = fields.get('id');
    if (id !== undefined) this.#lastId = id;
    this.#take({ event: fields.get('event') ?? '', id: id ?? '', data: JSON.parse(fields.get('data') ?? 'null') });
  }
}
