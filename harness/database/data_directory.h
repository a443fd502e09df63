// How the directory in which a database server keeps its data is known.
#ifndef HARNESS_DATABASE_DATA_DIRECTORY_H_
#define HARNESS_DATABASE_DATA_DIRECTORY_H_

namespace drill {

// PostgreSQL keeps a file of this name in it. What such a directory holds is asked of the server:
// its files are others after each restore, and say nothing to people.
inline constexpr char kDataDirectoryMark[] = "PG_VERSION";

// Of these only the server's administrator may ask: who may log in from where, what was set by
// ALTER SYSTEM.
inline constexpr char kDataDirectorySettings[] = ".conf";

// With one of these in it the server is a standby, or recovers from an archive, after its next
// start.
inline constexpr const char* kDataDirectorySignals[] = {"standby.signal", "recovery.signal"};

}  // namespace drill

#endif  // HARNESS_DATABASE_DATA_DIRECTORY_H_
