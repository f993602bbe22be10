#include <sys/prctl.h>
#include <sys/resource.h>

// prctl is variadic, which Swift cannot import.

// No core dump of this process, whatever the system does with one: the limit keeps files from being written, the second
// also what is piped to a collector, and keeps other processes of the same user from reading the memory.
static inline void accord_forbid_dumps(void) {
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}
