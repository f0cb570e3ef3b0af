/*
 * The yardstick for process starts: one thread that starts /bin/true with posix_spawn and waits for
 * it, as often as the first argument says. Prints starts per second.
 *
 *   cc -O2 -o spawn_loop spawn_loop.c && ./spawn_loop 3000
 */
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

int main(int count, char **arguments) {
  int starts = count > 1 ? atoi(arguments[1]) : 0;
  if (starts < 1) {
    fprintf(stderr, "usage: spawn_loop STARTS\n");
    return 2;
  }
  char *command[] = {"true", NULL};
  double begin = now();
  for (int i = 0; i < starts; i++) {
    pid_t pid;
    int status;
    if (posix_spawn(&pid, "/bin/true", NULL, NULL, command, environ) != 0) {
      return 1;
    }
    waitpid(pid, &status, 0);
  }
  printf("%.0f\n", starts / (now() - begin));
  return 0;
}
