/** The configuration cannot be used: a message for whoever wrote it, never a stack. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}
