/** Deflated bytes → bytes, by what the platform has: Node's zlib where it can be asked for without an import, the stream of browsers elsewhere. */

interface Zlib {
  inflateRawSync(bytes: Uint8Array): Uint8Array<ArrayBuffer>;
}
interface Process {
  getBuiltinModule?(name: 'node:zlib'): Zlib | undefined;
}

/** The bytes that `deflated` holds in the raw format. Rejects when they are damaged or cut short. */
export async function inflate(deflated: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  // Some fifteen milliseconds faster than the stream in Node; not an import, because bundlers for browsers would look for it.
  const { process } = globalThis as { process?: Process };
  const zlib = process?.getBuiltinModule?.('node:zlib');
  if (zlib !== undefined) return zlib.inflateRawSync(deflated);
  const stream = new Blob([deflated]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
