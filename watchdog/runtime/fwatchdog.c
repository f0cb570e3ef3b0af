/*
 * fwatchdog: starts the watchdog's Java from the folder this program lies in.
 *
 * A static program, so that it runs in an image without a C library, a loader or a shell (ADR 0010).
 * It does what needs no Java itself, keeps from Java and its C library the variables of the image
 * that would change them, and hands those over under another name, for the functions.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HOME "/opt/gantry"
#define JAVA HOME "/bin/java"
#define OPTIONS "@" HOME "/lib/watchdog.options"
#define CACHE HOME "/lib/watchdog.aot"
#define MAIN "dev.gantry.watchdog/dev.gantry.watchdog.WatchdogMain"
#define LOCK "/tmp/.lock"
#define GROUPS "/sys/fs/cgroup"

/* Both compilers and no memory limit for them: more calls for some 30 MB (ADR 0022). */
#define BOTH_COMPILERS "-XX:TieredStopAtLevel=4"
#define ANY_METHOD "-XX:CompileCommand=MemLimit,*.*,0"
#define ROOM_FOR_BOTH (256LL << 20)

/* LauncherVariables.java reads these two. */
#define LAUNCHER "GANTRY_LAUNCHER"
#define KEPT "GANTRY_KEPT_"

enum { DONE = 0, FAILED = 1, WRONG_USE = 2 };

/* What this program sets for Java and its C library; the functions get none of it. */
static char *const OWN[] = {"MALLOC_ARENA_MAX=1", "LC_CTYPE=C.UTF-8",
                            "LOCPATH=" HOME "/lib/locale", NULL};

/* Names, or beginnings of names, that the loader, the C library or Java would listen to. */
static const char *const HIDDEN[] = {
    "LD_",           "MALLOC_",      "GLIBC_TUNABLES=", "GCONV_PATH=",         "LOCPATH=",
    "NLSPATH=",      "LC_",          "LANG=",           "LANGUAGE=",           "CLASSPATH=",
    "_JAVA_",        "JDK_JAVA_",    "JDK_AOT_",        "JAVA_TOOL_OPTIONS=",  "JAVA_OPTIONS=",
    LAUNCHER,        KEPT,           NULL,
};

static int is_hidden(const char *variable) {
  for (int i = 0; HIDDEN[i]; i++) {
    if (strncmp(variable, HIDDEN[i], strlen(HIDDEN[i])) == 0) {
      return 1;
    }
  }
  return 0;
}

static size_t count(char *const *list) {
  size_t length = 0;
  while (list[length]) {
    length++;
  }
  return length;
}

static void *need(void *memory) {
  if (!memory) {
    fputs("error: fwatchdog is out of memory\n", stderr);
    exit(FAILED);
  }
  return memory;
}

static char *joined(const char *first, const char *second) {
  char *text = need(malloc(strlen(first) + strlen(second) + 1));
  return strcat(strcpy(text, first), second);
}

/* The variables Java gets: what is hidden goes under another name, and ours are added. */
static char **variables(char *const *given) {
  char **all = need(calloc(count(given) + count(OWN) + 2, sizeof *all));
  size_t n = 0;
  for (; *given; given++) {
    all[n++] = is_hidden(*given) ? joined(KEPT, *given) : *given;
  }
  for (size_t i = 0; OWN[i]; i++) {
    all[n++] = OWN[i];
  }
  all[n] = LAUNCHER "=" VERSION;
  return all;
}

/* The option that speeds up the start; a warning and one without effect where it cannot. */
static char *cache(void) {
  if (access(CACHE, R_OK) == 0) {
    return "-XX:AOTCache=" CACHE;
  }
  fprintf(stderr, "warning: the start is slow, because %s cannot be read: %s\n", CACHE,
          strerror(errno));
  return "-XX:AOTMode=off";
}

static int is(const char *variable, const char *value) {
  const char *found = getenv(variable);
  return found && strcmp(found, value) == 0;
}

/* The number in a file; "most" if it has none, as where cgroup version 2 says "max". */
static long long number(const char *path, long long most) {
  long long found = most;
  FILE *file = fopen(path, "r");
  if (file) {
    if (fscanf(file, "%lld", &found) != 1) {
      found = most;
    }
    fclose(file);
  }
  return found < most ? found : most;
}

/* The least limit of a control group and those above it. Inside a container "path" may be the
   engine's name for what is the root here, so that only the last of these files exists. */
static long long group_limit(const char *root, char *path, const char *file, long long most) {
  char name[4096];
  char *end = path + strlen(path);
  while (end) {
    *end = 0;
    if (snprintf(name, sizeof name, "%s%s/%s", root, path, file) < (int)sizeof name) {
      most = number(name, most);
    }
    end = strrchr(path, '/');
  }
  return most;
}

/* How much memory there is for this container: the machine's, or less where a group limits it. */
static long long memory(void) {
  long long most = (long long)sysconf(_SC_PHYS_PAGES) * sysconf(_SC_PAGESIZE);
  char line[3072];
  FILE *file = fopen("/proc/self/cgroup", "r");
  while (file && fgets(line, sizeof line, file)) {
    line[strcspn(line, "\n")] = 0;
    char *path = strchr(line, '/');
    if (path && strncmp(line, "0::", 3) == 0) {
      most = group_limit(GROUPS, path, "memory.max", most);
    } else if (path && strstr(line, ":memory:")) {
      most = group_limit(GROUPS "/memory", path, "memory.limit_in_bytes", most);
    }
  }
  if (file) {
    fclose(file);
  }
  return most;
}

/* Whether Java gets its second compiler: where calls pass through it, and there is room. */
static int has_both_compilers(void) {
  return is("jit", "full") || (!is("jit", "small") && is("mode", "http") && memory() >= ROOM_FOR_BOTH);
}

static int is_flag(const char *argument, const char *name) {
  return argument[0] == '-' && strcmp(argument + (argument[1] == '-' ? 2 : 1), name) == 0;
}

int main(int argc, char **argv, char **environment) {
  if (argc > 1 && is_flag(argv[1], "version")) {
    puts(VERSION);
    return DONE;
  }
  if (argc > 1 && is_flag(argv[1], "run-healthcheck")) {
    return access(LOCK, F_OK) == 0 ? DONE : FAILED;
  }
  if (argc > 1) {
    fprintf(stderr, "error: unknown argument %s\n  usage: fwatchdog [-version | -run-healthcheck]\n",
            argv[1]);
    return WRONG_USE;
  }
  char *arguments[] = {JAVA, OPTIONS, cache(), "-m", MAIN, NULL, NULL, NULL};
  if (has_both_compilers()) {
    memcpy(arguments + 3, (char *[]){BOTH_COMPILERS, ANY_METHOD, "-m", MAIN}, 4 * sizeof *arguments);
  }
  execve(JAVA, arguments, variables(environment));
  fprintf(stderr, "error: could not start %s: %s\n", JAVA, strerror(errno));
  fprintf(stderr, "  try: copy the whole folder %s into the image, for this kind of processor\n", HOME);
  return FAILED;
}
