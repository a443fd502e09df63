// The commands of tools/drill, each in its own source file; every one returns the exit code. Those
// that only read are in reading_commands.h.
#ifndef HARNESS_COMMAND_COMMANDS_H_
#define HARNESS_COMMAND_COMMANDS_H_

#include <cstdint>

#include "harness/base/stop_token.h"
#include "harness/command/options.h"
#include "harness/command/reading_commands.h"
#include "harness/scenario/scenario.pb.h"

namespace drill {

// From which a drill's random choices are drawn: the command line's, else the scenario's, else a
// new one.
uint64_t RandomSeed(const Options& options, const Scenario& scenario);

// Calls the one that `options.command` names.
int RunCommand(const Options& options, const StopToken& stop);

int RunDrills(const Options& options, const StopToken& stop);
int RunQuarterly(const Options& options, const StopToken& stop);
// `bench`: drills until the time targets are decided, or over growing data.
int BenchDrills(const Options& options, const StopToken& stop);
int MutateProcedure(const Options& options, const StopToken& stop);
// `gate`: runs what the gate asks for and is not known yet.
int OpenOrCloseGate(const Options& options, const StopToken& stop);
int ListKept();
int OpenShell(const Options& options, const StopToken& stop);
// `shell STACK --at prepare`: the machine on which the stack's preparation failed last.
int OpenFailedMachine(const Options& options, const StopToken& stop);
int EnterKept(const Options& options);
int Clean(const Options& options);
int ShowHistory(const Options& options);
int MakeReports(const Options& options);
// `report --merge`: the shards of one gate as that gate, with one exit code.
int MergeShards(const Options& options);
int Doctor();

}  // namespace drill

#endif  // HARNESS_COMMAND_COMMANDS_H_
