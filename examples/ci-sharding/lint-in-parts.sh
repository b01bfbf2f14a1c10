#!/bin/sh
# Lints the files that standard input lists, one a line, in N jobs at once, and makes one report of what they find.
#
#   git ls-files | grep -i dockerfile | ./lint-in-parts.sh 4 --output-format sarif --output-file plimsoll.sarif
#
# What follows N are options of `plimsoll merge`. The exit code is that of one run over all files.
set -u
jobs=$1
shift
plimsoll=${PLIMSOLL:-plimsoll}

parts=$(mktemp -d)
trap 'rm -rf "$parts"' EXIT
trap 'exit 130' INT TERM
cat > "$parts/all"
total=$(wc -l < "$parts/all")
[ "$total" -gt 0 ] || exit 0

# Neighbours stay together, so that the report has the order of the list.
awk -v jobs="$jobs" -v total="$total" -v folder="$parts" \
  '{ print > (folder "/" sprintf("%04d", int((NR - 1) * jobs / total)) ".list") }' "$parts/all"

# Findings are no reason to fail yet (--exit-zero); a file that cannot be read is (2), and the others are linted all the same.
running=
for list in "$parts"/*.list; do
  $plimsoll --files-from "$list" --output-format ndjson --exit-zero > "${list%.list}.ndjson" &
  running="$running $!"
done
failed=0
for job in $running; do
  wait "$job" || failed=2
done

$plimsoll merge "$@" "$parts"/*.ndjson
code=$?
[ "$failed" -gt "$code" ] && code=$failed
exit "$code"
