/*
 * A function for mode http in an image without anything else: upstream PORT, or upstream /path/to/socket.
 *
 *   /status/N     that status, with a Location
 *   /events       two server-sent events, the second once there is /tmp/go
 *   /slow         nothing, ever
 *   /close        the end of the connection
 *   /upgrade      101, and then every byte back
 *   /print        a line on STDOUT and one on STDERR
 *   /ready        200 if there is /tmp/ready, else 503
 *   /exit/N       the end of this process; /kill/N by a signal
 *   all others    the request: line, fields, body
 *
 * Every answer has X-Connection, the number of its connection. It ends with 0 at SIGTERM, after a line that says so.
 */
#define _GNU_SOURCE
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { HEAD = 65536, BODY = 1 << 20 };

struct connection {
  FILE *in, *out;
  int number;
};

struct request {
  char head[HEAD], path[1024];
  char *body;
  size_t length;
};

static void ended(int signal) {
  static const char line[] = "upstream: SIGTERM\n";
  (void)signal;
  if (write(1, line, sizeof line - 1) < 0) {
    _exit(1);
  }
  _exit(0);
}

static void read_chunks(FILE *in, struct request *request) {
  char line[64];
  while (fgets(line, sizeof line, in)) {
    size_t size = strtoul(line, NULL, 16);
    if (request->length + size > BODY) {
      exit(3);
    }
    request->length += fread(request->body + request->length, 1, size, in);
    if (!fgets(line, sizeof line, in) || size == 0) {
      return;
    }
  }
}

static int read_request(FILE *in, struct request *request) {
  char line[8192];
  size_t announced = 0, used = 0;
  int chunked = 0;
  request->length = 0;
  if (!fgets(request->head, sizeof line, in)) {
    return 0;
  }
  sscanf(request->head, "%*s %1023s", request->path);
  used = strlen(request->head);
  while (fgets(line, sizeof line, in) && strcmp(line, "\r\n") != 0) {
    if (used + strlen(line) < HEAD) {
      strcpy(request->head + used, line);
      used += strlen(line);
    }
    if (strncasecmp(line, "Content-Length:", 15) == 0) {
      announced = strtoul(line + 15, NULL, 10);
    }
    chunked |= strncasecmp(line, "Transfer-Encoding:", 18) == 0;
  }
  if (chunked) {
    read_chunks(in, request);
  } else if (announced <= BODY) {
    request->length = fread(request->body, 1, announced, in);
  }
  return 1;
}

static void answer(struct connection *connection, int status, const char *fields, const char *text,
                   size_t length) {
  fprintf(connection->out, "HTTP/1.1 %d Mine\r\nX-Connection: %d\r\n%sContent-Length: %zu\r\n\r\n",
          status, connection->number, fields, length);
  fwrite(text, 1, length, connection->out);
  fflush(connection->out);
}

static void await(const char *file) {
  while (access(file, F_OK) != 0) {
    usleep(5000);
  }
}

static void send_events(struct connection *connection) {
  fputs("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
        "b\r\ndata: one\n\n\r\n",
        connection->out);
  fflush(connection->out);
  await("/tmp/go");
  fputs("b\r\ndata: two\n\n\r\n0\r\n\r\n", connection->out);
  fflush(connection->out);
}

static void echo_bytes(struct connection *connection) {
  int byte;
  fputs("HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n", connection->out);
  fflush(connection->out);
  while ((byte = fgetc(connection->in)) != EOF) {
    fputc(byte, connection->out);
    fflush(connection->out);
  }
}

static void echo_request(struct connection *connection, struct request *request) {
  size_t head = strlen(request->head);
  char *all = malloc(head + 2 + request->length);
  memcpy(all, request->head, head);
  memcpy(all + head, "\r\n", 2);
  memcpy(all + head + 2, request->body, request->length);
  answer(connection, 200, "Content-Type: text/x-echo\r\n", all, head + 2 + request->length);
  free(all);
}

/* Whether the connection stays. */
static int serve(struct connection *connection, struct request *request) {
  const char *path = request->path;
  int number;
  if (sscanf(path, "/exit/%d", &number) == 1) {
    _exit(number);
  } else if (sscanf(path, "/kill/%d", &number) == 1) {
    kill(getpid(), number);
  } else if (sscanf(path, "/status/%d", &number) == 1) {
    answer(connection, number, "Location: /elsewhere\r\nX-Mine: yes\r\n", "chosen", 6);
  } else if (strcmp(path, "/events") == 0) {
    send_events(connection);
  } else if (strcmp(path, "/slow") == 0) {
    await("/never");
  } else if (strcmp(path, "/close") == 0) {
    return 0;
  } else if (strcmp(path, "/upgrade") == 0) {
    echo_bytes(connection);
    return 0;
  } else if (strcmp(path, "/print") == 0) {
    fputs("upstream to stdout\n", stdout);
    fputs("upstream to stderr\n", stderr);
    fflush(stdout);
    answer(connection, 200, "", "", 0);
  } else if (strcmp(path, "/ready") == 0) {
    answer(connection, access("/tmp/ready", F_OK) == 0 ? 200 : 503, "", "", 0);
  } else {
    echo_request(connection, request);
  }
  return 1;
}

static void *run(void *argument) {
  struct connection *connection = argument;
  struct request *request = malloc(sizeof *request);
  request->body = malloc(BODY);
  while (read_request(connection->in, request) && serve(connection, request)) {
  }
  free(request->body);
  free(request);
  fclose(connection->in);
  fclose(connection->out);
  free(connection);
  return NULL;
}

static int listener(const char *where) {
  struct sockaddr_un file = {.sun_family = AF_UNIX};
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int is_file = where[0] == '/', yes = 1;
  int server = socket(is_file ? AF_UNIX : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  address.sin_port = htons((unsigned short)atoi(where));
  strncpy(file.sun_path, where, sizeof file.sun_path - 1);
  setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (bind(server, is_file ? (struct sockaddr *)&file : (struct sockaddr *)&address,
           is_file ? sizeof file : sizeof address) != 0 ||
      listen(server, 128) != 0) {
    perror("upstream");
    exit(4);
  }
  return server;
}

int main(int argc, char **argv) {
  int server;
  if (argc != 2) {
    return 2;
  }
  signal(SIGPIPE, SIG_IGN);
  signal(SIGTERM, ended);
  server = listener(argv[1]);
  for (int number = 1;; number++) {
    pthread_t thread;
    struct connection *connection = malloc(sizeof *connection);
    int client = accept4(server, NULL, NULL, SOCK_CLOEXEC);
    connection->in = fdopen(client, "r");
    connection->out = fdopen(dup(client), "w");
    connection->number = number;
    pthread_create(&thread, NULL, run, connection);
    pthread_detach(thread);
  }
}
