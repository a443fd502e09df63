"""Every repository of the workspace, all of them local."""

load("//tools/workspace:system_library.bzl", "pkg_config_repository", "system_library")

_ABSL = {
    "absl/cleanup:cleanup": "absl_cleanup",
    "absl/status:status": "absl_status",
    "absl/status:statusor": "absl_statusor",
    "absl/strings:str_format": "absl_str_format",
    "absl/strings:strings": "absl_strings",
    "absl/synchronization:synchronization": "absl_synchronization",
    "absl/time:time": "absl_time",
}

def _add_bazels_own():
    # The only three repositories that Bazel 4.2 would otherwise download for C++.
    native.local_repository(name = "rules_cc", path = "tools/workspace/rules_cc")
    native.local_repository(name = "rules_java", path = "/usr/share/bazel/rules/java")
    native.local_repository(name = "remote_coverage_tools", path = "tools/workspace/coverage_stub")

def add_system_repositories():
    """Declares them; a missing package is one line that names it."""
    _add_bazels_own()
    pkg_config_repository(name = "com_google_absl", debian_package = "libabsl-dev", targets = _ABSL)
    pkg_config_repository(
        name = "com_github_github_cmark_gfm",
        debian_package = "libcmark-gfm-dev libcmark-gfm-extensions-dev",
        targets = {":cmark_gfm": "libcmark-gfm"},
        # Its extensions (tables) have no pkg-config file of their own.
        extra_linkopts = {":cmark_gfm": "-lcmark-gfm-extensions"},
    )
    pkg_config_repository(
        name = "com_github_cliutils_cli11",
        debian_package = "libcli11-dev",
        targets = {":cli11": "CLI11"},
    )
    pkg_config_repository(
        name = "com_github_zeux_pugixml",
        debian_package = "libpugixml-dev",
        targets = {":pugixml": "pugixml"},
    )
    pkg_config_repository(
        name = "com_github_curl_curl",
        debian_package = "libcurl4-openssl-dev",
        targets = {":curl": "libcurl"},
    )
    pkg_config_repository(
        name = "com_github_yhirose_cpp_httplib",
        debian_package = "libcpp-httplib-dev",
        targets = {":cpp_httplib": "cpp-httplib"},
    )
    pkg_config_repository(
        name = "com_github_jbeder_yaml_cpp",
        debian_package = "libyaml-cpp-dev",
        targets = {":yaml_cpp": "yaml-cpp"},
    )
    pkg_config_repository(
        name = "com_github_jtv_libpqxx",
        debian_package = "libpqxx-dev",
        targets = {":libpqxx": "libpqxx"},
    )
    pkg_config_repository(
        name = "com_github_nlohmann_json",
        debian_package = "nlohmann-json3-dev",
        targets = {":json": "nlohmann_json"},
    )
    pkg_config_repository(name = "com_googlesource_code_re2", debian_package = "libre2-dev", targets = {":re2": "re2"})
    pkg_config_repository(name = "org_sqlite", debian_package = "libsqlite3-dev", targets = {":sqlite3": "sqlite3"})
    pkg_config_repository(name = "openssl", debian_package = "libssl-dev", targets = {
        ":crypto": "libcrypto",
        ":ssl": "libssl",
    })
    system_library(
        name = "com_google_googletest",
        build_file = "//tools/workspace:googletest.BUILD.bazel",
        debian_package = "libgtest-dev libgmock-dev",
        required_headers = ["/usr/include/gtest/gtest.h", "/usr/include/gmock/gmock.h"],
    )
    system_library(
        name = "com_github_google_benchmark",
        build_file = "//tools/workspace:benchmark.BUILD.bazel",
        debian_package = "libbenchmark-dev",
        required_headers = ["/usr/include/benchmark/benchmark.h"],
    )
    system_library(
        name = "com_google_protobuf",
        build_file = "//tools/workspace:protobuf.BUILD.bazel",
        debian_package = "protobuf-compiler libprotobuf-dev",
        required_headers = ["/usr/include/google/protobuf/message.h", "/usr/bin/protoc"],
        symlinks = {
            "protoc": "/usr/bin/protoc",
            "google/protobuf/duration.proto": "/usr/include/google/protobuf/duration.proto",
            "google/protobuf/timestamp.proto": "/usr/include/google/protobuf/timestamp.proto",
        },
    )
