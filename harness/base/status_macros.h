// The two macros that pass a failed absl::Status up to the caller.
//
//   RETURN_IF_ERROR(WriteFile(path, text));
//   ASSIGN_OR_RETURN(std::string text, ReadFile(path));
#ifndef HARNESS_BASE_STATUS_MACROS_H_
#define HARNESS_BASE_STATUS_MACROS_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"

// Debian 13's abseil and protobuf define none of these names.
#define RETURN_IF_ERROR(expr)                                       \
  do {                                                              \
    if (::absl::Status drill_status = (expr); !drill_status.ok()) { \
      return drill_status;                                          \
    }                                                               \
  } while (false)

#define DRILL_CONCAT_INNER(a, b) a##b
#define DRILL_CONCAT(a, b) DRILL_CONCAT_INNER(a, b)

#define ASSIGN_OR_RETURN(lhs, expr) \
  ASSIGN_OR_RETURN_IMPL(DRILL_CONCAT(drill_statusor_, __LINE__), lhs, expr)

#define ASSIGN_OR_RETURN_IMPL(result, lhs, expr) \
  auto result = (expr);                          \
  if (!result.ok()) return result.status();      \
  lhs = *std::move(result)

#endif  // HARNESS_BASE_STATUS_MACROS_H_
