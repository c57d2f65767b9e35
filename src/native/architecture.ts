/** The architectures whose native code is read. */

/** As Node names them. */
export type Architecture = 'x64' | 'arm64';

/** As their makers call them. */
export const architectureNames: Readonly<Record<Architecture, string>> = { x64: 'x86-64', arm64: 'ARM64' };

/** All of them. */
export const architectures = Object.keys(architectureNames) as readonly Architecture[];

/** The architecture that Node calls so; undefined for one whose code is not read. */
export const architectureNamed = (name: string): Architecture | undefined => architectures.find((one) => one === name);
