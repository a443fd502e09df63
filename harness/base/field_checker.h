// Rules that fields of text proto files share, each with one wording.
#ifndef HARNESS_BASE_FIELD_CHECKER_H_
#define HARNESS_BASE_FIELD_CHECKER_H_

#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/duration.pb.h"
#include "harness/base/problem.h"
#include "harness/base/text_proto.h"

namespace drill {

// Collects problems of one file; a path is one of FieldLocations. Neither argument is owned.
class FieldChecker {
 public:
  FieldChecker(const FieldLocations& locations, std::vector<Problem>* problems)
      : locations_(locations), problems_(problems) {}

  void Add(absl::string_view path, absl::string_view message, absl::string_view remedy = "");

  // Adds "<path> is required" when the field is not set; `remedy` says what to write. Both return
  // whether the field is set.
  bool Require(absl::string_view path, bool is_set, absl::string_view remedy);
  bool RequireText(absl::string_view path, absl::string_view value, absl::string_view remedy);

  // The checks that follow accept a field that is not set.
  void AbsolutePath(absl::string_view path, absl::string_view value);
  void Url(absl::string_view path, absl::string_view value);
  // Greater than zero.
  void Positive(absl::string_view path, const google::protobuf::Duration& value);
  // `value` is one of `known`, of which `what` is the plural: "services", "releases".
  void OneOf(absl::string_view path, absl::string_view value, const std::vector<std::string>& known,
             absl::string_view what);
  // Numbers as text, the lower not above the upper.
  void Bounds(absl::string_view path, absl::string_view at_least, absl::string_view at_most);
  // A whole number within both bounds, as text.
  void Integer(absl::string_view path, absl::string_view value, int least, int most);
  // An HTTP method.
  void Method(absl::string_view path, absl::string_view value);
  // `value` must not be in `seen`; it is added to it.
  void Unique(absl::string_view path, absl::string_view value, std::set<std::string>* seen);

  // Whether a problem of the field was told already.
  bool Told(absl::string_view path) const;

  const std::string& file() const { return locations_.file(); }
  bool Has(absl::string_view path) const { return locations_.Has(path); }

 private:
  const FieldLocations& locations_;
  std::vector<Problem>* const problems_;
};

// "<parent>.<field>", or "<field>" at the top; "<field>[<index>]" with an index.
std::string FieldPath(absl::string_view parent, absl::string_view field, int index = -1);

}  // namespace drill

#endif  // HARNESS_BASE_FIELD_CHECKER_H_
