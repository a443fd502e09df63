#!/usr/bin/env bash
# list_test.sh DRILL STACK_FILE: `drill list --covered` of this repository: every documented procedure has a scenario.
# And it can say otherwise: with one procedure more it fails, and names it.
set -u
drill=$PWD/$1 stack=$(readlink -f "$2")
root=$(dirname "$(dirname "$(dirname "$stack")")")
failed=0
ROLLBACK_DRILL_ROOT=$root "$drill" list --covered || { echo "uncovered procedures, or unusable scenarios: see above"; failed=1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -rL "$root/fixtures" "$root/scenarios" "$work"
echo 'procedures { id: "A99" heading: "Full rollback" }' >>"$work/fixtures/aria/stack.textproto"
said=$(ROLLBACK_DRILL_ROOT=$work "$drill" list --covered)
code=$?
if [ "$code" != 1 ] || [[ $said != *"1 uncovered: A99"* ]]; then
  echo "an uncovered procedure is not found: exit code $code, and:"
  echo "$said"
  failed=1
fi
# For a reader it is no failure.
ROLLBACK_DRILL_ROOT=$work "$drill" list >/dev/null || { echo "list without --covered failed"; failed=1; }
exit $failed
