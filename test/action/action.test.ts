import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { splitWords } from '../../src/action/words.ts';
import { folder } from '../cli/command.ts';
import { action, runAction } from './job.ts';

const bad = 'FROM debian:12-slim\nEXPOSE 80:80\nUSER app\n';
const good = 'FROM debian:12-slim\nUSER app\n';

describe('action.yml', () => {
  it('hands every input to its script, and only through the environment', () => {
    const text = JSON.stringify(action.runs.steps.map(({ env = {} }) => Object.values(env)));
    for (const name of Object.keys(action.inputs)) expect(text).toContain(`\${{ inputs.${name} }}`);
    for (const { run } of action.runs.steps) expect(run).not.toContain('${{');
  });

  it('knows the outputs that its script writes', () => {
    const { outputs } = runAction({ cwd: folder({ Dockerfile: good }) });
    expect(Object.keys(action.outputs)).toEqual(Object.keys(outputs));
  });
});

describe('the steps', { timeout: 300_000 }, () => {
  it('fail with findings, which they annotate, sum up and count', () => {
    const { code, log, outputs, summary } = runAction({ cwd: folder({ 'a b/Dockerfile': bad, Containerfile: good }) });
    expect(code).toBe(1);
    expect(log).toMatch(/^::error file=a b\/Dockerfile,line=2,endLine=2,col=8,endColumn=13,title=plimsoll%3A no-expose-host-port::/m);
    expect(log).toContain('1 finding in 1 file');
    expect(summary).toContain('no-expose-host-port');
    expect(outputs).toEqual({ 'exit-code': '1', findings: '1', 'sarif-file': '' });
  });

  it('pass without findings', () => {
    const { code, outputs } = runAction({ cwd: folder({ Dockerfile: good }) });
    expect({ code, outputs }).toEqual({ code: 0, outputs: { 'exit-code': '0', findings: '0', 'sarif-file': '' } });
  });

  it('take every input', () => {
    const cwd = folder({
      'x/a b/Dockerfile': bad,
      'x/c.Dockerfile': bad,
      'x/d/Dockerfile': bad,
      'x/p.yaml': 'rules: { no-expose-host-port: info }\n',
    });
    const inputs = {
      'working-directory': 'x',
      paths: '"a b"\n*.Dockerfile',
      args: "--ignore 'DL3002,DL3006'",
      config: 'p.yaml',
      'fail-level': 'info',
      'sarif-file': 'reports/plimsoll.sarif',
      annotations: 'false',
    };
    const { code, log, outputs } = runAction({ cwd, inputs });
    expect({ code, outputs }).toEqual({ code: 1, outputs: { 'exit-code': '1', findings: '2', 'sarif-file': 'x/reports/plimsoll.sarif' } });
    expect(log).not.toMatch(/^::(?:error|notice) /m);
    const sarif = JSON.parse(readFileSync(join(cwd, 'x/reports/plimsoll.sarif'), 'utf8')) as { runs: { results: object[] }[] };
    expect(sarif.runs[0]!.results).toHaveLength(2);
    expect(runAction({ cwd, inputs: { ...inputs, 'fail-level': 'none' } }).code).toBe(0);
    expect(runAction({ cwd, inputs: { preset: 'off' } }).outputs).toMatchObject({ findings: '0' });
  });

  it.each([
    [{ annotations: 'yes' }, "annotations is 'yes'; expected true or false"],
    [{ 'working-directory': 'none' }, "working-directory 'none' is no folder that can be entered"],
    [{ paths: 'none' }, 'plimsoll could not do all of its work'],
    [{ preset: 'strictest' }, 'plimsoll could not do all of its work'],
  ])('end with 2 where %o is no input', (inputs, message) => {
    const { code, log, outputs } = runAction({ cwd: folder({ Dockerfile: good }), inputs });
    expect({ code, exit: outputs['exit-code'] }).toEqual({ code: 2, exit: '2' });
    expect(log).toContain(`::error title=plimsoll::${message}`);
  });

  it('never run what an input says', () => {
    const cwd = folder({ Dockerfile: good });
    const evil = '$(touch pwned) `touch pwned` "; touch pwned; #';
    for (const name of Object.keys(action.inputs)) runAction({ cwd, inputs: { [name]: evil } });
    expect(() => readFileSync(join(cwd, 'pwned'))).toThrow('ENOENT');
  });

  it('let no file name and no output end early', () => {
    const name = '::set-output name=x::y/Dockerfile';
    const { log, outputs } = runAction({ cwd: folder({ [name]: bad }), inputs: { 'sarif-file': 'a\nfindings=9' } });
    const [, token = ''] = /^::stop-commands::(\S+)$/m.exec(log) ?? [];
    expect(token).not.toBe('');
    const free = log.replace(new RegExp(`::stop-commands::${token}[^]*\n::${token}::\n`), '');
    expect(free.split('\n').filter((line) => line.startsWith('::'))).toEqual([expect.stringContaining('::error file=%3A%3Aset-output')]);
    expect(outputs['sarif-file']).toBe('a\nfindings=9');
    expect(outputs['findings']).toBe('1');
  });

  it('leave nothing where the runner keeps its files', () => {
    const cwd = folder({ Dockerfile: good, 'temp/.keep': '' });
    runAction({ cwd, env: { RUNNER_TEMP: join(cwd, 'temp') } });
    expect(() => readFileSync(join(cwd, 'temp/plimsoll'))).toThrow();
  });
});

describe('splitWords', () => {
  it.each([
    ['a  b\n\tc', ['a', 'b', 'c']],
    [`"a b" 'c "d"' e"f g"h`, ['a b', 'c "d"', 'ef gh']],
    [`it's`, ['it', "'", 's']],
    [`"" x`, ['', 'x']],
    ['$HOME `x` \\n *', ['$HOME', '`x`', '\\n', '*']],
    ['', []],
  ])('%j', (text, words) => expect(splitWords(text)).toEqual(words));
});
