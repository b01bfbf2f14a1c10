import { compiles } from '../src/knowledge/build-commands.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'prefer-multi-stage',
  summary: 'Prefer a stage of its own for compiling.',
  why: 'An image that was compiled in still has the compiler, the sources and all that the build downloaded: hundreds of megabytes that every host pulls, and tools for whoever breaks in. A second stage that copies only the result leaves them out.',
  category: 'stages',
  severity: 'info',
  codes: { tally: ['tally/prefer-multi-stage-build'] },
  references: ['https://docs.docker.com/build/building/multi-stage/'],
  messages: {
    single:
      'The image is shipped with the compiler and the sources of `{{image}}`. Name this stage (`AS build`), and copy the result into a second one: `COPY --from=build …`.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM «golang:1.26»
        WORKDIR /src
        COPY . .
        RUN go build -o /app .
        ENTRYPOINT ["/app"]
      `,
    },
    {
      bad: dockerfile`
        FROM «maven:3.9-eclipse-temurin-21» AS app
        COPY . .
        RUN mvn -B package
        CMD ["java", "-jar", "target/app.jar"]
      `,
    },
    {
      good: dockerfile`
        FROM golang:1.26 AS build
        COPY . .
        RUN go build -o /app .
        FROM scratch
        COPY --from=build /app /app
        ENTRYPOINT ["/app"]
      `,
    },
    {
      good: dockerfile`
        FROM golang:1.26
        RUN go install golang.org/x/tools/cmd/goimports@latest
        CMD ["go", "test", "./..."]
      `,
      note: 'An image to build with, or that starts nothing else than the compiler, needs it.',
    },
  ],

  visit: {
    Stage(stage, context) {
      const info = context.stageOf(stage);
      const { image } = stage.from;
      if (!info?.isFinal || info.base || !image || info.facts?.builder !== true) return;
      const start = stage.instructions.filter(({ type }) => type === 'Cmd' || type === 'Entrypoint');
      const copies = stage.instructions.some(
        ({ type, flags }) => (type === 'Copy' || type === 'Add') && flags.every(({ name }) => name !== 'from'),
      );
      if (start.length === 0 || !copies) return;
      const builds = stage.instructions.some(
        (one) =>
          one.type === 'Run' &&
          context.scripts(one).some(({ commands }) =>
            commands.some(({ name, words }) =>
              compiles(
                name,
                words.slice(1).map(({ text }) => text),
              ),
            ),
          ),
      );
      const runsTools = start.some(({ range }) => toolAtStart.test(context.text.slice(...range)));
      if (builds && !runsTools) context.report({ at: image, message: 'single', data: { image: image.text } });
    },
  },
});

/** What a container starts with when it is there to build. */
const toolAtStart =
  /(?:^|[\s"'[/])(?:go|cargo|mvnw?|gradlew?|sbt|dotnet (?:run|test|watch)|stack|cabal|swift|dart|flutter|make|bash|sh|air|reflex|CompileDaemon|watchexec)(?=["'\s,\]]|$)/;
