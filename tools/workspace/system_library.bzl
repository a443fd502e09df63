"""Repositories made from what Debian installed on this machine; nothing is fetched."""

def _missing(ctx):
    return "@%s needs Debian's package %s; run: apt-get install %s" % (
        ctx.name,
        ctx.attr.debian_package,
        ctx.attr.debian_package,
    )

def _system_library_impl(ctx):
    for header in ctx.attr.required_headers:
        if not ctx.path(header).exists:
            fail("%s is missing. %s" % (header, _missing(ctx)))
    for link_name, target in ctx.attr.symlinks.items():
        ctx.symlink(target, link_name)
    ctx.template("BUILD.bazel", ctx.attr.build_file)

system_library = repository_rule(
    implementation = _system_library_impl,
    doc = "A repository with one hand-written BUILD file, after checking that the headers are installed.",
    local = True,
    configure = True,
    attrs = {
        "build_file": attr.label(mandatory = True, allow_single_file = True),
        "debian_package": attr.string(mandatory = True),
        "required_headers": attr.string_list(),
        "symlinks": attr.string_dict(),
    },
)

_TARGET = """
cc_library(
    name = "{name}",
    defines = {defines},
    linkopts = {linkopts},
    visibility = ["//visibility:public"],
)
"""

def _pkg_config_repository_impl(ctx):
    packages = {}
    for label, module in ctx.attr.targets.items():
        package, name = label.split(":")
        result = ctx.execute(["/usr/bin/pkg-config", "--libs"] + module.split(" "))
        if result.return_code != 0:
            fail("pkg-config knows nothing of %s. %s" % (module, _missing(ctx)))
        extra = ctx.attr.extra_linkopts.get(label, "")
        linkopts = [flag for flag in (extra + " " + result.stdout.strip()).split(" ") if flag]

        # cpp-httplib's classes have another layout without the macros its shared library was built with.
        flags = ctx.execute(["/usr/bin/pkg-config", "--cflags-only-other"] + module.split(" ")).stdout.strip()
        defines = [flag[2:] for flag in flags.split(" ") if flag.startswith("-D")]
        packages.setdefault(package, []).append(_TARGET.format(
            name = name,
            defines = repr(defines),
            linkopts = repr(linkopts),
        ))
    for package, targets in packages.items():
        ctx.file(
            (package + "/" if package else "") + "BUILD.bazel",
            "load(\"@rollback_drill//tools/build_defs:cc.bzl\", \"cc_library\")\n" + "".join(targets),
            executable = False,
        )

pkg_config_repository = repository_rule(
    implementation = _pkg_config_repository_impl,
    doc = "A repository of header-less targets with upstream's labels; Debian's headers lie on the compiler's default path.",
    local = True,
    configure = True,
    attrs = {
        "debian_package": attr.string(mandatory = True),
        "extra_linkopts": attr.string_dict(doc = "package:target to flags that pkg-config does not know"),
        "targets": attr.string_dict(mandatory = True, doc = "package:target to the names of its pkg-config modules"),
    },
)
