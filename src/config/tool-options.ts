/**
 * What a tool asks for beyond our defaults, as options of ours by the tool's code. Only policies stand here: what a tool
 * counts although our default leaves it out as harmless. Where a tool misreads a file, its preset does not follow.
 */
export const toolOptions: Readonly<Record<'hadolint' | 'buildkit', Readonly<Record<string, Readonly<Record<string, unknown>>>>>> = {
  hadolint: {
    // Every relative path, even below an absolute one.
    DL3000: { strict: true },
    // An image without a tag is DL3022 in `COPY --from`, and nothing in a mount.
    DL3006: { copies: false },
    DL3022: { untagged: true },
    // Stages that are thrown away count too; its DL3009 leaves them out itself.
    DL3015: { everyStage: true },
    DL3019: { everyStage: true },
    DL3042: { everyStage: true },
    // The later ones are named, not those that lose.
    DL3012: { report: 'later' },
    DL4003: { report: 'later' },
    DL4004: { report: 'later' },
    // Labels count only where a label schema says so.
    DL3051: { every: false },
    ...Object.fromEntries(['DL3052', 'DL3053', 'DL3054'].map((code) => [code, { standard: false }])),
    // Every instruction of a file without FROM.
    DL3061: { every: true },
    // `echo … |` is a pipe like any other.
    DL4006: { every: true },
  },
  buildkit: {
    // Every comment above an `ARG` or a named stage.
    InvalidDefinitionDescription: { every: true },
  },
};
