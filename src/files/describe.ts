/** What went wrong with a file, in the words of a person; `code` of a system error is not for readers. */
export function describe(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return reasons[code ?? ''] ?? (error instanceof Error ? error.message : String(error));
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EISDIR: 'is a directory',
  ENOTDIR: 'a part of the path is no directory',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left on the device',
  EDQUOT: 'the disk quota is used up',
  EIO: 'the device cannot be read or written',
  EMFILE: 'too many open files',
  EEXIST: 'exists already',
  ERR_INVALID_ARG_VALUE: 'is no valid path',
};
