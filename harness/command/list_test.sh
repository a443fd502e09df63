#!/usr/bin/env bash
# list_test.sh READER STACK_FILE: `drill list --covered` of this repository: every documented procedure has a scenario.
# And it can say otherwise: with one procedure more it fails, and names it.
set -u
drill=$PWD/$1 stack=$(readlink -f "$2")
root=$(dirname "$(dirname "$(dirname "$stack")")")
failed=0
# Not where the build has its own copy of the scenarios.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
ROLLBACK_DRILL_ROOT=$root "$drill" list --covered || { echo "uncovered procedures, or unusable scenarios: see above"; failed=1; }

cp -rL "$root/fixtures" "$root/scenarios" "$work"
echo 'procedures { id: "A99" heading: "Full rollback" }' >>"$work/fixtures/aria/stack.textproto"
said=$(ROLLBACK_DRILL_ROOT=$work "$drill" list --covered)
code=$?
if [ "$code" != 1 ] || [[ $said != *"1 uncovered: A99"* ]]; then
  echo "an uncovered procedure is not found: exit code $code, and:"
  echo "$said"
  failed=1
fi
# A person's own drills, below where they are.
mkdir -p own/team/scenarios/shop
sed 's/stack: "aria"/stack: "arai"/' "$root/scenarios/aria/bad_migration.textproto" >own/team/scenarios/shop/mine.textproto
said=$(cd own && ROLLBACK_DRILL_ROOT=$root "$drill" list)
[[ $said == *"shop/mine"*"aria/bad_migration"* ]] || { echo "one's own drills are not listed: $said"; failed=1; }
for typed in shop/mnie team/scenarios/shop/mien.textproto; do
  said=$(cd own && ROLLBACK_DRILL_ROOT=$root "$drill" validate "$typed" 2>&1)
  [[ $said == *"did you mean"*"mine"* ]] || { echo "$typed: $said"; failed=1; }
done
said=$(cd own && ROLLBACK_DRILL_ROOT=$root "$drill" validate shop/mine 2>&1)
[[ $said == *"did you mean aria?"* ]] || { echo "a stack's name that is near: $said"; failed=1; }
# Without --covered, procedures that no scenario drills are no failure.
ROLLBACK_DRILL_ROOT=$work "$drill" list >/dev/null || { echo "list without --covered failed"; failed=1; }
exit $failed
