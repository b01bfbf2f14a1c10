import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { built, builtCommand, folder } from './command.ts';

const Dockerfile = `FROM ghcr.io/x/y:latest
# hadolint ignore=DL3008
RUN apt-get update && apt-get install -y curl
RUN apt-get install -y git
# hadolint ignore=DL3004,DL3007
RUN sudo ls
RUN sudo id
EXPOSE 99999
`;

const config = `ignored: [DL3059]
override:
  error: [DL3015]
  info: [DL3009]
trustedRegistries: [docker.io, "*.example.com"]
failure-threshold: error
`;

/** What hadolint prints: line, code and severity, with its own exit code. */
const verdict = (cwd: string, ...args: string[]): { code: number | null; lines: readonly string[]; stderr: string } => {
  const { code, stdout, stderr } = built(['--output-format', 'hadolint', ...args], { cwd });
  const findings = JSON.parse(stdout) as readonly { line: number; code: string; level: string }[];
  const lines = findings.map(({ line, code: name, level }) => `${line} ${name} ${level}`);
  return { code, lines: lines.sort(), stderr };
};

/** By hand from hadolint's documentation of each rule. */
const expected = [
  '1 DL3007 warning',
  '1 DL3026 error',
  '3 DL3009 info',
  '3 DL3015 error',
  '4 DL3008 warning',
  '4 DL3015 error',
  '7 DL3004 error',
  '8 DL3011 error',
];

describe.skipIf(!existsSync(builtCommand))('whoever comes from hadolint', () => {
  it('gets its verdict on the first run: configuration, comments, severities, exit code', () => {
    const cwd = folder({ '.git/HEAD': '', Dockerfile, '.hadolint.yaml': config });
    expect(verdict(cwd)).toEqual({ code: 1, lines: expected, stderr: '' });
    expect(verdict(cwd, 'Dockerfile')).toEqual({ code: 1, lines: expected, stderr: '' });
  });

  it('fails where hadolint fails', () => {
    const cwd = folder({ '.git/HEAD': '', Dockerfile: 'FROM debian:latest\n', '.hadolint.yaml': config });
    expect(verdict(cwd)).toEqual({ code: 0, lines: ['1 DL3007 warning'], stderr: '' });
    rmSync(join(cwd, '.hadolint.yaml'));
    expect(verdict(cwd, '--preset', 'hadolint')).toEqual({ code: 1, lines: ['1 DL3007 warning'], stderr: '' });
  });

  it('keeps it in a configuration of ours', () => {
    const cwd = folder({ '.git/HEAD': '', Dockerfile, '.hadolint.yaml': config });
    expect(built(['init'], { cwd }).code).toBe(0);
    rmSync(join(cwd, '.hadolint.yaml'));
    expect(verdict(cwd)).toEqual({ code: 1, lines: expected, stderr: '' });
  });
});
