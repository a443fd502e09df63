"""The only file that names Bazel's native C++ and protobuf rules.

Every BUILD file loads them from here, so that the day a later Bazel moves them
into a repository of their own, one file changes.
"""

cc_binary = native.cc_binary
cc_library = native.cc_library
cc_test = native.cc_test
cc_proto_library = native.cc_proto_library
proto_library = native.proto_library
proto_lang_toolchain = native.proto_lang_toolchain
