export { describe } from '../files/describe.ts';

/** The command line cannot be understood: one line for its writer, never a stack. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Standard output takes nothing more. */
export class OutputError extends Error {
  override name = 'OutputError';
}
