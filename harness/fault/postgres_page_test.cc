#include "harness/fault/postgres_page.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

void Put(std::string* page, size_t at, int value) {
  (*page)[at] = static_cast<char>(value & 0xff);
  (*page)[at + 1] = static_cast<char>(value >> 8);
}

std::string Page(int lower, int upper, int special) {
  std::string page(8192, '\0');
  Put(&page, 12, lower);
  Put(&page, 14, upper);
  Put(&page, 16, special);
  return page;
}

TEST(UsedOfHeapPageTest, IsLinePointersAndTuples) {
  EXPECT_THAT(UsedOfHeapPage(Page(40, 8000, 8192)), ElementsAre(Pair(24, 40), Pair(8000, 8192)));
}

TEST(UsedOfHeapPageTest, IsNothingOfAnEmptyPageOrABrokenHeader) {
  EXPECT_THAT(UsedOfHeapPage(std::string(8192, '\0')), IsEmpty());
  EXPECT_THAT(UsedOfHeapPage(Page(24, 8192, 8192)), IsEmpty());
  EXPECT_THAT(UsedOfHeapPage(Page(8100, 8000, 8192)), IsEmpty());
  EXPECT_THAT(UsedOfHeapPage(Page(40, 8000, 9000)), IsEmpty());
  EXPECT_THAT(UsedOfHeapPage(""), IsEmpty());
}

TEST(UsedOfBtreeLeafTest, IsALeafsItemsAlone) {
  std::string leaf = Page(40, 8000, 8176);
  EXPECT_THAT(UsedOfBtreeLeaf(leaf), IsEmpty()) << "an inner page";
  Put(&leaf, 8176 + 12, 1);
  EXPECT_THAT(UsedOfBtreeLeaf(leaf), ElementsAre(Pair(24, 40), Pair(8000, 8176)));
  Put(&leaf, 8176 + 12, 1 | 4);
  EXPECT_THAT(UsedOfBtreeLeaf(leaf), IsEmpty()) << "a deleted page";
  std::string heap = Page(40, 8000, 8192);
  Put(&heap, 8188, 1);
  EXPECT_THAT(UsedOfBtreeLeaf(heap), IsEmpty()) << "a table's page";
}

}  // namespace
}  // namespace drill
