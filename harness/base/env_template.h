// Puts values in for the variables of a text, as docker compose does: $WORD, ${WORD},
// ${WORD:-default}, ${WORD-default}, ${WORD:+other}, ${WORD+other}, ${WORD:?message}, $$ for $.
#ifndef HARNESS_BASE_ENV_TEMPLATE_H_
#define HARNESS_BASE_ENV_TEMPLATE_H_

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace drill {

// The value of a variable; null when it is not set.
using EnvLookup = std::function<const std::string*(absl::string_view name)>;

// A variable that is not set counts as empty. InvalidArgument for what compose calls an invalid
// template, and for a variable that is required and not there.
absl::StatusOr<std::string> ExpandEnvTemplate(absl::string_view text, const EnvLookup& lookup);

}  // namespace drill

#endif  // HARNESS_BASE_ENV_TEMPLATE_H_
