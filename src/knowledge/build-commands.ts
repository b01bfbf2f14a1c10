/** Words that make a program compile something which is shipped without it. Sources: the programs' manuals. */
const compilers: Readonly<Record<string, RegExp>> = {
  go: /^(?:build|install)$/,
  cargo: /^(?:build|install)$/,
  rustc: /./,
  mvn: /^(?:package|install|verify|deploy)$/,
  mvnw: /^(?:package|install|verify|deploy)$/,
  gradle: /^(?:build|assemble|bootJar|jar|shadowJar|installDist)$/,
  gradlew: /^(?:build|assemble|bootJar|jar|shadowJar|installDist)$/,
  sbt: /^(?:assembly|package|stage|dist|"?universal:.*)$/,
  dotnet: /^(?:build|publish)$/,
  stack: /^(?:build|install)$/,
  cabal: /^(?:build|install|new-build)$/,
  swift: /^build$/,
  dart: /^compile$/,
  flutter: /^build$/,
  gcc: /^-o$/,
  'g++': /^-o$/,
};

/** Whether a command compiles what an image can be shipped with alone. */
export const compiles = (name: string, words: readonly string[]): boolean =>
  Object.hasOwn(compilers, name) && words.some((word) => compilers[name]?.test(word));
