// What a function in mode http can be at best when bodies count: one thread a connection, everything read and written in
// large pieces. "/bytes/N" answers N bytes, "/pieces" answers 100 chunks of 100 bytes, each a write of its own, and anything
// else twelve bytes; a request's body is read to its end before. body_server PORT
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

enum { MOST = 16 << 20, HEAD = 16384, PIECES = 100, PIECE = 100 };

static char bytes[MOST];

static int write_all(int connection, const char *head, size_t head_length, size_t body_length) {
  struct iovec parts[2] = {{(void *)head, head_length}, {bytes, body_length}};
  size_t left = head_length + body_length;
  while (left > 0) {
    ssize_t count = writev(connection, parts, 2);
    if (count <= 0) {
      return -1;
    }
    left -= (size_t)count;
    for (int i = 0; i < 2; i++) {
      size_t taken = (size_t)count < parts[i].iov_len ? (size_t)count : parts[i].iov_len;
      parts[i].iov_base = (char *)parts[i].iov_base + taken;
      parts[i].iov_len -= taken;
      count -= (ssize_t)taken;
    }
  }
  return 0;
}

static int answer_bytes(int connection, size_t length) {
  char head[128];
  int size = snprintf(head, sizeof head,
                      "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: %zu\r\n\r\n", length);
  return write_all(connection, head, (size_t)size, length);
}

static int answer_pieces(int connection) {
  static const char head[] = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n";
  char piece[PIECE + 16];
  int size = snprintf(piece, sizeof piece, "%x\r\n%0*d\r\n", PIECE, PIECE, 0);
  if (write_all(connection, head, sizeof head - 1, 0) != 0) {
    return -1;
  }
  for (int i = 0; i < PIECES; i++) {
    if (write_all(connection, piece, (size_t)size, 0) != 0) {
      return -1;
    }
  }
  return write_all(connection, "0\r\n\r\n", 5, 0);
}

static int answer(int connection, const char *head) {
  const char *wanted = strstr(head, "/bytes/");
  if (wanted != NULL) {
    size_t length = strtoul(wanted + 7, NULL, 10);
    return answer_bytes(connection, length < MOST ? length : MOST);
  }
  if (strstr(head, " /pieces ") != NULL) {
    return answer_pieces(connection);
  }
  return write_all(connection, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 12\r\n\r\nhello world\n", 77, 0);
}

static int discard(int connection, size_t left) {
  char buffer[65536];
  while (left > 0) {
    ssize_t count = read(connection, buffer, left < sizeof buffer ? left : sizeof buffer);
    if (count <= 0) {
      return -1;
    }
    left -= (size_t)count;
  }
  return 0;
}

/* A chunked body ends with an empty chunk; what is sent here has no trailers. */
static int discard_chunks(int connection, char *buffer, size_t length) {
  while (length < 5 || memcmp(buffer + length - 5, "0\r\n\r\n", 5) != 0) {
    size_t kept = length < 5 ? length : 5;
    memmove(buffer, buffer + length - kept, kept);
    ssize_t count = read(connection, buffer + kept, HEAD - 1 - kept);
    if (count <= 0) {
      return -1;
    }
    length = kept + (size_t)count;
  }
  return 0;
}

static int body(int connection, char *buffer, size_t head, size_t length) {
  const char *given = strcasestr(buffer, "\r\ncontent-length:");
  if (given != NULL && given < buffer + head) {
    size_t size = strtoul(given + 17, NULL, 10);
    size_t there = length - head;
    return discard(connection, size > there ? size - there : 0);
  }
  const char *chunked = strcasestr(buffer, "\r\ntransfer-encoding:");
  if (chunked != NULL && chunked < buffer + head) {
    return discard_chunks(connection, buffer + head, length - head);
  }
  return 0;
}

static void *serve(void *argument) {
  int connection = (int)(intptr_t)argument;
  char *buffer = malloc(2 * HEAD);
  char line[1024];
  size_t length = 0;
  while (buffer != NULL) {
    ssize_t count = read(connection, buffer + length, HEAD - 1 - length);
    if (count <= 0) {
      break;
    }
    length += (size_t)count;
    buffer[length] = 0;
    char *end = strstr(buffer, "\r\n\r\n");
    if (end == NULL) {
      if (length == HEAD - 1) {
        break;
      }
      continue;
    }
    snprintf(line, sizeof line, "%.*s", (int)strcspn(buffer, "\r"), buffer);
    if (body(connection, buffer, (size_t)(end + 4 - buffer), length) != 0 || answer(connection, line) != 0) {
      break;
    }
    length = 0;
  }
  free(buffer);
  close(connection);
  return NULL;
}

int main(int count, char **arguments) {
  signal(SIGPIPE, SIG_IGN);
  memset(bytes, 'x', sizeof bytes);
  int yes = 1;
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(count > 1 ? (unsigned short)atoi(arguments[1]) : 0)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) < 0 || listen(listener, 512) < 0) {
    perror("body_server");
    return 1;
  }
  for (;;) {
    int connection = accept(listener, NULL, NULL);
    if (connection < 0) {
      continue;
    }
    setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    pthread_t thread;
    if (pthread_create(&thread, NULL, serve, (void *)(intptr_t)connection) != 0) {
      close(connection);
    } else {
      pthread_detach(thread);
    }
  }
}
