#!/usr/bin/env python3
"""Counts test cases from what Bazel recorded.

  count_tests.py EVENTS.json           prints "passed failed skipped" of one `bazel test`, and names the failed with
                                       the reason, the skipped and the flaky: of a test that was tried again, the last
                                       attempt counts
  count_tests.py --total FAILED COUNTS sums such lines into "N passed, N failed, N skipped"; exits 1 on a failure

Skipped is what could not run here. A check that a scenario declares as not applying to it is not counted at all.
"""

import json
import sys
import urllib.parse
import xml.etree.ElementTree


def name_of(case):
    return "%s.%s" % (case.get("classname", ""), case.get("name", ""))


def why(case):
    """The first line of what a failed case says, cut off where a line gets long."""
    found = case.find("failure")
    if found is None:
        found = case.find("error")
    said = (found.get("message") or found.text or "").strip().splitlines()
    return ": " + said[0][:200] if said else ""


def count_file(label, path, passed_target):
    """One target's test.xml: (passed, failed, skipped); a target without readable cases counts as one."""
    passed = failed = skipped = 0
    try:
        cases = list(xml.etree.ElementTree.parse(path).iter("testcase"))
    except (OSError, xml.etree.ElementTree.ParseError):
        cases = []
    for case in cases:
        skip = case.find("skipped")
        if skip is not None and skip.get("type") == "declared":
            continue
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
            print("failed: %s %s%s" % (label, name_of(case), why(case)), file=sys.stderr)
        elif skip is not None or case.get("result") == "skipped":
            skipped += 1
            print("skipped: %s" % name_of(case), file=sys.stderr)
        else:
            passed += 1
    if passed_target:
        return (passed, failed, skipped) if cases else (1, 0, 0)
    if not failed:
        print("failed: %s" % label, file=sys.stderr)
    return passed, max(failed, 1), skipped


def last_attempts(path):
    """Of every test of one `bazel test`: (its last attempt's number, that attempt's result)."""
    attempts = {}
    with open(path, encoding="utf-8") as events:
        for line in events:
            event = json.loads(line)
            if "testResult" not in event:
                continue
            test = event["id"]["testResult"]
            key = test["label"], test.get("run", 1), test.get("shard", 1)
            attempt = test.get("attempt", 1), event["testResult"]
            if key not in attempts or attempts[key][0] < attempt[0]:
                attempts[key] = attempt
    return attempts


def count_events(path):
    """All targets of one `bazel test`."""
    total = [0, 0, 0]
    for (label, _, _), (attempt, result) in last_attempts(path).items():
        passed = result.get("status") == "PASSED"
        if passed and attempt > 1:
            print("flaky: %s passed at attempt %d only" % (label, attempt), file=sys.stderr)
        files = {f["name"]: f.get("uri", "") for f in result.get("testActionOutput", [])}
        xml_path = urllib.parse.unquote(urllib.parse.urlparse(files.get("test.xml", "")).path)
        total = [a + b for a, b in zip(total, count_file(label, xml_path, passed))]
    return total


def main():
    if sys.argv[1] == "--total":
        with open(sys.argv[3], encoding="utf-8") as counts:
            sums = [sum(column) for column in zip(*(map(int, line.split()) for line in counts))] or [0, 0, 0]
        # A build that broke has no failed case to show, and is a failure all the same.
        if sys.argv[2] != "0" and sums[1] == 0:
            sums[1] = 1
        print("%d passed, %d failed, %d skipped" % tuple(sums))
        return 1 if sums[1] or not sums[0] else 0
    print("%d %d %d" % tuple(count_events(sys.argv[1])))
    return 0


if __name__ == "__main__":
    sys.exit(main())
