/* The sound of many telephones at once on loopback: whoever sends PCMU to one of its ports is answered packet for packet with a tone of its own, so each call
 * goes by the other side's clock. Lateness is that of each packet that comes, against its own timestamp from the earliest of its last two seconds; a frame is left out where
 * the timestamp goes on by more than the packets do. Real telephones stand elsewhere: it takes what came once in a millisecond, so that it does not stop the other side at each packet, and goes by the kernel's time
 * of each packet, not by when it reads it.
 * build: cc -O2 -o mirror mirror.c      use: mirror FIRST_PORT PORTS
 * Ports go up in steps of two; what comes to the odd ones is thrown away. For each line it reads it prints one line of name=value of what was since the last. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <math.h>
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
#define BATCH 64
#define SIZE 512

typedef struct {
  uint32_t theirs, ssrc, stamp;
  uint16_t seq, last;
  int64_t ext, wrapped; /* of the timestamp, in samples */
  double base, before; /* the earliest of the window that is being filled, and of the one before */
} leg;

static leg legs[65536]; /* by the other side's port */
static uint32_t late[BUCKETS];
static uint64_t lates, lost, omitted, begun;
static uint8_t tone[8000];

/* When the kernel got it. */
static double came(struct msghdr *m) {
  struct timespec t;
  struct cmsghdr *c = CMSG_FIRSTHDR(m);
  if (c && c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_TIMESTAMPNS) {
    memcpy(&t, CMSG_DATA(c), sizeof t);
  } else {
    clock_gettime(CLOCK_REALTIME, &t);
  }
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

static uint8_t mulaw(int s) { /* G.711 */
  int sign = s < 0 ? 0x80 : 0, e = 7;
  if (s < 0) s = -s;
  s = (s > 32635 ? 32635 : s) + 132;
  for (int m = 0x4000; e > 0 && !(s & m); m >>= 1) e--;
  return (uint8_t)~(sign | (e << 4) | ((s >> (e + 3)) & 15));
}

static void tell(void) {
  struct rusage r;
  getrusage(RUSAGE_SELF, &r);
  printf("packets=%lu lost=%lu omitted=%lu streams=%lu p50=%.2f p99=%.2f max=%.2f over5=%.3f over20=%.3f cpu=%.3f\n", lates, lost, omitted, begun, at(.5), at(.99), at(1), over(5), over(20),
         r.ru_utime.tv_sec + r.ru_stime.tv_sec + (r.ru_utime.tv_usec + r.ru_stime.tv_usec) / 1e6);
  fflush(stdout);
  memset(late, 0, sizeof late);
  lates = lost = omitted = begun = 0;
}

/* What came becomes what goes back; 0 when nothing does. */
static int answer(uint8_t *p, int n, uint16_t port, double t) {
  if (n < 12 || p[0] >> 6 != 2 || (p[1] & 0x7f) != 0) return 0; /* PCMU alone */
  leg *c = &legs[port];
  uint16_t s = ntohs(*(uint16_t *)(p + 2));
  uint32_t theirs = *(uint32_t *)(p + 8), stamp = ntohl(*(uint32_t *)(p + 4));
  if (c->theirs != theirs) {
    memset(c, 0, sizeof *c);
    c->theirs = theirs;
    c->ssrc = theirs ^ 0x5bd1e995u;
    c->last = s;
    c->stamp = stamp;
    c->base = c->before = t;
    begun++;
  } else {
    int step = (int16_t)(s - c->last), samples = (int32_t)(stamp - c->stamp);
    if (step > 1) lost += step - 1;
    if (step > 0 && samples > step * 160) omitted += samples / 160 - step;
    c->ext += samples;
    c->last = s;
    c->stamp = stamp;
  }
  double b = t - c->ext / 8000.0;
  if (c->ext - c->wrapped >= 16000) {
    c->wrapped = c->ext;
    c->before = c->base;
    c->base = b;
  }
  if (b < c->base) c->base = b;
  int i = (int)((b - (c->base < c->before ? c->base : c->before)) * 20000);
  late[i >= BUCKETS ? BUCKETS - 1 : i]++;
  lates++;
  *(uint16_t *)(p + 2) = htons(c->seq);
  *(uint32_t *)(p + 4) = htonl(c->seq * 160u);
  *(uint32_t *)(p + 8) = htonl(c->ssrc);
  p[1] = 0;
  memcpy(p + 12, tone + (c->seq % 49) * 160, 160);
  c->seq++;
  return 172;
}

static uint8_t data[BATCH][SIZE];
static struct sockaddr_in from[BATCH];
static struct iovec in[BATCH], out[BATCH];
static struct mmsghdr got[BATCH], back[BATCH];
static char about[BATCH][64];

static void serve(int fd, int speaks) {
  for (;;) {
    for (int i = 0; i < BATCH; i++) {
      in[i] = (struct iovec){data[i], SIZE};
      got[i].msg_hdr = (struct msghdr){.msg_name = &from[i], .msg_namelen = sizeof from[i], .msg_iov = &in[i], .msg_iovlen = 1, .msg_control = about[i], .msg_controllen = sizeof about[i]};
    }
    int n = recvmmsg(fd, got, BATCH, MSG_DONTWAIT, 0), k = 0;
    if (n <= 0) return;
    for (int i = 0; speaks && i < n; i++) {
      int size = answer(data[i], got[i].msg_len, ntohs(from[i].sin_port), came(&got[i].msg_hdr));
      if (!size) continue;
      out[k] = (struct iovec){data[i], size};
      back[k].msg_hdr = (struct msghdr){.msg_name = &from[i], .msg_namelen = sizeof from[i], .msg_iov = &out[k], .msg_iovlen = 1};
      k++;
    }
    for (int i = 0; i < k;) {
      int sent = sendmmsg(fd, back + i, k - i, 0);
      i += sent > 0 ? sent : 1; /* whoever has just hung up refuses one */
    }
    if (n < BATCH) return;
  }
}

int main(int ac, char **av) {
  if (ac != 3) {
    fprintf(stderr, "mirror FIRST_PORT PORTS\n");
    return 2;
  }
  struct sched_param first = {.sched_priority = 2}; /* where it is permitted: what is measured is theirs, not when we had our turn */
  sched_setscheduler(0, SCHED_RR, &first);
  for (int i = 0; i < 8000; i++) tone[i] = mulaw((int)(6000 * sin(i * 2 * M_PI * 450 / 8000)));
  int own = atoi(av[1]), ports = atoi(av[2]), size = 1 << 22, ep = epoll_create1(0);
  struct epoll_event e = {.events = EPOLLIN, .data.fd = 0}, es[16];
  epoll_ctl(ep, EPOLL_CTL_ADD, 0, &e);
  for (int i = 0; i < 2 * ports; i++) {
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK), .sin_port = htons(own + i)};
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size)) setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
    int stamps = 1;
    setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, &stamps, sizeof stamps);
    if (fd < 0 || bind(fd, (void *)&a, sizeof a)) {
      perror("bind");
      return 1;
    }
    e.data.u64 = (uint64_t)fd | (i % 2 ? 1ull << 32 : 0);
    epoll_ctl(ep, EPOLL_CTL_ADD, fd, &e);
  }
  puts("ready");
  fflush(stdout);
  for (;;) {
    int n = epoll_wait(ep, es, 16, -1);
    for (int i = 0; i < n; i++) {
      int fd = (int)es[i].data.u64;
      if (fd != 0) {
        serve(fd, !(es[i].data.u64 >> 32));
        continue;
      }
      char line[64];
      if (read(0, line, sizeof line) <= 0) return 0; /* whoever asked is gone */
      tell();
    }
    nanosleep(&(struct timespec){.tv_nsec = 1000000}, 0);
  }
}
