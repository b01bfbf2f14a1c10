// Lets a linter of npm that takes one file a run go through many: `node bench/in-process.mjs NAME FOLDER FILE…`, FOLDER being where it
// is installed. Prints how many files it threw on. Nothing is reported, which is in its favour.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [name, folder, ...files] = process.argv.slice(2);
const load = (file) => import(pathToFileURL(join(resolve(folder), 'node_modules', name, file)).href);

const linters = {
  async dockerlinter() {
    const [{ parseToLines }, directives, groups, { default: lints }] = await Promise.all(
      ['parser', 'directives', 'groups', 'lints'].map((part) => load(`lib/${part}.js`)),
    );
    // What lint() of its app.js does without ShellCheck, which ends the process after one file.
    return (text) => {
      const lines = parseToLines(text);
      const inlineIgnores = groups.getInlineIgnores(lines);
      const parserDirectives = directives.directivesParser(lines);
      const escape = directives.getEscape(parserDirectives);
      const grouped = groups.replaceArgAndEnv(groups.groupByCommand(groups.groupLinesByInstruction(lines, escape)), escape);
      const aliases = directives.parseFromAliases(grouped);
      for (const check of Object.values(lints)) check({ lines, parserDirectives, escape, groups: grouped, aliases, inlineIgnores });
    };
  },
  async 'dockerfile-utils'() {
    const { validate } = await load('lib/main.js');
    return (text) => validate(text);
  },
};

const lint = await linters[name]();
let thrown = 0;
for (const file of files) {
  const text = readFileSync(file, 'utf8');
  try {
    lint(text);
  } catch {
    thrown++;
  }
}
console.log(thrown);
