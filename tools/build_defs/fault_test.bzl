"""Whether a fault takes hold on a real drill host.

    load("@rollback_drill//tools/build_defs:fault_test.bzl", "fault_test")

    fault_test(
        name = "network/partition",
        scenario = "network/partition.textproto",
        data = [":scenarios", "//fixtures/aria"],
    )

The scenario is a whole one, so that the same file can be given to `drill shell` by hand; its procedure is not run. With
`takes_hold = False` the drill must end inconclusive (exit 2), and say the text of the scenario's line "# says: TEXT".
"""

load("//tools/build_defs:drill_test.bzl", "HOST_TEST_TAGS")

def fault_test(name, scenario, takes_hold = True, data = [], timeout = "long", tags = []):
    """Defines the test.

    Args:
      name: of the test.
      scenario: label of the .textproto file.
      takes_hold: whether the fault must be proved; otherwise the drill must be inconclusive.
      data: labels of everything the scenario and its stack are made of.
      timeout: Bazel's.
      tags: further tags.
    """
    native.sh_test(
        name = name,
        timeout = timeout,
        srcs = ["//tools/build_defs:fault_test.sh"],
        args = [
            "$(rootpath //tools/build_defs:host_test.sh)",
            "$(rootpath //harness/command:drill)",
            "$(rootpath %s)" % scenario,
            "takes_hold" if takes_hold else "cannot",
        ],
        data = data + [scenario, "//harness/command:drill", "//tools/build_defs:host_test.sh"],
        tags = HOST_TEST_TAGS + tags + ([] if takes_hold else ["spared"]),
    )
