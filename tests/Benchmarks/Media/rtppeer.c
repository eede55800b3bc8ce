/* The other side of many calls of PCMU on loopback, without signalling: one thread, packets of 160 octets each 20 ms in 1 ms slots, and the lateness of
 * each packet that comes, against its own sequence number times 20 ms from the earliest.
 * build: cc -O2 -o rtppeer rtppeer.c      use: rtppeer THEIR_FIRST_PORT CALLS SECONDS OWN_FIRST_PORT
 * Ports go up in steps of two. It sends for two seconds before it measures, and prints one line of name=value. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define BUCKETS 20001 /* of 0.05 ms, to a second */
#define WARM 2.0
typedef struct {
  int fd, have;
  struct sockaddr_in to;
  uint16_t seq, last;
  uint32_t ssrc;
  int64_t ext;
  uint64_t got;
  double base;
} call;

static call *calls;
static int count, measuring;
static uint32_t late[BUCKETS];
static uint64_t lates;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static double at(double share) {
  uint64_t k = 0;
  for (int i = 0; i < BUCKETS; i++) {
    k += late[i];
    if (lates && k >= share * lates) return i / 20.0;
  }
  return -1;
}

static double over(double ms) {
  uint64_t k = 0;
  for (int i = (int)(ms * 20) + 1; i < BUCKETS; i++) k += late[i];
  return lates ? 100.0 * k / lates : 0;
}

static void speak(call *c) {
  uint8_t p[172];
  p[0] = 0x80;
  p[1] = 0;
  *(uint16_t *)(p + 2) = htons(c->seq);
  *(uint32_t *)(p + 4) = htonl(c->seq * 160u);
  *(uint32_t *)(p + 8) = htonl(c->ssrc);
  for (int i = 0; i < 160; i++) p[12 + i] = (uint8_t)(0x80 | ((i * 7) & 0x3f));
  c->seq++;
  sendto(c->fd, p, sizeof p, MSG_DONTWAIT, (void *)&c->to, sizeof c->to);
}

static void hear(call *c) {
  uint8_t p[2048];
  int n;
  while ((n = recv(c->fd, p, sizeof p, MSG_DONTWAIT)) >= 12) {
    if ((p[1] & 0x7f) > 35 || !measuring) continue;
    double t = now();
    uint16_t s = ntohs(*(uint16_t *)(p + 2));
    c->got++;
    if (!c->have) {
      c->have = 1;
      c->last = s;
      c->ext = 0;
      c->base = t;
    } else {
      c->ext += (int16_t)(s - c->last);
      c->last = s;
    }
    double b = t - c->ext * 0.020;
    if (b < c->base) c->base = b;
    double ms = (b - c->base) * 1000;
    int i = (int)(ms * 20);
    late[i >= BUCKETS ? BUCKETS - 1 : i]++;
    lates++;
  }
}

int main(int ac, char **av) {
  if (ac != 5) {
    fprintf(stderr, "rtppeer THEIR_FIRST_PORT CALLS SECONDS OWN_FIRST_PORT\n");
    return 2;
  }
  struct sched_param first = {.sched_priority = 2}; /* where it is permitted: what is measured is theirs, not when we had our turn */
  sched_setscheduler(0, SCHED_RR, &first);
  cpu_set_t last; /* one processor, so that both do not share one and are throttled there */
  CPU_ZERO(&last);
  CPU_SET(sysconf(_SC_NPROCESSORS_ONLN) - 1, &last);
  sched_setaffinity(0, sizeof last, &last);
  int theirs = atoi(av[1]), own = atoi(av[4]), size = 1 << 18;
  double seconds = atof(av[3]);
  count = atoi(av[2]);
  calls = calloc(count, sizeof *calls);
  int ep = epoll_create1(0);
  for (int i = 0; i < count; i++) {
    call *c = &calls[i];
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK), .sin_port = htons(own + 2 * i)};
    c->fd = socket(AF_INET, SOCK_DGRAM, 0);
    setsockopt(c->fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
    if (c->fd < 0 || bind(c->fd, (void *)&a, sizeof a)) {
      perror("bind");
      return 1;
    }
    c->to = a;
    c->to.sin_port = htons(theirs + 2 * i);
    c->seq = 1;
    c->ssrc = 1000 + i;
    struct epoll_event e = {.events = EPOLLIN, .data.u32 = i};
    epoll_ctl(ep, EPOLL_CTL_ADD, c->fd, &e);
  }
  struct epoll_event e[512];
  struct rusage r0, r1;
  double begun = now(), next = begun, from = 0;
  int slot = 0;
  uint64_t sent = 0;
  memset(&r0, 0, sizeof r0);
  for (;;) {
    double t = now();
    if (!measuring && t - begun > WARM) {
      measuring = 1;
      from = t;
      sent = 0;
      getrusage(RUSAGE_SELF, &r0);
    }
    if (measuring && t - from > seconds) break;
    while (t >= next) {
      if (t - next > 0.2) next = t;
      next += 0.001;
      for (int i = slot; i < count; i += 20) {
        speak(&calls[i]);
        sent++;
      }
      slot = (slot + 1) % 20;
    }
    double w = next - now();
    if (w < 0) w = 0;
    struct timespec ts = {0, (long)(w * 1e9)};
    int n = epoll_pwait2(ep, e, 512, &ts, 0);
    if (n < 0 && errno != EINTR) break;
    for (int i = 0; i < n; i++) hear(&calls[e[i].data.u32]);
  }
  getrusage(RUSAGE_SELF, &r1);
  uint64_t got = 0, span = 0;
  int heard = 0;
  for (int i = 0; i < count; i++) {
    got += calls[i].got;
    span += calls[i].have ? calls[i].ext + 1 : 0;
    heard += calls[i].have;
  }
  double cpu = (r1.ru_utime.tv_sec - r0.ru_utime.tv_sec) + (r1.ru_stime.tv_sec - r0.ru_stime.tv_sec) +
               (r1.ru_utime.tv_usec - r0.ru_utime.tv_usec + r1.ru_stime.tv_usec - r0.ru_stime.tv_usec) / 1e6;
  printf("heard=%d sent=%lu got=%lu lost=%ld p50=%.2f p99=%.2f max=%.2f over5=%.3f over20=%.3f cpu=%.0f\n", heard, sent, got, (long)(span - got), at(.5), at(.99), at(1),
         over(5), over(20), 100 * cpu / seconds);
  return 0;
}
