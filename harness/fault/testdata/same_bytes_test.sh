#!/usr/bin/env bash
# same_bytes_test.sh LIBRARY DRILL SCENARIO: three drills with the same seed break the same bytes, one with another seed breaks
# others. What was broken (file, offset, old and new byte) is taken from the drills' own reports. The procedure is not run.
set -u
source "$1" || exit 1
drill=$2 scenario=$(readlink -f "$3") name=same_bytes
host_test_skip "$name"
xml=${XML_OUTPUT_FILE:-}
unset XML_OUTPUT_FILE
out=${TEST_UNDECLARED_OUTPUTS_DIR:-$(mktemp -d)}

broken() { # RUN SEED: what the drill broke, a line each
  "$drill" run "$scenario" --seed "$2" --no-rollback --out "$out/$1" >"$out/$1.log" 2>&1
  python3 - "$out/$1" <<'EOF'
import json, os, sys
for base, _, files in os.walk(sys.argv[1]):
    if "report.json" in files:
        fault = json.load(open(os.path.join(base, "report.json")))["fault"]
        assert fault["proved"], fault
        print("\n".join(fault["choices"]))
EOF
}

failure=
first=$(broken 1 7)
second=$(broken 2 7)
third=$(broken 3 7)
other=$(broken 4 8)
grep -q ' -> ' <<<"$first" || failure="the first drill tells of no broken byte"
[ "$first" = "$second" ] && [ "$second" = "$third" ] || failure="the same seed broke other bytes"
[ "$first" != "$other" ] || failure="another seed broke the same bytes"
printf '%s\n' "$first"
[ -z "$failure" ] || diff <(echo "$first") <(echo "$second")
[ -z "$failure" ] || echo "FAILED $name: $failure"
host_test_case "$xml" "$name" "$failure"
[ -z "$failure" ]
