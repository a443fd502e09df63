"""The only file that names Bazel's native C++ and protobuf rules.

Every BUILD file loads them from here, so that the day a later Bazel moves them
into a repository of their own, one file changes.
"""

cc_binary = native.cc_binary
cc_library = native.cc_library
cc_proto_library = native.cc_proto_library
proto_library = native.proto_library
proto_lang_toolchain = native.proto_lang_toolchain

def cc_test(deps = [], copts = [], **kwargs):
    """Bazel's, with googletest read in advance: of a test's compilation that is a third.

    Args:
      deps: as Bazel's.
      copts: as Bazel's.
      **kwargs: as Bazel's.
    """
    native.cc_test(
        copts = ["-include-pch", "$(BINDIR)/tools/build_defs/gmock.pch"] + copts,
        deps = ["@rollback_drill//tools/build_defs:precompiled_gmock"] + deps,
        **kwargs
    )
