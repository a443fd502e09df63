#include "harness/twin/portrait.h"

#include "absl/strings/ascii.h"

namespace drill {

Trait& Painter::Add(const std::string& object, Weight weight) {
  Trait& trait = *portrait_->add_traits();
  trait.set_category(category_);
  trait.set_object(object);
  trait.set_weight(weight);
  trait.set_exists_with(exists_with_);
  return trait;
}

void Painter::Object(const std::string& object, Weight weight) { Add(object, weight); }

void Painter::Field(const std::string& object, const std::string& field, const std::string& value,
                    Weight weight) {
  if (value.empty()) return;
  Trait& trait = Add(object, weight);
  trait.set_field(field);
  trait.set_value(value);
}

void Painter::NotObserved(const std::string& what, absl::string_view reason) {
  drill::NotObserved& not_observed = *portrait_->add_not_observed();
  not_observed.set_category(category_);
  not_observed.set_what(what);
  not_observed.set_reason(std::string(reason));
}

void Painter::NeverObserved(const std::string& what, absl::string_view reason) {
  NotObserved(what, reason);
  portrait_->mutable_not_observed()->rbegin()->set_never(true);
}

const NewRows* NewRowsOf(const Portrait& portrait, absl::string_view table) {
  for (const NewRows& one : portrait.new_rows())
    if (one.table() == table) return &one;
  return nullptr;
}

void PaintJudgement(const Judgement& judgement, std::vector<Portrait>* healthy, Portrait* found) {
  const auto paint = [&judgement](const std::string& value, Portrait* portrait) {
    Painter(judgement.category, portrait).Field(judgement.object, judgement.field, value);
  };
  paint(judgement.found, found);
  for (Portrait& portrait : *healthy) paint(judgement.healthy, &portrait);
}

std::string CategoryName(Category category) {
  return absl::AsciiStrToLower(Category_Name(category));
}

}  // namespace drill
