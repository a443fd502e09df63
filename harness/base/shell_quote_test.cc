#include "harness/base/shell_quote.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/subprocess.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

TEST(ShellQuoteTest, AShellGivesTheTextBack) {
  for (const std::string text :
       {"", "plain", "two words", "it's", "$HOME `id` \"x\" \\ *\n", "-n"}) {
    EXPECT_THAT(CheckedOutput({"sh", "-c", absl::StrCat("printf %s ", ShellQuote(text))}),
                IsOkAndHolds(text));
  }
}

}  // namespace
}  // namespace drill
