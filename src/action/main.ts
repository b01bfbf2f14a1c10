import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { write } from '../cli/output.ts';
import type { Event } from './changes.ts';
import { openGit } from './git.ts';
import { ActionError, readInputs, type Inputs } from './inputs.ts';
import { select, type Selection } from './selection.ts';

/** The step of action.yml that lints: runs the command beside it and hands over what it found, as GitHub Actions wants it. */
async function main(env: NodeJS.ProcessEnv): Promise<number> {
  const scratch = mkdtempSync(join(env['RUNNER_TEMP'] ?? tmpdir(), 'plimsoll-'));
  try {
    const inputs = readInputs(env);
    enter(inputs.workingDirectory);
    const selection = await select(inputs, { event: eventOf(env), env, git: openGit() });
    const code = lint(inputs, { selection, scratch, env });
    if (inputs.annotations) write(1, textOf(join(scratch, 'annotations')));
    if (code > 1) write(1, command('error', 'plimsoll could not do all of its work: the log of this step says why.'));
    summarize(join(scratch, 'summary.md'), env['GITHUB_STEP_SUMMARY']);
    const findings = countIn(join(scratch, 'report.json'));
    const sarif = inputs.sarifFile !== '' && existsSync(inputs.sarifFile) ? join(inputs.workingDirectory, inputs.sarifFile) : '';
    output({ 'exit-code': String(code), findings, 'sarif-file': sarif }, env['GITHUB_OUTPUT']);
    return code;
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    write(1, command('error', error.message));
    output({ 'exit-code': '2', findings: '', 'sarif-file': '' }, env['GITHUB_OUTPUT']);
    return 2;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function enter(folder: string): void {
  try {
    process.chdir(folder);
  } catch {
    throw new ActionError(`working-directory '${folder}' is no folder that can be entered`);
  }
}

function eventOf(env: NodeJS.ProcessEnv): Event {
  const path = env['GITHUB_EVENT_PATH'];
  if (!path) return {};
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Event;
  } catch {
    return {};
  }
}

interface Run {
  readonly selection: Selection;
  readonly scratch: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * One run makes all the reports. Names and lines of linted files appear in its text, and one that looks like a command to the runner
 * shall not be one: between the two lines around it none is.
 */
function lint(inputs: Inputs, { selection, scratch, env }: Run): number {
  const token = randomUUID();
  if (selection.note !== undefined) write(1, `plimsoll: ${selection.note}\n`);
  const list = join(scratch, 'files');
  if (selection.list) writeFileSync(list, selection.list);
  const words = [
    ...['--color', '--output-format', 'text'],
    ...['--output-format', 'github', '--output-file', join(scratch, 'annotations')],
    ...['--output-format', 'json', '--output-file', join(scratch, 'report.json')],
    ...['--output-format', 'markdown', '--output-file', join(scratch, 'summary.md')],
    ...sarifWords(inputs),
    ...valued('--fail-level', inputs.failLevel),
    ...valued('--preset', inputs.preset),
    ...valued('--config', inputs.config),
    ...inputs.args,
    ...(selection.list ? ['--files-from', list] : selection.words),
  ];
  write(1, `::stop-commands::${token}\n`);
  const { status } = spawnSync(process.execPath, [join(__dirname, 'cli.cjs'), ...words], { env, stdio: ['ignore', 1, 1] });
  write(1, `\n::${token}::\n`);
  return status ?? 2;
}

function sarifWords({ sarifFile }: Inputs): readonly string[] {
  if (sarifFile === '') return [];
  mkdirSync(dirname(resolve(sarifFile)), { recursive: true });
  return ['--output-format', 'sarif', '--output-file', sarifFile];
}

const valued = (option: string, value: string): readonly string[] => (value === '' ? [] : [`${option}=${value}`]);

/** A line that the runner takes for a command. */
function command(name: string, message: string): string {
  return `::${name} title=plimsoll::${message.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')}\n`;
}

/** GitHub refuses a summary larger than this, and all others of the job with it. */
const maxSummary = 1024 * 1024;

function summarize(report: string, target: string | undefined): void {
  if (!target || !existsSync(report)) return;
  if (statSync(report).size < maxSummary) appendFileSync(target, `${readFileSync(report, 'utf8')}\n`);
  else write(1, command('notice', 'The summary is left out: it would be larger than GitHub takes.'));
}

/** Empty where the command did not get as far as to report. */
function countIn(report: string): string {
  const text = textOf(report);
  return text === '' ? '' : String((JSON.parse(text) as { summary: { findings: number } }).summary.findings);
}

const textOf = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');

/** Between lines that nobody can guess, so that no value can end early and name an output of its own. */
function output(values: Readonly<Record<string, string>>, target: string | undefined): void {
  if (!target) return;
  const end = `end-${randomUUID()}`;
  appendFileSync(
    target,
    Object.entries(values)
      .map(([name, value]) => `${name}<<${end}\n${value}\n${end}\n`)
      .join(''),
  );
}

void main(process.env).then((code) => process.exit(code));
