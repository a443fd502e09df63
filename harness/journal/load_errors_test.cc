#include "harness/journal/load_errors.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

TEST(LoadErrorLinesTest, NamesEachWithItsNumber) {
  LoadWindow window;
  EXPECT_THAT(LoadErrorLines(window), testing::IsEmpty());
  LoadError& error = *window.add_errors();
  error.set_what("status 504");
  error.set_requests(7);
  window.add_errors()->set_what("no answer in time");
  EXPECT_THAT(LoadErrorLines(window),
              testing::ElementsAre("status 504 (7)", "no answer in time (0)"));
}

}  // namespace
}  // namespace drill
