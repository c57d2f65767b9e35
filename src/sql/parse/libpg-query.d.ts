/** The part of libpg-query's WebAssembly module that the parser uses; the package declares only its wrapper. */
declare module 'libpg-query/wasm/libpg-query.js' {
  export interface ParserModule {
    _malloc(bytes: number): number;
    _free(pointer: number): void;
    _wasm_parse_query_raw(text: number): number;
    _wasm_free_parse_result(result: number): void;
    lengthBytesUTF8(text: string): number;
    stringToUTF8(text: string, pointer: number, bytes: number): void;
    UTF8ToString(pointer: number): string;
    getValue(pointer: number, type: 'i32'): number;
    /** The linear memory; another array when it has grown. */
    readonly HEAPU8: Uint8Array;
  }
  export default function createParser(options: {
    print(text: string): void;
    printErr(text: string): void;
  }): Promise<ParserModule>;
}
