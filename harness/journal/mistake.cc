#include "harness/journal/mistake.h"

namespace drill {

Mistake MistakeOf(const MutantResult& mutant) {
  return {mutant.kind(), mutant.line(), mutant.text(), mutant.other_line(), mutant.other_text()};
}

}  // namespace drill
