#include "harness/journal/mistake.h"

#include <set>

#include "gtest/gtest.h"

namespace drill {
namespace {

MutantResult Dropped(int line, const std::string& text) {
  MutantResult mutant;
  mutant.set_number(1);
  mutant.set_kind(MUTANT_KIND_DROPPED);
  mutant.set_line(line);
  mutant.set_text(text);
  return mutant;
}

TEST(MistakeTest, WhatBecameOfItMakesNoOther) {
  MutantResult later = Dropped(7, "make deploy");
  later.set_number(4);
  later.set_outcome(MUTANT_OUTCOME_KILLED);
  EXPECT_EQ(MistakeOf(later), MistakeOf(Dropped(7, "make deploy")));
}

TEST(MistakeTest, EachPartOfItMakesAnother) {
  std::set<Mistake> mistakes = {MistakeOf(Dropped(7, "make deploy"))};
  mistakes.insert(MistakeOf(Dropped(8, "make deploy")));
  mistakes.insert(MistakeOf(Dropped(7, "make")));
  MutantResult other = Dropped(7, "make deploy");
  other.set_kind(MUTANT_KIND_SWAPPED);
  mistakes.insert(MistakeOf(other));
  other.set_other_line(9);
  mistakes.insert(MistakeOf(other));
  other.set_other_text("make clean");
  mistakes.insert(MistakeOf(other));
  EXPECT_EQ(mistakes.size(), 6u);
}

}  // namespace
}  // namespace drill
