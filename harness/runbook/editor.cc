#include "harness/runbook/editor.h"

#include "absl/strings/str_cat.h"
#include "harness/base/shell_quote.h"

namespace drill {
namespace {

// Options (-R) and places (+12) are no files. A text in a variable rather than a function: sh, by
// which git starts its editor, hands no functions of bash on.
constexpr char kEdit[] =
    R"sh(__drill_edit='[ -n "$__drill_sed" ] || exit 0; )sh"
    R"sh(for f in "$@"; do case $f in -*|+*) continue;; esac; )sh"
    R"sh(before=$(cksum <"$f") && sed -E -i -e "$__drill_sed" -- "$f" || exit; )sh"
    R"sh([ "$before" != "$(cksum <"$f")" ] || )sh"
    R"sh({ echo "the edit changes nothing in $f" >&2; exit 1; }; done'; )sh"
    R"sh(export __drill_sed __drill_edit EDITOR='bash -c "$__drill_edit" --'; )sh"
    R"sh(export VISUAL=$EDITOR GIT_EDITOR=$EDITOR SUDO_EDITOR=$EDITOR KUBE_EDITOR=$EDITOR)sh";

constexpr const char* kEditors[] = {"vim",   "vi",   "nvim", "nano",  "pico",
                                    "emacs", "code", "ed",   "mcedit"};

}  // namespace

std::string EditorThatMakes(absl::string_view sed) {
  std::string line = absl::StrCat("__drill_sed=", ShellQuote(sed), "; ", kEdit);
  for (const char* editor : kEditors)
    absl::StrAppend(&line, "; ", editor, "() { bash -c \"$__drill_edit\" -- \"$@\"; }");
  return line;
}

}  // namespace drill
