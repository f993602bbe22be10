#include <stddef.h>
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

// The words of this process as the kernel put them on its stack: their number, their addresses, a null, then the
// environment (System V ABI, "Process Initialization"). Swift's CommandLine asks /proc, which a bare root does not have.
// Nothing where the environment is not the one of the start any more: then there is no telling.
static inline char **accord_arguments(int *count) {
  extern char **environ;
  extern char *program_invocation_name;
  char *here;
  char **environment = environ;
  *count = 0;
  if ((char *)environment <= (char *)&here || program_invocation_name <= (char *)environment) return NULL;
  if (environment[-1] != NULL) return NULL;
  char **words = environment - 1;
  for (long number = 0; (char *)(words - 1) > (char *)&here; number += 1, words -= 1) {
    if ((long)words[-1] != number) continue;
    if (number == 0 || words[0] != program_invocation_name) return NULL;
    *count = (int)number;
    return words;
  }
  return NULL;
}
