import { parse } from '../syntax/parse.ts';
import { toAst } from './ast.ts';
import type { CommandFlags } from './command-line.ts';
import { describe, UsageError } from './errors.ts';
import { complain, write } from './output.ts';
import { readSource } from '../files/read.ts';

/** `plimsoll ast FILE…`: how Docker reads each file, one JSON object a line. */
export function astCommand(_: CommandFlags, operands: readonly string[]): number {
  if (operands.length === 0) throw new UsageError('ast needs a file');
  let code = 0;
  for (const path of operands) {
    try {
      const { text } = readSource(path);
      write(1, `${JSON.stringify(toAst(path, parse(text.replace(/^\ufeff/, ''))))}\n`);
    } catch (error) {
      complain(`${path}: ${describe(error)}`);
      code = 2;
    }
  }
  return code;
}
