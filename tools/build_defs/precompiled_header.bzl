"""A header of Debian's that is read by the compiler once, and not again for each of the files that include it.

    load("@rollback_drill//tools/build_defs:precompiled_header.bzl", "precompiled_header")

    precompiled_header(
        name = "gmock",
        header = "/usr/include/gmock/gmock.h",
    )

makes `gmock.pch`, which clang takes by `-include-pch`, for position-independent code with the flags that every file of this
build is compiled with. Where one of these differs for a file, the compiler says so and ends.
"""

load("@bazel_tools//tools/build_defs/cc:action_names.bzl", "CPP_COMPILE_ACTION_NAME")
load("@bazel_tools//tools/cpp:toolchain_utils.bzl", "find_cpp_toolchain")

# A header, and no program. Of the files that it includes the sizes are looked at, and not the times, which are others on another
# machine.
_AS_HEADER = ["-x", "c++-header", "-Xclang", "-fno-pch-timestamp"]

def _precompiled_header_impl(ctx):
    toolchain = find_cpp_toolchain(ctx)
    features = cc_common.configure_features(
        ctx = ctx,
        cc_toolchain = toolchain,
        requested_features = ctx.features,
        unsupported_features = ctx.disabled_features,
    )
    made = ctx.actions.declare_file(ctx.label.name + ".pch")
    variables = cc_common.create_compile_variables(
        cc_toolchain = toolchain,
        feature_configuration = features,
        output_file = made.path,
        source_file = ctx.attr.header,
        use_pic = True,
        user_compile_flags = ctx.fragments.cpp.copts + ctx.fragments.cpp.cxxopts + _AS_HEADER,
    )
    ctx.actions.run(
        arguments = cc_common.get_memory_inefficient_command_line(
            action_name = CPP_COMPILE_ACTION_NAME,
            feature_configuration = features,
            variables = variables,
        ),
        env = cc_common.get_environment_variables(
            action_name = CPP_COMPILE_ACTION_NAME,
            feature_configuration = features,
            variables = variables,
        ),
        executable = cc_common.get_tool_for_action(
            action_name = CPP_COMPILE_ACTION_NAME,
            feature_configuration = features,
        ),
        inputs = toolchain.all_files,
        mnemonic = "CppPrecompile",
        outputs = [made],
        progress_message = "Compiling %s once for all" % ctx.attr.header,
    )
    return [DefaultInfo(files = depset([made]))]

precompiled_header = rule(
    implementation = _precompiled_header_impl,
    attrs = {
        "header": attr.string(
            doc = "its path on the machine",
            mandatory = True,
        ),
        "_cc_toolchain": attr.label(default = "@bazel_tools//tools/cpp:current_cc_toolchain"),
    },
    fragments = ["cpp"],
    toolchains = ["@bazel_tools//tools/cpp:toolchain_type"],
)
