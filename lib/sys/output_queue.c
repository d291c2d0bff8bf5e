#include "sys/output_queue.h"

#include "sys/output.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct outbox {
	size_t size, head, waiting; /* a ring */
	char bytes[];
};

struct outbox *outbox_new(size_t size)
{
	struct outbox *box = malloc(sizeof *box + size);

	if (box != NULL) {
		box->size = size;
		box->head = box->waiting = 0;
	}
	return box;
}

void outbox_free(struct outbox **box)
{
	free(*box);
	*box = NULL;
}

size_t outbox_waiting(const struct outbox *box)
{
	return box->waiting;
}

bool outbox_put(struct outbox *box, const char *bytes, size_t length)
{
	if (length > box->size - box->waiting)
		outbox_send(box);
	if (length > box->size - box->waiting)
		return false;
	size_t tail = (box->head + box->waiting) % box->size;
	size_t first = length < box->size - tail ? length : box->size - tail;
	memcpy(box->bytes + tail, bytes, first);
	memcpy(box->bytes, bytes + first, length - first);
	box->waiting += length;
	return true;
}

bool outbox_send(struct outbox *box)
{
	while (box->waiting > 0) {
		size_t first = box->size - box->head;
		long n = output_try(box->bytes + box->head,
		                    box->waiting < first ? box->waiting : first);

		if (n <= 0)
			return n == 0;
		box->head = (box->head + (size_t)n) % box->size;
		box->waiting -= (size_t)n;
	}
	box->head = 0; /* what is sent at once stays in memory that is in use anyway */
	return true;
}

bool outbox_drain(struct outbox *box, int unless, int limit_ms)
{
	while (outbox_send(box) && box->waiting > 0) {
		struct pollfd fds[] = {{.fd = STDOUT_FILENO, .events = POLLOUT},
		                       {.fd = unless, .events = POLLIN}};
		int ready = poll(fds, 2, limit_ms);

		if (ready == 0 || (ready < 0 && errno != EINTR) || fds[1].revents != 0)
			return false;
	}
	return box->waiting == 0;
}
