// A web server that answers every request with twelve bytes and keeps its connections: what a function in mode http
// can be at best. One thread a connection; requests have no body and come in one piece, as wrk and the watchdog send them.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const char ANSWER[] =
    "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 12\r\n\r\nhello world\n";

static void *serve(void *argument) {
  int connection = (int)(intptr_t)argument;
  char buffer[16384];
  size_t length = 0;
  for (;;) {
    ssize_t count = read(connection, buffer + length, sizeof buffer - 1 - length);
    if (count <= 0) {
      break;
    }
    length += (size_t)count;
    buffer[length] = 0;
    if (strstr(buffer, "\r\n\r\n") == NULL) {
      if (length == sizeof buffer - 1) {
        break;
      }
      continue;
    }
    length = 0;
    if (write(connection, ANSWER, sizeof ANSWER - 1) < 0) {
      break;
    }
  }
  close(connection);
  return NULL;
}

int main(void) {
  signal(SIGPIPE, SIG_IGN);
  int yes = 1;
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(3000)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) < 0 || listen(listener, 512) < 0) {
    perror("hello_server");
    return 1;
  }
  pthread_attr_t small;
  pthread_attr_init(&small);
  pthread_attr_setstacksize(&small, 64 * 1024);
  pthread_attr_setdetachstate(&small, PTHREAD_CREATE_DETACHED);
  for (;;) {
    int connection = accept(listener, NULL, NULL);
    if (connection < 0) {
      continue;
    }
    setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    pthread_t thread;
    if (pthread_create(&thread, &small, serve, (void *)(intptr_t)connection) != 0) {
      close(connection);
    }
  }
}
