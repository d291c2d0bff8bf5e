#include "vicard/link.h"

#include "sys/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

enum { HEAD = 2, MESSAGE_MAX = 65535, CONNECT_SECONDS = 3 };

struct link {
	int fd; /* -1: closed */
	uint8_t in[HEAD + MESSAGE_MAX];
	size_t in_length;
	size_t taken; /* length in in of the message returned by the last link_read */
	uint8_t out[HEAD + MESSAGE_MAX];
	size_t out_length, out_sent;
};

struct link *link_new(void)
{
	struct link *link = calloc(1, sizeof *link);

	if (link != NULL)
		link->fd = -1;
	return link;
}

void link_free(struct link **link)
{
	if (*link == NULL)
		return;
	link_close(*link);
	free(*link);
	*link = NULL;
}

bool link_is_open(const struct link *link)
{
	return link->fd >= 0;
}

int link_fd(const struct link *link)
{
	return link->fd;
}

static bool is_busy(const struct link *link)
{
	return link->out_sent < link->out_length;
}

short link_events(const struct link *link)
{
	return is_busy(link) ? POLLIN | POLLOUT : POLLIN;
}

void link_close(struct link *link)
{
	if (link->fd >= 0) {
		shutdown(link->fd, SHUT_RDWR);
		close(link->fd);
	}
	link->fd = -1;
	link->in_length = link->taken = 0;
	link->out_length = link->out_sent = 0;
}

void link_finish(struct link *link)
{
	shutdown(link->fd, SHUT_WR);
	link->out_length = link->out_sent = 0;
}

/* Sends acknowledgements at once. Old versions of vpcd send a message in two parts, the second one
 * only after the first is acknowledged, which would delay each command by 40 ms. The system resets
 * the option after each receipt. */
static void acknowledge_at_once(int fd)
{
#ifdef TCP_QUICKACK
	const int on = 1;

	setsockopt(fd, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
#else
	(void)fd;
#endif
}

static int connect_to(const struct addrinfo *address)
{
	const struct timeval limit = {.tv_sec = CONNECT_SECONDS};
	const int on = 1;
	int fd = socket(address->ai_family, address->ai_socktype, address->ai_protocol);

	if (fd < 0)
		return -1;
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
	if (connect(fd, address->ai_addr, address->ai_addrlen) != 0) {
		int why = errno == EINPROGRESS ? ETIMEDOUT : errno;

		close(fd);
		errno = why;
		return -1;
	}
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	acknowledge_at_once(fd);
	fcntl(fd, F_SETFL, O_NONBLOCK);
	return fd;
}

const char *link_open(struct link *link, const char *host, const char *port)
{
	const struct addrinfo wanted = {.ai_socktype = SOCK_STREAM};
	struct addrinfo *addresses;
	int rc = getaddrinfo(host, port, &wanted, &addresses);

	link_close(link);
	(void)memory_sufficed(rc != EAI_MEMORY);
	if (rc != 0)
		return gai_strerror(rc);
	for (const struct addrinfo *a = addresses; a != NULL && link->fd < 0; a = a->ai_next)
		link->fd = connect_to(a);
	rc = errno;
	freeaddrinfo(addresses);
	return link->fd < 0 ? strerror(rc) : NULL;
}

/* Returns whether in starts with a complete message. */
static bool whole_message(const struct link *link, size_t *length)
{
	if (link->in_length < HEAD)
		return false;
	*length = (size_t)link->in[0] << 8 | link->in[1];
	return link->in_length >= HEAD + *length;
}

static void drop_taken(struct link *link)
{
	memmove(link->in, link->in + link->taken, link->in_length - link->taken);
	link->in_length -= link->taken;
	link->taken = 0;
}

enum link_read link_read(struct link *link, const uint8_t **message, size_t *length)
{
	drop_taken(link);
	while (!whole_message(link, length)) {
		ssize_t n = recv(link->fd, link->in + link->in_length,
		                 sizeof link->in - link->in_length, 0);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
			return LINK_NOTHING;
		if (n <= 0)
			return LINK_CLOSED;
		acknowledge_at_once(link->fd);
		link->in_length += (size_t)n;
	}
	*message = link->in + HEAD;
	link->taken = HEAD + *length;
	return LINK_MESSAGE;
}

bool link_write(struct link *link)
{
	while (is_busy(link)) {
		ssize_t n = send(link->fd, link->out + link->out_sent,
		                 link->out_length - link->out_sent, MSG_NOSIGNAL);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno == EAGAIN || errno == EWOULDBLOCK;
		link->out_sent += (size_t)n;
	}
	return true;
}

bool link_send(struct link *link, const uint8_t *message, size_t length, size_t most)
{
	link->out[0] = (uint8_t)(length >> 8);
	link->out[1] = (uint8_t)length;
	memcpy(link->out + HEAD, message, length);
	link->out_length = HEAD + length < most ? HEAD + length : most;
	link->out_sent = 0;
	return link_write(link);
}
