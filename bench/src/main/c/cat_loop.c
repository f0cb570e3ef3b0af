/*
 * The yardstick for calls in the fork modes: two threads, each of which starts `cat` with posix_spawn,
 * writes five bytes to it, reads its output to the end and waits for it, for as many seconds as the
 * first argument says. Prints how often a second both together did it.
 *
 *   cc -O2 -pthread -o cat_loop cat_loop.c && ./cat_loop 4
 *
 * What a server has to do for such a call, and nothing else: no HTTP, no time limit, no log. STDERR
 * of the processes is its own.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { THREADS = 2 };

extern char **environ;
static double seconds;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static void call(void) {
  char *command[] = {"cat", NULL};
  int in[2];
  int out[2];
  posix_spawn_file_actions_t actions;
  pid_t pid;
  char answer[64];
  size_t length = 0;
  ssize_t count;
  int status;

  if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0) {
    fail("pipe2");
  }
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  if (posix_spawn(&pid, "/bin/cat", &actions, NULL, command, environ) != 0) {
    fail("posix_spawn");
  }
  posix_spawn_file_actions_destroy(&actions);
  close(in[0]);
  close(out[1]);
  if (write(in[1], "hello", 5) != 5) {
    fail("write");
  }
  close(in[1]);
  while ((count = read(out[0], answer + length, sizeof answer - length)) > 0) {
    length += count;
  }
  close(out[0]);
  if (waitpid(pid, &status, 0) != pid || status != 0 || length != 5 ||
      memcmp(answer, "hello", 5) != 0) {
    fputs("cat failed\n", stderr);
    exit(1);
  }
}

static void *calls(void *total) {
  double end = now() + seconds;
  while (now() < end) {
    call();
    ++*(long *)total;
  }
  return NULL;
}

int main(int count, char **arguments) {
  seconds = count > 1 ? atof(arguments[1]) : 0;
  if (seconds <= 0) {
    fputs("usage: cat_loop SECONDS\n", stderr);
    return 2;
  }
  pthread_t threads[THREADS];
  long totals[THREADS] = {0};
  double begin = now();
  for (int i = 0; i < THREADS; i++) {
    if (pthread_create(&threads[i], NULL, calls, &totals[i]) != 0) {
      fail("pthread_create");
    }
  }
  long sum = 0;
  for (int i = 0; i < THREADS; i++) {
    pthread_join(threads[i], NULL);
    sum += totals[i];
  }
  printf("%.1f\n", sum / (now() - begin));
  return 0;
}
