/** Which of V8's compilers made the code that a function runs, asked with V8's own test functions. */
import { setFlagsFromString } from 'node:v8';

/**
 * V8's tiers. Of JavaScript: Ignition interprets bytecode, Sparkplug spells each bytecode out as machine code, Maglev and TurboFan optimise. Of WebAssembly:
 * Liftoff compiles in one pass, TurboFan optimises.
 */
export type Tier = 'ignition' | 'sparkplug' | 'maglev' | 'turbofan' | 'liftoff';

/** Whether the tier's compiler optimises. */
export const isOptimized = (tier: Tier): boolean => tier === 'turbofan' || tier === 'maglev';

type Question = (func: unknown) => boolean;

/**
 * The tier that the function's next call begins in; undefined of a function that was never called. (A loop that is long at work may go on in code that V8
 * has optimised for that loop alone, "on-stack replacement": V8 has no question for that.) Sets V8's flag `--allow-natives-syntax`, which only its parser reads.
 */
export function tierOf(func: unknown): Tier | undefined {
  setFlagsFromString('--allow-natives-syntax');
  const asks = (name: string): boolean => (new Function('func', `return %${name}(func)`) as Question)(func);
  if (asks('IsWasmCode'))
    return asks('IsTurboFanFunction') ? 'turbofan' : asks('IsLiftoffFunction') ? 'liftoff' : undefined;
  if (asks('ActiveTierIsTurbofan')) return 'turbofan';
  if (asks('ActiveTierIsMaglev')) return 'maglev';
  if (asks('ActiveTierIsSparkplug')) return 'sparkplug';
  return asks('ActiveTierIsIgnition') ? 'ignition' : undefined;
}
