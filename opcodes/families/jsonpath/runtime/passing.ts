/** PASSING of JSON_VALUE and its like: names and values as an array, in which numbers may be NaN or infinite. */
import { allocate } from '../../core/runtime/scratch';
import { numeric_in } from '../../numeric/runtime/scan';
import { IS_NUMBER, argumentCount, category, cellOf, printed, typeOf } from '../../json/runtime/argument-value';
import { NUMERIC } from '../../json/runtime/container';
import { NEW_ARRAY, Node, addMember, node } from '../../json/runtime/node';
import { resultLength } from '../../json/runtime/result';
import { valueNode } from '../../json/runtime/to-jsonb';
import { jsonbResult } from '../../json/runtime/write';

function passed(f: usize, n: i32, i: i32): Node {
  const cell = cellOf(f, i);
  const type = typeOf(f, n, i);
  if (category(cell, type) != IS_NUMBER) return valueNode(f, n, i);
  const text = printed(cell, type);
  const number = numeric_in(text, resultLength(), -1);
  return node(NUMERIC, number, resultLength());
}

export function json_passing(f: usize, n: i32): usize {
  const mark = allocate(0);
  const result = node(NEW_ARRAY, 0, 0);
  const count = argumentCount(n);
  for (let i = 0; i < count; i++) addMember(result, passed(f, n, i));
  return jsonbResult(result, mark);
}
