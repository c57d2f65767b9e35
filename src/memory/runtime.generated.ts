export const runtimeBase64 = 'AGFzbQEAAAA=';
export const runtimeEnd = 2048;
export type RuntimeExports = Record<string, (...args: (number | bigint)[]) => number>;
