#!/usr/bin/env bash
# exit_code_test.sh DRILL: wrong usage and unusable input have their own exit codes, say why, and leave nothing behind.
set -u
drill=$PWD/$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failed=0

# wants CODE TEXT ARGUMENTS...: this exit code, and this text among what is said.
wants() {
  local code=$1 text=$2 said
  shift 2
  said=$(ROLLBACK_DRILL_ROOT=$work ROLLBACK_DRILL_CACHE=$work/cache "$drill" "$@" 2>&1)
  local got=$?
  if [ "$got" != "$code" ] || [[ $said != *"$text"* ]]; then
    echo "drill $*: exit $got, not $code, or without '$text':"
    echo "$said"
    failed=1
  fi
}

mkdir -p scenarios/shop fixtures/shop
cat >fixtures/shop/ROLLBACK.md <<'MARKDOWN'
# Shop
## Roll back
```bash
docker compose restart web
MARKDOWN
cat >fixtures/shop/stack.textproto <<'STACK'
description: "A shop."
operator_directroy: "/srv/shop"
STACK
cat >scenarios/shop/gone.textproto <<'SCENARIO'
description: "Gone."
stack: "shop"
fault { summary: "gone" }
SCENARIO

wants 0 "Exit codes:" --help
wants 64 "What is to be done?"
wants 64 "no command" fly
wants 64 "--repeat: Value 0 not in range" run shop/gone --repeat 0
wants 65 "shop/gonne" run shop/gonne
wants 65 "stack.textproto:2:" run shop/gone
wants 65 "gone.textproto:3" run shop/gone
wants 65 "ROLLBACK.md:3" validate shop/gone
wants 65 "ROLLBACK.md:3" procedures fixtures/shop/ROLLBACK.md
wants 65 "nothing.md" procedures nothing.md

cat >plan.textproto <<'PLAN'
quarter: "soon"
stack: "shop"
scenarios: "shop/gone"
scenarios: "shop/gonne"
PLAN
wants 64 "takes a plan, or --resume" quarterly
wants 64 "--unattended" quarterly plan.textproto --unattended --step
wants 65 "nothing: no such plan" quarterly nothing
wants 65 "plan.textproto:1:1: quarter is no quarter: soon" quarterly plan.textproto --unattended
wants 65 "plan.textproto:4:1: shop/gonne: no such scenario" quarterly plan.textproto --unattended
wants 65 "gone.textproto:3" quarterly plan.textproto --unattended
wants 65 "nothing/journal.jsonl" quarterly --resume nothing --unattended

# A run directory that holds something is refused before anything else.
mkdir -p full empty
echo kept >full/report.json
wants 64 "--out full is there already" run shop/gone --out full
wants 64 "--out full/report.json is there already" run shop/gone --out full/report.json
wants 65 "stack.textproto:2:" run shop/gone --out empty
[ "$(<full/report.json)" = kept ] || { echo "an earlier report is gone"; failed=1; }

for left in drill-runs cache; do
  [ ! -e "$left" ] || { echo "$left was left behind"; failed=1; }
done
exit $failed
