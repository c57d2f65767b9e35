/** A cast to a domain: to its base type, and then each constraint must hold (executor/execExprInterp.c, ExecEvalConstraintCheck). */
import type { TypeName as ParsedTypeName } from 'libpg-query';
import { quoteIdentifier } from '../../catalog/quote-identifier.js';
import type { Domain, Expr } from '../expression.js';
import { nameParts } from '../parse/names.js';
import { coerceToBoolean } from '../resolve/coerce.js';
import type { Context } from './context.js';

/** The domain of the schema that a type's name means. */
export function domainNamed(context: Context, name: ParsedTypeName): Domain | undefined {
  const parts = nameParts(name.names);
  const isOurs = parts.length === 1 || (parts.length === 2 && parts[0] === 'public');
  return isOurs && name.arrayBounds === undefined ? context.domain(parts.at(-1) ?? '') : undefined;
}

/** The value, which raises 23502 or 23514 where it is none of the domain: CASE WHEN (condition) IS NOT FALSE OR violation THEN value END. */
export function checkedByDomain(context: Context, domain: Domain, given: Expr): Expr {
  const { type, location } = given;
  const name = quoteIdentifier(domain.name);
  let value = given;
  const require = (holds: Expr, func: string, detail: string): void => {
    context.countNodes(value);
    const violation: Expr = {
      kind: 'FuncExpr',
      type: 'bool',
      func,
      args: [{ kind: 'Const', type: 'text', value: detail, location: -1 }],
      location: -1,
    };
    const when: Expr = { kind: 'BoolExpr', type: 'bool', op: 'OR', args: [holds, violation], location: -1 };
    const otherwise: Expr = { kind: 'Const', type, value: null, location: -1 };
    value = { kind: 'CaseExpr', type, arg: null, whens: [{ when, then: value }], otherwise, location };
  };
  // All conditions are about the value as it was given, so that the tree grows by one copy of it for each.
  if (domain.notNull)
    require({ kind: 'NullTest', type: 'bool', test: 'IS_NOT_NULL', arg: given, location: -1 }, 'domain_null', name);
  for (const check of domain.checks) {
    const inside = context.withinDomain(given);
    const arg = coerceToBoolean(inside, inside.transform(check.condition), 'CHECK');
    require({
      kind: 'BooleanTest',
      type: 'bool',
      test: 'IS_NOT_FALSE',
      arg,
      location: -1,
    }, 'domain_violation', `${name} violates check constraint "${check.name}"`);
  }
  return value;
}
