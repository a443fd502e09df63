"""A scenario as Bazel tests: the drill itself and its two controls.

    load("@rollback_drill//tools/build_defs:drill_test.bzl", "drill_test")

    drill_test(
        name = "bad_migration",
        scenario = "bad_migration.textproto",
        data = [":side_files", "//fixtures/aria:all_files"],
    )

makes `bad_migration_drill` (exit 0: it ended as the scenario expects), `bad_migration_no_rollback` (exit 1: without the
procedure the system stays broken) and `bad_migration_no_fault` (exit 0: nothing is found wrong with a healthy system),
and `bad_migration`, all three of them. A test of that name would stand where the scenario's folder of files does.

Of Bazel's own a test honours: `XML_OUTPUT_FILE` (a case for each check), `TEST_UNDECLARED_OUTPUTS_DIR` (the run directory),
`TEST_TIMEOUT` (the drill is ended in time for its tear-down and its reports), `TEST_TOTAL_SHARDS` and what belongs to it (with
`repeat`), `TEST_INFRASTRUCTURE_FAILURE_FILE` (exit code 4: the harness or the machine failed, not the rollback).
"""

# A drill host is made of the machine itself: no sandbox, and no other machine but with --config=remote. Two run side by side;
# see tools/test. A result is remembered as any test's is: until its inputs change, or the machine (ROLLBACK_DRILL_MACHINE).
HOST_TEST_TAGS = ["drill-host", "no-remote-exec", "no-sandbox", "no-sanitizer"]

def _one_test(name, scenario, data, exit_code, options, timeout, tags, **kwargs):
    native.sh_test(
        name = name,
        timeout = timeout,
        srcs = ["//tools/build_defs:drill_test.sh"],
        args = [
            "$(rootpath //tools/build_defs:host_test.sh)",
            "$(rootpath //harness/command:drill)",
            "$(rootpath %s)" % scenario,
            str(exit_code),
        ] + options,
        data = data + [scenario, "//harness/command:drill", "//tools/build_defs:host_test.sh"],
        # What a cluster's worker must be made for; see docs/scale.md.
        exec_properties = {"drill-host": "true"},
        tags = HOST_TEST_TAGS + tags,
        **kwargs
    )

def drill_test(
        name,
        scenario,
        data = [],
        timeout = "long",
        tags = [],
        control_tags = [],
        repeat = 1,
        shard_count = None):
    """Defines the three tests and their suite.

    Args:
      name: of the suite, and the beginning of each test's.
      scenario: label of the .textproto file.
      data: labels of everything the scenario and its stack are made of.
      timeout: Bazel's, for each test.
      tags: further tags.
      control_tags: further tags of the two controls.
      repeat: how often the drill itself is run; the worst of them counts.
      shard_count: Bazel's, of the drill itself: among so many processes its repetitions are shared.
    """
    repeats = ["--repeat", str(repeat)] if repeat > 1 else []
    _one_test(name + "_drill", scenario, data, 0, repeats, timeout, tags, shard_count = shard_count)
    _one_test(name + "_no_rollback", scenario, data, 1, ["--no-rollback"], timeout, tags + control_tags)
    _one_test(name + "_no_fault", scenario, data, 0, ["--no-fault"], timeout, tags + control_tags)
    native.test_suite(
        name = name,
        tests = [name + suffix for suffix in ["_drill", "_no_rollback", "_no_fault"]],
    )

def drill_tests(scenarios, data, core, core_controls = []):
    """Defines the tests of all scenarios of one system.

    Args:
      scenarios: labels of the .textproto files.
      data: labels of everything that the scenarios and their stack are made of.
      core: names of those that run in every `tools/test`; the others run with `tools/test --all`.
      core_controls: those of them whose two controls run there, too.
    """
    for scenario in scenarios:
        name = scenario[:-len(".textproto")]
        drill_test(
            name = name,
            control_tags = [] if name in core_controls else ["extended"],
            data = data,
            scenario = scenario,
            tags = [] if name in core else ["extended"],
        )
