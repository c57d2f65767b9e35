/** Where the parser's WebAssembly comes from: a module of the package, imported when it is needed, or a file that the application hosts itself. */
import { reasonOf, SqlError } from '../../error.js';
import { decodeBase64 } from '../../platform/base64.js';
import { inflate } from '../../platform/inflate.js';
import { loadingHint, loadPart } from '../../platform/load-part.js';
import { compileWebAssembly } from '../../platform/webassembly.js';
import type { ParserFile } from './parser-file.js';

const couldNot = 'the SQL parser could not be loaded';

/** A refusal that names what could not be had, and why. */
const notFound = (detail: string, hint: string): SqlError => new SqlError('58P01', couldNot, { detail, hint });
/** The parser that the package holds. */
export async function compilePackaged(): Promise<WebAssembly.Module> {
  const { parserBase64 } = await loadPart('the SQL parser', () => import('./parser-wasm.generated.js'));
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = await inflate(decodeBase64(parserBase64));
  } catch (error) {
    throw notFound(`Its WebAssembly is damaged: ${reasonOf(error)}`, 'Install quern anew.');
  }
  return compile(bytes, 'the package', 'Install quern anew.');
}

/** The parser in a file that the application hosts. */
export async function compileHosted(file: ParserFile): Promise<WebAssembly.Module> {
  const { bytes, name } = await bytesOf(file);
  const hint = 'It must be the file quern/parser.wasm of the same version of quern.';
  const isWasm = bytes.length >= 8 && new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) === 0x00_61_73_6d;
  if (!isWasm) {
    const begins = new TextDecoder().decode(bytes.subarray(0, 15));
    throw notFound(
      bytes.length === 0
        ? `${name} is empty.`
        : `${name} is not WebAssembly: it begins with ${JSON.stringify(begins)}.`,
      hint,
    );
  }
  return compile(bytes, name, hint);
}

const compile = (bytes: Uint8Array<ArrayBuffer>, name: string, hint: string): Promise<WebAssembly.Module> =>
  compileWebAssembly(bytes, (reason) => notFound(`The WebAssembly in ${name} is damaged: ${reason}`, hint));

interface NamedBytes {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly name: string;
}

async function bytesOf(file: ParserFile): Promise<NamedBytes> {
  if (file instanceof ArrayBuffer) return { bytes: new Uint8Array(file), name: 'the buffer' };
  if (ArrayBuffer.isView(file)) {
    // A copy: WebAssembly takes no shared memory.
    return { bytes: new Uint8Array(file.buffer, file.byteOffset, file.byteLength).slice(), name: 'the buffer' };
  }
  if (typeof file === 'string') return fetched(file);
  if ('href' in file) return fetched(file.href);
  if (typeof file.arrayBuffer === 'function') return bytesOfResponse(file, 'the response');
  throw new SqlError('22023', 'loadParser takes as wasm an address, a response or bytes');
}

async function fetched(address: string): Promise<NamedBytes> {
  let response: Response;
  try {
    response = await fetch(address, { credentials: 'same-origin' });
  } catch (error) {
    throw notFound(
      `${address} could not be fetched: ${reasonOf(error)}`,
      loadingHint(
        "A content security policy must allow it in connect-src; where fetch reads no files, as in Node, pass the file's bytes.",
      ),
    );
  }
  return bytesOfResponse(response, address);
}

async function bytesOfResponse(
  response: { arrayBuffer(): Promise<ArrayBuffer>; readonly ok?: boolean; readonly status?: number },
  name: string,
): Promise<NamedBytes> {
  if (response.ok === false)
    throw notFound(`${name} was answered with status ${response.status}.`, 'Look whether the file is served there.');
  try {
    return { bytes: new Uint8Array(await response.arrayBuffer()), name };
  } catch (error) {
    throw notFound(`${name} broke off: ${reasonOf(error)}`, 'Load it again.');
  }
}
