/* SPDX-FileCopyrightText: The Raygate authors
   SPDX-License-Identifier: Apache-2.0

   Both ends of the receive bench.

     udp_load send PORT BYTES PER_SECOND MILLIS   sends to 127.0.0.1, then prints "sent nanoseconds"
     udp_load receive PORT NAP_MICROS             receives until SIGTERM, then prints how many

   PER_SECOND 0 sends as fast as it goes. The receiver reads its socket empty and naps, as the forwarder does, and
   only counts. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { BATCH = 64, SEND_BATCH = 16, MAX_DATAGRAM = 65536, BUFFER_BYTES = 4 << 20 };

static const char HEADER[] = "{\"format\":\"json\",\"version\":1}\n";
static volatile sig_atomic_t stopping;

static void stop(int signal) {
  (void)signal;
  stopping = 1;
}

static long long now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static struct sockaddr_in loopback(int port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

static int fail(const char *what) {
  perror(what);
  return 1;
}

static void point_at(struct mmsghdr *messages, struct iovec *vectors, int count, char *bytes, size_t step, size_t size) {
  memset(messages, 0, count * sizeof *messages);
  for (int i = 0; i < count; i++) {
    vectors[i] = (struct iovec){bytes + i * step, size};
    messages[i].msg_hdr.msg_iov = &vectors[i];
    messages[i].msg_hdr.msg_iovlen = 1;
  }
}

static int send_load(int port, size_t size, long long per_second, long long millis) {
  static char datagram[MAX_DATAGRAM];
  static struct mmsghdr messages[SEND_BATCH];
  static struct iovec vectors[SEND_BATCH];
  memset(datagram, 'x', sizeof datagram);
  memcpy(datagram, HEADER, sizeof HEADER - 1);
  point_at(messages, vectors, SEND_BATCH, datagram, 0, size);
  struct sockaddr_in to = loopback(port);
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  if (fd < 0 || connect(fd, (struct sockaddr *)&to, sizeof to) < 0) return fail("connect");
  long long sent = 0, begin = now(), end = begin + millis * 1000000;
  for (long long t = begin; t < end; t = now()) {
    long long due = per_second ? (long long)((double)(t - begin) * per_second / 1e9) : sent + SEND_BATCH;
    if (due - sent < SEND_BATCH) continue;
    int n = sendmmsg(fd, messages, SEND_BATCH, 0);
    if (n < 0) return fail("sendmmsg");
    sent += n;
  }
  printf("%lld %lld\n", sent, now() - begin);
  return 0;
}

static int receive_load(int port, long nap_micros) {
  static struct mmsghdr messages[BATCH];
  static struct iovec vectors[BATCH];
  char *bytes = malloc((size_t)BATCH * MAX_DATAGRAM);
  if (!bytes) return fail("malloc");
  point_at(messages, vectors, BATCH, bytes, MAX_DATAGRAM, MAX_DATAGRAM);
  struct sigaction action = {.sa_handler = stop};
  sigaction(SIGTERM, &action, NULL);
  struct sockaddr_in at = loopback(port);
  int wanted = BUFFER_BYTES;
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &wanted, sizeof wanted) < 0 ||
      bind(fd, (struct sockaddr *)&at, sizeof at) < 0)
    return fail("bind");
  long long received = 0;
  struct timespec nap = {0, nap_micros * 1000};
  while (!stopping) {
    int n = recvmmsg(fd, messages, BATCH, MSG_DONTWAIT, NULL);
    if (n > 0) received += n;
    if (n < BATCH) nanosleep(&nap, NULL);
  }
  printf("%lld\n", received);
  return 0;
}

int main(int count, char **arguments) {
  if (count == 6 && !strcmp(arguments[1], "send"))
    return send_load(atoi(arguments[2]), strtoul(arguments[3], NULL, 10), atoll(arguments[4]), atoll(arguments[5]));
  if (count == 4 && !strcmp(arguments[1], "receive")) return receive_load(atoi(arguments[2]), atol(arguments[3]));
  fprintf(stderr, "usage: udp_load send PORT BYTES PER_SECOND MILLIS | udp_load receive PORT NAP_MICROS\n");
  return 2;
}
