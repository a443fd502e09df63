#include "harness/scenario/release_fault_validator.h"

#include <ostream>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/scenario/validator_case.h"

namespace drill {
namespace {

struct Case {
  // Inside release { … }, from column 1 of line 2.
  std::string release;
  bool proves_itself;
  std::string problems;
};

std::ostream& operator<<(std::ostream& os, const Case& c) { return os << c.release; }

class ReleaseFaultValidatorTest : public ::testing::TestWithParam<Case> {};

TEST_P(ReleaseFaultValidatorTest, SaysAllThatIsWrong) {
  Fault fault;
  const std::string problems = ProblemsIn(
      absl::StrCat("release {\n", GetParam().release, "\n}"), &fault, [&](FieldChecker* checker) {
        EXPECT_EQ(ValidateReleaseFault("release", fault.release(), checker),
                  GetParam().proves_itself);
      });
  EXPECT_EQ(problems, GetParam().problems);
}

INSTANTIATE_TEST_SUITE_P(
    Valid, ReleaseFaultValidatorTest,
    ::testing::Values(
        Case{"version: '2'", false, ""},
        Case{"image { service: 's' reference: 'r' compose_file: '/c' }", false, ""},
        Case{"version: '2' symptoms { status { url: 'http://h' status: 500 } }", true, ""},
        Case{"version: '2' symptoms { version { url: 'http://h' key: 'k' value: 'v' } }", true, ""},
        Case{"version: '2' symptoms { error_share { url: 'http://h' at_least: 1 requests: 5 } }",
             true, ""},
        Case{"version: '2' symptoms { slower { url: 'http://h' by_share: 0.5 } }", true, ""},
        Case{"version: '2' symptoms { missing_url: 'http://h' }", true, ""},
        Case{"version: '2' symptoms { image_missing_service: 's' }", true, ""}));

INSTANTIATE_TEST_SUITE_P(
    Broken, ReleaseFaultValidatorTest,
    ::testing::Values(
        Case{"timeout {}", false,
             "f:1:1: release.version is required; one of the stack's bad releases\n"
             "f:2:1: release.timeout must be longer than 0 s; leave it out for the default\n"},
        Case{"version: '2' image { compose_file: 'c' }", false,
             "f:2:1: release.version is set beside image; one of the two\n"
             "f:2:14: release.image.service is required; a compose service\n"
             "f:2:14: release.image.reference is required; the image in the place of the right "
             "one\n"
             "f:2:22: release.image.compose_file is not an absolute path: c; begin it with /\n"},
        Case{"version: '2' symptoms {}", true,
             "f:2:14: release.symptoms[0] shows nothing; set one of status, version, error_share, "
             "slower, missing_url, image_missing_service\n"},
        Case{"version: '2' symptoms { status { url: 'h' status: 50 } }", true,
             "f:2:34: release.symptoms[0].status.url is not a URL: h; such as "
             "http://localhost:5000/api/health\n"
             "f:2:43: release.symptoms[0].status.status is not an HTTP status: 50; 100 to 599\n"},
        Case{"version: '2' symptoms { version { url: 'http://h' } }", true,
             "f:2:25: release.symptoms[0].version.key is required; the key of the answer's JSON\n"
             "f:2:25: release.symptoms[0].version.value is required; the wrong version\n"},
        Case{"version: '2' symptoms { error_share { url: 'http://h' at_least: 2 requests: -1 } }",
             true,
             "f:2:55: release.symptoms[0].error_share.at_least is not a share: 2; above 0, up to "
             "1\n"
             "f:2:67: release.symptoms[0].error_share.requests is not a number of requests: -1; 1 "
             "to 1000\n"},
        Case{"version: '2' symptoms { slower { url: 'http://h' } }", true,
             "f:2:25: release.symptoms[0].slower.by_share is not above 0: 0; 1: twice as slow\n"},
        Case{"version: '2' symptoms { missing_url: '' }", true,
             "f:2:25: release.symptoms[0].missing_url is required; such as "
             "http://localhost/health\n"},
        Case{"version: '2' symptoms { image_missing_service: '' }", true,
             "f:2:25: release.symptoms[0].image_missing_service is required; the service that "
             "cannot start\n"}));

}  // namespace
}  // namespace drill
