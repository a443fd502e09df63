// For a text that is only tried: what is wrong with it is told by who reads it.
#ifndef HARNESS_BASE_SILENT_ERRORS_H_
#define HARNESS_BASE_SILENT_ERRORS_H_

#include <string>

#include "google/protobuf/io/tokenizer.h"

namespace drill {

// Takes protobuf's complaints and tells nobody.
class SilentErrors : public google::protobuf::io::ErrorCollector {
  void AddError(int /*line*/, int /*column*/, const std::string& /*message*/) override {}
  void AddWarning(int /*line*/, int /*column*/, const std::string& /*message*/) override {}
};

}  // namespace drill

#endif  // HARNESS_BASE_SILENT_ERRORS_H_
