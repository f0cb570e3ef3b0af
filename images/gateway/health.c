/*
 * health: asks the gateway in this container whether it is alive; ends with 0 if it is, 1 if not.
 *
 * A static program, as the image has no shell, and a Java started every few seconds would cost more
 * than the gateway. It asks the metrics listener, which never has TLS or a password, and says that
 * the process serves; whether the provider does is /healthz of the public listener, and no reason to
 * start the gateway again.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

enum { USUAL_PORT = 8082, LIMIT_SECONDS = 5 };

static int failed(const char *what) {
  perror(what);
  return 1;
}

/* Where the metrics are, from a text such as ":8082" or "127.0.0.1:8082". */
static struct sockaddr_in address(const char *listen) {
  struct sockaddr_in found = {.sin_family = AF_INET, .sin_port = htons(USUAL_PORT)};
  found.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const char *colon = listen ? strrchr(listen, ':') : NULL;
  if (colon) {
    found.sin_port = htons((unsigned short)atoi(colon + 1));
    char host[INET_ADDRSTRLEN] = "";
    struct in_addr named;
    if (colon - listen < (long)sizeof host) {
      memcpy(host, listen, (size_t)(colon - listen));
    }
    if (inet_pton(AF_INET, host, &named) == 1 && named.s_addr != htonl(INADDR_ANY)) {
      found.sin_addr = named;
    }
  }
  return found;
}

int main(void) {
  static const char request[] = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  static const char alive[] = "HTTP/1.1 200";
  struct sockaddr_in gateway = address(getenv("GANTRY_METRICS_LISTEN"));
  struct timeval limit = {.tv_sec = LIMIT_SECONDS};
  char answer[sizeof alive - 1];
  int connection = socket(AF_INET, SOCK_STREAM, 0);
  if (connection < 0) {
    return failed("socket");
  }
  setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  if (connect(connection, (struct sockaddr *)&gateway, sizeof gateway) != 0) {
    return failed("connect");
  }
  if (write(connection, request, sizeof request - 1) != (ssize_t)(sizeof request - 1)) {
    return failed("write");
  }
  if (recv(connection, answer, sizeof answer, MSG_WAITALL) != (ssize_t)sizeof answer) {
    return failed("read");
  }
  if (memcmp(answer, alive, sizeof answer) != 0) {
    fprintf(stderr, "the gateway answered %.*s\n", (int)sizeof answer, answer);
    return 1;
  }
  return 0;
}
