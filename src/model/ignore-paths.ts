/** Go's `path.Clean`: no empty, `.` or needless `..` element; `.` for an empty result, `..` kept where nothing stands before it. */
export function cleanPath(path: string): string {
  const rooted = path.startsWith('/');
  const kept: string[] = [];
  for (const element of path.split('/')) {
    if (element === '' || element === '.') continue;
    if (element !== '..') kept.push(element);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!rooted) kept.push(element);
  }
  return (rooted ? '/' : '') + kept.join('/') || '.';
}

/** A path as BuildKit looks it up in the build context, whose root nothing can leave: `/a` and `../a` are `a`, `.` is empty. */
export const contextPath = (path: string): string => cleanPath(`/${path}`).slice(1);

/** The paths of two folders, or a folder and what lies in it, in one; either may be empty. */
export const joinPaths = (folder: string, path: string): string => (folder === '' || path === '' ? folder + path : `${folder}/${path}`);
