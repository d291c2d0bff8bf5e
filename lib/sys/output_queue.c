#include "sys/output_queue.h"

#include "sys/output.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct output_queue {
	size_t size, head, waiting; /* a ring */
	char bytes[];
};

struct output_queue *output_queue_new(size_t size)
{
	struct output_queue *box = malloc(sizeof *box + size);

	if (box != NULL) {
		box->size = size;
		box->head = box->waiting = 0;
	}
	return box;
}

void output_queue_free(struct output_queue **box)
{
	free(*box);
	*box = NULL;
}

size_t output_queue_waiting(const struct output_queue *box)
{
	return box->waiting;
}

bool output_queue_put(struct output_queue *box, const char *bytes, size_t length)
{
	if (length > box->size - box->waiting)
		output_queue_send(box);
	if (length > box->size - box->waiting)
		return false;
	size_t tail = (box->head + box->waiting) % box->size;
	size_t first = length < box->size - tail ? length : box->size - tail;
	memcpy(box->bytes + tail, bytes, first);
	memcpy(box->bytes, bytes + first, length - first);
	box->waiting += length;
	return true;
}

bool output_queue_send(struct output_queue *box)
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

bool output_queue_drain(struct output_queue *box, int unless, int limit_ms)
{
	while (output_queue_send(box) && box->waiting > 0) {
		struct pollfd fds[] = {{.fd = STDOUT_FILENO, .events = POLLOUT},
		                       {.fd = unless, .events = POLLIN}};
		int ready = poll(fds, 2, limit_ms);

		if (ready == 0 || (ready < 0 && errno != EINTR) || fds[1].revents != 0)
			return false;
	}
	return box->waiting == 0;
}
