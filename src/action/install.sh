#!/usr/bin/env bash
# The step of action.yml that makes the command from the sources at the action's own ref. Needs Node.js and npm, and nothing of the workspace.
set -euo pipefail
cd "${BASH_SOURCE[0]%/*}/../.."

if ! node -e 'const [major, minor] = process.versions.node.split("."); process.exit(major > 20 || (major == 20 && minor >= 19) ? 0 : 1)' 2> /dev/null; then
  echo "::error title=plimsoll::plimsoll needs Node.js 20.19 or later, and there is $(node --version 2> /dev/null || echo none): run actions/setup-node before it."
  exit 2
fi
if [ -f dist/cli.cjs ] && [ -f dist/action.cjs ]; then exit 0; fi
npm ci --ignore-scripts --include=dev --no-audit --no-fund --loglevel=error
node build.mjs --no-types cli action
