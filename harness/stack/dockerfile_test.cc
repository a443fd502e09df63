#include "harness/stack/dockerfile.h"

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

std::string Used(const std::string& dockerfile,
                 const std::map<std::string, std::string>& args = {}) {
  std::string text;
  for (const ImageUse& use : ImagesUsed(dockerfile, args))
    absl::StrAppend(&text, use.line, ":", use.image, " ");
  return text;
}

TEST(ImagesUsedTest, AreWhatItStartsFromAndCopiesFrom) {
  EXPECT_EQ(Used("# FROM nothing:1\nFROM base:13\nRUN echo FROM here\n"
                 "COPY --chown=1 --from=tools:2 /a /b\n"
                 "RUN --mount=type=bind,from=cache:3,target=/c true\n"),
            "2:base:13 4:tools:2 5:cache:3 ");
}

TEST(ImagesUsedTest, AreNotItsOwnStages) {
  EXPECT_EQ(Used("from --platform=linux/amd64 base:13 as Build\nFROM scratch\n"
                 "COPY --from=build /a /b\nCOPY --from=0 /a /b\nFROM build\n"),
            "1:base:13 ");
}

TEST(ImagesUsedTest, HaveTheirVariablesFromTheBuildOrTheFile) {
  const std::string file =
      "ARG TAG=1\nARG REPOSITORY=\"base\"\nFROM ${REPOSITORY}:$TAG\nFROM ${OTHER:-other}:2\n";
  EXPECT_EQ(Used(file), "3:base:1 4:other:2 ");
  EXPECT_EQ(Used(file, {{"TAG", "9"}}), "3:base:9 4:other:2 ");
  EXPECT_EQ(Used("ARG TAG\nFROM base:$TAG\n"), "");
}

TEST(ImagesUsedTest, ContinuedLinesAndHereDocumentsAreNoInstructions) {
  EXPECT_EQ(Used("RUN a && \\\n  # a note\n  FROM x\nRUN <<END\nFROM y\nEND\nFROM \\\n  z:1\n"),
            "7:z:1 ");
}

}  // namespace
}  // namespace drill
