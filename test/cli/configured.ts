import { expect } from 'vitest';
import { folder, plimsoll, type Outcome } from './command.ts';

/** What the stand-in rules find something in: one on each line. */
export const text = 'FROM a:latest\nMAINTAINER b\nRUN apk add c\nRUN apt-get install c\n';
type Files = Readonly<Record<string, string>>;

/** A repository, so that nothing above counts. */
export const repository = (files: Files): string => folder({ '.git/HEAD': '', Dockerfile: text, ...files });

/** What is found in each file: `a/Dockerfile: no-latest@1 error`. */
export function found(cwd: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): readonly string[] {
  const { stdout, stderr } = plimsoll(['--output-format', 'json', ...args], { cwd, env });
  expect(stderr).toBe('');
  const { files } = JSON.parse(stdout) as { files: { path: string; findings: { rule: string; line: number; severity: string }[] }[] };
  return files.flatMap(({ path, findings }) => findings.map(({ rule, line, severity }) => `${path}: ${rule}@${line} ${severity}`));
}

export const inFile = (config: string, args: readonly string[] = []): readonly string[] =>
  found(repository({ 'plimsoll.yaml': config }), args).map((line) => line.replace('Dockerfile: ', ''));

/** What is wrong, a line each; the exit code is 2. */
export const complaints = ({ code, stderr }: Outcome): readonly string[] => {
  expect(code).toBe(2);
  return stderr
    .trimEnd()
    .split('\n')
    .map((line) => line.replace('plimsoll: ', ''));
};

export const preset = (name: string): string => `preset: ${name}\n`;
