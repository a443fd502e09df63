#include "harness/command/foreground.h"

#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>

namespace drill {
namespace {

constexpr int kNotFound = 127;
constexpr int kEndedBySignal = 128;

}  // namespace

int RunInForeground(const std::vector<std::string>& argv) {
  std::vector<char*> pointers;
  for (const std::string& word : argv) pointers.push_back(const_cast<char*>(word.c_str()));
  pointers.push_back(nullptr);
  // Flush before fork(): buffered output would otherwise be printed late, or by both processes.
  std::fflush(nullptr);
  const pid_t pid = fork();
  if (pid == 0) {
    execvp(pointers[0], pointers.data());
    _exit(kNotFound);
  }
  int status = 0;
  while (pid > 0 && waitpid(pid, &status, 0) < 0) {
    // A terminal signal reaches the child too; this process goes on waiting for the child's end.
    if (errno != EINTR) return kNotFound;
  }
  if (pid < 0) return kNotFound;
  return WIFEXITED(status) ? WEXITSTATUS(status) : kEndedBySignal + WTERMSIG(status);
}

int RunInside(const DrillHost& host, const std::vector<std::string>& command,
              const std::string& directory) {
  if (command.empty()) return RunInForeground(host.TerminalCommand({"bash", "-l"}, directory));
  // One word with blanks is a shell's line, as with ssh.
  const bool is_line =
      command.size() == 1 && command[0].find_first_of(" \t\n") != std::string::npos;
  return RunInForeground(host.StreamCommand(
      is_line ? std::vector<std::string>{"bash", "-c", command[0]} : command, directory));
}

}  // namespace drill
