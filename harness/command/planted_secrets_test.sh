#!/usr/bin/env bash
# planted_secrets_test.sh LIBRARY DRILL PRINTER STACK SCENARIOS: a procedure prints every planted secret, brings a new
# settings file, and prints what stood in it. None of it is readable in the run directory, on the console or in a seed's log.
# The procedure is typed from a console block without prompts; a second drill runs a row of a table.
set -u
source "$1" || exit 1
drill=$PWD/$2 printer=$PWD/$3 stack=$(dirname "$(readlink -f "$4")") scenarios=$(dirname "$(readlink -f "$5")") name=harness/command/planted_secrets
host_test_skip "$name"
xml=${XML_OUTPUT_FILE:-}
# What these drills find is no result of this test.
unset XML_OUTPUT_FILE
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cache=${ROLLBACK_DRILL_CACHE:-/var/cache/rollback-drill}
failure=
fail() { echo "FAILED $*"; failure=${failure:-$*}; }

mkdir -p "$work/scenarios" "$work/fixtures" "$work/scenarios/overlay/home/najia/aria/notes"
cp -rL "$stack" "$work/fixtures/aria"
cp -rL "$scenarios/bad_migration" "$work/scenarios/bad_migration"
notes=$work/scenarios/overlay/home/najia/aria/notes
"$printer" texts >"$notes/log"
echo 'NEW_SESSION_SECRET=willowbrook' >"$notes/env"
# The settings file alone marks this word as a secret; the word itself looks harmless.
echo 'the gate answered to willowbrook twice' >"$notes/later"
cat >>"$work/fixtures/aria/ROLLBACK.md" <<'MARKDOWN'

## Look and go back

```console
cat notes/log
cat notes/log >&2
cat notes/env >>.env
cat notes/later
The gate answers.
docker compose exec -T aria-brain python -m alembic downgrade -1
```

## Quick reference

| What | Command |
| --- | --- |
| One step down | `docker compose exec -T aria-brain python -m alembic downgrade -1` |
MARKDOWN

# scenario NAME ROLLBACK: bad_migration with another procedure, in a project of its own.
scenario() {
  awk -v rollback="$2" '
    /^rollback \{/ { print rollback; skip = 1 }
    !skip { print }
    /^}/ { skip = 0 }
    /^expected \{/ {
      print "  differences { category: FILES object: \"file /home/najia/aria/.env\" field: \"contents\" reason: \"it brings another\" }"
    }
    /^stack:/ { print "overlay: \"overlay\"" }' "$scenarios/bad_migration.textproto" >"$work/scenarios/$1.textproto"
}
typed=
while read -r line; do typed+=" typed { command: \"$line\" reason: \"the document shows no prompts\" }"; done <<'LINES'
cat notes/log
cat notes/log >&2
cat notes/env >>.env
cat notes/later
docker compose exec -T aria-brain python -m alembic downgrade -1
LINES
scenario typed "rollback { heading: \"Look and go back\" $typed }"
scenario row 'rollback { table_row: "One step down" }'

for drilled in typed row; do
  (cd "$work" && "$drill" run "scenarios/$drilled.textproto" --out "$work/$drilled") >"$work/$drilled.log" 2>&1
  code=$?
  [ "$code" = 0 ] || { cat "$work/$drilled.log"; fail "$drilled: exit code $code"; }
done

# The planted texts did come through the drill: harmless parts of them are readable.
grep -rq 'the key is ' "$work/typed/commands" && grep -rq 'the gate answered to ' "$work/typed/commands" || fail "nothing was printed"
readable=0
while IFS= read -r secret; do
  where=$(grep -rlF -e "$secret" "$work/typed" "$work/typed.log" "$cache/seed-logs" | head -n 3)
  [ -z "$where" ] || { echo "readable: $secret in ${where//$'\n'/, }"; readable=$((readable + 1)); }
done < <("$printer" secrets; echo willowbrook; sed -n 's/^POSTGRES_PASSWORD=//p' "$work/fixtures/aria/"host/home/najia/aria/.env)
[ "$readable" = 0 ] || fail "$readable secrets are readable"
host_test_case "$xml" "$name" "$failure"
[ -z "$failure" ]
