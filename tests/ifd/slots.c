#include "slots.h"

#include "base/bytes.h"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

static struct ifd_reader readers[IFD_READERS_MAX];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

struct ifd_slot *ifd_slot_of(DWORD lun, struct ifd_reader **reader)
{
	const size_t r = lun >> 16 & 0xFFFF, s = lun & 0xFFFF;

	if (r >= IFD_READERS_MAX || s >= IFD_SLOTS_MAX || !readers[r].slots[s].open)
		return NULL;
	*reader = &readers[r];
	return &readers[r].slots[s];
}

/* Watches the directory of the reader's files. */
static bool start_watch(struct ifd_slot *slot, const char *path)
{
	char directory[IFD_PATH_SIZE];
	char *slash;

	strcpy(directory, path);
	slash = strrchr(directory, '/');
	if (slash == NULL)
		return false;
	*slash = '\0';
	slot->watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	slot->stop = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	return slot->watch >= 0 && slot->stop >= 0 &&
		inotify_add_watch(slot->watch, directory,
	                          IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE) >= 0;
}

static bool open_slot(struct ifd_reader *reader, struct ifd_slot *slot, unsigned number,
                      const char *path)
{
	if (strlen(path) >= IFD_PATH_SIZE)
		return false;
	if (reader->users == 0) {
		if (!ifd_config_read(&reader->config, path))
			return false;
		strcpy(reader->path, path);
	}
	*slot = (struct ifd_slot){.number = number, .watch = -1, .stop = -1};
	reader->users++;
	slot->open = true;
	return number < reader->config.slots && start_watch(slot, path);
}

struct ifd_slot *ifd_slot_open(DWORD lun, const char *path)
{
	const size_t r = lun >> 16 & 0xFFFF, s = lun & 0xFFFF;
	struct ifd_slot *slot = NULL;

	if (r >= IFD_READERS_MAX || s >= IFD_SLOTS_MAX || readers[r].slots[s].open)
		return NULL;
	pthread_mutex_lock(&lock);
	if (open_slot(&readers[r], &readers[r].slots[s], (unsigned)s, path))
		slot = &readers[r].slots[s];
	pthread_mutex_unlock(&lock);
	if (slot == NULL)
		ifd_slot_close(lun);
	return slot;
}

void ifd_slot_close(DWORD lun)
{
	struct ifd_reader *reader;

	pthread_mutex_lock(&lock);
	struct ifd_slot *slot = ifd_slot_of(lun, &reader);
	if (slot != NULL) {
		if (slot->watch >= 0)
			close(slot->watch);
		if (slot->stop >= 0)
			close(slot->stop);
		slot->open = false;
		if (--reader->users == 0)
			ifd_config_free(&reader->config);
	}
	pthread_mutex_unlock(&lock);
}

void ifd_log(const struct ifd_reader *reader, const struct ifd_slot *slot, const char *word,
             const uint8_t *bytes, size_t length)
{
	char path[IFD_PATH_SIZE + 8];
	char *line = malloc(2 * length + 64);

	snprintf(path, sizeof path, "%s.log", reader->path);
	int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
	if (fd >= 0 && line != NULL) {
		size_t n = (size_t)snprintf(line, 64, "%.20s %u%s", word, slot->number,
		                            length > 0 ? " " : "");

		if (length > 0)
			n += hex_write(line + n, bytes, length);
		line[n++] = '\n';
		if (write(fd, line, n) < 0)
			fprintf(stderr, "test driver: %s: cannot be written\n", path);
	}
	if (fd >= 0)
		close(fd);
	free(line);
}

static void card_path(const struct ifd_reader *reader, const struct ifd_slot *slot, char *path,
                      size_t size)
{
	snprintf(path, size, "%s.card%u", reader->path, slot->number);
}

static bool has_card(const struct ifd_reader *reader, const struct ifd_slot *slot)
{
	char path[IFD_PATH_SIZE + 16];

	card_path(reader, slot, path, sizeof path);
	return access(path, F_OK) == 0;
}

bool ifd_card_is_there(const struct ifd_reader *reader, struct ifd_slot *slot)
{
	slot->told = has_card(reader, slot);
	if (!slot->told)
		slot->powered = false;
	return slot->told;
}

static void drain(const struct ifd_slot *slot)
{
	char events[4096];

	while (read(slot->watch, events, sizeof events) > 0)
		;
}

void ifd_card_wait(const struct ifd_reader *reader, struct ifd_slot *slot, int timeout_ms)
{
	struct pollfd fds[] = {{.fd = slot->watch, .events = POLLIN},
	                       {.fd = slot->stop, .events = POLLIN}};
	uint64_t stopped;

	for (;;) {
		drain(slot);
		if (has_card(reader, slot) != slot->told)
			return;
		/* The directory also contains files of other readers: an event for one of them
		 * restarts the wait, which can only make it longer. */
		if (poll(fds, 2, timeout_ms) <= 0)
			return;
		if (read(slot->stop, &stopped, sizeof stopped) > 0)
			return;
	}
}

void ifd_card_stop_waiting(const struct ifd_slot *slot)
{
	const uint64_t one = 1;

	if (write(slot->stop, &one, sizeof one) < 0)
		fputs("test driver: cannot stop waiting\n", stderr);
}

bool ifd_card_power(const struct ifd_reader *reader, struct ifd_slot *slot)
{
	char path[IFD_PATH_SIZE + 16], text[128] = "";
	FILE *file;

	card_path(reader, slot, path, sizeof path);
	slot->powered = false;
	file = fopen(path, "re");
	if (file == NULL)
		return false;
	if (fgets(text, sizeof text, file) == NULL)
		text[0] = '\0';
	fclose(file);
	text[strcspn(text, "\n")] = '\0';
	struct hex_result got = hex_read(text, strlen(text), slot->atr, sizeof slot->atr);
	slot->atr_length = got.count;
	if (got.status == HEX_EMPTY) {
		memcpy(slot->atr, reader->config.atr, sizeof slot->atr);
		slot->atr_length = reader->config.atr_length;
	}
	slot->powered = got.status == HEX_OK || got.status == HEX_EMPTY;
	return slot->powered;
}

RESPONSECODE ifd_give(const uint8_t *bytes, size_t count, uint8_t *out, DWORD *length)
{
	if (*length < count)
		return IFD_ERROR_INSUFFICIENT_BUFFER;
	if (count > 0)
		memcpy(out, bytes, count);
	*length = (DWORD)count;
	return IFD_SUCCESS;
}

RESPONSECODE ifd_card_transmit(const struct ifd_reader *reader, struct ifd_slot *slot,
                               const uint8_t *command, size_t command_length, uint8_t *response,
                               DWORD *length)
{
	static const uint8_t unknown[] = {0x6D, 0x00};

	ifd_log(reader, slot, "transmit", command, command_length);
	if (!has_card(reader, slot))
		return IFD_ICC_NOT_PRESENT;
	if (!slot->powered || command_length > reader->config.longest)
		return IFD_COMMUNICATION_ERROR;
	const struct ifd_value *answer =
		ifd_config_answer(&reader->config, command, command_length);
	if (answer == NULL)
		return ifd_give(unknown, sizeof unknown, response, length);
	return answer->fails != 0 ? answer->fails :
				    ifd_give(answer->bytes, answer->length, response, length);
}
