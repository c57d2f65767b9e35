/** The form of a step over many rows, of one that calls a function with what the function computes; all that is asked of it is looked up once. */
import { functionInfo } from '../../functions/functions.js';
import type { OpcodeInfo } from '../../program/metadata.js';
import { opcodeInfo } from '../../program/steps.js';
import { LaneCode } from './lane-stencil.js';
import { memberCode, vectorFunctions, vectorSteps } from './lanes.generated.js';
import type { TextMatch, VectorStep, VectorValue, WholeComparison } from './step.js';
import { placed, termsOf, valuesIn, type OperandTerm, type Term } from './terms.js';

/** A comparison of two whole numbers, by the places of its operands. */
export interface PlacedComparison {
  readonly by: WholeComparison['by'];
  readonly left: number;
  readonly right: number;
}

/** How the operand that is written gets its value; what `VectorValue` leaves out is undefined. */
export interface FormValue {
  readonly operand: number;
  /** Where the inputs are booleans, which are at the places `booleans`. */
  readonly words: Term | undefined;
  readonly booleans: readonly number[];
  /** Where they are numbers; of a table of bits what looks into it. */
  readonly lanes: LaneCode | undefined;
  readonly compares: PlacedComparison | undefined;
  readonly copy: number | undefined;
  readonly param: number | undefined;
  readonly column: number | undefined;
  readonly bytes: number;
  readonly member: number | undefined;
  readonly matches: TextMatch | undefined;
  /** Whether a boolean is written, however the step is run. */
  readonly isCondition: boolean;
}

export interface Form {
  readonly value: FormValue | undefined;
  readonly more: readonly OperandTerm[];
  readonly nulls: readonly OperandTerm[];
  readonly jumps: readonly OperandTerm[];
  readonly ends: Term | undefined;
  /** The places of the operands that must be booleans for the step to have its form at all. */
  readonly booleans: readonly number[];
  /** The places of the inputs, and of those of which the value is read. */
  readonly inputs: readonly number[];
  readonly read: readonly number[];
  readonly resets: boolean;
}

/** What the parts of a table are called, behind the operands of a step that looks into it. */
const tableOperands = ['least', 'mask', 'bits'].map((name) => ({ name, kind: 'in' as const }));

/** By the opcode; null where there is no form. */
const forms: (Form | null | undefined)[] = [];
/** Of steps that call: by the opcode, then by the function. */
const calling: (Form | null | undefined)[][] = [];

/** By the opcode, the place of the operand that names the function which is called; -1 where there is none. */
const callPlaces: (number | undefined)[] = [];

/** Undefined for a step that is for one row at a time. */
export function formOf(opcode: number, operands: readonly number[]): Form | undefined {
  let place = callPlaces[opcode];
  if (place === undefined) {
    place = vectorSteps[opcode]?.value?.call ?? -1;
    callPlaces[opcode] = place;
  }
  if (place < 0) return formOfOpcode(opcode);
  const called = operands[place] ?? -1;
  let functions = calling[opcode];
  if (functions === undefined) {
    functions = [];
    calling[opcode] = functions;
  }
  let form = functions[called];
  if (form === undefined) {
    form = findCalling(opcode, called);
    functions[called] = form;
  }
  return form ?? undefined;
}

/** The form of a step that calls no function. */
export function formOfOpcode(opcode: number): Form | undefined {
  let form = forms[opcode];
  if (form === undefined) {
    const found = vectorSteps[opcode];
    form = found === undefined ? null : findForm(found, opcodeInfo(opcode));
    forms[opcode] = form;
  }
  return form ?? undefined;
}

function findCalling(opcode: number, called: number): Form | null {
  const form = vectorSteps[opcode];
  const computed = vectorFunctions[called] ?? vectorSteps[functionInfo(called).inlined ?? -1]?.value;
  if (computed === undefined || form?.value === undefined) return null;
  return findForm({ ...form, value: { ...computed, operand: form.value.operand } }, opcodeInfo(opcode));
}

function findForm({ value, more, nulls, jumps, ends, resets }: VectorStep, info: OpcodeInfo): Form {
  const found = {
    value: value === undefined ? undefined : findValue(value, info),
    more: termsOf(more ?? [], info),
    nulls: termsOf(nulls ?? [], info),
    jumps: termsOf(jumps ?? [], info),
    ends: ends === undefined ? undefined : placed(ends, info),
  };
  const terms = [...found.nulls, ...found.jumps, ...found.more].map(({ term }) => term);
  const inputs = info.operands.flatMap(({ kind }, place) => (kind === 'in' ? [place] : []));
  return {
    ...found,
    booleans: [...terms, found.ends].flatMap(valuesIn),
    inputs,
    read: inputs.filter((place) => info.operands[place]?.readValue === true),
    resets: resets === true,
  };
}

function findValue(value: VectorValue, info: OpcodeInfo): FormValue {
  const { operand, words, lanes, compares, copy, param, column, bytes = 0, member, matches } = value;
  const term = words === undefined ? undefined : placed(words, info);
  const placeOf = (wanted: string): number => info.operands.findIndex(({ name }) => name === wanted);
  return {
    operand,
    words: term,
    booleans: valuesIn(term),
    lanes:
      member !== undefined
        ? new LaneCode(memberCode, [...info.operands, ...tableOperands], operand, true, false)
        : lanes === undefined
          ? undefined
          : new LaneCode(lanes.code, info.operands, operand, lanes.condition === true, lanes.raises === true),
    compares:
      compares === undefined
        ? undefined
        : { by: compares.by, left: placeOf(compares.left), right: placeOf(compares.right) },
    copy,
    param,
    column,
    bytes,
    member,
    matches,
    isCondition: lanes?.condition === true || member !== undefined || matches !== undefined,
  };
}
