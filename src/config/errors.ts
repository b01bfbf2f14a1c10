/** The configuration cannot be used: a message for whoever wrote it, never a stack. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** A place in a file; both count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Something wrong with a configuration file. `path` leads to the value (`rules.no-root-user[1].allow`), and is empty for the whole. */
export interface Problem extends Place {
  readonly path: string;
  readonly message: string;
}
