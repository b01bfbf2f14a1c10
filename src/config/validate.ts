import { valueOf, type Entry, type List, type Scalar, type Table, type Tree } from './document.ts';
import type { Place, Problem } from './errors.ts';
import { nearest } from '../syntax/nearest.ts';
import type { Schema } from './schema.ts';

/** Everything in which a document differs from a schema, with what was expected. None: it is as the schema has it. */
export function validate(tree: Tree, root: Schema): readonly Problem[] {
  const problems: Problem[] = [];
  const report = (at: Place, path: string, message: string): void => {
    problems.push({ line: at.line, column: at.column, path, message });
  };
  const check = (value: Tree, given: Schema, path: string): void => {
    const schema = dereference(given, root);
    if (schema.anyOf) return checkAny(value, schema.anyOf, path);
    if (!isOfType(value, schema))
      return report(value.at, path, `expected ${describe(schema, root)}; got ${show(value)}${guess(value, schema)}`);
    if (value.type === 'list') checkList(value, schema, path);
    else if (value.type === 'table') checkTable(value, schema, path);
    else if (schema.minimum !== undefined && typeof value.value === 'number' && value.value < schema.minimum)
      report(value.at, path, `expected ${describe(schema, root)}; got ${show(value)}`);
  };
  const checkAny = (value: Tree, alternatives: readonly Schema[], path: string): void => {
    const possible = alternatives.map((schema) => dereference(schema, root)).filter((schema) => isOfKind(value, schema));
    const [only] = possible;
    if (only && possible.length === 1 && value.type !== 'scalar') return check(value, only, path);
    if (
      possible.some((schema) => isOfType(value, schema) && validate(value, { ...schema, definitions: root.definitions ?? {} }).length === 0)
    )
      return;
    const expected = describe({ anyOf: alternatives }, root);
    const near = possible.map((schema) => guess(value, schema)).find((text) => text !== '') ?? '';
    report(value.at, path, `expected ${expected}; got ${show(value)}${near}`);
  };
  const checkList = ({ at, items }: List, schema: Schema, path: string): void => {
    if (items.length < (schema.minItems ?? 0)) report(at, path, `expected at least ${entries(schema.minItems ?? 0)}`);
    if (items.length > (schema.maxItems ?? Infinity)) report(items[schema.maxItems ?? 0]?.at ?? at, path, tooMany(schema));
    const seen = new Set<string>();
    for (const [index, item] of items.entries()) {
      const own = isTuple(schema.items) ? schema.items[index] : schema.items;
      if (own) check(item, own, `${path}[${index}]`);
      const text = JSON.stringify(valueOf(item));
      if (schema.uniqueItems && seen.has(text)) report(item.at, `${path}[${index}]`, `${show(item)} is there twice`);
      seen.add(text);
    }
  };
  const checkTable = (table: Table, schema: Schema, path: string): void => {
    for (const name of schema.required ?? [])
      if (!table.entries.some(({ key }) => key === name)) report(table.at, path, `'${name}' is missing`);
    for (const entry of table.entries) {
      const own = propertyOf(entry.key, schema);
      if (own) check(entry.value, own, join(path, entry.key));
      else if (schema.additionalProperties === false) report(entry.at, join(path, entry.key), unknownKey(entry, path, schema));
    }
  };
  check(tree, root, '');
  return problems;
}

const isTuple = (items: Schema['items']): items is readonly Schema[] => Array.isArray(items);

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

function dereference(schema: Schema, root: Schema): Schema {
  const name = schema.$ref?.slice('#/definitions/'.length);
  return (name === undefined ? undefined : root.definitions?.[name]) ?? schema;
}

function propertyOf(key: string, { properties = {}, patternProperties = {} }: Schema): Schema | undefined {
  if (Object.hasOwn(properties, key)) return properties[key];
  return Object.entries(patternProperties).find(([pattern]) => new RegExp(pattern).test(key))?.[1];
}

/** Whether a value is one of an `enum`, or has the `type`. */
function isOfType(value: Tree, schema: Schema): boolean {
  if (schema.enum) return value.type === 'scalar' && schema.enum.includes(value.value);
  switch (schema.type) {
    case 'object':
      return value.type === 'table';
    case 'array':
      return value.type === 'list';
    case 'integer':
      return value.type === 'scalar' && Number.isInteger(value.value);
    case 'string':
    case 'boolean':
      return value.type === 'scalar' && typeof value.value === schema.type;
    default:
      return true;
  }
}

/** Whether the two are at least both single values, both lists or both mappings. */
function isOfKind(value: Tree, schema: Schema): boolean {
  if (schema.type === 'array') return value.type === 'list';
  return schema.type === 'object' ? value.type === 'table' : value.type === 'scalar';
}

function describe(given: Schema, root: Schema): string {
  const schema = dereference(given, root);
  if (schema.anyOf) {
    // `[error]` may be written, but nobody needs to.
    const worthwhile = schema.anyOf.filter(({ items, maxItems }) => !(isTuple(items) && maxItems === 1));
    return worthwhile.map((one) => describe(one, root)).join(', or ');
  }
  if (schema.enum) return words(schema.enum.map(String));
  switch (schema.type) {
    case 'object':
      return 'a mapping (key: value)';
    case 'array':
      return isTuple(schema.items) ? 'a list of severity and options' : `a list${listed(schema)}`;
    case 'integer':
      return schema.minimum === undefined ? 'a whole number' : `a whole number of at least ${schema.minimum}`;
    case 'boolean':
      return 'true or false';
    default:
      return 'a text';
  }
}

const listed = ({ items }: Schema): string => (items && !isTuple(items) && items.type === 'string' ? ' of texts' : '');

function words(list: readonly string[]): string {
  return list.length < 2 ? list.join('') : `${list.slice(0, -1).join(', ')} or ${list.at(-1) ?? ''}`;
}

function show(value: Tree): string {
  if (value.type === 'list') return 'a list';
  if (value.type === 'table') return 'a mapping';
  return value.value === null ? 'nothing' : shorten(value);
}

function shorten({ value }: Scalar): string {
  const text = String(value);
  const short = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return typeof value === 'string' ? `'${short.replaceAll(/\s+/g, ' ')}'` : short;
}

/** The nearest of the allowed words; YAML 1.1 reads `off` as false, and some write it so. */
function guess(value: Tree, schema: Schema): string {
  if (value.type !== 'scalar' || !schema.enum) return '';
  const [word, known] = [String(value.value), schema.enum.map(String)];
  const begun = word.length > 2 ? known.find((one) => one.startsWith(word)) : undefined;
  const near = value.value === false ? 'off' : (begun ?? nearest(word, known));
  return near !== undefined && schema.enum.includes(near) ? `; did you mean '${near}'?` : '';
}

const entries = (count: number): string => (count === 1 ? 'one entry' : `${count} entries`);

const tooMany = ({ items, maxItems = 0 }: Schema): string =>
  isTuple(items) && maxItems === 1 ? 'takes no options; expected only a severity' : `expected at most ${entries(maxItems)}`;

function unknownKey({ key }: Entry, path: string, schema: Schema): string {
  const names = [...Object.keys(schema.properties ?? {}), ...Object.keys(schema.patternProperties ?? {}).flatMap(alternativesOf)];
  const kind = /(?:^|\.)rules$/.test(path) ? 'rule' : /(?:^|\.)rules\./.test(path) ? 'option' : 'key';
  const near = nearest(key, names);
  if (near !== undefined) return `unknown ${kind}; did you mean '${near}'?`;
  if (kind === 'rule') return "unknown rule; 'plimsoll rules' lists those there are";
  return `unknown ${kind}; expected ${words(names)}`;
}

/** `^(a|b\.c)$` is how the schema writes the codes of other tools. */
const alternativesOf = (pattern: string): readonly string[] => pattern.slice(2, -2).replaceAll('\\', '').split('|');
