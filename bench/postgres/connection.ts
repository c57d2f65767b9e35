/**
 * A connection to a PostgreSQL server over a Unix socket: the simple query protocol, values as text, as the manual's chapter
 * "Frontend/Backend Protocol" has it (version 3.0). No password, no encryption, no COPY.
 */
import { connect, type Socket } from 'node:net';
import { SqlError } from '../../src/error.js';

/** A row as the server prints it; null is SQL NULL. */
export type TextRow = readonly (string | null)[];

interface Answer {
  rows: TextRow[];
  error: SqlError | undefined;
  readonly resolve: (rows: TextRow[]) => void;
  readonly reject: (error: Error) => void;
}

const protocol = 3 << 16;
const lost = (why: string): SqlError => new SqlError('08006', `connection to PostgreSQL lost: ${why}`);

/** One session. Queries are answered in the order in which they were asked; each session has transactions of its own. */
export class Connection {
  readonly #socket: Socket;
  readonly #waiting: Answer[] = [];
  #chunks: Buffer[] = [];
  #size = 0;
  #closed: SqlError | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => this.#receive(chunk));
    socket.on('error', (error) => this.#end(lost(error.message)));
    socket.on('close', () => this.#end(lost('closed')));
  }

  /** Opens a session on the server that listens at the socket. Raises what the server says (57P03 while it is starting), or 08006. */
  static async open(socketPath: string, user: string, database: string): Promise<Connection> {
    const connection = new Connection(connect(socketPath));
    const parameters = [
      'user',
      user,
      'database',
      database,
      'application_name',
      'quern',
      'client_encoding',
      'UTF8',
      '',
    ].join('\0');
    const body = Buffer.from(`\0\0\0\0${parameters}\0`);
    body.writeInt32BE(protocol);
    await connection.#ask(framed('', body));
    return connection;
  }

  /**
   * Runs the statements of a text, as one transaction unless the text says otherwise, and gives the rows of all of them. Raises the
   * server's error with its SQLSTATE, message, position, detail and hint.
   */
  query(sql: string): Promise<readonly TextRow[]> {
    return this.#ask(framed('Q', Buffer.from(`${sql}\0`)));
  }

  /** Ends the session; what it was doing is rolled back. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#socket.destroyed) return resolve();
      this.#socket.once('close', () => resolve());
      this.#socket.end(framed('X', Buffer.alloc(0)));
    });
  }

  #ask(message: Buffer): Promise<TextRow[]> {
    return new Promise((resolve, reject) => {
      if (this.#closed !== undefined) return reject(this.#closed);
      this.#waiting.push({ rows: [], error: undefined, resolve, reject });
      this.#socket.write(message);
    });
  }

  #end(why: SqlError): void {
    this.#closed ??= why;
    for (const { error, reject } of this.#waiting.splice(0)) reject(error ?? this.#closed);
    this.#socket.destroy();
  }

  /** A message is a letter, its length with the length's own four bytes, and a body; a chunk may end anywhere. */
  #receive(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    const first = this.#chunks[0];
    if (first !== undefined && first.length >= 5 && this.#size < first.readInt32BE(1) + 1) return;
    const all = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks);
    let at = 0;
    while (at + 5 <= all.length) {
      const end = at + 1 + all.readInt32BE(at + 1);
      if (end > all.length) break;
      this.#take(String.fromCharCode(all[at] ?? 0), all.subarray(at + 5, end));
      at = end;
    }
    const rest = all.subarray(at);
    this.#chunks = rest.length > 0 ? [rest] : [];
    this.#size = rest.length;
  }

  #take(kind: string, body: Buffer): void {
    const answer = this.#waiting[0];
    if (answer === undefined) return;
    switch (kind) {
      case 'D':
        answer.rows.push(dataRow(body));
        break;
      case 'E':
        answer.error ??= errorOf(body);
        break;
      case 'G': // CopyInResponse: we have nothing to copy, and CopyFail says so.
        this.#socket.write(framed('f', Buffer.from('COPY FROM STDIN is not supported by this client\0')));
        break;
      case 'R':
        if (body.readInt32BE() !== 0) this.#end(new SqlError('28000', 'the server asks for a password'));
        break;
      case 'Z': // ReadyForQuery ends every answer, also one that is an error.
        this.#waiting.shift();
        if (answer.error === undefined) answer.resolve(answer.rows);
        else answer.reject(answer.error);
        break;
    }
  }
}

function framed(kind: string, body: Buffer): Buffer {
  const message = Buffer.alloc(kind.length + 4 + body.length);
  message.write(kind, 'latin1');
  message.writeInt32BE(body.length + 4, kind.length);
  body.copy(message, kind.length + 4);
  return message;
}

function dataRow(body: Buffer): TextRow {
  const row: (string | null)[] = [];
  let at = 2;
  for (let n = body.readInt16BE(); n > 0; n--) {
    const length = body.readInt32BE(at);
    at += 4;
    row.push(length < 0 ? null : body.toString('utf8', at, at + length));
    at += Math.max(length, 0);
  }
  return row;
}

/** The fields of an ErrorResponse: a letter and a text each. */
function errorOf(body: Buffer): SqlError {
  const fields = new Map(
    body
      .toString('utf8')
      .split('\0')
      .map((field): [string, string] => [field.slice(0, 1), field.slice(1)]),
  );
  const position = fields.get('P');
  return new SqlError(fields.get('C') ?? 'XX000', fields.get('M') ?? 'an error without a message', {
    position: position === undefined ? undefined : Number(position),
    detail: fields.get('D'),
    hint: fields.get('H'),
  });
}
