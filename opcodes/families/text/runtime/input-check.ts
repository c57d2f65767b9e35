/** Whether a text is a value of a type (`pg_input_is_valid` in `utils/adt/misc.c`). */
import { allocate } from '../../core/runtime/scratch';

/** Reads a text as a value of a type into the cell; 0 where an error of the data is raised. */
@external('env', 'try_element_in')
declare function try_element_in(oid: i32, text: usize, length: i32, modifier: i32, cell: usize): i32;

const CELL: i32 = 16;

/** Whether the type's input function takes the text. */
export function text_is_input(a: usize, aLength: i32, type: i32, modifier: i32): i32 {
  return try_element_in(type, a, aLength, modifier, (allocate(CELL + 8) + 15) & ~15);
}
