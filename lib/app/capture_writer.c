#include "app/capture_writer.h"

#include "apdu/secret.h"
#include "base/array.h"
#include "base/wipe.h"
#include "capture/capture_text.h"
#include "sys/clock.h"
#include "sys/file.h"
#include "sys/memory.h"
#include "sys/message.h"
#include "sys/process/helper.h"
#include "sys/replace.h"
#include "sys/streams.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* The session of one reader. */
struct reader_session {
	char *reader; /* owned */
	uint8_t atr[CARD_ATR_MAX];
	size_t atr_length;
	bool powered;
};

struct capture_writer {
	struct helper helper;
	struct replace replace;
	char *path;
	bool shows_secrets;
	struct reader_session *sessions; /* owned */
	size_t count, size;
	unsigned current; /* index of the session, from 1; 0: none yet */
	struct text line; /* reused */
	int error;        /* 0 or the errno of writing to the helper */
};

struct capture_writer *capture_writer_start(const char *path, bool shows_secrets)
{
	struct capture_writer *writer = calloc(1, sizeof *writer);

	if (!memory_sufficed(writer != NULL))
		return NULL;
	writer->shows_secrets = shows_secrets;
	writer->path = strdup(path);
	if (!memory_sufficed(writer->path != NULL)) {
		free(writer);
		return NULL;
	}
	if (!replace_start(&writer->replace, path))
		message_error("%s: %s", path, file_error(errno));
	else if (helper_start(&writer->helper, "capture", "write", -1,
	                      fileno(writer->replace.file)))
		return writer;
	replace_abandon(&writer->replace);
	free(writer->path);
	free(writer);
	return NULL;
}

static void send_line(struct capture_writer *writer)
{
	if (writer->line.failed)
		writer->error = ENOMEM;
	else if (writer->error == 0)
		writer->error =
			streams_write(writer->helper.fd, writer->line.data, writer->line.length);
	wipe(writer->line.data, writer->line.length);
	text_clear(&writer->line);
}

static void send_event(struct capture_writer *writer, struct capture_event event)
{
	event.session = writer->current;
	capture_text_add(&writer->line, &event);
	send_line(writer);
}

static void send_time(struct capture_writer *writer)
{
	struct timespec now = clock_of_day();

	text_printf(&writer->line, "%u # time %lld.%06ld\n", writer->current, (long long)now.tv_sec,
	            now.tv_nsec / 1000);
}

/* Selects the session of a reader, and creates it if there is none. */
static struct reader_session *choose(struct capture_writer *writer, const char *reader)
{
	for (size_t i = 0; i < writer->count; i++)
		if (strcmp(writer->sessions[i].reader, reader) == 0) {
			writer->current = (unsigned)i + 1;
			return &writer->sessions[i];
		}
	struct reader_session *sessions =
		array_room(writer->sessions, writer->count, &writer->size, sizeof *sessions);
	if (sessions == NULL)
		return NULL;
	writer->sessions = sessions;
	sessions[writer->count] = (struct reader_session){.reader = strdup(reader)};
	if (sessions[writer->count].reader == NULL)
		return NULL;
	writer->current = (unsigned)++writer->count;
	return &sessions[writer->count - 1];
}

static bool is_known(const struct reader_session *session, const struct card *card)
{
	return session->powered && session->atr_length == card->atr_length &&
		memcmp(session->atr, card->atr, card->atr_length) == 0;
}

void capture_writer_card(struct capture_writer *writer, const char *reader, const struct card *card,
                         enum capture_power power)
{
	struct reader_session *session = writer == NULL ? NULL : choose(writer, reader);

	if (writer == NULL || session == NULL) {
		if (writer != NULL)
			writer->error = ENOMEM;
		return;
	}
	if (power == CAPTURE_CONNECTED && is_known(session, card))
		return;
	if (power == CAPTURE_COLD)
		capture_writer_change(writer, CAPTURE_POWER_OFF);
	session->powered = card->atr_length > 0;
	session->atr_length = card->atr_length;
	memcpy(session->atr, card->atr, card->atr_length);
	send_time(writer);
	send_event(writer, (struct capture_event){.kind = CAPTURE_SESSION, .text = reader});
	if (card->atr_length > 0)
		send_event(writer,
		           (struct capture_event){.kind = CAPTURE_ATR,
		                                  .bytes = card->atr,
		                                  .length = card->atr_length});
	if (card->protocol == CARD_T0 || card->protocol == CARD_T1)
		send_event(writer,
		           (struct capture_event){.kind = CAPTURE_PROTOCOL,
		                                  .number = card->protocol == CARD_T1});
}

void capture_writer_command(struct capture_writer *writer, const uint8_t *command, size_t length,
                            const struct text *hidden)
{
	if (writer == NULL || writer->current == 0)
		return;
	struct secret secret = secret_find(command, length);
	struct text shown = {0};
	text_add(&shown, (const char *)command, length);
	for (size_t i = 0; !writer->shows_secrets && i < shown.length; i++)
		if (secret_has(secret, i) ||
		    (hidden != NULL && i < hidden->length && hidden->data[i] != 0))
			shown.data[i] = '*';
	send_time(writer);
	if (shown.failed)
		writer->error = ENOMEM;
	else
		send_event(writer,
		           (struct capture_event){.kind = CAPTURE_COMMAND,
		                                  .bytes = (const uint8_t *)shown.data,
		                                  .length = shown.length});
	text_free(&shown);
}

void capture_writer_response(struct capture_writer *writer, const uint8_t *response, size_t length)
{
	if (writer == NULL || writer->current == 0)
		return;
	send_time(writer);
	send_event(writer,
	           (struct capture_event){
			   .kind = CAPTURE_RESPONSE, .bytes = response, .length = length});
}

void capture_writer_change(struct capture_writer *writer, enum capture_change change)
{
	static const char *const words[] = {[CAPTURE_POWER_OFF] = "power off",
	                                    [CAPTURE_RESET] = "reset",
	                                    [CAPTURE_REMOVED] = "card removed",
	                                    [CAPTURE_INSERTED] = "card inserted"};

	if (writer == NULL || writer->current == 0)
		return;
	writer->sessions[writer->current - 1].powered = false;
	send_time(writer);
	send_event(writer, (struct capture_event){.kind = CAPTURE_COMMENT, .text = words[change]});
}

bool capture_writer_end(struct capture_writer **writer, bool keep)
{
	struct capture_writer *own = *writer;

	if (own == NULL)
		return true;
	int status = helper_end(&own->helper);
	bool whole = status == 0 && own->error == 0;
	(void)memory_sufficed(own->error != ENOMEM);
	if (!keep) {
		replace_abandon(&own->replace);
	} else if (whole && !replace_commit(&own->replace, 0600)) {
		message_error("%s: %s", own->path, file_error(errno));
		whole = false;
	} else if (!whole) {
		replace_abandon(&own->replace);
		message_error("%s: the capture was not written%s%s", own->path,
		              own->error != 0 ? ": " : "",
		              own->error != 0 ? file_error(own->error) : "");
	}
	for (size_t i = 0; i < own->count; i++)
		free(own->sessions[i].reader);
	free(own->sessions);
	text_free(&own->line);
	free(own->path);
	free(own);
	*writer = NULL;
	return whole;
}
