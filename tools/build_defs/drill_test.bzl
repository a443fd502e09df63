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
"""

# A drill host is made of the machine itself: no sandbox, no other machine. Two run side by side; see tools/test. A result
# is remembered as any test's is: until its inputs change, or the machine (ROLLBACK_DRILL_MACHINE).
HOST_TEST_TAGS = ["drill-host", "no-remote-exec", "no-sandbox", "no-sanitizer"]

def _one_test(name, scenario, data, exit_code, control, timeout, tags):
    native.sh_test(
        name = name,
        timeout = timeout,
        srcs = ["//tools/build_defs:drill_test.sh"],
        args = [
            "$(rootpath //tools/build_defs:host_test.sh)",
            "$(rootpath //harness/drill)",
            "$(rootpath %s)" % scenario,
            str(exit_code),
        ] + control,
        data = data + [scenario, "//harness/drill", "//tools/build_defs:host_test.sh"],
        tags = HOST_TEST_TAGS + tags,
    )

def drill_test(name, scenario, data = [], timeout = "long", tags = [], control_tags = []):
    """Defines the three tests and their suite.

    Args:
      name: of the suite, and the beginning of each test's.
      scenario: label of the .textproto file.
      data: labels of everything the scenario and its stack are made of.
      timeout: Bazel's, for each test.
      tags: further tags.
      control_tags: further tags of the two controls.
    """
    _one_test(name + "_drill", scenario, data, 0, [], timeout, tags)
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
