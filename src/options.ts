/** One option of a rule: its JSON Schema, its default and, through `T`, the type of its value. */
export interface Option<T> {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly default: T;
}

interface Described<T> {
  readonly default: T;
  readonly describe: string;
}

export type OptionSpecs = Readonly<Record<string, Option<unknown>>>;
export type OptionValues<S extends OptionSpecs> = { readonly [K in keyof S]: S[K] extends Option<infer T> ? T : never };

export const string = (o: Described<string>): Option<string> => option({ type: 'string' }, o);

export const boolean = (o: Described<boolean>): Option<boolean> => option({ type: 'boolean' }, o);

export const integer = (o: Described<number> & { readonly min?: number }): Option<number> =>
  option({ type: 'integer', ...(o.min === undefined ? {} : { minimum: o.min }) }, o);

export const strings = (o: Described<readonly string[]>): Option<readonly string[]> =>
  option({ type: 'array', items: { type: 'string' }, uniqueItems: true }, o);

export const oneOf = <const V extends string>(values: readonly V[], o: Described<NoInfer<V>>): Option<V> => option({ enum: values }, o);

function option<T>(schema: Record<string, unknown>, { default: value, describe }: Described<T>): Option<T> {
  return { schema: { ...schema, description: describe, default: value }, default: value };
}
