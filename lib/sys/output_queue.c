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
	struct output_queue *queue = malloc(sizeof *queue + size);

	if (queue != NULL) {
		queue->size = size;
		queue->head = queue->waiting = 0;
	}
	return queue;
}

void output_queue_free(struct output_queue **queue)
{
	free(*queue);
	*queue = NULL;
}

size_t output_queue_waiting(const struct output_queue *queue)
{
	return queue->waiting;
}

bool output_queue_put(struct output_queue *queue, const char *bytes, size_t length)
{
	if (length > queue->size - queue->waiting)
		output_queue_send(queue);
	if (length > queue->size - queue->waiting)
		return false;
	size_t tail = (queue->head + queue->waiting) % queue->size;
	size_t first = length < queue->size - tail ? length : queue->size - tail;
	memcpy(queue->bytes + tail, bytes, first);
	memcpy(queue->bytes, bytes + first, length - first);
	queue->waiting += length;
	return true;
}

bool output_queue_send(struct output_queue *queue)
{
	while (queue->waiting > 0) {
		size_t first = queue->size - queue->head;
		long n = output_try(queue->bytes + queue->head,
		                    queue->waiting < first ? queue->waiting : first);

		if (n <= 0)
			return n == 0;
		queue->head = (queue->head + (size_t)n) % queue->size;
		queue->waiting -= (size_t)n;
	}
	queue->head = 0; /* reuse the start of the buffer, which is already in memory */
	return true;
}

bool output_queue_drain(struct output_queue *queue, int unless, int limit_ms)
{
	while (output_queue_send(queue) && queue->waiting > 0) {
		struct pollfd fds[] = {{.fd = STDOUT_FILENO, .events = POLLOUT},
		                       {.fd = unless, .events = POLLIN}};
		int ready = poll(fds, 2, limit_ms);

		if (ready == 0 || (ready < 0 && errno != EINTR) || fds[1].revents != 0)
			return false;
	}
	return queue->waiting == 0;
}
