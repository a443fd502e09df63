#include "harness/runbook/driver_script.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"

namespace drill {
namespace {

// A terminal in line mode takes 4095 bytes a line; a byte of text becomes at most four.
constexpr size_t kBytesALine = 900;

// Every function is one line, because it is typed. All variables are set at all times (`set -u`),
// no command fails outside a condition (`set -e`).
//
// begin   hands the previous command's status on to the next one, so that `$?` carries over.
// prompt  is run by the shell itself when it is back at its prompt, whatever ended the command.
// debug   announces each simple command of the session's own shell; never those in subshells.
// error   stands in for `set -e` ending the shell: it ends the block. SIGINT unwinds loops and
//         functions as Ctrl-C does.
// exit    ends the block too; the failed expansion takes an interactive shell back to its prompt.
constexpr char kSetup[] = R"sh(stty -echo -onlcr; PS1= PS2= PROMPT_COMMAND=
set +o history; set +H
export PAGER=cat GIT_PAGER=cat SYSTEMD_PAGER=cat MANPAGER=cat PSQL_PAGER=cat AWS_PAGER= TERM=xterm
unset HISTFILE
__drill_a=@1; __drill_b=@2; __drill_on=; __drill_left=; __drill_s=0; __drill_n=0; __drill_text=
__drill_say() { printf '\036%s%s %s\037' "$__drill_a" "$__drill_b" "$1" >/dev/tty; }
__drill_begin() { __drill_left=; __drill_n=0; __drill_on=1; __drill_say B; case $- in *e*) return 0;; esac; return "$__drill_s"; }
__drill_prompt() { local __drill_q=$?; if [ -n "$__drill_on" ]; then __drill_on=; __drill_s=${__drill_left:-$__drill_q}; __drill_say "E $__drill_s ${__drill_left:+left}"; fi; }
__drill_debug() { if [[ -n $__drill_on && $BASH_SUBSHELL -eq 0 && ${FUNCNAME[1]-} != __drill_* && ${FUNCNAME[1]-} != exit && $__drill_n -lt 1000 ]]; then __drill_n=$((__drill_n + 1)); __drill_q=${BASH_COMMAND:0:400}; __drill_say "D $1 $2 ${#FUNCNAME[@]} ${__drill_q//[$'\036\037']/ }"; fi; return 0; }
__drill_error() { __drill_e=$?; case $- in *e*) if [[ $BASH_SUBSHELL -eq 0 ]]; then set +e; __drill_left=$__drill_e; kill -INT $$; fi;; esac; }
exit() { local __drill_q=$?; if ((BASH_SUBSHELL)); then builtin exit "$@"; fi; set +e; __drill_left=${1:-$__drill_q}; { : "${__drill_never:?}"; } 2>/dev/null; }
set -ET; trap __drill_error ERR; trap '__drill_debug "$?" "$LINENO"' DEBUG; PROMPT_COMMAND=__drill_prompt
__drill_say "R $$"
)sh";

std::string Escaped(absl::string_view text) {
  std::string result;
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = absl::ascii_isalnum(byte) ||
                       absl::string_view(" _./:=,@%+-").find(c) != absl::string_view::npos;
    if (plain) {
      result += c;
    } else {
      absl::StrAppendFormat(&result, "\\x%02x", byte);
    }
  }
  return result;
}

}  // namespace

std::string DriverSetup(absl::string_view nonce) {
  const size_t half = nonce.size() / 2;
  return absl::StrReplaceAll(kSetup, {{"@1", std::string(nonce.substr(0, half))},
                                      {"@2", std::string(nonce.substr(half))}});
}

std::string DriverDoorway(absl::string_view nonce) {
  const size_t half = nonce.size() / 2;
  // The guard keeps the operator's own shell unchanged, which reads this line if the command ends
  // without opening a shell.
  return absl::StrCat("declare -F __drill_say >/dev/null || { __drill_a=", nonce.substr(0, half),
                      "; export PS1=$'\\036'\"${__drill_a}", nonce.substr(half),
                      " P\"$'\\037'; exec bash --noprofile --norc --noediting -i; }\n");
}

std::string DriverRun(absl::string_view text) {
  std::string lines = "__drill_text=\n";
  for (size_t at = 0; at < text.size(); at += kBytesALine)
    absl::StrAppend(&lines, "__drill_text+=$'", Escaped(text.substr(at, kBytesALine)), "'\n");
  absl::StrAppend(&lines, "__drill_begin; ", kEvalCommand, "\n");
  return lines;
}

}  // namespace drill
